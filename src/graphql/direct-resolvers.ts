import {
  defaultTypeResolver,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
} from "graphql";
import { getMetadataStorage } from "type-graphql";

type Handler = ReturnType<typeof getMetadataStorage>["queries" | "fieldResolvers"][number];
type Param = NonNullable<Handler["params"]>[number];

/**
 * Has resolvers called straight. TypeGraphQL's own call sorts a method's parameters anew for each value, copies arguments and
 * awaits their validation, which we have switched off, and awaits the type of an interface's value. What a method is given
 * is the same, but that its arguments are the executor's own (made once a request, read-only) and no instance of their
 * class. Methods with roles or middlewares would stay TypeGraphQL's.
 */
export function resolveDirectly(schema: GraphQLSchema): GraphQLSchema {
  const { queries, mutations, fieldResolvers, objectTypes } = getMetadataStorage();
  const instances = new Map<unknown, object>();
  const direct = (typeName: string | undefined, handler: Handler) => {
    const type = typeName === undefined ? undefined : schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[handler.schemaName] : undefined;
    if (!field?.resolve || handler.roles?.length || handler.middlewares?.length) return;
    const instance = instances.get(handler.target) ?? (Reflect.construct(handler.target, []) as object);
    instances.set(handler.target, instance);
    field.resolve = callOf(instance, handler) ?? field.resolve;
  };
  for (const handler of queries) direct(schema.getQueryType()?.name, handler);
  for (const handler of mutations) direct(schema.getMutationType()?.name, handler);
  for (const handler of fieldResolvers) {
    const owner = handler.kind === "external" ? handler.getObjectType?.() : undefined;
    direct(objectTypes.find(({ target }) => target === owner)?.name, handler);
  }
  // All values of interfaces and unions carry their `__typename`.
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = defaultTypeResolver;
  }
  return schema;
}

function callOf(
  instance: object,
  { methodName, params = [] }: Handler,
): GraphQLFieldResolver<unknown, unknown> | undefined {
  const method: unknown = Reflect.get(instance, methodName);
  const picks = params
    .toSorted((one, other) => one.index - other.index)
    .map(pickOf)
    .filter((pick) => pick !== undefined);
  if (typeof method !== "function" || picks.length < params.length) return undefined;
  const [first, second, third, fourth] = picks;
  if (fourth)
    return (...call) =>
      method.apply(
        instance,
        picks.map((pick) => pick(...call)),
      ) as unknown;
  // A list of arguments for each of a thousand calls would be a thousand lists.
  if (third && second && first)
    return (...call) => method.call(instance, first(...call), second(...call), third(...call)) as unknown;
  if (second && first) return (...call) => method.call(instance, first(...call), second(...call)) as unknown;
  if (first) return (...call) => method.call(instance, first(...call)) as unknown;
  return () => method.call(instance) as unknown;
}

/** What a parameter is given of a call; undefined for what TypeGraphQL has to see to. */
function pickOf(param: Param): GraphQLFieldResolver<unknown, unknown> | undefined {
  switch (param.kind) {
    case "root":
      return param.propertyName === undefined ? (root) => root : undefined;
    case "args":
      return (_root, args) => args;
    case "arg":
      return (_root, args) => args[param.name] as unknown;
    case "context":
      return param.propertyName === undefined ? (_root, _args, context) => context : undefined;
    case "info":
      return (...call) => call[3];
    case "custom":
      if (param.options.arg) return undefined;
      return (...[root, args, context, info]) =>
        param.resolver({ root, args, context: context as object, info }) as unknown;
    case "pubSub":
      return undefined;
  }
}
