import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readSavedOperations } from "../../src/http/saved-operations.ts";
import { ROOT } from "../architecture/repository.ts";
import { startNewsroomServer } from "../http/newsroom-server.ts";
import { draftOf } from "../support/draft.ts";
import { openBrowser, watch } from "./open-browser.ts";

let server: Awaited<ReturnType<typeof startNewsroomServer>>;
beforeAll(async () => {
  const savedOperations = await readSavedOperations(join(ROOT, "schema/operations"));
  server = await startNewsroomServer({ hasGraphiql: true }, { savedOperations });
  // What the first operation's variables ask for.
  await server.newsroom.save(
    draftOf("urn:sample", { slug: "soldats-nord-coreens-russie", headline: "The sample page" }),
  );
});
afterAll(() => server[Symbol.asyncDispose]());

describe("A first visit of GraphiQL", () => {
  test.each([
    [390, 800],
    [1440, 900],
    [1920, 1080],
    [2600, 1400],
  ])(
    "at %i × %i runs the first saved operation as it comes, and another tab by the mouse",
    { timeout: 600_000 },
    async (...size) => {
      const [width, height] = size;
      await using browser = await openBrowser({ width, height });
      const page = await browser.newPage();
      const { faults } = watch(page);
      await page.goto(`${server.origin}/graphiql`);
      const tab = page.getByRole("tab", { name: "Latest" });
      await tab.waitFor();

      await page.getByRole("button", { name: /^Execute query/ }).click();
      const result = page.locator(".result-window");
      await result.getByText("The sample page").first().waitFor();
      expect((await result.boundingBox())?.width).toBeGreaterThan(250);

      await tab.scrollIntoViewIfNeeded();
      const { x = 0, y = 0 } = (await tab.boundingBox()) ?? {};
      await page.mouse.click(x + 20, y + 15);
      await expect.poll(() => tab.getAttribute("aria-selected"), { timeout: 200_000 }).toBe("true");
      expect(faults).toEqual([]);
    },
  );
});
