import { type BrowserContext, chromium, type Page } from "playwright-core";
import { readEnvironment } from "../../src/config.ts";

/** A fresh profile in an installed Chromium; a machine without one fails the test. */
export async function openBrowser(viewport = { width: 1400, height: 900 }): Promise<BrowserContext & AsyncDisposable> {
  const browser = await chromium.launch({
    executablePath: readEnvironment()["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  const context = await browser.newContext({ viewport });
  // On two cores that do other work, too, nine megabytes of script take their time.
  context.setDefaultTimeout(200_000);
  return Object.assign(context, { [Symbol.asyncDispose]: () => browser.close() });
}

/** All that goes wrong on a page, and every URL it asks for. */
export function watch(page: Page) {
  const urls: string[] = [];
  const faults: string[] = [];
  page.context().on("request", (request) => urls.push(request.url()));
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  return { urls, faults };
}
