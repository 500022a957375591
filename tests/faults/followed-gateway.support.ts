import { saveArticles } from "../../src/content/article/article.commands.ts";
import { type DatabaseOptions, openDatabase } from "../../src/database/database.ts";
import { draftOf } from "../support/draft.ts";
import type { startGatewayProcess } from "./gateway-process.support.ts";

/** Stories as a source sends them, written by a process of their own; the schema is brought up to date. */
export async function writeStories(where: DatabaseOptions, ...uris: readonly string[]): Promise<void> {
  const database = await openDatabase(where);
  for (const uri of uris) await saveArticles(database.em(), [draftOf(uri)]);
  await database.close();
}

interface Answer {
  readonly data?: { changes: { nextToken: string; changes: { article: { uri: string } | null }[] } };
  readonly errors?: { extensions: { code: string } }[];
}

/** What a follower hears from a gateway: the stories that are told, the next token, and the error's code. */
export async function pollProcess(gateway: Awaited<ReturnType<typeof startGatewayProcess>>, since?: string) {
  const given = since === undefined ? "" : `, since: ${JSON.stringify(since)}`;
  const { body } = await gateway.post(
    `{ changes(first: 100, filter: { types: [ARTICLE] }${given}) { nextToken changes { article { uri } } } }`,
  );
  const { data, errors } = body as Answer;
  return {
    code: errors?.[0]?.extensions.code,
    uris: data?.changes.changes.map(({ article }) => article?.uri) ?? [],
    token: data?.changes.nextToken ?? "",
  };
}
