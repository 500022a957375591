import { buildSchema, isObjectType, parse } from "graphql";
import type { GraphQLFieldResolver } from "graphql";
import { createPlainExecutor } from "./plain-executor.ts";

type Resolvers = Readonly<Record<string, GraphQLFieldResolver<unknown, unknown>>>;

/** The answer of an executor over a schema whose resolvers are given as "Type.field". */
export function run(sdl: string, resolvers: Resolvers, request: { text: string; variables?: Record<string, unknown> }) {
  return createPlainExecutor(schemaOf(sdl, resolvers))({
    document: parse(request.text),
    variables: request.variables,
    contextValue: {},
  });
}

export function schemaOf(sdl: string, resolvers: Resolvers) {
  const schema = buildSchema(sdl);
  for (const [place, resolve] of Object.entries(resolvers)) {
    const [typeName = "", fieldName = ""] = place.split(".");
    const type = schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
    if (field === undefined) throw new Error(`${place} is no field.`);
    field.resolve = resolve;
  }
  return schema;
}
