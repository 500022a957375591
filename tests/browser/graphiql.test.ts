import { type BrowserContext, chromium, type Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { readEnvironment } from "../../src/config.ts";
import { startHttpGateway } from "../http/http-gateway.ts";

const SAVED_OPERATIONS = [
  {
    name: "Greeting",
    document: `# statements: 0
query Greeting($name: String = "Ana") {
  greeting(name: $name)
  requestId
}
`,
  },
  {
    name: "Named",
    document: "query Named($name: String!) {\n  greeting(name: $name)\n}\n",
    variables: '{ "name": "Bo" }',
  },
];

/** A fresh profile in an installed Chromium; a machine without one fails the test. */
async function openBrowser(): Promise<BrowserContext & AsyncDisposable> {
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
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  return Object.assign(context, { [Symbol.asyncDispose]: () => browser.close() });
}

/** All that goes wrong on a page, and every URL it asks for. */
function watch(page: Page) {
  const urls: string[] = [];
  const faults: string[] = [];
  page.context().on("request", (request) => urls.push(request.url()));
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  return { urls, faults };
}

describe("GraphiQL in Chromium", () => {
  test("loads, runs a saved operation and shows its result, asking no other host", { timeout: 120_000 }, async () => {
    await using gateway = await startHttpGateway({ savedOperations: SAVED_OPERATIONS });
    await using browser = await openBrowser();
    const page = await browser.newPage();
    const { urls, faults } = watch(page);

    await page.goto(gateway.origin);
    const tabs = page.getByRole("tab");
    await tabs.first().waitFor();
    expect(await tabs.allInnerTexts()).toStrictEqual(["Greeting", "Named"]);

    await page.getByRole("button", { name: "Headers" }).click();
    await page.locator(".graphiql-editor-tool .monaco-editor").last().click();
    await page.keyboard.insertText('{ "x-request-id": "typed-by-hand" }');
    const execute = page.getByRole("button", { name: /^Execute query/ });
    await execute.click();
    const result = page.locator(".result-window");
    await result.getByText("Bonjour Ana").waitFor();
    await result.getByText("typed-by-hand").waitFor();
    await page.getByRole("tab", { name: "Named" }).click();
    // GraphiQL reads an operation's name 100 ms after the editor changed, when it stores the document too;
    // pressed before that, it asks for the name of the tab before.
    await expect
      .poll(() => page.evaluate('localStorage.getItem("graphiql:query")'), { timeout: 30_000 })
      .toContain("query Named");
    await execute.click();
    await result.getByText("Bonjour Bo").waitFor();
    const path = readEnvironment()["SCREENSHOT_PATH"];
    if (path) await page.screenshot({ path });

    expect(faults).toStrictEqual([]);
    expect([
      ...new Set(urls.filter((url) => !url.startsWith("data:")).map((url) => new URL(url).origin)),
    ]).toStrictEqual([gateway.origin]);
    expect(urls).toContain(`${gateway.origin}/graphql`);
    expect(page.workers().map((worker) => worker.url())).toContain(`${gateway.origin}/graphiql/graphql-worker.js`);
  });
});
