import type { Cancellation } from "../../cancellation.ts";
import type { Reader } from "../../database/reader.ts";
import { FRAME_SOURCES } from "../body/embed-source.ts";
import { type Content, createContent, type Newsroom } from "../content.ts";
import type { View } from "../reading/viewing.ts";
import type { SectionCache } from "../section/section-cache.ts";
import { ANONYMOUS, type Viewer } from "../viewer.ts";
import type { FoundDocument } from "./documents.ts";

/** HTTP's dates are whole seconds: one this recent may hold two states of a document. */
const SETTLED_MS = 1_000;

export interface DocumentServiceParts {
  readonly newsroom: Newsroom;
  readonly sectionCache: SectionCache;
  readonly reader: (cancellation?: Cancellation) => Reader;
  readonly now: () => Date;
}

export interface DocumentAnswer {
  /** Undefined: nothing is published at this path. */
  readonly found: FoundDocument | undefined;
  /** When anything of the newsroom last changed or appeared; undefined when it is not known, or may be changing again. */
  readonly changedAt: Date | undefined;
  readonly statementCount: number;
}

/** Feeds, the sitemap and articles in every format, as whoever asks may see them. */
export function createDocumentService({ newsroom, sectionCache, reader: open, now }: DocumentServiceParts) {
  return {
    /** As a Content Security Policy has them. */
    frameSources: FRAME_SOURCES,
    async find(
      path: string,
      {
        viewer = ANONYMOUS,
        view,
        cancellation,
      }: { viewer?: Viewer | undefined; view: View; cancellation: Cancellation },
    ): Promise<DocumentAnswer> {
      // The feeds' library is loaded with the first document: many gateways serve none.
      const { findDocument } = await import("./documents.ts");
      const reader = open(cancellation);
      const content = await createContent({ reader, sectionCache, newsroom, now: now(), viewer, view });
      const changedAt = await lastChange(reader, content);
      // What counts as changed is in the document, whatever this process takes for the time.
      content.advance(changedAt ?? null);
      const isSettled = changedAt !== undefined && Date.parse(content.now) - changedAt.getTime() > SETTLED_MS;
      return {
        found: await findDocument(path, content),
        changedAt: isSettled ? changedAt : undefined,
        statementCount: reader.statementCount,
      };
    },
  };
}

/**
 * A document shows more stories than its own, so that any change may change it. What was withdrawn is a change too: the
 * times of the stories that are left would not tell. Of readers' documents, only what readers saw change counts: not the
 * moment of a story whose next change came before it.
 */
async function lastChange(reader: Reader, { now, view }: Content): Promise<Date | undefined> {
  const isSeen =
    view === "DESK" ? "true" : "(visible_from = '-infinity' or was_visible_from <= written_at) and not is_for_desk";
  const [[written, appeared] = []] = await reader.run(
    `select (select extract(epoch from written_at) * 1000 from changes where ${isSeen} order by id desc limit 1),
      (select extract(epoch from visible_from) * 1000 from changes as c
       where visible_from > '-infinity' and visible_from < 'infinity' and visible_from <= $1::timestamptz
         and coalesce((select n.written_at >= c.visible_from from changes as n where n.entity_type = c.entity_type
           and n.entity_id = c.entity_id and n.id > c.id and not n.is_for_desk order by n.id limit 1), true)
       order by visible_from desc limit 1)`,
    [now],
  );
  const last = Math.max(Number(written ?? 0), Number(appeared ?? 0));
  return last > 0 ? new Date(last) : undefined;
}
