import { randomBytes } from "node:crypto";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/database/database.ts";
import { makeKey } from "../support/make-key.ts";
import { type FaultAnswer, MAIN, startGatewayProcess } from "./gateway-process.support.ts";

const CREATE = `mutation ($input: ArticleInput!) { createArticle(input: $input) { articleId } }`;
const READ = "{ articles(first: 1) { nodes { uri } } }";
const UNAVAILABLE = [503, "1", "UNAVAILABLE"];

let directory: string;
let key: string;
let fullDisk: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "kiosque-fault-"));
  fullDisk = join(directory, "full-disk");
  const database = await openDatabase({ dataDir: join(directory, "data") });
  key = (await makeKey(database, { scopes: ["content:read", "content:desk", "content:write"] }, new Date())).token;
  await database.close();
}, 120_000);
afterEach(() => rm(fullDisk, { force: true }));
afterAll(() => rm(directory, { recursive: true }));

type Gateway = Awaited<ReturnType<typeof startGatewayProcess>>;
const start = (more: Readonly<Record<string, string>> = {}): Promise<Gateway> =>
  startGatewayProcess(
    { DATA_DIR: join(directory, "data"), FULL_DISK: fullDisk, ...more },
    { nodeOptions: ["--import", join(import.meta.dirname, "full-disk.support.ts")] },
  );

/** Random, so that it takes the room it seems to. */
const bodyOf = (bytes: number) => `<p>${randomBytes(bytes).toString("base64")}</p>`;
const create = (gateway: Gateway, bytes = 10) =>
  gateway.post(CREATE, key, { variables: { input: { headline: "H", language: "fr", bodyHtml: bodyOf(bytes) } } });

const told = ({ status, headers, body }: FaultAnswer) => [
  status,
  headers.get("retry-after"),
  (body as { errors?: [{ extensions: { code: string } }] }).errors?.[0].extensions.code,
];
const idOf = ({ body }: FaultAnswer) =>
  (body as { data?: { createArticle: { articleId: string } | null } | null }).data?.createArticle?.articleId;

async function expectAllThere(gateway: Gateway, ids: readonly string[]) {
  const { body } = await gateway.post("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", key, {
    variables: { ids },
    headers: { "x-kiosque-view": "desk" },
  });
  expect(body).toEqual({ data: { nodes: ids.map((id) => ({ id })) } });
}

describe("The embedded database", { timeout: 120_000 }, () => {
  test("without room on the disk refuses to write with UNAVAILABLE, reads, and goes on once there is room", async () => {
    await using gateway = await start();
    await writeFile(fullDisk, "data/base/");
    const refused = [];
    for (let tries = 0; tries < 4; tries++) refused.push(told(await create(gateway, 100_000)));
    const read = await gateway.post(READ);
    await rm(fullDisk);
    const written = idOf(await create(gateway));

    expect(refused).toEqual(refused.map(() => UNAVAILABLE));
    expect(read.status).toBe(200);
    expect(written).toMatch(/^Article:/);
    expect(await gateway.stop()).toBe(0);
  });

  test("without room for its log ends the process with the reason, and has what was acknowledged after a new start", async () => {
    await using gateway = await start();
    await writeFile(fullDisk, "data/pg_wal/");
    const acknowledged: string[] = [];
    // A file of the log takes 16 MB.
    for (let tries = 0; tries < 60 && gateway.child.exitCode === null; tries++) {
      const id = await create(gateway, 300_000).then(idOf, () => undefined);
      if (id) acknowledged.push(id);
    }
    const code = await gateway.ended;
    const last = gateway.lines.at(-1);
    await rm(fullDisk);
    await using again = await start();

    expect(code).toBe(1);
    expect(last).toMatchObject({
      level: "fatal",
      msg: "the embedded database has crashed; what was acknowledged is there after a new start",
      err: { code: "53100", message: expect.stringContaining("No space left on device") },
    });
    expect(acknowledged).not.toHaveLength(0);
    await expectAllThere(again, acknowledged);
  });

  test("is open in one process at a time, also where each has a TMPDIR of its own, and after a kill", async () => {
    const TMPDIR = join(directory, "tmp");
    await mkdir(TMPDIR);
    const refusal = `ended with 1: Kiosque cannot start.\nThe embedded database in ${join(directory, "data")} is open in another process.`;
    const killed = await start();
    const acknowledged = idOf(await create(killed));
    await expect(start({ TMPDIR })).rejects.toThrow(refusal);
    await killed.stop("SIGKILL");
    await using gateway = await start();

    await expect(start({ TMPDIR })).rejects.toThrow(refusal);
    await expectAllThere(gateway, [acknowledged ?? ""]);
  });

  test("in a directory that cannot be written says so and ends", async () => {
    const dataDir = join(directory, "read-only");
    await mkdir(dataDir);
    await chmod(dataDir, 0o555);
    await chmod(directory, 0o755);
    // Root may write everywhere.
    const asNobody = ["--reuid=65534", "--regid=65534", "--clear-groups", process.execPath, MAIN];

    await expect(
      startGatewayProcess(
        { DATA_DIR: dataDir },
        { command: process.getuid?.() === 0 ? ["setpriv", ...asNobody] : [process.execPath, MAIN] },
      ),
    ).rejects.toThrow(`ended with 1: Kiosque cannot start.\nCannot open the embedded database in ${dataDir} (EACCES`);
  });
});
