import { sql } from "kysely";
import type { Content } from "../content.ts";
import type { ManyRelation, Row } from "../reading/source.ts";
import type { Selection } from "../reading/selection.ts";
import { name } from "../reading/sql.ts";
import { articles } from "../sources.ts";
import { storylinesArgs, storylinesByTitle } from "../storyline/storyline.relations.ts";
import { visible } from "../visibility.ts";
import { ninjsOf } from "./ninjs.ts";
import { ninjsOfStoryline, WHOLE_STORYLINE } from "./ninjs-storyline.ts";
import { storyOf, WHOLE_STORY } from "./story.ts";

const BATCH_SIZE = 200;

/** Articles behind a key, in the order of keys: a way through all of them that no change disturbs. */
const articlesBehind: ManyRelation<object, Row[]> = {
  name: "articles behind",
  source: () => articles,
  keyType: "bigint",
  ahead: () => undefined,
  shape: () => "",
  rows: ({ alias, joins, key, viewing }) => sql`from articles as ${alias} ${joins}
    where ${alias}.id > ${key} and ${visible(alias, viewing)} order by ${alias}.id limit ${name(String(BATCH_SIZE))}`,
  finish: (rows) => rows,
};

/**
 * The whole newsroom as ninjs 3 items, batch by batch: articles, in the order in which they came, then storylines.
 *
 * @param open what a batch is read through; the view and the licence are its
 */
export async function* exportNinjs(open: () => Promise<Content>): AsyncGenerator<object> {
  for (let last = 0; ;) {
    const content = await open();
    const rows = await content.load({ relation: articlesBehind, args: {}, selection: WHOLE_STORY }, last);
    for (const row of rows) yield ninjsOf(await storyOf(row, content), "");
    if (rows.length < BATCH_SIZE) break;
    last = Number(rows.at(-1)?.["id"]);
  }
  yield* exportStorylines(open);
}

const STORYLINES: Selection = { ...WHOLE_STORYLINE, columns: [...WHOLE_STORYLINE.columns, "endCursor", "hasNextPage"] };

async function* exportStorylines(open: () => Promise<Content>): AsyncGenerator<object> {
  for (let after: string | null = null; ;) {
    const content = await open();
    const args = storylinesArgs({ first: 20, after });
    const page: Awaited<ReturnType<typeof load>> = await load(content, args);
    for (const row of page.nodes) yield ninjsOfStoryline(row);
    if (!page.hasNextPage) return;
    after = page.endCursor;
  }
}

const load = (content: Content, args: ReturnType<typeof storylinesArgs>) =>
  content.load({ relation: storylinesByTitle, args, selection: STORYLINES }, 0);
