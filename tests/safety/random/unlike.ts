import { isDeepStrictEqual } from "node:util";
import type { Drive } from "./drive.ts";
import { type Filtered, Mirror } from "./mirror.ts";
import type { Model } from "./model.ts";
import { read } from "./readers.ts";
import type { Seen } from "./story.ts";

/** A newsroom under test: the gateway, the model of it, and those who follow its log. */
export interface Newsroom {
  readonly drive: Drive;
  readonly model: Model;
  readonly followers: readonly Filtered[];
}

export async function followersOf(drive: Drive): Promise<Filtered[]> {
  const world = await drive.sectionId("world");
  return [
    { name: "a follower", mirror: new Mirror(drive.gateway), has: () => true },
    {
      name: "a follower of world",
      mirror: new Mirror(drive.gateway, { filter: { sections: [world] } }),
      has: ({ section }) => section?.startsWith("world") === true,
    },
    {
      name: "a follower of French",
      mirror: new Mirror(drive.gateway, { filter: { languages: ["fr"] } }),
      has: ({ language }) => language === "fr",
    },
    {
      name: "a follower of what appears in English in world/asia",
      mirror: new Mirror(drive.gateway, {
        filter: { sections: [await drive.sectionId("world/asia")], languages: ["en"] },
        first: 1,
      }),
      has: ({ section, language }) => section === "world/asia" && language === "en",
    },
  ];
}

/** Where what readers and followers are told is not what the model says. */
export async function unlike({ drive, model, followers }: Newsroom): Promise<string[]> {
  const uris = model.uris();
  const { stories, tag, disagreements } = await read(drive.gateway, uris);
  const found = [...disagreements];
  for (const uri of new Set([...uris, ...stories.keys()])) {
    const ways = model.seen(uri);
    const seen = stories.get(uri);
    if (seen ? !ways.some((way) => isDeepStrictEqual(way, seen)) : ways.length > 0)
      found.push(`${uri} is ${told(seen)}, not ${ways.map(told).join(" or ") || told(undefined)}`);
  }
  const isTagged = model.isTagSeen();
  if (tag === null ? isTagged : !(isTagged && model.tagNames.has(tag)))
    found.push(`the tag is called ${tag}, not ${isTagged ? [...model.tagNames].join(" or ") : null}`);
  for (const { name, mirror, has } of followers) {
    const expected = new Map([...stories].filter(([, seen]) => has(seen)));
    found.push(...unequal(name, await mirror.catchUp(), expected));
  }
  return found;
}

/** Of who begins to follow now. */
export async function lateUnlike({ drive, model }: Newsroom): Promise<string[]> {
  const { stories } = await read(drive.gateway, model.uris());
  return unequal("a follower that begins now", await new Mirror(drive.gateway, { first: 3 }).catchUp(), stories);
}

const told = (seen: Seen | undefined) => (seen ? JSON.stringify(seen) : "not there");

function unequal(who: string, one: ReadonlyMap<string, Seen>, other: ReadonlyMap<string, Seen>): string[] {
  return [...new Set([...one.keys(), ...other.keys()])]
    .filter((uri) => !isDeepStrictEqual(one.get(uri), other.get(uri)))
    .map((uri) => `${who} has ${uri} as ${told(one.get(uri))}, the newsroom as ${told(other.get(uri))}`);
}
