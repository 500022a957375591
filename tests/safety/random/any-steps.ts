import { dice } from "../../graphql/change/restless-newsroom.ts";
import { type Item, type Mention, type Minute, SECTIONS, type Step } from "./steps.ts";

type Pick = ReturnType<typeof dice>;

/** Few, so that they meet. The last is known from others unless its source sends it. */
export const STORIES = ["urn:a", "urn:b", "urn:c", "urn:d", "urn:e"];
/** And usable most of the time. */
const SAYS: Partial<Record<number, Item["says"]>> = { 0: "withheld", 1: "withheld", 2: "canceled" };
const LANGUAGES = ["en", "fr"] as const;

/** The same steps for the same seed. */
export function anySteps(seed: number, count: number): Step[] {
  const pick = dice(seed);
  const made: Making = { pick, now: 0, sent: [], editions: new Map() };
  return Array.from({ length: count }, () => anyStep(made));
}

interface Making {
  readonly pick: Pick;
  now: Minute;
  readonly sent: Extract<Step, { does: "send" }>[];
  /** Of each story, those that were sent. */
  readonly editions: Map<string, Set<number>>;
}

const oneOf = <T>(pick: Pick, values: readonly T[]): T => values[pick(values.length)] as T;

function anyStep(made: Making): Step {
  const { pick } = made;
  const uri = oneOf(pick, STORIES);
  const dieRoll = pick(20);
  if (dieRoll < 7) return send(made, uri);
  if (dieRoll < 8) return oneOf(pick, made.sent.length > 0 ? made.sent : [send(made, uri)]);
  if (dieRoll < 11) return wait(made);
  if (dieRoll < 14) return publish(made, uri);
  if (dieRoll < 15) return { does: "unpublish", uri };
  if (dieRoll < 17) return { does: oneOf(pick, ["update", "correct"] as const), uri, patch: patch(pick) };
  if (dieRoll < 18) return { does: "settle", uri, take: pick(2) === 0 };
  if (dieRoll < 19 && pick(3) === 0) return { does: "withdraw", uri, kind: oneOf(pick, ["KILL", "LEGAL"] as const) };
  const language = oneOf(pick, LANGUAGES);
  return { does: "create", uri, headline: `The desk's ${pick(1000)}`, language, section: oneOf(pick, SECTIONS) };
}

function wait(made: Making): Step {
  const minutes = 30 * made.pick(3);
  made.now += minutes;
  return { does: "wait", minutes };
}

/** On the half hours, so that moments coincide. */
const soon = ({ pick, now }: Making): Minute => now + 30 * (1 + pick(3));

function publish(made: Making, uri: string): Step {
  const { pick, now } = made;
  const at = [undefined, undefined, now - 60, soon(made)][pick(4)];
  const embargo = [undefined, undefined, null, soon(made)][pick(4)];
  return { does: "publish", uri, ...(at === undefined ? {} : { at }), ...(embargo === undefined ? {} : { embargo }) };
}

function patch(pick: Pick) {
  const headline = { headline: `By the desk ${pick(1000)}` };
  const section = { section: oneOf(pick, SECTIONS) };
  const slug = { slug: `renamed-${pick(100_000)}` };
  return oneOf(pick, [headline, section, slug, { ...headline, ...section }]);
}

function send(made: Making, uri: string): Step {
  const { pick } = made;
  const step = { does: "send", publish: pick(3) > 0, item: anyItem(made, uri) } as const;
  made.sent.push(step);
  return step;
}

function anyItem(made: Making, uri: string): Item {
  const { pick } = made;
  const says = SAYS[pick(15)] ?? "usable";
  const embargo = pick(6) === 0 ? soon(made) : undefined;
  const isHold = says !== "usable" || embargo !== undefined;
  const edition = anyEdition(made, uri);
  return {
    uri,
    edition,
    says,
    ...(embargo === undefined ? {} : { embargo }),
    headline: `The source's ${edition} of ${uri}`,
    language: oneOf(pick, LANGUAGES),
    section: oneOf(pick, SECTIONS),
    ...(pick(3) === 0 ? { tag: `Called ${edition} by ${uri}` } : {}),
    mentions: STORIES.filter((other) => other !== uri && pick(4) === 0).map((other) => anyMention(made, other)),
    form: isHold ? oneOf(pick, ["WHOLE", "WHOLE", "BARE", "FAULTY"] as const) : pick(12) === 0 ? "FAULTY" : "WHOLE",
  };
}

/** Each once. Most are later than those before; some come late. */
function anyEdition({ pick, editions }: Making, uri: string): number {
  const taken = editions.get(uri) ?? new Set<number>();
  const last = Math.max(0, ...taken);
  let edition = pick(5) === 0 && last > 1 ? 1 + pick(last) : last + 1 + pick(4);
  while (taken.has(edition)) edition++;
  editions.set(uri, taken.add(edition));
  return edition;
}

function anyMention(made: Making, of: string): Mention {
  const { pick } = made;
  return {
    of,
    headline: `Told of ${of} ${pick(1000)}`,
    says: pick(6) === 0 ? "withheld" : "usable",
    ...(pick(5) === 0 ? { embargo: soon(made) } : {}),
  };
}
