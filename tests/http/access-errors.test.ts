import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { postOf, startHttpGateway } from "./http-gateway.ts";
import { bearer, type KeyedGateway, type KeyedNewsroom, startKeyedNewsroom } from "./keyed-gateway.ts";

const WRITE = `mutation { publishArticle(id: "Article:1") { problems { code } } }`;
const WITH_OTHERS = `mutation { __typename publishArticle(id: "Article:1") { problems { code } } }`;

let newsroom: KeyedNewsroom;
let gateway: KeyedGateway;
beforeAll(async () => {
  newsroom = await startKeyedNewsroom();
  gateway = await newsroom.listen();
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await newsroom[Symbol.asyncDispose]();
});

describe.each(["application/json", "application/graphql-response+json"])(
  "A mutation that takes a key, in %s,",
  (accept) => {
    test.each([WRITE, WITH_OTHERS])("without one is UNAUTHENTICATED: %s", async (mutation) => {
      const { response, data, errors } = await gateway.ask(mutation, { accept });

      expect(response.status).toBe(401);
      expect(response.headers.get("www-authenticate")).toBe('Bearer realm="Kiosque"');
      expect(data).toBeNull();
      expect(errors).toMatchObject([
        {
          message: "This takes a key with the scope content:write.",
          path: ["publishArticle"],
          extensions: { code: "UNAUTHENTICATED" },
        },
      ]);
    });

    test.each([WRITE, WITH_OTHERS])("with one that has not the scope is FORBIDDEN: %s", async (mutation) => {
      const key = await newsroom.createKey({ scopes: ["content:desk"] });

      const { response, data, errors } = await gateway.ask(mutation, { accept, ...bearer(key) });

      expect(response.status).toBe(403);
      expect(response.headers.get("www-authenticate")).toBeNull();
      expect(data).toBeNull();
      expect(errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
    });

    test("with one that has the scope is run", async () => {
      const key = await newsroom.createKey({ scopes: ["content:write"] });

      const { status, data } = await gateway.ask(WRITE, { accept, ...bearer(key) });

      expect({ status, data }).toEqual({
        status: 200,
        data: { publishArticle: { problems: [{ code: "NOT_FOUND" }] } },
      });
    });
  },
);

test("a field that refuses the caller takes nothing from an answer that has data", async () => {
  await using small = await startHttpGateway();

  const response = await small.fetch("/graphql", postOf("mutation { greet sign }"));

  expect(response.status).toBe(200);
  expect(response.headers.get("www-authenticate")).toBeNull();
  expect(await response.json()).toMatchObject({
    data: { greet: "Bonjour", sign: null },
    errors: [{ path: ["sign"], extensions: { code: "UNAUTHENTICATED" } }],
  });
});
