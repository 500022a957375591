/**
 * The limit to measure by: node:http, one prepared statement an operation that builds the whole answer as JSON, nothing
 * parsed, checked, logged or shared. Answers `{ operationName, variables }` at /graphql, and /health/ready.
 */
import { createServer, type IncomingMessage } from "node:http";
import { openPostgresql } from "../../src/database/postgresql-driver.ts";
import { LIMIT_SQL, type OperationName } from "./limit-sql.ts";

interface Asked {
  operationName: OperationName;
  /** The statement's parameters, in their order. */
  variables: unknown[];
}

const driver = await openPostgresql({
  url: process.env["DATABASE_URL"] ?? "",
  mayCreate: false,
  poolSize: 10,
  statementTimeoutMs: undefined,
});

const server = createServer((request, response) => {
  if (request.url === "/health/ready") return void response.end();
  answer(request).then(
    (json) => response.setHeader("content-type", "application/json").end(`{"data":${json}}`),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});

async function answer(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = await request.toArray();
  const { operationName, variables } = JSON.parse(Buffer.concat(chunks).toString()) as Asked;
  const text = LIMIT_SQL[operationName];
  const [row] = await driver.query({ text, name: operationName, values: variables });
  return row?.[0] ?? "null";
}

server.listen(Number(process.env["PORT"]), process.env["HOST"]);
process.once("SIGTERM", () => {
  server.close();
  server.closeAllConnections();
  void driver.close();
});
