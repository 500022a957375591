import type { StoredBlock } from "../../../src/content/body/stored-body.ts";
import { draftOf, edgeTo } from "../../support/draft.ts";
import { startDesk, text } from "./desk-gateway.ts";

export const words = (said: string): StoredBlock => ({ type: "PARAGRAPH", role: "BODY", content: { text: said } });
export const place = (anchor: string): StoredBlock => ({ type: "RELATED_STORY", anchor });

/** The edges that each host begins with. */
export const A = "INLINE 1 urn:a BACKGROUND IMPORT See x";
export const B = "INLINE 2 urn:b READ_ALSO IMPORT - inline-2";
export const C = "END 1 urn:c READ_ALSO IMPORT - -";

/** A desk with, for each test, a story of its own that others stand in. */
export async function startInlineHost() {
  const desk = await startDesk();
  let ids = new Map<string, string>();
  let run = 0;
  let host = "";
  const of = (uri: string) => ids.get(uri) ?? uri;
  return {
    desk,
    /** URI of the present host. */
    host: () => host,
    of,
    /** A new host: two inline stories of the source, one of which readers do not see, one at the end. */
    async begin() {
      run++;
      host = `urn:host:${run}`;
      const saved = await desk.save(
        draftOf("urn:a", { slug: "a", headline: "Ferry" }),
        draftOf("urn:b", { slug: "b", headline: "Tide", status: "DRAFT" }),
        draftOf("urn:c", { slug: "c", headline: "Quay" }),
        draftOf("urn:d", { slug: "d", headline: "Pier" }),
        draftOf(host, {
          body: [words("One."), place("x"), words("Two."), place("inline-2"), words("Three.")],
          related: [
            edgeTo("urn:a", { placement: "INLINE", anchor: "x", kind: "BACKGROUND", label: "See" }),
            edgeTo("urn:b", { placement: "INLINE", anchor: "inline-2" }),
            edgeTo("urn:c"),
          ],
        }),
      );
      ids = new Map(saved.map(({ uri, id }) => [uri, `Article:${id}`]));
    },
    body: async () => {
      const data = await desk.desk<{ article: { body: { html: string } } }>(
        `query ($uri: String!) { article(uri: $uri) { body { html } } }`,
        { uri: host },
      );
      return data.article.body.html;
    },
    update: (html: string | null, rest = "") =>
      desk.write(
        `updateArticle(id: "${of(host)}", patch: { bodyHtml: ${html === null ? "null" : text(html)} }${rest})`,
      ),
    setInline: (...uris: string[]) =>
      desk.write(
        `setRelated(articleId: "${of(host)}", placement: INLINE, items: [${uris.map((uri) => `{ articleId: "${of(uri)}" }`).join(" ")}])`,
      ),
    edges: () =>
      desk.database
        .execute(
          `select r.placement, r.position, r.kind, r.origin, r.label, r.anchor, t.uri from related_stories r
       join articles h on h.id = r.article_id join articles t on t.id = r.target_id
       where h.uri = '${host}' order by r.placement, r.position`,
        )
        .then((rows) =>
          (rows as Record<string, string | null>[]).map(({ placement, position, kind, origin, label, anchor, uri }) =>
            [placement, position, uri, kind, origin, label ?? "-", anchor ?? "-"].join(" "),
          ),
        ),
  };
}
