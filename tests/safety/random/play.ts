import { isDeepStrictEqual } from "node:util";
import { Drive } from "./drive.ts";
import { Model } from "./model.ts";
import { Paths } from "./paths.ts";
import { OPENING, type Step } from "./steps.ts";
import { isFinal, MADE } from "./story.ts";
import { followersOf, lateUnlike, type Newsroom, unlike } from "./unlike.ts";

/** What a gateway does that a newsroom by its rules would not, after how many of the steps. */
export interface Fault {
  steps: number;
  found: string[];
}

/** A newsroom of its own, and the model of it. Await-using closes it. */
export async function openNewsroom(): Promise<Newsroom & AsyncDisposable> {
  const drive = await Drive.open();
  const model = new Model();
  for (const step of OPENING) model.take(step);
  return {
    drive,
    model,
    followers: await followersOf(drive),
    [Symbol.asyncDispose]: () => drive.gateway[Symbol.asyncDispose](),
  };
}

/** Takes steps in a newsroom of their own, up to the first after which the gateway is not as the model says. */
export async function play(steps: readonly Step[]): Promise<Fault | undefined> {
  await using newsroom = await openNewsroom();
  const paths = new Paths();
  // They ask once in a while: much has happened by then.
  const lazy = { ...newsroom, followers: await followersOf(newsroom.drive) };
  for (const [index, step] of steps.entries()) {
    const found = await take(step, newsroom, paths).catch((error: unknown) => [String(error)]);
    if (index % 8 === 7) found.push(...(await unlike(lazy)));
    found.push(...newsroom.drive.gateway.faults.map(String));
    if (found.length > 0) return { steps: index + 1, found };
  }
  const found = [...(await unlike(lazy)), ...(await lateUnlike(newsroom))];
  return found.length > 0 ? { steps: steps.length, found } : undefined;
}

async function take(step: Step, newsroom: Newsroom, paths: Paths): Promise<string[]> {
  const { drive, model } = newsroom;
  if (isIdle(step, model)) return [];
  const answered = await drive.take(step);
  const refusal = model.take(step) ?? "";
  return [
    ...(answered === refusal ? [] : [`answered « ${answered} », not « ${refusal} »`]),
    ...(await unlike(newsroom)),
    ...(await paths.unlike(model, drive.gateway)),
    ...(await pendingUnlike(step, newsroom)),
  ];
}

/**
 * What rules say nothing of: stories that nobody wrote, parts of one that waits behind what others say of it, and another
 * date for one that readers met in these words only.
 */
export function isIdle(step: Step, model: Model): boolean {
  if (step.does === "send" || step.does === "wait") return false;
  if (step.does === "create") return model.uris().includes(step.uri);
  if (step.does === "update" || step.does === "settle") return model.of(step.uri).content === undefined;
  const { isMet, first } = model.of(step.uri);
  if (step.does === "publish" && step.at !== undefined && step.at !== MADE && isMet && first === undefined) return true;
  return !model.isThere(step.uri);
}

async function pendingUnlike(step: Step, { drive, model }: Newsroom): Promise<string[]> {
  if (step.does === "wait") return [];
  const uri = step.does === "send" ? step.item.uri : step.uri;
  const story = model.of(uri);
  if (!story.content || story.owned.size === 0 || isFinal(story)) return [];
  const fields = (await drive.pending(uri)).filter(({ field }) => field === "headline" || field === "section");
  const pending = Object.fromEntries(fields.map(({ field, value }) => [field, value]));
  return isDeepStrictEqual(pending, { ...story.pending })
    ? []
    : [`${uri}: waits ${JSON.stringify(pending)}, not ${JSON.stringify(story.pending)}`];
}
