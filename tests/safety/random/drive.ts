import { setImmediate } from "node:timers/promises";
import { type DeskGateway, NOW, startDesk } from "../../graphql/desk/desk-gateway.ts";
import { type Item, type Minute, OPENING, type Patch, SECTIONS, type Step, TAG } from "./steps.ts";
import { MADE } from "./story.ts";
import { textOf } from "./source.ts";

/** The steps as a gateway takes them: items as ninjs by the mutation `ingest`, the desk's as its mutations. */

const MINUTE_MS = 60_000;
export const instant = (minute: Minute) => new Date(NOW.getTime() + minute * MINUTE_MS).toISOString();
export const minuteOf = (iso: string): Minute => (Date.parse(iso) - NOW.getTime()) / MINUTE_MS;

const INGEST = `mutation ($document: String!, $publish: Boolean!) {
  ingest(format: NINJS, document: $document, publish: $publish) { problems { code } items { outcome problems { message } } } }`;
const REFUSED = "problems { code message }";

interface Refused {
  problems: { code: string; message: string }[];
}

export class Drive {
  readonly gateway: DeskGateway;
  readonly #sections = new Map<string, string>();

  constructor(gateway: DeskGateway) {
    this.gateway = gateway;
  }

  /** A newsroom with a story in each section, which nobody touches. */
  static async open(): Promise<Drive> {
    const drive = new Drive(await startDesk());
    for (const step of OPENING) await drive.take(step);
    // A server announces new sections to its gateways, one of which is ours.
    const operation = `{ ${SECTIONS.map((path, index) => `s${index}: section(path: "${path}") { id }`).join(" ")} }`;
    while (Object.values(await drive.gateway.reader<object>(operation)).includes(null)) await setImmediate();
    return drive;
  }

  /** What the desk is answered: codes of what was refused. */
  async take(step: Step): Promise<string> {
    switch (step.does) {
      case "wait":
        this.gateway.clock.now = new Date(this.gateway.clock.now.getTime() + step.minutes * MINUTE_MS);
        return "";
      case "send":
        await this.gateway.desk(INGEST, { document: JSON.stringify(ninjs(step.item)), publish: step.publish });
        return "";
      case "create": {
        const section = await this.sectionId(step.section);
        const { uri, headline, language } = step;
        return this.#write(`createArticle(input: ${literal({ uri, headline, language, sectionId: section })})`);
      }
      default:
        return this.#write(await this.#mutation(step));
    }
  }

  async #mutation(step: Exclude<Step, { does: "wait" | "send" | "create" }>): Promise<string> {
    const id = `id: "${await this.#idOf(step.uri)}"`;
    switch (step.does) {
      case "publish": {
        const { at, embargo } = step;
        const until = embargo === undefined ? "" : `, embargoUntil: ${embargo === null ? "null" : date(embargo)}`;
        return `publishArticle(${id}${at === undefined ? "" : `, at: ${date(at)}`}${until})`;
      }
      case "unpublish":
        return `unpublishArticle(${id})`;
      case "update":
        return `updateArticle(${id}, patch: ${await this.#patch(step.patch)})`;
      case "correct":
        return `correctArticle(${id}, kind: CORRECTION, note: "It was wrong.", patch: ${await this.#patch(step.patch)})`;
      case "withdraw":
        return `withdrawArticle(${id}, kind: ${step.kind}, reason: "None.")`;
      case "settle": {
        const take = step.take ? (await this.pending(step.uri)).map(({ field }) => field) : [];
        return `settleFromSource(${id}, take: ${JSON.stringify(take)})`;
      }
    }
  }

  async #write(mutation: string): Promise<string> {
    const { problems } = await this.gateway.write<Refused>(mutation, REFUSED);
    return problems.map(({ code }) => code).join();
  }

  async pending(uri: string): Promise<{ field: string; value: unknown }[]> {
    const { article } = await this.gateway.desk<{
      article: { pendingFromSource: { field: string; value: unknown }[] };
    }>(`query ($uri: String!) { article(uri: $uri) { pendingFromSource { field value } } }`, { uri });
    return article.pendingFromSource;
  }

  async #idOf(uri: string): Promise<string> {
    const { article } = await this.gateway.desk<{ article: { id: string } | null }>(
      `query ($uri: String!) { article(uri: $uri) { id } }`,
      { uri },
    );
    return article?.id ?? "Article:0";
  }

  async sectionId(path: string): Promise<string> {
    const known = this.#sections.get(path);
    if (known) return known;
    const { section } = await this.gateway.desk<{ section: { id: string } }>(
      `query ($path: String!) { section(path: $path) { id } }`,
      { path },
    );
    this.#sections.set(path, section.id);
    return section.id;
  }

  async #patch({ headline, section, slug }: Patch): Promise<string> {
    return literal({
      ...(headline === undefined ? {} : { headline }),
      ...(slug === undefined ? {} : { slug }),
      ...(section === undefined ? {} : { sectionId: await this.sectionId(section) }),
    });
  }
}

const date = (minute: Minute) => `"${instant(minute)}"`;
const literal = (fields: Record<string, string>) =>
  `{ ${Object.entries(fields)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .join(", ")} }`;

function ninjs(item: Item): object {
  const { uri, edition, says, embargo, form } = item;
  const held = {
    uri,
    type: "text",
    version: String(edition),
    versioncreated: instant(MADE + edition),
    ...(says === "usable" ? {} : { pubstatus: says }),
    ...(embargo === undefined ? {} : { embargoed: instant(embargo) }),
  };
  if (form === "BARE") return held;
  const path = item.section.split("/");
  return {
    ...held,
    language: item.language,
    headline: item.headline,
    firstcreated: instant(MADE),
    body_html: `<p>${textOf(item)}</p>`,
    subject: [
      { rel: "section", name: path.at(-1), literal: item.section },
      ...(item.tag === undefined ? [] : [{ rel: "about", name: item.tag, uri: TAG }]),
    ],
    associations: Object.fromEntries(
      item.mentions.map((mention, index) => [
        `end-${index + 1}`,
        {
          uri: mention.of,
          type: "text",
          rel: "read-also",
          headline: mention.headline,
          versioncreated: instant(MADE),
          ...(mention.says === "usable" ? {} : { pubstatus: mention.says }),
          ...(mention.embargo === undefined ? {} : { embargoed: instant(mention.embargo) }),
        },
      ]),
    ),
    ...(form === "FAULTY" ? { urgency: "x" } : {}),
  };
}
