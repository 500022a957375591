import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";

/** GraphQL literals by what they are for: a schema coordinate, or else an argument's name and named type, or a type. */
export type Values = Readonly<Record<string, readonly string[]>>;

/** One field of the schema with one set of arguments, by one path down from a field of Query. */
export interface Way {
  /** « Query.articles > ArticleConnection.nodes > Article.related(fill: true) ». */
  readonly name: string;
  /** « Article.related ». */
  readonly field: string;
  readonly operation: string;
  /** Whether what it leads to may be an article. */
  readonly leadsToArticle: boolean;
  /** Where it is the one connection of its answer: the operation with `first: 1, after: "…"` in it. */
  readonly page?: ((paging: string) => string) | undefined;
  /** Names of its arguments. */
  readonly takes: readonly string[];
}

interface Place {
  readonly type: GraphQLCompositeType;
  readonly names: readonly string[];
  /** What leads here, as far as the selection: `%` stands for it. */
  readonly around: string;
  readonly isOfMany: boolean;
  readonly depth: number;
}

/**
 * Every field that a reader can ask for, once with each value of each of its arguments: from Query down, lists before
 * single objects and short paths before long ones, every field of every type by the first path that leads to the type.
 * All leaves of a type are asked together wherever it is met; of an article its name only, and the others once.
 *
 * @param how.isOneFirst single objects before lists: then a connection is the only one of its answer
 * @throws {Error} where it is not known what to ask an argument with
 */
