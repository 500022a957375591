/**
 * How often a story's first five suggestions are on its own topic, on text alone, beside three other ways to choose them:
 * `npm run bench -- --quality`, or `node tests/benchmarks/suggestion-quality.bench.ts`. No server is needed: an embedded
 * database in memory. What it prints is the table in README.md.
 */
import type { EntityManager } from "@mikro-orm/sql";
import { saveArticles } from "../../src/content/article/article.commands.ts";
import { workOffSuggestions } from "../../src/content/suggestion/suggestion-queue.commands.ts";
import { openDatabase } from "../../src/database/database.ts";
import { draftOf } from "../support/draft.ts";
import { labelledTexts } from "./labelled-texts.ts";
import { nearestByCosine } from "./nearest-by-cosine.ts";

const FIRST = 5;
/** As a newsroom has desks; a text's topic does not tell which. */
const SECTIONS = 8;
const DAY_MS = 86_400_000;
/** Years apart: what is published together must not count. */
const APART_DAYS = 30;

/** For each text, by number, the five chosen for it. */
type Choice = readonly (readonly number[])[];

const texts = labelledTexts();
const topics = new Set(texts.map(({ topic }) => topic));

console.log(`${texts.length} texts in ${topics.size} topics, precision@${FIRST}.\n`);
const database = await openDatabase({});
try {
  const em = database.em();
  await save(em);
  const table: [name: string, choice: Choice][] = [
    ["Newest in the section", newestInSection()],
    ["`ts_rank` of the text's words", await byRank(em)],
    ["TF-IDF cosine, all words, in memory", nearestByCosine(await wordsOfTexts(em), FIRST)],
    ["Kiosque's suggestions", await bySuggestions(em)],
  ];
  console.log("| Five chosen by | On the topic |\n| --- | --- |");
  for (const [name, choice] of table) console.log(`| ${name} | ${precision(choice)} % |`);
} finally {
  await database.close();
}

/** Article keys are the texts' numbers from 1, as they are written in order into an empty database. */
async function save(em: EntityManager): Promise<void> {
  const drafts = texts.map(({ headline, text }, number) =>
    draftOf(`urn:text:${number}`, {
      headline,
      publishedAt: new Date(Date.UTC(1800, 0, 1) + shuffled(number) * APART_DAYS * DAY_MS),
      body: [{ type: "PARAGRAPH", role: "BODY", content: { text } }],
    }),
  );
  for (let start = 0; start < drafts.length; start += 500) {
    await saveArticles(em, drafts.slice(start, start + 500), { now: new Date() });
  }
}

/** Texts come topic by topic, stories do not: 1,009 is prime to their number. */
function shuffled(number: number): number {
  return (number * 1_009) % texts.length;
}

function newestInSection(): Choice {
  const newest = texts.map((_, number) => number).toSorted((one, other) => shuffled(other) - shuffled(one));
  return texts.map((_, number) =>
    newest.filter((other) => other !== number && other % SECTIONS === number % SECTIONS).slice(0, FIRST),
  );
}

async function byRank(em: EntityManager): Promise<Choice> {
  return chosen(
    await em.execute(`
    select q.article_id as id, r.other
    from article_search as q cross join lateral (
      select string_agg(quote_literal(lexeme), ' | ')::tsquery as query from unnest(q.document)
    ) as words cross join lateral (
      select o.article_id as other from article_search as o where o.article_id <> q.article_id and o.document @@ words.query
      order by ts_rank(o.document, words.query) desc, o.article_id desc limit ${FIRST}
    ) as r`),
  );
}

async function bySuggestions(em: EntityManager): Promise<Choice> {
  await workOffSuggestions(em);
  return chosen(
    await em.execute(`select article_id as id, target_id as other from (
      select *, row_number() over (partition by article_id order by score desc, target_id desc) as place from suggestions
    ) as s where place <= ${FIRST} order by article_id, place`),
  );
}

async function wordsOfTexts(em: EntityManager): Promise<string[][]> {
  const rows: { words: string[] }[] = await em.execute(
    `select array(select word.lexeme from unnest(document) as word cross join unnest(word.positions)) as words
     from article_search order by article_id`,
  );
  return rows.map(({ words }) => words);
}

function chosen(rows: { id: string; other: string }[]): Choice {
  const choice: number[][] = texts.map(() => []);
  for (const { id, other } of rows) choice[Number(id) - 1]?.push(Number(other) - 1);
  return choice;
}

/** In percent; a place left empty counts as a miss. */
function precision(choice: Choice): string {
  const hits = choice.flatMap((others, number) =>
    others.filter((other) => texts[other]?.topic === texts[number]?.topic),
  );
  return ((100 * hits.length) / (FIRST * texts.length)).toFixed(1);
}
