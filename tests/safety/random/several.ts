import { dice } from "../../graphql/change/restless-newsroom.ts";
import { anyStep, type Maker, makerOf } from "./any-steps.ts";
import { isIdle, openNewsroom } from "./play.ts";
import type { Step } from "./steps.ts";
import { isFinal } from "./story.ts";
import { lateUnlike, type Newsroom, unlike } from "./unlike.ts";

/*
 * Several at work at once, each on stories of its own, which mention those of the others; one kills what others write,
 * and all send editions of one story. Whoever comes first, it ends the same: the last edition, and a kill. What is
 * compared is what is there when all have ended.
 */

const WRITERS = 4;
const ROUNDS = 3;
const OWN = Array.from({ length: WRITERS }, (_, writer) => [`urn:${writer}:a`, `urn:${writer}:b`]);
const RACED = "urn:raced";

/** What is not as the model says, after a round of so many steps by each writer. */
export async function playSeveral(seed: number, steps: number): Promise<string[]> {
  await using newsroom = await openNewsroom();
  const { drive, model } = newsroom;
  const pick = dice(seed);
  const makers = OWN.map((stories, writer) =>
    makerOf(dice(seed * 100 + writer), { stories, known: [...OWN.flat(), RACED], isOneOfSeveral: true }),
  );
  for (let round = 0; round < ROUNDS; round++) {
    const work = makers.map((maker) => Array.from({ length: steps }, () => anyStep(maker)));
    await Promise.all([
      ...work.map((each) => inTurn(newsroom, each)),
      inTurn(newsroom, [{ does: "withdraw", uri: OWN[pick(WRITERS)]?.[pick(2)] ?? "", kind: "KILL" }]),
      ...editions(makers, round).map((step) => inTurn(newsroom, [step])),
    ]);
    const found = [...(await unlike(newsroom)), ...(await lateUnlike(newsroom)), ...drive.gateway.faults.map(String)];
    if (found.length > 0) return [`round ${round + 1}`, ...found, ...work.flat().map((step) => JSON.stringify(step))];
    const wait = { does: "wait", minutes: 30 } as const;
    await drive.take(wait);
    model.take(wait);
    for (const maker of makers) maker.now += wait.minutes;
  }
  return await unlike(newsroom);
}

async function inTurn({ drive, model }: Newsroom, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    if (isIdle(step, model)) continue;
    const refusal = await drive.take(step);
    // Whether a kill came before, and whether there was something to kill, is not for the model to say.
    if (refusal === "WITHDRAWN" || refusal === "NEVER_PUBLISHED") continue;
    if (step.does === "withdraw") {
      const story = model.of(step.uri);
      if (!isFinal(story)) Object.assign(story, { desk: "WITHDRAWN", withdrawal: step.kind });
    } else model.take(step);
  }
}

/** Of one story, one by each writer. */
const editions = (makers: readonly Maker[], round: number): Step[] =>
  makers.map((maker, writer) => {
    const edition = 1 + round * 10 + ((writer * 3 + round) % WRITERS);
    return {
      does: "send",
      publish: true,
      item: {
        uri: RACED,
        edition,
        says: "usable",
        headline: `Edition ${edition}`,
        language: "en",
        section: "sport",
        tag: `Called so in ${edition}`,
        mentions: maker.stories.map((of) => ({ of, headline: `Told by ${edition}`, says: "usable" })),
        form: "WHOLE",
      },
    };
  });