export function waysThrough(schema: GraphQLSchema, values: Values, { isOneFirst = false } = {}): Way[] {
  const query = schema.getQueryType();
  if (!query) throw new Error("The schema lacks its root.");
  const ways: Way[] = [];
  const met = new Set<GraphQLCompositeType>();
  const places: Place[] = [{ type: query, names: [], around: "{ % }", isOfMany: false, depth: 0 }];
  for (let place = places.shift(); place; place = places.shift()) {
    if (met.has(place.type)) continue;
    met.add(place.type);
    ways.push(...waysFrom(place));
    places.push(...below(place));
    const sign = isOneFirst ? -1 : 1;
    places.sort((one, other) => sign * (Number(other.isOfMany) - Number(one.isOfMany)) || one.depth - other.depth);
  }
  return ways;

  function waysFrom({ type, names, around, isOfMany }: Place): Way[] {
    const fields = fieldsOf(type);
    const isPaged = (args: string) => /\b(?:first|last): /.test(args);
    const way = (field: GraphQLField<unknown, unknown>, args: string): Way => ({
      name: [...names, `${type.name}.${field.name}${args}`].join(" > "),
      field: `${type.name}.${field.name}`,
      operation: around.replace("%", `${field.name}${args}${faceOf(field)}`),
      leadsToArticle: leadsToArticle(field),
      takes: field.args.map((arg) => arg.name),
      ...(!isOfMany && isConnection(field) && !isPaged(args) && { page: pageOf(field, args, around) }),
    });
    return fields
      .filter((field) => type.name === "Article" || field.args.length > 0 || isComposite(field))
      .flatMap((field) => argumentsOf(type, field).map((args) => way(field, args)));
  }

  /** All of a page: its own leaves, and those of what it holds. */
  function pageOf(field: GraphQLField<unknown, unknown>, args: string, around: string) {
    const type = getNamedType(field.type) as GraphQLCompositeType;
    const parts = fieldsOf(type).filter(isComposite);
    const faces = parts.map((part) => `${part.name}${argumentsOf(type, part)[0] ?? ""}${faceOf(part)}`);
    const selection = [...leavesOf(type), ...faces].join(" ");
    const given = args === "" ? "" : `${args.slice(1, -1)}, `;
    return (paging: string) => around.replace("%", () => `${field.name}(${given}${paging}) { ${selection} }`);
  }

  function below({ type, names, around, isOfMany, depth }: Place): Place[] {
    const objects = isAbstractType(type)
      ? schema.getPossibleTypes(type).map((object) => ({
          type: object,
          names: [...names.slice(0, -1), `${names.at(-1) ?? ""}: ${object.name}`],
          around: around.replace("%", `... on ${object.name} { % }`),
          isOfMany,
          // A list of articles is a better way to one than a list of all there is.
          depth: depth + 4,
        }))
      : [];
    const fields = fieldsOf(type).flatMap((field): Place[] => {
      const named = getNamedType(field.type);
      if (!isCompositeType(named)) return [];
      const [args = ""] = argumentsOf(type, field);
      return [
        {
          type: named,
          names: [...names, `${type.name}.${field.name}${args}`],
          around: around.replace("%", `${field.name}${args} { % }`),
          isOfMany: isOfMany || String(field.type).includes("[") || isConnection(field),
          depth: depth + 1,
        },
      ];
    });
    return [...objects, ...fields];
  }

  function leadsToArticle(field: GraphQLField<unknown, unknown>): boolean {
    const type = getNamedType(field.type);
    return isCompositeType(type) && objectsOf(type).some(({ name }) => name === "Article");
  }

  function objectsOf(type: GraphQLCompositeType): readonly { name: string }[] {
    return isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
  }

  function faceOf(field: GraphQLField<unknown, unknown>): string {
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return "";
    const faces = isObjectType(type)
      ? [...leavesOf(type), ...storiesOf(type)]
      : schema.getPossibleTypes(type).map((object) => `... on ${object.name} { ${leavesOf(object).join(" ")} }`);
    return ` { __typename ${faces.join(" ")} }`;
  }

  /** The next step to an article: its type may have been met by another path, by which there was none. */
  function storiesOf(type: GraphQLCompositeType): string[] {
    if (type.name === "Article") return [];
    return fieldsOf(type)
      .filter((field) => getNamedType(field.type).toString() === "Article")
      .map((field) => `${type.name}_${field.name}: ${field.name}${argumentsOf(type, field)[0] ?? ""} { uri }`);
  }

  /** Each under a name of its own: fields of the same name on two objects of a union may differ in type. */
  function leavesOf(type: GraphQLCompositeType): string[] {
    if (type.name === "Article") return ["uri", "slug", "headline"];
    return fieldsOf(type)
      .filter((field) => !isComposite(field))
      .map((field) => `${type.name}_${field.name}: ${field.name}${argumentsOf(type, field)[0] ?? ""}`);
  }

  /** The least there is to give first, then each value of each argument, one at a time. */
  function argumentsOf(type: GraphQLCompositeType, { name, args }: GraphQLField<unknown, unknown>): string[] {
    const given = args.map((arg) => ({
      name: arg.name,
      isRequired:
        values[`${type.name}.${name}`] === undefined && isNonNullType(arg.type) && arg.defaultValue === undefined,
      literals: literalsOf(arg, `${type.name}.${name}(${arg.name})`),
    }));
    const least = given.filter(({ isRequired }) => isRequired).map((arg) => `${arg.name}: ${arg.literals[0]}`);
    const written = (parts: readonly string[]) => (parts.length > 0 ? `(${parts.join(", ")})` : "");
    const each = given.flatMap((arg) =>
      arg.literals.map((literal) =>
        written([...least.filter((part) => !part.startsWith(`${arg.name}: `)), `${arg.name}: ${literal}`]),
      ),
    );
    // Where one of several is to be given, and the schema cannot say so.
    return [...new Set([...(values[`${type.name}.${name}`] ?? [written(least)]), ...each])];
  }

  function literalsOf({ name, type }: Pick<GraphQLArgument, "name" | "type">, coordinate: string): readonly string[] {
    const named = getNamedType(type);
    const listed = values[coordinate] ?? values[`${name}: ${named.name}`] ?? values[named.name];
    if (listed) return isList(type) && !values[coordinate] ? listed.map((literal) => `[${literal}]`) : listed;
    const literals = ownLiterals(type, coordinate);
    return isList(type) ? literals.map((literal) => `[${literal}]`) : literals;
  }

  function ownLiterals(type: GraphQLInputType, coordinate: string): string[] {
    const named = getNamedType(type);
    if (isEnumType(named)) return named.getValues().map(({ name }) => name);
    if (named.name === "Boolean") return ["true", "false"];
    if (isInputObjectType(named))
      return Object.values(named.getFields()).flatMap((field) =>
        literalsOf(field, `${named.name}.${field.name}`).map((literal) => `{ ${field.name}: ${literal} }`),
      );
    throw new Error(
      `Nobody has said what to ask ${coordinate} with: add « ${coordinate} », or its name and type, to argument-values.ts.`,
    );
  }
}

const fieldsOf = (type: GraphQLCompositeType): GraphQLField<unknown, unknown>[] =>
  "getFields" in type ? Object.values(type.getFields()) : [];

const isComposite = (field: GraphQLField<unknown, unknown>) => !isLeafType(getNamedType(field.type));

function isConnection(field: GraphQLField<unknown, unknown>): boolean {
  const type = getNamedType(field.type);
  return isCompositeType(type) && fieldsOf(type).some(({ name }) => name === "pageInfo");
}

const isList = (type: GraphQLInputType): boolean => isListType(isNonNullType(type) ? type.ofType : type);
