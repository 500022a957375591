import { micromark } from "micromark";
import { describe, expect, test } from "vitest";
import { parseBody } from "../../../src/content/body/parse-body.ts";
import { renderHtml } from "../../../src/content/body/render-html.ts";
import { renderMarkdown } from "../../../src/content/body/render-markdown.ts";
import { storedText } from "../../../src/content/body/stored-text.ts";
import { tagsOf } from "./tags-of.ts";
import { partsOf } from "./parts-of.ts";

const payloads = [
  "<script>alert(1)</script>",
  "<SCRIPT SRC=https://evil.example/x.js></SCRIPT>",
  "<scr<script>ipt>alert(1)</scr</script>ipt>",
  "<script/x>alert(1)</script >",
  "<<SCRIPT>alert(1);//<</SCRIPT>",
  "<script/>alert(1)",
  "<img src=x onerror=alert(1)>",
  '<img src="x" alt="a" onerror="alert(1)" / onload=alert(2)>',
  '<img src="/x" alt="&quot; onerror=&quot;alert(1)">',
  '<img src="javascript:alert(1)">',
  '<img srcset="javascript:alert(1) 1x, data:text/html,x 2x">',
  '<img """><script>alert(1)</script>">',
  '<a href="javascript:alert(1)">a</a>',
  '<a href="JaVaScRiPt:alert(1)">a</a>',
  '<a href="java\tscript:alert(1)">a</a>',
  '<a href="java&#10;script:alert(1)">a</a>',
  '<a href="&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)">a</a>',
  '<a href="&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1)">a</a>',
  '<a href="\u0001javascript:alert(1)">a</a>',
  '<a href=" &#14; javascript:alert(1)">a</a>',
  '<a href="javascript&colon;alert(1)">a</a>',
  '<a href="data:text/html;base64,PHNjcmlwdD4=">a</a>',
  '<a href="DATA:text/html,<script>alert(1)</script>">a</a>',
  '<a href="vbscript:msgbox(1)">a</a>',
  '<a href="//evil.example" onclick="alert(1)">a</a>',
  '<a href="/\\evil.example">a</a>',
  '<a href="https://x.example/" onmouseover="alert(1)" style="background:url(javascript:1)">a</a>',
  '<a href="/x&quot; onclick=&quot;alert(1)">a</a>',
  "<svg onload=alert(1)><script>alert(1)</script></svg>",
  '<svg><a xlink:href="javascript:alert(1)"><text>a</text></a></svg>',
  "<svg><style><img src=x onerror=alert(1)></style></svg>",
  '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<math href="javascript:alert(1)">x</math>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<iframe src="data:text/html,<script>alert(1)</script>"></iframe>',
  '<object data="data:text/html;base64,PHNjcmlwdD4="></object>',
  '<embed src="javascript:alert(1)">',
  '<video src="javascript:alert(1)" onloadstart=alert(1)><source onerror="alert(1)"></video>',
  '<p style="background:url(javascript:alert(1))" onclick="alert(1)">a</p>',
  '<style>@import "javascript:alert(1)";</style>',
  '<link rel=stylesheet href="javascript:alert(1)"><meta http-equiv=refresh content="0;url=javascript:alert(1)">',
  '<base href="javascript:alert(1)//"><a href="x">a</a>',
  '<form action="javascript:alert(1)"><form onsubmit=alert(1)><button formaction="javascript:alert(1)">a</button></form></form>',
  "<details open ontoggle=alert(1)><summary>a</summary>b</details>",
  "<b <script>alert(1)</script>0",
  '<em title="><script>alert(1)</script>">a</em>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  "<template><img src=x onerror=alert(1)></template>",
  '<textarea><img title="</textarea><img src=x onerror=alert(1)>"></textarea>',
  "<xmp><img src=x onerror=alert(1)></xmp><plaintext><script>alert(1)</script>",
  "<!--><script>alert(1)</script>--><![CDATA[<script>alert(1)</script>]]>",
  '<h2 id="&quot; onclick=&quot;alert(1)">a</h2>',
  '<abbr title="&quot; onclick=&quot;alert(1)">a</abbr><time datetime="&quot; onclick=&quot;x">b</time>',
  '<span lang="&quot; onclick=&quot;x" dir="javascript:1">a</span>',
  '<aside class="related"><a href="javascript:alert(1)">a</a><a href="/b" onclick="x()">b &lt;script&gt;</a></aside>',
  '<aside data-association="&quot;&gt;&lt;script&gt;"></aside><figure data-association="x&quot; onerror=&quot;y"></figure>',
  "<table onclick=alert(1)><caption><script>x</script>c</caption><tr><td onmouseover=x>&lt;script&gt;</td></tr></table>",
  '<blockquote cite="javascript:alert(1)" class="twitter-tweet"><a href="data:,x">a</a></blockquote>',
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "&lt;img src=x onerror=alert(1)&gt;",
  "[a](javascript:alert(1)) <b>[b]</b>(javascript:alert(1)) ![c](data:x)",
];
const KNOWN_ATTRIBUTES = [
  "href",
  "src",
  "alt",
  "title",
  "class",
  "id",
  "lang",
  "dir",
  "datetime",
  "width",
  "height",
  "data-association",
  "sandbox",
];
const SAFE_ADDRESS = /^(?:https?:\/\/|mailto:|\/(?!\/)|association:)/;

describe.each(payloads)("the payload %s", (payload) => {
  const html = `<p>avant</p>${payload}<p>après ${payload}</p>`;
  const parsed = parseBody(html, { baseUrl: "https://journal.example/" });
  const parts = partsOf(parsed);

  test.each([
    ["rendered as HTML", renderHtml(parsed.blocks, parts)],
    ["as one text", storedText(payload).html ?? ""],
  ])("does nothing when %s", (_, rendered) => {
    expect(rendered).not.toMatch(/<script|<style|<svg|<math|<form|<object|srcdoc/i);
    const attributes = tagsOf(rendered).flatMap(({ attribs }) => Object.entries(attribs));
    for (const [name] of attributes) expect(KNOWN_ATTRIBUTES).toContain(name);
    const addresses = attributes.filter(([name]) => name === "href" || name === "src");
    for (const [, address] of addresses) expect(address).toMatch(SAFE_ADDRESS);
  });

  test("does nothing when rendered as Markdown", () => {
    const rendered = micromark(renderMarkdown(parsed.blocks, parts), {
      allowDangerousHtml: true,
      allowDangerousProtocol: true,
    });
    expect(rendered).not.toMatch(/<script/i);
    for (const { attribs } of tagsOf(rendered)) {
      expect(Object.keys(attribs).filter((name) => name.startsWith("on"))).toEqual([]);
      expect(attribs["href"] ?? attribs["src"] ?? "/").toMatch(SAFE_ADDRESS);
    }
  });
});
