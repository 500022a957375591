import { describe, expect, test } from "vitest";
import { startDesk, text } from "../desk/desk-gateway.ts";
import { LATER, ownersSeen, ownOnly, PICTURE, pictured, pictureOf } from "./picture-story.ts";

const NODE = `{ node(id: "Image:1") { ... on Image { alt caption credit width } } }`;
const nodeOf = (owner: string) => {
  const { alt, caption, credit, width } = pictureOf(owner);
  return { node: { alt, caption, credit, width } };
};

/** A ninjs item with the shared picture as its lead. */
const item = (uri: string, owner: string, changes: object = {}) => ({
  uri,
  type: "text",
  language: "en",
  headline: "H",
  versioncreated: "2026-11-20T08:00:00Z",
  body_html: `<p>Body text here.</p>`,
  associations: {
    lead: {
      rel: "lead",
      type: "picture",
      uri: PICTURE,
      description_text: `${owner} caption`,
      headline: `${owner} alt`,
      byline: `${owner} credit`,
      renditions: { main: { href: PICTURE, mimetype: "image/jpeg", width: 800, height: 600 } },
    },
  },
  ...changes,
});

const ingest = (desk: Awaited<ReturnType<typeof startDesk>>, publish: boolean, ...items: object[]) =>
  desk.desk<{ ingest: { items: { outcome: string; article: { slug: string } }[] } }>(
    `mutation { ingest(format: NINJS, publish: ${publish}, document: ${text(JSON.stringify(items))}) {
      items { outcome article { slug } } } }`,
  );

describe("A picture that two stories share", () => {
  test("has each story's own words in every form", async () => {
    await using desk = await startDesk();
    await desk.save(pictured("one"), pictured("two"));

    expect(await ownersSeen(desk, "one")).toEqual(ownOnly("one", ["one", "two"]));
    expect(await ownersSeen(desk, "two")).toEqual(ownOnly("two", ["one", "two"]));
    expect(
      await desk.reader(`{ articles { nodes { slug leadImage { id url alt width renditions { name } } } } }`),
    ).toEqual({
      articles: {
        nodes: ["two", "one"].map((slug) => ({
          slug,
          leadImage: { id: "Image:1", url: PICTURE, alt: `${slug} alt`, width: 800, renditions: [{ name: "web" }] },
        })),
      },
    });
  });

  test("loses the words of a story that is killed, and of no other", async () => {
    await using desk = await startDesk();
    const [, libel] = await desk.save(pictured("one"), pictured("libel"));

    await desk.write(`withdrawArticle(id: "Article:${libel?.id}", kind: LEGAL, reason: "Libel.")`);

    expect(await ownersSeen(desk, "one")).toEqual(ownOnly("one", ["one"]));
    expect(await desk.reader(NODE)).toEqual(nodeOf("one"));
    const tables = await desk.database.execute("select * from images cross join article_images");
    expect(JSON.stringify(tables)).not.toContain("libel");
  });

  test("says in a story what its last version says, and the other story is as it was", async () => {
    await using desk = await startDesk();
    await desk.save(pictured("one"), pictured("two"));

    await desk.save(pictured("two", { version: 2, images: [pictureOf("new")] }));

    expect(await ownersSeen(desk, "two")).toEqual(ownOnly("new", ["new", "one"]));
    expect(await ownersSeen(desk, "one")).toEqual(ownOnly("one", ["new", "one"]));
  });

  test("costs one statement for the pictures of any number of bodies", async () => {
    await using desk = await startDesk();
    await desk.save(...["one", "two", "three"].map((owner) => pictured(owner)));
    const { data, statementCount } = await desk.query<{ articles: { nodes: object[] } }>(
      `{ articles { nodes { slug leadImage { alt } body { text html } } } }`,
    );

    expect(data.articles.nodes.length).toBe(3);
    for (const owner of ["one", "two", "three"])
      expect(data.articles.nodes).toContainEqual({
        slug: owner,
        leadImage: { alt: `${owner} alt` },
        body: {
          text: `Text.\n\n${owner} caption (${owner} credit)`,
          html: `<p>Text.</p>\n<figure><img src="${PICTURE}" alt="${owner} alt" width="800" height="600" /><figcaption>${owner} caption <small class="credit">${owner} credit</small></figcaption></figure>`,
        },
      });
    expect(statementCount).toBe(2);
  });
});

