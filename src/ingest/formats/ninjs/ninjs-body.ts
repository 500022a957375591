import type { ArticleDraft, ImageDraft } from "../../../content/article/article.draft.ts";
import { parseBody } from "../../../content/body/parse-body.ts";
import type { StoredBlock } from "../../../content/body/stored-body.ts";
import type { Findings } from "../format.ts";
import { inParagraphs } from "../in-paragraphs.ts";
import { inlineRelated } from "../inline-related.ts";
import { distinctEdges, inReadingOrder, withoutEmptyPlaces } from "../story-edges.ts";
import { readAssociations } from "./ninjs-associations.ts";
import type { NinjsContext } from "./ninjs-context.ts";
import type { NinjsItem, NinjsText } from "./ninjs-item.schema.ts";
import { leadNameOf, picturesOf } from "./ninjs-pictures.ts";
import { isHtml, mainHeadline } from "./ninjs-texts.ts";

type BodyParts = Pick<ArticleDraft, "representation" | "images" | "related"> &
  Partial<Pick<ArticleDraft, "leadImage" | "body">>;

/** How a `<figure data-association="x">` comes out of the body parser. */
const ASSOCIATION = "association:";

/** The body with what stands in it: pictures and related stories, which ninjs keeps as associations. */
export function readNinjsBody(item: NinjsItem, language: string, context: NinjsContext): BodyParts {
  const { findings } = context;
  const parsed = parseBody(htmlOf(item, context) ?? "", baseOf(item, context));
  for (const note of parsed.notes) findings.note(note);

  const pictures = picturesOf(item.associations, context);
  const boxes = inlineRelated(parsed.relatedBoxes, { language, findings, ...publication(item, context) });
  const anchors = new Set(parsed.blocks.flatMap((block) => (block.type === "RELATED_STORY" ? [block.anchor] : [])));
  const related = distinctEdges(
    [...readAssociations(item, { anchors, language, context }), ...boxes],
    item.uri,
    findings,
  );
  const blocks = withoutHeadline(parsed.blocks, mainHeadline(item.headlines));
  const body = withPictures(withoutEmptyPlaces(blocks, related, findings), pictures, findings);

  const leadImage = pictures.get(leadNameOf(item.associations, pictures) ?? "");
  const shown = new Set(body.flatMap((block) => (block.type === "IMAGE" ? [block.image] : [])));
  const images = uniqueImages([...pictures.values(), ...parsed.images]).filter(
    ({ url }) => url === leadImage?.url || shown.has(url),
  );
  noteHiddenPictures(pictures, images, context);
  return {
    ...(leadImage !== undefined && { leadImage: leadImage.url }),
    images,
    related: inReadingOrder(related, body),
    ...(body.length > 0 ? { representation: "FULL", body } : { representation: "PARTIAL" }),
  };
}

/** The XHTML or HTML body, role main first, else the plain one; none for a partial item. */
function htmlOf({ bodies, representationType }: NinjsItem, { findings }: NinjsContext): string | undefined {
  const isPartial = representationType === "partial" || representationType === "incomplete";
  const readable = bodies.filter((body) => body.value.trim() !== "" && isHtml(body) !== undefined);
  if (isPartial) {
    if (readable.length > 0) findings.note("The item calls itself partial: its body is not kept.");
    return undefined;
  }
  const best = readable.toSorted((one, other) => rank(one) - rank(other))[0];
  if (best === undefined) findings.note("The item has no body: held as a partial one.");
  return best === undefined || isHtml(best) === true ? best?.value : inParagraphs(best.value);
}

/** Lower goes first. */
const rank = (body: NinjsText) => (isHtml(body) === true ? 0 : 2) + (body.role === "main" ? 0 : 1);

function baseOf({ uri }: NinjsItem, { sourceUrl }: NinjsContext): { baseUrl?: string } {
  if (/^https?:\/\//.test(uri)) return { baseUrl: uri };
  return sourceUrl === undefined ? {} : { baseUrl: sourceUrl };
}

function publication(item: NinjsItem, { timeZone, now }: NinjsContext) {
  return { timeZone, publishedAt: item.contentCreated ?? item.firstCreated ?? item.versionCreated ?? now };
}

/** Some agencies begin the body with its headline again. */
function withoutHeadline(blocks: StoredBlock[], headline: string | undefined): StoredBlock[] {
  const [first, ...rest] = blocks;
  return first?.type === "HEADING" && first.content.text === headline ? rest : blocks;
}

/** The blocks with pictures by their URL; places whose picture is not there are left out, with a note. */
function withPictures(blocks: StoredBlock[], pictures: Map<string, ImageDraft>, findings: Findings): StoredBlock[] {
  return blocks.flatMap((block): StoredBlock[] => {
    if (block.type !== "IMAGE" || !block.image.startsWith(ASSOCIATION)) return [block];
    const name = block.image.slice(ASSOCIATION.length);
    const url = pictures.get(name)?.url;
    if (url === undefined)
      findings.note(`No picture ${name} stands behind its place in the body: the place is left out.`);
    return url === undefined ? [] : [{ ...block, image: url }];
  });
}

function uniqueImages(images: ImageDraft[]): ImageDraft[] {
  return [...new Map(images.toReversed().map((image) => [image.url, image])).values()].toReversed();
}

function noteHiddenPictures(pictures: Map<string, ImageDraft>, images: ImageDraft[], { findings }: NinjsContext): void {
  const kept = new Set(images.map(({ url }) => url));
  for (const [name, { url }] of pictures) {
    if (!kept.has(url)) findings.note(`The picture ${name} neither leads nor stands in the body: not kept.`);
  }
}
