import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestGateway } from "../../support/test-gateway.ts";
import { PICTURE, STORM } from "./storm.ts";

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
beforeAll(async () => {
  gateway = await startTestGateway();
  await gateway.save(...STORM);
});
afterAll(() => gateway[Symbol.asyncDispose]());

async function bodyOf<Body>(fields: string): Promise<Body> {
  const { data, errors } = await gateway.query<{ article: { body: Body } }>(
    `{ article(slug: "storm") { body { ${fields} } } }`,
  );
  expect(errors).toBeUndefined();
  return data.article.body;
}

describe("ArticleBody", () => {
  test("outline lists the headings", async () => {
    expect(await bodyOf(`outline { level text anchor }`)).toEqual({
      outline: [
        { level: 2, text: "The storm", anchor: "the-storm" },
        { level: 3, text: "Damage", anchor: "damage" },
      ],
    });
  });

  test("html, markdown and text render all blocks", async () => {
    const { html, markdown, text, blocks } = await bodyOf<{
      html: string;
      markdown: string;
      text: string;
      blocks: { html: string; text: string }[];
    }>(`html markdown text blocks { html text }`);

    expect(html).toBe(blocks.map((block) => block.html).join("\n"));
    expect(text).toBe(blocks.map((block) => block.text).join("\n\n"));
    expect(markdown).toContain("Analysis: [Calm & clear](https://news.example/articles/calm)");
    expect(markdown).toContain(`![A pier](${PICTURE})`);
  });

  test.each([
    [1, "…"],
    [9, "The pier…"],
    [19, "The pier < the…"],
    [25, "The pier < the sea.\n\nThe…"],
  ])("text(maxChars: %i) ends at a word", async (maxChars, text) => {
    expect(await bodyOf(`text(maxChars: ${maxChars})`)).toEqual({ text });
  });

  test("text(maxChars: 0) is PAGE_SIZE_INVALID, naming the argument", async () => {
    const { errors } = await gateway.query(`{ article(slug: "storm") { body { text(maxChars: 0) } } }`);

    expect(errors).toMatchObject([
      {
        message: expect.stringContaining("maxChars"),
        path: ["article", "body", "text"],
        extensions: { code: "PAGE_SIZE_INVALID" },
      },
    ]);
  });

  test("wordCount and readingMinutes are of the text, not of its pictures, captions and related stories", async () => {
    const { wordCount, readingMinutes } = await bodyOf<{ wordCount: number; readingMinutes: number }>(
      `wordCount readingMinutes`,
    );

    expect(readingMinutes).toBe(1);
    expect(wordCount).toBe(25);
  });
});
