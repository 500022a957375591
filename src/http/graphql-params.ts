import { GatewayError } from "../errors.ts";
import type { GraphqlParams } from "../graphql/documents/documents.ts";
import { parseStrictJson } from "./strict-json.ts";

const TEXTS = ["query", "operationName", "documentId"] as const;
const MAPS = ["variables", "extensions"] as const;

/** @throws {GatewayError} BAD_REQUEST */
export function paramsInBody(body: unknown): GraphqlParams {
  if (Array.isArray(body)) throw badRequest("A request holds one operation: lists of them are not taken.");
  if (!isMap(body)) throw badRequest("The body must be a JSON object with query, variables and the like.");
  for (const name of TEXTS) {
    const value = body[name];
    if (value !== undefined && value !== null && typeof value !== "string")
      throw badRequest(`${name} must be a string.`);
  }
  for (const name of MAPS) {
    const value = body[name];
    if (value !== undefined && value !== null && !isMap(value)) throw badRequest(`${name} must be an object.`);
  }
  return body;
}

/**
 * @param url as it came, with its path
 * @throws {GatewayError} BAD_REQUEST
 */
export function paramsInUrl(url: string): GraphqlParams {
  const start = url.indexOf("?");
  const search = start < 0 ? "" : url.slice(start);
  if (!isEncodedUtf8(search)) throw badRequest("The URL is not percent-encoded UTF-8.");
  const given = new URLSearchParams(search);
  const params: Record<string, unknown> = {};
  for (const name of [...TEXTS, ...MAPS]) {
    const values = given.getAll(name);
    if (values.length > 1) throw badRequest(`${name} is in the URL more than once.`);
    if (values[0] !== undefined) params[name] = values[0];
  }
  for (const name of MAPS) {
    const text = params[name];
    if (typeof text === "string") params[name] = text === "" ? null : parseStrictJson(text, name);
  }
  return paramsInBody(params);
}

function isEncodedUtf8(search: string): boolean {
  // Bytes that are not encoded reach us as other characters than were meant.
  if (/[^\x21-\x7e]/.test(search)) return false;
  try {
    decodeURIComponent(search);
    return true;
  } catch {
    return false;
  }
}

const badRequest = (message: string) => new GatewayError("BAD_REQUEST", message);

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
