import { dice } from "../../graphql/change/restless-newsroom.ts";
import { type Item, type Mention, type Minute, SECTIONS, type Step } from "./steps.ts";
import { MADE } from "./story.ts";

type Pick = ReturnType<typeof dice>;

/** Few, so that they meet. */
const STORIES = ["urn:a", "urn:b", "urn:c", "urn:d", "urn:e"];
/** And usable most of the time. */
const SAYS: Partial<Record<number, Item["says"]>> = { 0: "withheld", 1: "withheld", 2: "canceled" };
const LANGUAGES = ["en", "fr"] as const;

/** The same steps for the same seed. */
export function anySteps(seed: number, count: number): Step[] {
  const maker = makerOf(dice(seed), { stories: STORIES, known: STORIES });
  return Array.from({ length: count }, () => anyStep(maker));
}

/** Whose steps are made. */
interface Writer {
  readonly stories: readonly string[];
  /** What they may mention, too. */
  readonly known: readonly string[];
  /** Others write other stories meanwhile: nothing that they do may change what comes of a step. */
  readonly isOneOfSeveral?: boolean;
}

export interface Maker extends Writer {
  readonly pick: Pick;
  now: Minute;
  readonly sent: Extract<Step, { does: "send" }>[];
  /** Of each story, those that were sent. */
  readonly editions: Map<string, Set<number>>;
}

export const makerOf = (pick: Pick, writer: Writer): Maker => ({
  pick,
  ...writer,
  now: 0,
  sent: [],
  editions: new Map(),
});

const oneOf = <T>(pick: Pick, values: readonly T[]): T => values[pick(values.length)] as T;

export function anyStep(maker: Maker): Step {
  const { pick, isOneOfSeveral = false } = maker;
  const uri = oneOf(pick, maker.stories);
  const dieRoll = pick(20);
  if (dieRoll < 7) return send(maker, uri);
  if (dieRoll < 8) return oneOf(pick, maker.sent.length > 0 ? maker.sent : [send(maker, uri)]);
  if (dieRoll < 11) return isOneOfSeveral ? send(maker, uri) : wait(maker);
  if (dieRoll < 14) return publish(maker, uri);
  if (dieRoll < 15) return { does: "unpublish", uri };
  if (dieRoll < 17) return { does: oneOf(pick, ["update", "correct"] as const), uri, patch: patch(pick) };
  if (dieRoll < 18) return { does: "settle", uri, take: pick(2) === 0 };
  if (dieRoll < 19 && pick(3) === 0) return { does: "withdraw", uri, kind: oneOf(pick, ["KILL", "LEGAL"] as const) };
  if (isOneOfSeveral) return { does: "unpublish", uri };
  const language = oneOf(pick, LANGUAGES);
  return { does: "create", uri, headline: `The desk's ${pick(1000)}`, language, section: oneOf(pick, SECTIONS) };
}

function wait(maker: Maker): Step {
  const minutes = 30 * maker.pick(3);
  maker.now += minutes;
  return { does: "wait", minutes };
}

/** On the half hours, so that moments coincide. */
const soon = ({ pick, now }: Maker): Minute => now + 30 * (1 + pick(3));

function publish(maker: Maker, uri: string): Step {
  const { pick, now } = maker;
  // Another date would hold only unless others have mentioned it already.
  const at = maker.isOneOfSeveral ? MADE : [undefined, undefined, now - 60, soon(maker)][pick(4)];
  const embargo = [undefined, undefined, null, soon(maker)][pick(4)];
  return { does: "publish", uri, ...(at === undefined ? {} : { at }), ...(embargo === undefined ? {} : { embargo }) };
}

function patch(pick: Pick) {
  const headline = { headline: `By the desk ${pick(1000)}` };
  const section = { section: oneOf(pick, SECTIONS) };
  const slug = { slug: `renamed-${pick(100_000)}` };
  return oneOf(pick, [headline, section, slug, { ...headline, ...section }]);
}

function send(maker: Maker, uri: string): Step {
  const { pick } = maker;
  const step = { does: "send", publish: maker.isOneOfSeveral || pick(3) > 0, item: anyItem(maker, uri) } as const;
  maker.sent.push(step);
  return step;
}

function anyItem(maker: Maker, uri: string): Item {
  const { pick } = maker;
  const says = SAYS[pick(15)] ?? "usable";
  const embargo = pick(6) === 0 ? soon(maker) : undefined;
  const isHold = says !== "usable" || embargo !== undefined;
  const edition = anyEdition(maker, uri);
  return {
    uri,
    edition,
    says,
    ...(embargo === undefined ? {} : { embargo }),
    headline: `The source's ${edition} of ${uri}`,
    language: oneOf(pick, LANGUAGES),
    section: oneOf(pick, SECTIONS),
    ...(pick(3) === 0 ? { tag: `Called ${edition} by ${uri}` } : {}),
    mentions: maker.known.filter((other) => other !== uri && pick(4) === 0).map((other) => anyMention(maker, other)),
    form: isHold ? oneOf(pick, ["WHOLE", "WHOLE", "BARE", "FAULTY"] as const) : pick(12) === 0 ? "FAULTY" : "WHOLE",
  };
}

/** Each once. Most are later than those before; some come late. */
function anyEdition({ pick, editions }: Maker, uri: string): number {
  const taken = editions.get(uri) ?? new Set<number>();
  const last = Math.max(0, ...taken);
  let edition = pick(5) === 0 && last > 1 ? 1 + pick(last) : last + 1 + pick(4);
  while (taken.has(edition)) edition++;
  editions.set(uri, taken.add(edition));
  return edition;
}

function anyMention(maker: Maker, of: string): Mention {
  const { pick } = maker;
  return {
    of,
    headline: `Told of ${of} ${pick(1000)}`,
    says: pick(6) === 0 ? "withheld" : "usable",
    ...(pick(5) === 0 ? { embargo: soon(maker) } : {}),
  };
}
