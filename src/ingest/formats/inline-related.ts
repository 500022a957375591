import type { RelatedDraft } from "../../content/article/article.draft.ts";
import { type Findings, withoutUndefined } from "./format.ts";
import { readTime } from "./relative-time.ts";
import { slugInUrl } from "./slug-in-url.ts";

/** A link to another story as a page shows it. */
export interface StoryLink {
  href: string;
  headline: string;
  label?: string;
  timeText?: string;
  datetime?: string;
}

/** The page the link stands on: what its time and language are read against. */
export interface LinkingPage {
  publishedAt: Date;
  timeZone: string;
  language: string;
  findings: Findings;
}

/** Related boxes that stand in the body, as edges anchored to their places. */
export function inlineRelated(boxes: (StoryLink & { anchor: string })[], page: LinkingPage): RelatedDraft[] {
  return boxes.map((box) => ({ ...relatedStory(box, page), placement: "INLINE", anchor: box.anchor }));
}

/** An edge to the story behind a link, known by its headline and time only; placement END. */
export function relatedStory(link: StoryLink, page: LinkingPage): RelatedDraft {
  const publishedAt = timeOf(link, page);
  return withoutUndefined({
    target: withoutUndefined({
      uri: link.href,
      slug: slugInUrl(link.href),
      headline: link.headline,
      publishedAt,
      language: page.language,
    }),
    kind: "READ_ALSO" as const,
    placement: "END" as const,
    label: link.label,
  });
}

function timeOf(
  { datetime, timeText, headline }: StoryLink,
  { publishedAt, timeZone, findings }: LinkingPage,
): Date | undefined {
  const machineTime = datetime === undefined ? undefined : readTime(datetime, { reference: publishedAt, timeZone });
  if (machineTime !== undefined) {
    if (!machineTime.isExact) findings.note(`« ${datetime} » of « ${headline} » has no offset: read in ${timeZone}.`);
    return machineTime.at;
  }
  if (timeText === undefined) return undefined;
  const time = readTime(timeText, { reference: publishedAt, timeZone });
  if (time === undefined) findings.note(`« ${timeText} » of « ${headline} » is no time that could be read.`);
  else
    findings.note(
      `« ${timeText} » of « ${headline} » was taken for ${time.at.toISOString()}, counting in ${timeZone} from the page's date.`,
    );
  return time?.at;
}
