import { tokensMasked } from "../../support/tokens-masked.ts";
import { ENTITY_TYPES, TOLD_KINDS } from "../../../src/database/vocabulary.ts";
import { follow } from "../change/follow.ts";
import type { BlindNewsroom } from "./blind-newsroom.ts";
import type { Answers } from "./seen.ts";

/** Every filter of the log by itself, none, and all at once. */
export async function filtersOf({ database }: BlindNewsroom): Promise<object[]> {
  const sections = (await database.execute("select id::int from sections order by id")).map(
    (row) => `Section:${(row as { id: number }).id}`,
  );
  return [
    {},
    ...ENTITY_TYPES.map((type) => ({ types: [type] })),
    ...TOLD_KINDS.map((kind) => ({ kinds: [kind] })),
    ...["en", "nl", "de"].map((language) => ({ languages: [language] })),
    ...sections.map((section) => ({ sections: [section] })),
    { kinds: ["UPDATED"], languages: ["en"], sections: sections.slice(0, 1) },
  ];
}

/** All that followers are told with each of these: from the beginning, and from where they stood at times. */
export async function followed(newsroom: BlindNewsroom, filters: readonly object[]): Promise<Answers> {
  const found = new Map<string, string>();
  for (const filter of filters)
    for (const [index, since] of [undefined, ...newsroom.tokens].entries()) {
      const told = await follow(newsroom, { filter, first: 2, ...(since === undefined ? {} : { since }) });
      found.set(`${JSON.stringify(filter)} since ${index}`, tokensMasked(JSON.stringify(told)));
    }
  return found;
}
