import { describe, expect, test } from "vitest";
import { RELATION_KINDS } from "../../../../src/database/vocabulary.ts";
import { parseNinjsItem } from "../../../../src/ingest/formats/ninjs/parse-ninjs-item.ts";
import { PARIS } from "../fixture.ts";

const at = "2024-11-20T10:00:00Z";
const edge = (name: string, more: object = {}) => ({
  name,
  rel: "read-also",
  uri: `urn:${name}`,
  headlines: [{ value: name.toUpperCase() }],
  ...more,
});
const parse = (associations: object[], html = "<p>A</p>") =>
  parseNinjsItem(
    {
      uri: "urn:self",
      language: "fr",
      contentCreated: at,
      headlines: [{ value: "A" }],
      bodies: [{ contentType: "text/html", value: html }],
      associations,
    },
    PARIS,
  );
const placesOf = (associations: object[], html?: string) =>
  parse(associations, html).draft?.related.map(({ target, placement, anchor }) => [target.uri, placement, anchor]);

describe("ninjs associations", () => {
  test("names give placement and order; others come last in theirs", () => {
    expect(placesOf([edge("end-2"), edge("logo"), edge("sidebar-1"), edge("end-1"), edge("zulu")])).toEqual([
      ["urn:sidebar-1", "SIDEBAR", undefined],
      ["urn:end-1", "END", undefined],
      ["urn:end-2", "END", undefined],
      ["urn:logo", "END", undefined],
      ["urn:zulu", "END", undefined],
    ]);
  });

  test("an inline story stands where its aside does, in the body's order", () => {
    const html =
      '<p>A</p><aside data-association="inline-2"></aside><p>B</p><aside data-association="inline-1"></aside>';
    const { draft, notes } = parse([edge("inline-1"), edge("inline-2")], html);

    expect(draft?.related.map(({ anchor }) => anchor)).toEqual(["inline-2", "inline-1"]);
    expect(draft?.body?.map((block) => (block.type === "RELATED_STORY" ? block.anchor : block.type))).toEqual([
      "PARAGRAPH",
      "inline-2",
      "PARAGRAPH",
      "inline-1",
    ]);
    expect(notes).toEqual([]);
  });

  test("an aside without its association and an association without its aside are told, and neither is left dangling", () => {
    const { draft, notes } = parse([edge("inline-1")], '<p>A</p><aside data-association="inline-9"></aside>');

    expect(draft?.body).toHaveLength(1);
    expect(draft?.related).toMatchObject([{ target: { uri: "urn:inline-1" }, placement: "END" }]);
    expect(notes).toEqual([
      "The association inline-1 has no place in the body: put at the end.",
      "No story stands behind the place inline-9 in the body: the place is left out.",
    ]);
  });

  test.each(RELATION_KINDS)("%s is its rel in kebab case", (kind) => {
    const rel = kind.toLowerCase().replace("_", "-");

    expect(parse([edge("end-1", { rel })]).draft?.related[0]?.kind).toBe(kind);
  });

  test.each([["seeAlso"], ["READ_ALSO"], ["constructor"]])("the unknown rel %s is READ_ALSO, with a note", (rel) => {
    const { draft, notes } = parse([edge("end-1", { rel })]);

    expect(draft?.related[0]?.kind).toBe("READ_ALSO");
    expect(notes).toEqual([`The association end-1 has the unknown rel "${rel}": read-also assumed.`]);
  });

  test("a whole item only gives the target of its edge", () => {
    const whole = edge("end-1", {
      language: "en",
      contentCreated: at,
      altIds: [{ role: "slug", value: "whole" }],
      bodies: [{ value: "<p>Body</p>" }],
      associations: [edge("end-1")],
    });

    expect(parse([whole]).draft?.related).toEqual([
      {
        target: { uri: "urn:end-1", slug: "whole", headline: "END-1", publishedAt: new Date(at), language: "en" },
        kind: "READ_ALSO",
        placement: "END",
      },
    ]);
  });

  test("the item itself, repeats, films and stories without a headline are told and not kept", () => {
    const { draft, notes } = parse([
      edge("end-1", { uri: "urn:self" }),
      edge("end-2"),
      edge("end-3", { uri: "urn:end-2" }),
      edge("film", { type: "video" }),
      edge("mute", { headlines: [] }),
    ]);

    expect(draft?.related.map(({ target }) => target.uri)).toEqual(["urn:end-2"]);
    expect(notes).toEqual([
      "The association film is a video: not kept.",
      "The association mute has no headline: not kept.",
      "« END-1 » points at the article itself: not kept.",
      "« END-3 » stands twice among the related stories: kept once.",
    ]);
  });
});

