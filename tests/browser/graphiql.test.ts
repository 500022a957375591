import { describe, expect, test } from "vitest";
import { readEnvironment } from "../../src/config.ts";
import { startHttpGateway } from "../http/http-gateway.ts";
import { openBrowser, watch } from "./open-browser.ts";

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

describe("GraphiQL in Chromium", () => {
  test("loads, runs a saved operation and shows its result, asking no other host", { timeout: 600_000 }, async () => {
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
      .poll(() => page.evaluate('localStorage.getItem("graphiql:query")'), { timeout: 200_000 })
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
