import type { ImageDraft } from "../../../content/article/article.draft.ts";
import { withoutUndefined } from "../format.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../clean-json.ts";
import { jsonLdText } from "./json-ld.ts";
import { httpUrl, metaOf, type Page } from "./page.ts";

/** JSON-LD's first image, else OpenGraph's; what the body says of the same picture completes it. */
export function leadImageOf(page: Page, bodyImages: ImageDraft[]): ImageDraft | undefined {
  const lead = jsonLdImage(page) ?? openGraphImage(page);
  if (lead === undefined) return undefined;
  const inBody = bodyImages.find(({ url }) => url === lead.url);
  return { ...lead, ...inBody, alt: inBody?.alt || lead.alt };
}

function jsonLdImage({ jsonLd, tree, baseUrl }: Page): ImageDraft | undefined {
  for (const image of jsonLd.values(jsonLd.article["image"])) {
    const object: JsonObject = isJsonObject(image) ? image : { url: image };
    const url = [object["url"], object["contentUrl"], object["@id"]].map((address) =>
      typeof address === "string" ? httpUrl(address, baseUrl) : undefined,
    );
    const found = url.find((address) => address !== undefined);
    if (found === undefined) continue;
    return withoutUndefined({
      url: found,
      alt:
        jsonLdText(object["alternateName"]) ??
        (openGraphUrl({ tree, baseUrl }) === found ? metaOf(tree, "og:image:alt") : undefined) ??
        "",
      caption: jsonLdText(object["caption"]),
      credit: jsonLdText(object["creditText"]) ?? jsonLdText(object["copyrightHolder"]),
      width: pixels(object["width"]),
      height: pixels(object["height"]),
      renditions: [],
    });
  }
  return undefined;
}

function openGraphImage({ tree, baseUrl }: Page): ImageDraft | undefined {
  const url = openGraphUrl({ tree, baseUrl });
  if (url === undefined) return undefined;
  return withoutUndefined({
    url,
    alt: metaOf(tree, "og:image:alt", "twitter:image:alt") ?? "",
    width: pixels(metaOf(tree, "og:image:width")),
    height: pixels(metaOf(tree, "og:image:height")),
    renditions: [],
  });
}

const openGraphUrl = ({ tree, baseUrl }: Pick<Page, "tree" | "baseUrl">) =>
  httpUrl(metaOf(tree, "og:image:secure_url", "og:image", "og:image:url", "twitter:image"), baseUrl);

/** "1200", 1200 or "1200px", also inside a QuantitativeValue. */
function pixels(value: JsonValue | undefined): number | undefined {
  const number = Number.parseInt(jsonLdText(isJsonObject(value) ? value["value"] : value) ?? "", 10);
  return number > 0 && number <= 1_000_000 ? number : undefined;
}