describe("Mutation.ingest", () => {
  test("of a draft with a public story's picture: readers see the public story's words", async () => {
    await using desk = await startDesk();
    await ingest(desk, true, item("urn:p", "open"));

    await ingest(desk, false, item("urn:d", "SECRET"));

    expect(await desk.reader(`{ article(uri: "urn:p") { leadImage { alt caption credit } } }`)).toEqual({
      article: { leadImage: { alt: "open alt", caption: "open caption", credit: "open credit" } },
    });
    expect(await desk.reader(NODE)).toEqual(nodeOf("open"));
    expect(await desk.desk(`{ article(uri: "urn:d") { leadImage { alt } } }`)).toEqual({
      article: { leadImage: { alt: "SECRET alt" } },
    });
  });

  test("of a kill: the caption goes with its story", async () => {
    await using desk = await startDesk();
    await ingest(desk, true, item("urn:a", "open"), item("urn:b", "libel"));

    const kill = item("urn:b", "libel", { pubstatus: "canceled", versioncreated: "2026-11-20T09:00:00Z" });
    await ingest(desk, true, kill);

    expect(await desk.reader(`{ articles { nodes { uri leadImage { caption } } } }`)).toEqual({
      articles: { nodes: [{ uri: "urn:a", leadImage: { caption: "open caption" } }] },
    });
  });
});

describe("Query.node of an image", () => {
  test.each<[string, Parameters<typeof pictured>[1], boolean]>([
    ["a draft", { status: "DRAFT" }, false],
    ["a scheduled story", { publishedAt: LATER }, true],
    ["a story under embargo", { embargoedUntil: LATER }, true],
  ])("that %s alone shows: readers find none, the desk finds its words", async (_state, changes, comes) => {
    await using desk = await startDesk();
    await desk.save(pictured("secret", changes));

    expect(await desk.reader(NODE)).toEqual({ node: null });
    expect(await desk.desk(NODE)).toEqual(nodeOf("secret"));
    desk.clock.now = LATER;
    expect(await desk.reader(NODE)).toEqual(comes ? nodeOf("secret") : { node: null });
  });

  test("has the words of the earliest story that readers see, by its publication, then its id; the desk those of all", async () => {
    await using desk = await startDesk();
    const at = (time: string) => new Date(`2026-11-20T${time}Z`);
    await desk.save(
      pictured("hidden", { publishedAt: at("05:00:00"), embargoedUntil: LATER }),
      pictured("late", { publishedAt: at("09:00:00") }),
      pictured("early", { publishedAt: at("07:00:00") }),
      pictured("twin", { publishedAt: at("07:00:00") }),
    );

    expect(await desk.reader(NODE)).toEqual(nodeOf("early"));
    expect(await desk.desk(NODE)).toEqual(nodeOf("hidden"));
    desk.clock.now = LATER;
    expect(await desk.reader(`{ nodes(ids: ["Image:1"]) { ... on Image { alt } } }`)).toEqual({
      nodes: [{ alt: "hidden alt" }],
    });
  });

  test("that no story has any longer is the desk's, without words", async () => {
    await using desk = await startDesk();
    await desk.save(pictured("one"));
    const { leadImage: _, ...bare } = pictured("one", { version: 2, images: [], body: [] });
    await desk.save(bare);

    expect(await desk.reader(NODE)).toEqual({ node: null });
    expect(await desk.desk(NODE)).toEqual({ node: { alt: "", caption: null, credit: null, width: 800 } });
  });

  test("for a key without licence for a body that shows it: the words of the story that it leads", async () => {
    await using desk = await startDesk({ anonymousLicence: [] });
    const { leadImage: _, ...inBody } = pictured("body", {
      publishedAt: new Date("2026-11-20T05:00:00Z"),
      section: [{ slug: "sport", name: "Sport" }],
    });
    await desk.save(inBody, pictured("lead", { section: [{ slug: "world", name: "World" }] }));
    const ask = async (licensed: number[]) => {
      const viewer = {
        kind: "API_KEY" as const,
        keyId: 1,
        name: "Partner",
        scopes: ["content:read" as const],
        licensedSections: licensed,
      };
      return (await desk.query(NODE, undefined, { viewer })).data;
    };

    expect(await ask([2])).toEqual(nodeOf("lead"));
    expect(await ask([1])).toEqual(nodeOf("body"));
  });
});
