import { describe, expect, test } from "vitest";
import { detectFormat } from "../../../src/ingest/formats/detect-format.ts";

describe("detectFormat", () => {
  test.each([
    ["an object", '{"uri": "urn:1"}'],
    ["an object over lines, behind a byte order mark", '\uFEFF\n{\n  "uri": "urn:1"'],
    ["an array", ' [ {"uri": "urn:1"}'],
    ["an empty array", "[]"],
    ["a head that is cut after the bracket", "["],
    ["lines", '{"uri":"urn:1"}\n{"uri":"urn:2"}'],
  ])("%s of JSON is ninjs", (_case, head) => {
    expect(detectFormat(head)).toBe("ninjs");
  });

  test.each([
    ["a doctype", "<!DOCTYPE html><html>"],
    ["a byte order mark, white space and comments", "\uFEFF \n<!-- a --><!-- b -->\n<!doctype HTML>"],
    ["an XML declaration", '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN">'],
    ["no doctype", '<html lang="fr">'],
    ["a fragment", "<article><h1>A</h1>"],
  ])("%s before a page is article-html", (_case, head) => {
    expect(detectFormat(head)).toBe("article-html");
  });

  test.each([
    ["nothing", ""],
    ["text", "Paris, 24 November"],
    ["RSS", '<?xml version="1.0"?><rss version="2.0">'],
    ["Atom", '<feed xmlns="http://www.w3.org/2005/Atom">'],
    ["JSON Feed", '{"version": "https://jsonfeed.org/version/1.1"'],
    ["a JSON string", '"uri"'],
    ["an array of numbers", "[1, 2]"],
    ["binary", "\u0000\u0001\uFFFDPNG"],
  ])("%s is no format of ours", (_case, head) => {
    expect(detectFormat(head)).toBeUndefined();
  });
});
