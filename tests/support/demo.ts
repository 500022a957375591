import { saveStorylines } from "../../src/content/storyline/storyline.commands.ts";
import { workOffSuggestions } from "../../src/content/suggestion/suggestion-queue.commands.ts";
import { demoNewsroom } from "../../src/ingest/demo/demo-newsroom.ts";
import { parseNinjsItem } from "../../src/ingest/formats/ninjs/parse-ninjs-item.ts";
import type { startTestGateway } from "./test-gateway.ts";

/** The demo newsroom's stories and storylines, dated around the gateway's clock, with their suggestions. */
export async function saveDemo(gateway: Awaited<ReturnType<typeof startTestGateway>>): Promise<void> {
  const { now } = gateway.clock;
  const items = demoNewsroom(now).map((item) => parseNinjsItem(item, { timeZone: "Europe/Paris", now }));
  await gateway.save(...items.flatMap(({ draft }) => (draft ? [draft] : [])));
  await workOffSuggestions(gateway.database.em());
  await saveStorylines(
    gateway.database.em(),
    items.flatMap(({ storyline }) => (storyline ? [storyline] : [])),
    { now },
  );
}
