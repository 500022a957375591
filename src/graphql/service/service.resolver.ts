import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import {
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  lexicographicSortSchema,
  printSchema,
} from "graphql";
import { Info, Query, Resolver } from "type-graphql";
import { MAX_PAGE_SIZE } from "../../content/paging/page.ts";
import { type DeprecationType, ServiceType } from "./service.type.ts";

// From src and from dist alike, three folders up.
const manifest = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8")) as {
  version: string;
};
const services = new WeakMap<GraphQLSchema, ServiceType>();

@Resolver()
export class ServiceResolver {
  @Query(() => ServiceType, { description: "Version, schema hash, limits in force, deprecations." })
  service(@Info() { schema }: GraphQLResolveInfo): ServiceType {
    let service = services.get(schema);
    if (!service) services.set(schema, (service = describe(schema)));
    return service;
  }
}

function describe(schema: GraphQLSchema): ServiceType {
  return {
    version: manifest.version,
    schemaHash: createHash("sha256")
      .update(printSchema(lexicographicSortSchema(schema)))
      .digest("hex"),
    maxPageSize: MAX_PAGE_SIZE,
    deprecations: deprecationsOf(schema),
  };
}

function deprecationsOf(schema: GraphQLSchema): DeprecationType[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) || isInterfaceType(type))
    .flatMap((type) =>
      Object.values(type.getFields()).flatMap(({ name, deprecationReason }) =>
        deprecationReason == null ? [] : [{ coordinate: `${type.name}.${name}`, reason: deprecationReason }],
      ),
    );
}
