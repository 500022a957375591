import { writersTime } from "../../content/article/writers-lock.ts";
import { workOffSuggestions } from "../../content/suggestion/suggestion-queue.commands.ts";
import type { Database } from "../../database/database.ts";
import { parseNinjsItem } from "../formats/ninjs/parse-ninjs-item.ts";
import { ingest } from "../ingest.ts";
import type { IngestReport } from "../ingest-report.ts";
import { demoDesk } from "./demo-desk.ts";
import { demoNewsroom } from "./demo-newsroom.ts";

/**
 * Fills a database that holds no article with the demo newsroom, dated around now, once however many processes do so at a
 * time; undefined when it holds one.
 */
export async function loadDemo(database: Database, timeZone: string): Promise<IngestReport | undefined> {
  let report: IngestReport | undefined;
  if (await isEmpty(database))
    await database.exclusively(async () => {
      if (await isEmpty(database)) report = await fill(database, timeZone);
    });
  return report;
}

async function isEmpty(database: Database): Promise<boolean> {
  const [[answer] = []] = await database.reader().run("select not exists (select from articles)", []);
  return answer === "t";
}

async function fill(database: Database, timeZone: string): Promise<IngestReport> {
  const now = await writersTime(database.em());
  const items = demoNewsroom(now).map((item) => parseNinjsItem(item, { timeZone, now }));
  const report = await ingest({ database, sources: [{ name: "demo", items }], timeZone, now });
  await demoDesk(database, now);
  await workOffSuggestions(database.em());
  return report;
}
