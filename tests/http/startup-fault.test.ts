import { describe, expect, test } from "vitest";
import { databaseFault, listenFault } from "../../src/http/startup-fault.ts";

const POSTGRESQL = {
  kind: "postgresql",
  url: "postgresql://kiosque:hunter2@db.example:5432/kiosque",
  mayCreate: true,
  poolSize: 10,
} as const;
const EMBEDDED = { kind: "embedded", dataDir: ".data" } as const;

const withCode = (message: string, code: string) => Object.assign(new Error(message), { code });

describe("databaseFault", () => {
  test("the driver's own reason is found below the ORM's, the password is not printed", () => {
    const refused = new AggregateError([withCode("connect ECONNREFUSED 10.0.0.7:5432", "ECONNREFUSED")]);
    const wrapped = new Error("Failed to connect to postgresql://kiosque:hunter2@db.example", { cause: refused });

    expect(databaseFault(wrapped, POSTGRESQL).message).toBe(
      "Cannot open the database at db.example (connect ECONNREFUSED 10.0.0.7:5432). " +
        "Check DATABASE_URL, or unset it for the embedded database.",
    );
  });

  test("a directory that cannot be written is told with both ways out", () => {
    expect(databaseFault(withCode("EACCES: permission denied, mkdir '.data'", "EACCES"), EMBEDDED).message).toBe(
      "Cannot open the embedded database in .data (EACCES: permission denied, mkdir '.data'). " +
        "Set DATA_DIR to a directory of its own that can be written, or DATABASE_URL to a PostgreSQL server.",
    );
  });

  test.each(["DirectoryInUse", "UnfitDatabase"])("%s speaks for itself", (name) => {
    const fault = Object.assign(new Error("Open in another process."), { name });

    expect(databaseFault(fault, EMBEDDED).message).toBe("Open in another process.");
  });
});

describe("listenFault", () => {
  test.each([
    ["EACCES", "Cannot listen: this user may not use port 80 on news.example. Set PORT to 1024 or more."],
    ["EADDRNOTAVAIL", "Cannot listen: news.example is no address of this machine. Set HOST to localhost or 0.0.0.0."],
    ["EAI_AGAIN", "Cannot listen: news.example is not known. Set HOST to localhost or 0.0.0.0."],
    ["ENOTFOUND", "Cannot listen: news.example is not known. Set HOST to localhost or 0.0.0.0."],
    ["EMFILE", "Cannot listen on port 80 on news.example: listen failed"],
  ])("%s is told with the way out", (code, message) => {
    const fault = listenFault(withCode("listen failed", code), { host: "news.example", port: 80 });

    expect(fault.message).toBe(message);
  });
});
