import { isDeepStrictEqual } from "node:util";
import { Drive } from "./drive.ts";
import { Mirror } from "./mirror.ts";
import { Model } from "./model.ts";
import { Paths } from "./paths.ts";
import { read } from "./readers.ts";
import { OPENING, type Step } from "./steps.ts";
import { isFinal, type Seen } from "./story.ts";

/** What a gateway does that a newsroom by its rules would not, after how many of the steps. */
export interface Fault {
  steps: number;
  found: string[];
}

/** Takes steps in a newsroom of their own, up to the first after which the gateway is not as the model says. */
export async function play(steps: readonly Step[]): Promise<Fault | undefined> {
  const drive = await Drive.open();
  await using gateway = drive.gateway;
  const model = new Model();
  for (const step of OPENING) model.take(step);
  const mirror = new Mirror(gateway);
  const paths = new Paths();
  for (const [index, step] of steps.entries()) {
    const found = await take(step, { drive, model, mirror, paths }).catch((error: unknown) => [String(error)]);
    found.push(...gateway.faults.map(String));
    if (found.length > 0) return { steps: index + 1, found };
  }
  const late = await new Mirror(gateway, { first: 3 }).catchUp();
  const found = unequal("a follower that begins at the end", late, await mirror.catchUp());
  return found.length > 0 ? { steps: steps.length, found } : undefined;
}

interface Playing {
  drive: Drive;
  model: Model;
  mirror: Mirror;
  paths: Paths;
}

async function take(step: Step, { drive, model, mirror, paths }: Playing): Promise<string[]> {
  if (isIdle(step, model)) return [];
  const answered = await drive.take(step);
  const refusal = model.take(step) ?? "";
  const found = answered === refusal ? [] : [`answered « ${answered} », not « ${refusal} »`];
  const uris = model.uris();
  const { stories, tag, disagreements } = await read(drive.gateway, uris);
  found.push(...disagreements);
  for (const uri of new Set([...uris, ...stories.keys()])) {
    const ways = model.seen(uri);
    const seen = stories.get(uri);
    if (seen ? !ways.some((way) => isDeepStrictEqual(way, seen)) : ways.length > 0)
      found.push(`${uri} is ${told(seen)}, not ${ways.map(told).join(" or ") || told(undefined)}`);
  }
  found.push(...unequal("a follower", await mirror.catchUp(), stories));
  const isTagged = model.isTagSeen();
  if (tag === null ? isTagged : !(isTagged && model.tagNames.has(tag)))
    found.push(`the tag is called ${tag}, not ${isTagged ? [...model.tagNames].join(" or ") : null}`);
  found.push(...(await paths.unlike(model, drive.gateway)));
  found.push(...(await pendingUnlike(step, { drive, model })));
  return found;
}

const told = (seen: Seen | undefined) => (seen ? JSON.stringify(seen) : "not there");

function unequal(who: string, one: ReadonlyMap<string, Seen>, other: ReadonlyMap<string, Seen>): string[] {
  return [...new Set([...one.keys(), ...other.keys()])]
    .filter((uri) => !isDeepStrictEqual(one.get(uri), other.get(uri)))
    .map((uri) => `${who} has ${uri} as ${told(one.get(uri))}, the newsroom as ${told(other.get(uri))}`);
}

/** What rules say nothing of: stories that nobody wrote, and parts of one that waits behind what others say of it. */
function isIdle(step: Step, model: Model): boolean {
  if (step.does === "send" || step.does === "wait") return false;
  if (step.does === "create") return model.uris().includes(step.uri);
  if (step.does === "update" || step.does === "settle") return model.of(step.uri).content === undefined;
  return !model.isThere(step.uri);
}

async function pendingUnlike(step: Step, { drive, model }: Pick<Playing, "drive" | "model">): Promise<string[]> {
  const uri = step.does === "send" ? step.item.uri : step.does === "wait" ? "" : step.uri;
  const story = model.of(uri);
  if (!story.content || story.owned.size === 0 || isFinal(story)) return [];
  const fields = (await drive.pending(uri)).filter(({ field }) => field === "headline" || field === "section");
  const pending = Object.fromEntries(fields.map(({ field, value }) => [field, value]));
  return isDeepStrictEqual(pending, { ...story.pending })
    ? []
    : [`${uri}: waits ${JSON.stringify(pending)}, not ${JSON.stringify(story.pending)}`];
}
