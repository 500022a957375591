import type { StoredBlock } from "../../src/content/body/stored-body.ts";
import { draftOf, edgeTo } from "../support/draft.ts";
import { bearer, startKeyedNewsroom } from "./keyed-gateway.ts";

/** In the body and nowhere else. */
export const SECRET = "Quincaillerie";

const chain = (...slugs: string[]) => slugs.map((slug) => ({ slug, name: slug }));
const text = { text: `${SECRET} de quartier` };
const BODY: StoredBlock[] = [
  { type: "PARAGRAPH", role: "LEAD", content: text },
  { type: "HEADING", level: 2, anchor: "s", content: text },
  { type: "PARAGRAPH", role: "BODY", content: text },
  { type: "LIST", ordered: false, items: [text] },
  { type: "QUOTE", content: text, attribution: SECRET },
  { type: "TABLE", rows: [[SECRET]], hasHeader: false, caption: SECRET },
];

/** Stories with and without a standfirst in one section, for which one key has a licence and the other has not. */
export async function startLicensedNewsroom() {
  const newsroom = await startKeyedNewsroom({ anonymousLicence: [] });
  const gateway = await newsroom.listen();
  await newsroom.save(
    draftOf("told", {
      section: chain("monde", "europe"),
      body: BODY,
      related: [edgeTo("other")],
    }),
    draftOf("announced", { section: chain("monde", "europe"), body: BODY, standfirst: { text: "Un chapeau à part." } }),
    draftOf("other", { section: chain("sport"), related: [edgeTo("told")] }),
    draftOf("nowhere"),
  );
  const { data } = await gateway.ask('{ monde: section(path: "monde") { id } sport: section(path: "sport") { id } }');
  const { monde, sport } = data as Record<"monde" | "sport", { id: string }>;
  const keyOf = (...ids: string[]) => newsroom.createKey({ sectionIds: ids.map((id) => Number(id.split(":")[1])) });
  return {
    newsroom,
    gateway,
    licensed: bearer(await keyOf(monde.id)),
    unlicensed: bearer(await keyOf(sport.id)),
    [Symbol.asyncDispose]: async () => {
      await gateway[Symbol.asyncDispose]();
      await newsroom[Symbol.asyncDispose]();
    },
  };
}
