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
    ["rss", '<?xml version="1.0"?><rss version="2.0">'],
    ["rss", '<!-- a --><!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0">'],
    ["wxr", '<?xml version="1.0"?>\n<!-- generator --><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/">'],
    ["atom", '<feed xmlns="http://www.w3.org/2005/Atom">'],
    ["rdf", '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'],
    ["json-feed", '{"version": "https://jsonfeed.org/version/1.1"'],
  ])("%s is known by its root", (format, head) => {
    expect(detectFormat(head)).toBe(format);
  });

  test.each([
    ["nothing", ""],
    ["text", "Paris, 24 November"],
    ["a JSON string", '"uri"'],
    ["an array of numbers", "[1, 2]"],
    ["binary", "\u0000\u0001\uFFFDPNG"],
  ])("%s is no format of ours", (_case, head) => {
    expect(detectFormat(head)).toBeUndefined();
  });
});
