import type { ImageDraft, RenditionDraft } from "../../../content/article/article.draft.ts";
import { withoutUndefined } from "../format.ts";
import { imageContentType } from "../image-content-type.ts";
import { oneLine } from "../one-line.ts";
import type { NinjsContext } from "./ninjs-context.ts";
import { isHeldBack } from "./ninjs-holds.ts";
import type { NinjsAssociation } from "./ninjs-item.schema.ts";
import { lineOf, mainHeadline } from "./ninjs-texts.ts";

const PICTURE_TYPES = new Set(["picture", "graphic"]);
/** http(s), or a path on this gateway. */
const IMAGE_HREF = /^(https?:\/\/|\/(?!\/))/i;
/** What agencies call the rendition that is the picture itself. */
const ITSELF = new Set(["itself", "main", "original", "baseimage", "full"]);
/** A rendition of this name only says where the picture is: it is not one of its renditions. */
const ADDRESS_ONLY = "itself";
const ALT_ROLES = ["alt", "alt-text", "alttext"];

export const isPicture = ({ type }: NinjsAssociation) => PICTURE_TYPES.has(type ?? "");

/** The name of the picture that leads: one of the rel "lead", else the first that is not there for the body only. */
export function leadNameOf(
  associations: NinjsAssociation[],
  kept: ReadonlyMap<string, ImageDraft>,
): string | undefined {
  const pictures = associations
    .filter(isPicture)
    .map((picture, index) => ({ rel: picture.rel, name: nameOf(picture, index) }))
    .filter(({ name }) => kept.has(name));
  return (pictures.find(({ rel }) => rel === "lead") ?? pictures.find(({ rel }) => rel !== "illustration"))?.name;
}

const nameOf = ({ name }: NinjsAssociation, index: number) => name ?? `picture-${index + 1}`;

/** The pictures among the associations, by association name, in their order. */
export function picturesOf(associations: NinjsAssociation[], { findings, now }: NinjsContext): Map<string, ImageDraft> {
  const pictures = new Map<string, ImageDraft>();
  associations.filter(isPicture).forEach((association, index) => {
    const name = nameOf(association, index);
    const picture = pictureOf(association);
    if (isHeldBack(association, now)) findings.note(`The picture ${name} is held back by its source: not kept.`);
    else if (picture === undefined)
      findings.note(`The picture ${name} has no rendition at an http(s) address: not kept.`);
    else pictures.set(name, picture);
  });
  return pictures;
}

/** Its URL is that of the rendition called main, else of the widest; alt is the description of that role, else the headline. */
function pictureOf(picture: NinjsAssociation): ImageDraft | undefined {
  const renditions = picture.renditions.flatMap(renditionOf);
  const widest = renditions.toSorted((one, other) => (other.width ?? 0) - (one.width ?? 0))[0];
  const itself = renditions.find(({ name }) => ITSELF.has(name.toLowerCase())) ?? widest;
  if (itself === undefined) return undefined;
  const captions = picture.descriptions.filter(({ role }) => !ALT_ROLES.includes(role ?? ""));
  return withoutUndefined({
    url: itself.href,
    alt: lineOf(picture.descriptions, ALT_ROLES) ?? mainHeadline(picture.headlines) ?? oneLine(picture.title) ?? "",
    caption: lineOf(captions, ["caption", captions[0]?.role]),
    credit: oneLine(picture.by) ?? oneLine(picture.copyrightHolder),
    width: itself.width,
    height: itself.height,
    renditions: renditions.filter(({ name }) => name !== ADDRESS_ONLY),
  });
}

function renditionOf(
  { name, href, contentType, width, height }: NinjsAssociation["renditions"][number],
  index: number,
): RenditionDraft[] {
  if (href === undefined || !IMAGE_HREF.test(href)) return [];
  const type = contentType ?? imageContentType(href);
  return [withoutUndefined({ name: name ?? `rendition-${index + 1}`, href, contentType: type, width, height })];
}
