import { createHash } from "node:crypto";
import type { EntityManager } from "@mikro-orm/sql";
import { SourceHold as StoredHold } from "../../database/entities/source-hold.entity.ts";
import { isStorable } from "../storable.ts";
import type { SourceItem } from "./article.draft.ts";
import { NO_EDITION, withHold } from "./article-outcome.rules.ts";
import { latest, NO_FACTS } from "./publication.rules.ts";
import { isCanceled, isHold, type Story } from "./receive.rules.ts";

/** The holds that came for some stories, as they were before a batch. */
export interface HoldMemory {
  /** Whether the very same hold came before. */
  knows(item: SourceItem): boolean;
  /** What they say of a story that we have not. */
  of(uri: string): Pick<Story, "facts" | "edition">;
}

/** One statement. */
export async function recallHolds(em: EntityManager, uris: readonly string[]): Promise<HoldMemory> {
  const wanted = [...new Set(uris)].filter(isStorable);
  const found = await em.find(StoredHold, { uri: { $in: wanted } }, { disableIdentityMap: true });
  const known = new Set(found.map(({ fingerprint }) => fingerprint));
  return {
    knows: (item) => known.has(fingerprintOf(item)),
    of(uri) {
      let [facts, edition] = [NO_FACTS, NO_EDITION];
      for (const { hold, sourceVersion, updatedAt, embargoedUntil } of found.filter((each) => each.uri === uri)) {
        const sourceEmbargoedUntil = latest(facts.sourceEmbargoedUntil, embargoedUntil);
        const sourceStatus = facts.sourceStatus === "CANCELED" || hold === "EMBARGOED" ? facts.sourceStatus : hold;
        facts = { ...facts, sourceStatus, sourceEmbargoedUntil };
        edition = withHold(edition, { ...NO_EDITION, sourceVersion, sourceUpdatedAt: updatedAt ?? null });
      }
      return { facts, edition };
    },
  };
}

/** Remembers the holds among a batch's items. */
export async function rememberHolds(em: EntityManager, items: readonly SourceItem[], now: Date): Promise<void> {
  const holds = items.filter((item) => isHold(item, now) && isStorable(item.uri));
  if (holds.length === 0) return;
  const rows = holds.map((item) => ({
    uri: item.uri,
    fingerprint: fingerprintOf(item),
    hold: kindOf(item),
    sourceVersion: item.version ?? 0,
    updatedAt: item.updatedAt ?? null,
    embargoedUntil: item.embargoedUntil ?? null,
  }));
  await em.upsertMany(StoredHold, [...new Map(rows.map((row) => [row.fingerprint, row])).values()], {
    onConflictAction: "ignore",
  });
}

function kindOf(item: SourceItem) {
  if ("hold" in item) return item.hold;
  if (isCanceled(item)) return "CANCELED";
  return item.status === "DRAFT" ? "WITHHELD" : "EMBARGOED";
}

/** Of what a hold says, and of nothing else in its item. */
function fingerprintOf(item: SourceItem): string {
  const { uri, version, updatedAt, embargoedUntil } = item;
  return createHash("sha256")
    .update(JSON.stringify([uri, kindOf(item), version ?? 0, updatedAt ?? null, embargoedUntil ?? null]))
    .digest("hex");
}
