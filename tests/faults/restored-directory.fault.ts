import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pollProcess, writeStories } from "./followed-gateway.support.ts";
import { startGatewayProcess } from "./gateway-process.support.ts";

test("A token has expired where the embedded directory was put back; who starts over has all", async () => {
  const scratch = await mkdtemp(join(tmpdir(), "kiosque-directory-"));
  const [dataDir, backup] = [join(scratch, "data"), join(scratch, "backup")];
  const polled = async (...since: readonly (string | undefined)[]) => {
    await using gateway = await startGatewayProcess({ DATA_DIR: dataDir });
    const answers = [];
    for (const token of since) answers.push(await pollProcess(gateway, token));
    return answers;
  };

  await writeStories({ dataDir }, "urn:1");
  const [before] = await polled(undefined);
  await cp(dataDir, backup, { recursive: true });
  await writeStories({ dataDir }, "urn:lost");
  const [after] = await polled(undefined);
  await rm(dataDir, { recursive: true });
  await cp(backup, dataDir, { recursive: true });
  await writeStories({ dataDir }, "urn:2", "urn:3");
  const answers = await polled(after?.token, before?.token, undefined);
  await rm(scratch, { recursive: true });

  expect(answers.map(({ code, uris }) => [code, uris])).toEqual([
    ["TOKEN_EXPIRED", []],
    [undefined, ["urn:2", "urn:3"]],
    [undefined, ["urn:1", "urn:2", "urn:3"]],
  ]);
}, 180_000);
