import { describe, expect, test } from "vitest";
import { parseBody } from "../../../src/content/body/parse-body.ts";

const baseUrl = "https://journal.example/a/";
const parse = (html: string) => parseBody(html, { baseUrl });
const related = (anchor: string) => ({ type: "RELATED_STORY", anchor });

describe("parseBody of images", () => {
  test("figure with caption, credit, size and renditions", () => {
    const html = `<figure><picture><source type="image/webp" srcset="/i-640.webp 640w, /i-1280.webp 1280w">
      <img src="/i.jpg" srcset="/i-640.jpg 640w" alt="Défilé" width="1280" height="720px"></picture>
      <figcaption>Un défilé. <span class="photo-credit">Agence</span></figcaption></figure>`;
    expect(parse(html)).toEqual({
      blocks: [{ type: "IMAGE", image: "https://journal.example/i.jpg" }],
      images: [
        {
          url: "https://journal.example/i.jpg",
          alt: "Défilé",
          caption: "Un défilé.",
          credit: "Agence",
          width: 1280,
          height: 720,
          renditions: [
            { name: "640w", href: "https://journal.example/i-640.jpg", contentType: "image/jpeg", width: 640 },
            { name: "640w-2", href: "https://journal.example/i-640.webp", contentType: "image/webp", width: 640 },
            { name: "1280w", href: "https://journal.example/i-1280.webp", contentType: "image/webp", width: 1280 },
          ],
        },
      ],
      relatedBoxes: [],
      notes: [],
    });
  });

  test("an image that loads late is taken once, a tracking pixel never, a data URL is noted", () => {
    const html =
      '<p>Un<img src="data:image/gif;base64,R0" data-src="i.png"><noscript><img src="i.png"></noscript>deux</p>' +
      '<img src="/p.gif" width="1" height="1"><img src="data:image/png;base64,AA">';
    const { blocks, notes } = parse(html);
    expect(blocks.map((block) => block.type)).toEqual(["PARAGRAPH", "IMAGE", "PARAGRAPH"]);
    expect(notes).toEqual(["Image dropped: data:image/png;base64,AA"]);
  });

  test("an association's figure names it", () => {
    expect(parse('<figure data-association="picture-1"></figure>').blocks).toEqual([
      { type: "IMAGE", image: "association:picture-1" },
    ]);
  });
});

describe("parseBody of embeds", () => {
  test.each([
    ['<iframe src="//www.youtube.com/embed/x"></iframe>', "youtube", "https://www.youtube.com/embed/x"],
    ['<iframe data-src="https://player.vimeo.com/video/1"></iframe>', "vimeo", "https://player.vimeo.com/video/1"],
    ['<video><source src="v.mp4"></video>', "journal.example", "https://journal.example/a/v.mp4"],
    [
      '<blockquote class="twitter-tweet"><a href="https://twitter.com/a/status/1"></a></blockquote>',
      "x",
      "https://twitter.com/a/status/1",
    ],
    ['<iframe src="https://open.spotify.com/e"></iframe>', "spotify", "https://open.spotify.com/e"],
  ])("%s", (html, provider, sourceUrl) => {
    expect(parse(html)).toMatchObject({ blocks: [{ type: "EMBED", provider, sourceUrl }], notes: [] });
  });

  test("an unsafe address is noted, a tweet's text too", () => {
    const html =
      '<iframe src="javascript:alert(1)"></iframe>' +
      '<blockquote class="twitter-tweet"><p>Bonjour</p><a href="https://x.com/a/status/1">2024</a></blockquote>';
    expect(parse(html)).toMatchObject({
      blocks: [{ type: "EMBED", provider: "x" }],
      notes: ["Embed dropped: javascript:alert(1)", "Text in an embed from x: Bonjour2024"],
    });
  });
});

describe("parseBody of related stories", () => {
  test("an association's aside is the place, without a box", () => {
    expect(parse('<aside data-association="inline-1"/><p>Un</p>')).toMatchObject({
      blocks: [related("inline-1"), { type: "PARAGRAPH" }],
      relatedBoxes: [],
    });
  });

  test("each link of a marked box is a story; anchors avoid the associations'", () => {
    const html = `<div class="read-also"><h3>À lire aussi :</h3><ul>
      <li><a href="/x"><img src="/t.png"></a> <a href="/x">Un</a> <time datetime="2024-11-22">hier</time></li>
      <li>Analyse : <a href="/y">Deux</a></li></ul></div><aside data-association="inline-1"></aside>`;
    expect(parse(html)).toEqual({
      blocks: [related("inline-2"), related("inline-3"), related("inline-1")],
      images: [],
      relatedBoxes: [
        {
          anchor: "inline-2",
          href: "https://journal.example/x",
          headline: "Un",
          label: "À lire aussi",
          timeText: "hier",
          datetime: "2024-11-22",
        },
        { anchor: "inline-3", href: "https://journal.example/y", headline: "Deux", label: "Analyse" },
      ],
      notes: [],
    });
  });

  test("a paragraph « À lire aussi : … » by its class", () => {
    expect(parse('<p class="lire-aussi">Lire aussi : <a href="/x">Un</a></p>').relatedBoxes).toEqual([
      { anchor: "inline-1", href: "https://journal.example/x", headline: "Un", label: "Lire aussi" },
    ]);
  });

  test("an unmarked aside is a box only when it is a list of links", () => {
    expect(parse('<aside><ul><li><a href="/x">Un</a></li></ul></aside>').blocks).toEqual([related("inline-1")]);
    expect(parse('<aside><p>Voyez <a href="/x">Un</a>.</p></aside>').blocks).toMatchObject([
      { content: { text: "Voyez Un." } },
    ]);
  });

  test("a whole article under a class « related-… » stays an article", () => {
    const html = `<div class="related-layout"><p>${"Mot ".repeat(100)}<a href="/x">Un</a></p></div>`;
    expect(parse(html).blocks).toMatchObject([{ type: "PARAGRAPH" }]);
  });
});