describe("ninjs pictures", () => {
  const picture = (name: string, more: object = {}) => ({
    name,
    uri: `urn:${name}`,
    type: "picture",
    by: "Lena Ko",
    headlines: [{ value: "Bridge" }],
    descriptions: [
      { role: "caption", value: "The bridge at dawn." },
      { role: "alt", value: "A steel bridge" },
    ],
    renditions: [
      { name: "small", href: `https://img.example/${name}-s.jpg`, width: 300, height: 200 },
      { name: "main", href: `https://img.example/${name}.jpg`, contentType: "image/jpeg", width: 1200, height: 800 },
    ],
    ...more,
  });

  test("the first picture leads; a figure becomes an IMAGE block of its picture's URL", () => {
    const { draft, notes } = parse(
      [picture("lead"), picture("picture-1")],
      '<p>A</p><figure data-association="picture-1"></figure>',
    );

    expect(draft?.leadImage).toBe("https://img.example/lead.jpg");
    expect(draft?.body?.[1]).toEqual({ type: "IMAGE", image: "https://img.example/picture-1.jpg" });
    expect(draft?.images.map(({ url }) => url)).toEqual([
      "https://img.example/lead.jpg",
      "https://img.example/picture-1.jpg",
    ]);
    expect(draft?.images[0]).toEqual({
      url: "https://img.example/lead.jpg",
      alt: "A steel bridge",
      caption: "The bridge at dawn.",
      credit: "Lena Ko",
      width: 1200,
      height: 800,
      renditions: [
        { name: "small", href: "https://img.example/lead-s.jpg", contentType: "image/jpeg", width: 300, height: 200 },
        { name: "main", href: "https://img.example/lead.jpg", contentType: "image/jpeg", width: 1200, height: 800 },
      ],
    });
    expect(notes).toEqual([]);
  });

  test("without a main rendition the widest one is the picture, and the headline its alternative text", () => {
    const renditions = [
      { href: "https://img.example/s.png", width: 10 },
      { href: "https://img.example/l.png", width: 20 },
    ];

    expect(parse([picture("lead", { renditions, descriptions: [] })]).draft?.images[0]).toMatchObject({
      url: "https://img.example/l.png",
      alt: "Bridge",
    });
  });

  test.each(["javascript:alert(1)", "data:image/png;base64,AA", "//img.example/a.jpg", "a.jpg"])(
    "a rendition at %s is no picture",
    (href) => {
      const { draft, notes } = parse(
        [picture("lead", { renditions: [{ name: "main", href }] })],
        '<p>A</p><figure data-association="lead"></figure>',
      );

      expect(draft).toMatchObject({ images: [], body: [{ type: "PARAGRAPH" }] });
      expect(draft).not.toHaveProperty("leadImage");
      expect(notes).toEqual([
        "The picture lead has no rendition at an http(s) address: not kept.",
        "No picture lead stands behind its place in the body: the place is left out.",
      ]);
    },
  );

  test("renditions keyed by name, as in ninjs 1.x, are the same", () => {
    const flat = {
      uri: "u",
      headline: "A",
      language: "fr",
      versioncreated: at,
      body_html: "<p>A</p>",
      associations: {
        lead: {
          uri: "p",
          type: "picture",
          byline: "Lena Ko",
          headline: "Bridge",
          renditions: { main: { href: "https://img.example/a.jpg", mimetype: "image/jpeg", width: 2, height: 1 } },
        },
      },
    };

    expect(parseNinjsItem(flat, PARIS).draft?.images).toEqual([
      {
        url: "https://img.example/a.jpg",
        alt: "Bridge",
        credit: "Lena Ko",
        width: 2,
        height: 1,
        renditions: [
          { name: "main", href: "https://img.example/a.jpg", contentType: "image/jpeg", width: 2, height: 1 },
        ],
      },
    ]);
  });
});
