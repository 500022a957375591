import type { BodyParts } from "../../../src/content/body/body-parts.ts";
import type { ParsedBody } from "../../../src/content/body/parse-body.ts";

/** Everything a parsed body refers to, as if all of it could be shown. */
export function partsOf({ blocks, images, relatedBoxes }: ParsedBody): BodyParts {
  const related = blocks.flatMap((block) =>
    block.type === "RELATED_STORY"
      ? [[block.anchor, { label: "À lire aussi", headline: "Titre", url: "/articles/titre" }] as const]
      : [],
  );
  const boxes = relatedBoxes.map(
    ({ anchor, headline, href, label }) => [anchor, { label: label ?? "Lire", headline, url: href }] as const,
  );
  const parts = images.map(
    ({ url, alt, caption, credit, width, height }) =>
      [
        url,
        { url, alt, caption: caption ?? null, credit: credit ?? null, width: width ?? null, height: height ?? null },
      ] as const,
  );
  return { related: new Map([...related, ...boxes]), images: new Map(parts) };
}
