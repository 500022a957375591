import { describe, expect, test } from "vitest";
import { parseNinjsItem } from "../../../../src/ingest/formats/ninjs/parse-ninjs-item.ts";
import { PARIS } from "../fixture.ts";
import { story } from "./story.ts";

const draftOf = (item: object) => parseNinjsItem({ ...story, ...item }, PARIS).draft;

describe("ninjs bodies", () => {
  test("the XHTML body goes before the plain one, role main before others", () => {
    const bodies = [
      { role: "main", contentType: "text/plain", value: "plain" },
      { role: "web", contentType: "text/html", value: "<p>web</p>" },
      { role: "main", contentType: "application/xhtml+xml", value: "<p>main</p>" },
      { role: "main", contentType: "application/xml", value: "<NITF/>" },
    ];

    expect(draftOf({ bodies })?.body).toEqual([{ type: "PARAGRAPH", role: "BODY", content: { text: "main" } }]);
    expect(draftOf({ bodies: bodies.slice(0, 1) })?.body).toEqual([
      { type: "PARAGRAPH", role: "BODY", content: { text: "plain" } },
    ]);
  });

  test("a plain body keeps its characters and has a paragraph where blank lines part it", () => {
    const value = "One & <two>\nstill one\n\nTwo";

    expect(draftOf({ bodies: [{ contentType: "text/plain", value }] })?.body).toEqual([
      { type: "PARAGRAPH", role: "BODY", content: { text: "One & <two> still one" } },
      { type: "PARAGRAPH", role: "BODY", content: { text: "Two" } },
    ]);
  });

  test("a whole HTML document that repeats its headline gives the text below it", () => {
    const value =
      "<html><head><title>Title</title></head><body><article><h1>Bridge reopens</h1><p>Cars.</p></article></body></html>";

    expect(draftOf({ bodies: [{ contentType: "text/html", value }] })?.body).toEqual([
      { type: "PARAGRAPH", role: "BODY", content: { text: "Cars." } },
    ]);
  });

  test("a partial item has no body, even when it carries one", () => {
    const { draft, notes } = parseNinjsItem({ ...story, representationType: "partial" }, PARIS);

    expect(draft?.representation).toBe("PARTIAL");
    expect(draft).not.toHaveProperty("body");
    expect(notes).toEqual(["The item calls itself partial: its body is not kept."]);
  });
});
