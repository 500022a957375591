import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSchema } from "../../src/graphql/schema.ts";
import { type Mistake, mistakesFrom } from "./schema-mistakes.ts";
import { startNewsroomServer } from "./newsroom-server.ts";

type Server = Awaited<ReturnType<typeof startNewsroomServer>>;

let open: Server;
let closed: Server;
beforeAll(async () => {
  open = await startNewsroomServer();
  closed = await startNewsroomServer({}, { rules: { isIntrospectable: false } });
});
afterAll(async () => {
  await open[Symbol.asyncDispose]();
  await closed[Symbol.asyncDispose]();
});

/** Those mistakes whose errors never suggest anything. */
const SILENT = new Set([
  "selection of a leaf",
  "directive",
  "object for a scalar",
  "object for a scalar in a list",
  "object for a scalar in a variable",
]);
const mistakesByKind = Map.groupBy(mistakesFrom(await createSchema()), ({ kind }) => kind);

async function messagesOf(server: Server, { body }: Mistake): Promise<string[]> {
  const { errors = [] } = (await (await server.post(body)).json()) as { errors?: { message: string }[] };
  return errors.map(({ message }) => message);
}

describe("Where introspection is off, errors say the same but for what was meant", () => {
  test.each([...mistakesByKind])("%s", async (kind, mistakes) => {
    const told = (await Promise.all(mistakes.map((mistake) => messagesOf(open, mistake)))).flat();
    const answered = await Promise.all(mistakes.map((mistake) => messagesOf(closed, mistake)));

    expect(answered.filter((messages) => messages.length === 0)).toStrictEqual([]);
    expect(answered.flat()).toStrictEqual(told.map((message) => message.replace(/ Did you mean .*$/, "")));
    expect(told.some((message) => message.includes("Did you mean"))).toBe(!SILENT.has(kind));
  });
});
