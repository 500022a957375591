import { publishArticle, unpublishArticle, withdrawArticle } from "../../../src/content/desk/lifecycle.desk.ts";
import { setFront } from "../../../src/content/desk/front.desk.ts";
import { setRelated } from "../../../src/content/desk/related.desk.ts";
import { saveStorylines } from "../../../src/content/storyline/storyline.commands.ts";
import { suggestNow, workOffSuggestions } from "../../../src/content/suggestion/suggestion-queue.commands.ts";
import { WIDEST_LIMITS } from "../../support/document-rules.ts";
import { startTestGateway } from "../../support/test-gateway.ts";
import { poll } from "../change/follow.ts";
import {
  blindStory,
  firstAgain,
  hostAgain,
  LATER,
  NOW,
  openStories,
  soonStory,
  type State,
  STATES,
} from "./blind-spots.ts";
import { hideCrowd } from "./crowd.ts";
import { uriOf } from "./leaky-newsroom.ts";

const minutesOn = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

export interface BlindMakings {
  /** Whether there are hidden stories at all: in a twin nobody ever heard of one. */
  readonly hides: boolean;
  /** The words of the body that not every key may read. */
  readonly unlicensed: string;
}

/** Newsrooms that differ in nothing but what is hidden, and in all of that. */
export async function startBlindNewsroom({ hides, unlicensed }: BlindMakings) {
  const gateway = await startTestGateway({ now: NOW, limits: WIDEST_LIMITS, anonymousLicence: [] });
  const { clock, database } = gateway;
  const em = () => database.em();
  const desk = () => ({ em: em(), now: clock.now, publicUrl: "https://news.example" });
  const idIn = async (table: string, where: string) => {
    const [row] = await database.execute(`select id::int from ${table} where ${where}`);
    return (row as { id: number }).id;
  };
  const idOf = (uri: string) => idIn("articles", `uri = '${uri}'`);
  const done = async (written: Promise<{ problems: readonly object[] }>) => {
    const { problems } = await written;
    if (problems.length > 0) throw new Error(JSON.stringify(problems));
  };
  /** Where followers stand in between. */
  const tokens: string[] = [];
  const remember = async () => void tokens.push((await poll(gateway, { since: "now" })).nextToken);
  const storyline = (hidden: readonly string[], keyMoment = false) => ({
    uri: "urn:storyline",
    title: "Tides",
    status: "ACTIVE" as const,
    entries: ["urn:first", ...hidden, "urn:last"].map((article) => ({ article, keyMoment })),
  });

  await gateway.save(...openStories(unlicensed));
  await saveStorylines(em(), [storyline([])], gateway.clock);
  await setRelated(
    desk(),
    { articleId: await idOf("urn:last") },
    {
      placement: "END",
      items: [
        { articleId: await idOf("urn:first"), kind: "READ_ALSO" },
        { articleId: await idOf("urn:host"), kind: "READ_ALSO" },
      ],
    },
  );
  await workOffSuggestions(em());
  await remember();

  clock.now = minutesOn(5);
  await countOnFrom(100, ["tags", "contributors", "sections", "images"]);
  if (hides) {
    await hideAll();
    await hideCrowd(gateway);
  }
  await remember();

  // What readers see is written once more, with what is hidden among it where there is any.
  clock.now = minutesOn(6);
  const hidden = hides ? STATES.map(uriOf) : [];
  const hiddenIds = await Promise.all(hidden.map(idOf));
  await countOnFrom(1000);
  await gateway.save(hostAgain(hidden));
  await countOnFrom(10_000, ["articles"]);
  await countOnFrom(101, ["images"]);
  await gateway.save(soonStory(minutesOn(8)));
  await countOnFrom(2000);
  await gateway.saveWaiting(firstAgain(hides ? [uriOf("mentioned"), ...hidden] : []));
  const first = await idOf("urn:first");
  const last = await idOf("urn:last");
  const among = (...seen: number[]) => [
    ...hiddenIds.slice(0, 3),
    ...seen.slice(0, 1),
    ...hiddenIds.slice(3),
    ...seen.slice(1),
  ];
  await countOnFrom(3000);
  await done(
    setRelated(
      desk(),
      { articleId: last },
      {
        placement: "END",
        items: among(first, await idOf("urn:host")).map((articleId) => ({
          articleId,
          kind: "READ_ALSO",
          label: articleId === first ? "The first" : "Another",
        })),
      },
    ),
  );
  await done(
    setFront(desk(), {
      sectionId: await idIn("sections", "slug = 'world'"),
      slots: among(last, first).map((articleId) => ({ articleId })),
    }),
  );
  const untold = {
    ...storyline([]),
    uri: "urn:untold",
    title: "secrettitle",
    entries: storyline(hidden).entries.slice(1, 3),
  };
  await saveStorylines(em(), [storyline(hidden, true), ...(hides ? [untold] : [])], clock);
  if (hides) {
    await change();
    // In one twin alone the desk draws edges, to what is hidden.
    const items = hiddenIds.map((articleId) => ({ articleId, kind: "READ_ALSO" as const }));
    await done(setRelated(desk(), { articleId: first }, { placement: "SIDEBAR", items }));
  }
  await workOffSuggestions(em());
  // By now the schedules that were cancelled would have come.
  clock.now = minutesOn(10);
  await remember();
  return { ...gateway, tokens, sectionOf: (slug: string) => idIn("sections", `slug = '${slug}'`) };

  /** Numbers of rows are no secret, but those of what readers see are to be the same. */
  async function countOnFrom(number: number, tables = ["related_stories", "storyline_entries"]) {
    for (const table of tables) await database.execute(`alter sequence ${table}_id_seq restart with ${number}`);
  }

  /** One story of each state, and the same once more without leave; whatever readers know of a story from others, whole. */
  async function hideAll() {
    const saving: Record<State, () => Promise<unknown>> = {
      waiting: () => gateway.saveWaiting(blindStory("waiting")),
      scheduled: () => gateway.save(blindStory("scheduled", { publishedAt: LATER })),
      embargoed: () => gateway.save(blindStory("embargoed", { embargoedUntil: LATER })),
      withheld: () => gateway.save(blindStory("withheld", { status: "DRAFT" })),
      unpublished: () => gateway.save(blindStory("unpublished", { publishedAt: LATER })),
      cancelled: () => gateway.save(blindStory("cancelled", { publishedAt: minutesOn(7.5) })),
      postponed: () => gateway.save(blindStory("postponed", { embargoedUntil: minutesOn(7.5) })),
    };
    for (const state of STATES) await saving[state]();
    await done(unpublishArticle(desk(), { articleId: await idOf(uriOf("unpublished")) }));
    await gateway.saveWaiting(blindStory("arrived", { uri: "urn:known" }));
    await suggestNow(em(), await Promise.all(STATES.map((state) => idOf(uriOf(state)))));
  }

  /** Schedules are cancelled more than a minute before their time; what is hidden in any way comes again without leave. */
  async function change() {
    await done(unpublishArticle(desk(), { articleId: await idOf(uriOf("cancelled")) }));
    await done(publishArticle(desk(), { articleId: await idOf(uriOf("postponed")) }, { at: LATER }));
    await gateway.saveWaiting(
      ...STATES.map((state) =>
        blindStory(state, { version: 2, embargoedUntil: LATER, standfirst: { text: `secret${state}standfirst` } }),
      ),
      blindStory("arrived", { uri: "urn:known", version: 2 }),
    );
    const refused = await withdrawArticle(
      desk(),
      { articleId: await idOf(uriOf("waiting")) },
      { kind: "KILL", reason: "None." },
    );
    if (refused.problems[0]?.code !== "NEVER_PUBLISHED") throw new Error("What nobody saw was withdrawn.");
  }
}

export type BlindNewsroom = Awaited<ReturnType<typeof startBlindNewsroom>>;
