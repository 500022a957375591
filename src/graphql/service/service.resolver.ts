import { createHash } from "node:crypto";
import {
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  lexicographicSortSchema,
  printSchema,
} from "graphql";
import { Ctx, Info, Query, Resolver } from "type-graphql";
import manifest from "../../../package.json" with { type: "json" };
import { MAX_PAGE_SIZE } from "../../content/paging/page.ts";
import type { Context } from "../context.ts";
import { LIMIT_NAMES, LIMITS, type Limits } from "../limits/limits.ts";
import { type DeprecationType, type LimitType, ServiceType } from "./service.type.ts";

const contracts = new WeakMap<GraphQLSchema, Contract>();

/** What of the service is the same as long as the schema is. */
type Contract = Pick<ServiceType, "version" | "schemaHash" | "deprecations">;

@Resolver()
export class ServiceResolver {
  @Query(() => ServiceType, { description: "Version, schema hash, limits in force, deprecations." })
  service(@Info() { schema }: GraphQLResolveInfo, @Ctx() { limits }: Context): ServiceType {
    let contract = contracts.get(schema);
    if (!contract) contracts.set(schema, (contract = describe(schema)));
    const { maxDepth, maxCost } = limits;
    return { ...contract, maxDepth, maxCost, maxPageSize: MAX_PAGE_SIZE, limits: limitsOf(limits) };
  }
}

function describe(schema: GraphQLSchema): Contract {
  return {
    version: manifest.version,
    schemaHash: createHash("sha256")
      .update(printSchema(lexicographicSortSchema(schema)))
      .digest("hex"),
    deprecations: deprecationsOf(schema),
  };
}

const limitsOf = (limits: Limits): LimitType[] =>
  LIMIT_NAMES.map((name) => {
    const { code, description } = LIMITS[name];
    return { name, value: limits[name], description, code };
  });

function deprecationsOf(schema: GraphQLSchema): DeprecationType[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) || isInterfaceType(type))
    .flatMap((type) =>
      Object.values(type.getFields()).flatMap(({ name, deprecationReason }) =>
        deprecationReason == null ? [] : [{ coordinate: `${type.name}.${name}`, reason: deprecationReason }],
      ),
    );
}
