import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "../../../src/content/viewer.ts";
import { draftOf } from "../../support/draft.ts";
import { startTestGateway } from "../../support/test-gateway.ts";

const VIEWER = "{ viewer { kind name scopes view sections { path } rateLimit { limit } } }";

const SECTIONS = "{ viewer { sections { path } } }";

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
let europe: number;
beforeAll(async () => {
  gateway = await startTestGateway();
  const section = ["monde", "europe"].map((slug) => ({ slug, name: slug }));
  await gateway.save(draftOf("a", { section }));
  const { data } = await gateway.query<{ section: { id: string } }>(`{ section(path: "monde/europe") { id } }`);
  europe = Number(data.section.id.split(":")[1]);
});
afterAll(() => gateway[Symbol.asyncDispose]());

const partner: Viewer = {
  kind: "API_KEY",
  keyId: 7,
  name: "Partner",
  scopes: ["content:read", "content:desk"],
  licensedSections: null,
};

describe("Query.viewer", () => {
  test("anyone at all has no name, no scopes and sees all bodies", async () => {
    const { data, statementCount } = await gateway.query(VIEWER);

    expect(data).toEqual({
      viewer: { kind: "ANONYMOUS", name: null, scopes: [], view: "PUBLIC", sections: null, rateLimit: null },
    });
    expect(statementCount).toBe(0);
  });

  test("a key has what it was given, and says from where it looks", async () => {
    const { data, statementCount } = await gateway.query(VIEWER, undefined, { viewer: partner, view: "DESK" });

    expect(data).toEqual({
      viewer: {
        kind: "API_KEY",
        name: "Partner",
        scopes: ["content:read", "content:desk"],
        view: "DESK",
        sections: null,
        rateLimit: null,
      },
    });
    expect(statementCount).toBe(0);
  });

  test("a licence names its sections; one that is gone is not among them", async () => {
    const { data } = await gateway.query("{ viewer { sections { path parent { path } } } }", undefined, {
      viewer: { ...partner, licensedSections: [europe, 999_999] },
      view: "DESK",
    });

    expect(data).toEqual({ viewer: { sections: [{ path: "monde/europe", parent: { path: "monde" } }] } });
  });

  test("where anyone reads all bodies, so does a key for some", async () => {
    const viewer = { ...partner, licensedSections: [europe] };

    expect((await gateway.query(SECTIONS, undefined, { viewer })).data).toEqual({ viewer: { sections: null } });
  });

  test("what is left is told as of this operation", async () => {
    const { data } = await gateway.ask(
      { query: "{ viewer { rateLimit { limit remaining resetAt } } }" },
      {
        budget: {
          left: { limit: 10, remaining: 8, resetAt: Date.UTC(2026, 10, 22, 10, 0, 30) },
          take: async () => {},
        },
      },
    );

    expect(data).toEqual({
      viewer: { rateLimit: { limit: 10, remaining: 8, resetAt: "2026-11-22T10:00:30.000Z" } },
    });
  });
});
