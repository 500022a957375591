import { createHash } from "node:crypto";
import { parse, print, stripIgnoredCharacters } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ANONYMOUS, type Scope, type Viewer } from "../../../src/content/viewer.ts";
import { createManifest } from "../../../src/graphql/documents/manifest.ts";
import { readText } from "../../architecture/repository.ts";
import { draftOf } from "../../support/draft.ts";
import { startTestGateway } from "../../support/test-gateway.ts";

const FILE = readText("schema/operations/Sections.graphql");
const NORMALISED = print(parse(FILE));
const WITH_VARIABLES = readText("schema/operations/ContributorPage.graphql");
const FOREIGN = "{ sections { slug } }";
const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");
const idOf = (text: string) => `sha256:${hashOf(text)}`;
const persisted = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: hashOf(text) } });
const keyOf = (...scopes: Scope[]): Viewer => ({ ...ANONYMOUS, kind: "API_KEY", keyId: 1, name: "Key", scopes });

type TestGateway = Awaited<ReturnType<typeof startTestGateway>>;
let open: TestGateway;
let trusting: TestGateway;
beforeAll(async () => {
  const manifest = createManifest([FILE, WITH_VARIABLES]);
  open = await startTestGateway({ manifest });
  trusting = await startTestGateway({ manifest, isTrustedOnly: true });
  for (const gateway of [open, trusting]) {
    await gateway.save(draftOf("urn:a", { contributors: [{ name: "Ada", role: "AUTHOR" }] }));
  }
});
afterAll(async () => {
  await open[Symbol.asyncDispose]();
  await trusting[Symbol.asyncDispose]();
});

describe("documentId", () => {
  test("is the SHA-256 of what graphql-js prints of the operation's file", async () => {
    expect((await open.ask({ documentId: idOf(NORMALISED) })).data).toEqual({ sections: [] });
    expect((await open.ask({ documentId: idOf(FILE) })).data).toEqual({ sections: [] });
  });

  test("takes variables", async () => {
    const documentId = idOf(print(parse(WITH_VARIABLES)));
    const { data } = await open.ask({ documentId, variables: { slug: "ada", first: 1 } });

    expect(data).toMatchObject({ contributor: { name: "Ada", articles: { nodes: [{ headline: "urn:a" }] } } });
  });

  test("of a document of the manifest is one that need not be sent along, as a persisted query's hash", async () => {
    expect((await open.ask({ extensions: persisted(NORMALISED) })).data).toEqual({ sections: [] });
  });

  test.each(["", "sha256:", idOf(FOREIGN), hashOf(NORMALISED), `md5:${hashOf(NORMALISED)}`])(
    "%s is of no document",
    async (documentId) => {
      const { refusal, response, errors } = await open.ask({ documentId });

      expect(refusal).toBe("DOCUMENT_NOT_FOUND");
      expect(errors?.[0]?.message).toBe("No document has this documentId.");
      expect(response.headers.get("cache-control")).toBe("no-store");
    },
  );
});

describe("OPERATIONS=trusted", () => {
  const MANIFEST = [
    ["by id", { documentId: idOf(NORMALISED) }],
    ["by hash", { extensions: persisted(NORMALISED) }],
    ["by its text", { query: NORMALISED }],
    ["by the text of its file", { query: FILE }],
    ["by text and hash", { query: NORMALISED, extensions: persisted(NORMALISED) }],
  ] as const;
  const OTHERS = [
    ["by text", { query: FOREIGN }],
    ["by text and hash", { query: FOREIGN, extensions: persisted(FOREIGN) }],
    ["by hash", { extensions: persisted(FOREIGN) }],
    ["which differs in layout", { query: stripIgnoredCharacters(NORMALISED) }],
    ["which asks for the schema", { query: "{ __schema { queryType { name } } }" }],
    ["which writes", { query: "mutation { __typename }" }],
    ["which is none", { query: "{" }],
  ] as const;

  test.each(MANIFEST)("runs what is in the manifest for anyone: %s", async (_how, params) => {
    expect(await trusting.ask(params)).toMatchObject({ data: { sections: [] } });
  });

  test.each(OTHERS)("refuses anything else, without a look at it: %s", async (_how, params) => {
    for (const viewer of [ANONYMOUS, keyOf("content:read"), keyOf("keys:admin")]) {
      expect(await trusting.ask(params, { viewer })).toMatchObject({
        refusal: "DOCUMENT_NOT_TRUSTED",
        statementCount: 0,
      });
    }
  });

  test.each(["content:desk", "content:write"] as const)("does not bind keys of scope %s", async (scope) => {
    const viewer = keyOf("content:read", scope);

    expect((await trusting.ask({ query: FOREIGN }, { viewer })).data).toEqual({ sections: [] });
    expect((await trusting.ask({ query: "{" }, { viewer })).refusal).toBe("GRAPHQL_PARSE_FAILED");
  });

  test("holds for what such a key has had kept", async () => {
    const query = "{ sections { url } }";
    const extensions = persisted(query);
    const desk = await trusting.ask({ query, extensions }, { viewer: keyOf("content:desk") });

    expect(desk.data).toEqual({ sections: [] });
    expect((await trusting.ask({ extensions })).refusal).toBe("DOCUMENT_NOT_TRUSTED");
  });
});
