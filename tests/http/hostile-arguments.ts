import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from "graphql";

/** One place for a caller's value: an argument, or a field of an input object in one. */
export interface Place {
  /** `Type.field(argument.inside)`. */
  readonly name: string;
  readonly type: GraphQLInputType;
  /** The request with the field once for each of the values, which are JSON texts. */
  requestOf(values: readonly string[]): string;
}

/** Where a look-up finds something in the rich newsroom. */
const LOOKUPS: Readonly<Record<string, string>> = {
  "Query.article": 'uri: "urn:story-0"',
  "Query.contributor": 'slug: "ada-aldin"',
  "Query.section": 'path: "monde/europe"',
  "Query.tag": 'slug: "topic-0"',
};

/** Every place for values that the schema has, on fields that a query or a mutation reaches. */
export function placesIn(schema: GraphQLSchema): Place[] {
  const { query, mutation } = { query: schema.getQueryType(), mutation: schema.getMutationType() };
  if (!query) return [];
  const ways = waysFrom(query, schema);
  const known = new Set<GraphQLInputType>();
  const places = [...ways].flatMap(([type, wrap]) => placesOf(type, known, (inner) => `{ ${wrap(inner)} }`));
  return mutation ? [...places, ...placesOf(mutation, known, (inner) => `{ ${inner} }`)] : places;
}

type Wrap = (inner: string) => string;

/** How each object type is reached from the root, by as few fields as any. */
function waysFrom(root: GraphQLObjectType, schema: GraphQLSchema): ReadonlyMap<GraphQLObjectType, Wrap> {
  const ways = new Map<GraphQLObjectType, Wrap>([[root, (inner) => inner]]);
  for (const [type, wrap] of ways) {
    for (const field of Object.values(type.getFields())) {
      const target = getNamedType(field.type);
      const found = isAbstractType(target) ? schema.getPossibleTypes(target) : isObjectType(target) ? [target] : [];
      const given = LOOKUPS[`${type.name}.${field.name}`] ?? requiredArguments(field);
      for (const each of found) {
        if (ways.has(each)) continue;
        const call = `${field.name}${given && `(${given})`}`;
        ways.set(each, (inner) => wrap(`${call} { ... on ${each.name} { ${inner} } }`));
      }
    }
  }
  return ways;
}

function placesOf(type: GraphQLObjectType, known: Set<GraphQLInputType>, wrap: Wrap): Place[] {
  const keyword = type.name === "Mutation" ? "mutation" : "query";
  return Object.values(type.getFields()).flatMap((field) =>
    field.args.flatMap((arg) => {
      const others = requiredArguments(field, arg);
      const below = isLeafType(getNamedType(field.type)) ? "" : " { __typename }";
      const requestOf = (values: readonly string[]) => {
        const declared = values.map((_, index) => `$v${index}: ${String(arg.type)}`).join(", ");
        const calls = values.map(
          (_, index) => `a${index}: ${field.name}(${arg.name}: $v${index}${others && `, ${others}`})${below}`,
        );
        const query = `${keyword} (${declared}) ${wrap(calls.join(" "))}`;
        const variables = values.map((value, index) => `"v${index}":${value}`).join(",");
        return `{"query":${JSON.stringify(query)},"variables":{${variables}}}`;
      };
      return inside({ name: `${type.name}.${field.name}(${arg.name})`, type: arg.type, requestOf }, known);
    }),
  );
}

/** A place, and those within its input object: once for each type, for whatever takes it takes it alike. */
function inside(place: Place, known: Set<GraphQLInputType>): Place[] {
  const type = getNamedType(place.type);
  if (!isInputObjectType(type) || known.has(type)) return [place];
  known.add(type);
  const fields = Object.values(type.getFields());
  return [
    place,
    ...fields.flatMap((field) => {
      const others = fields
        .filter((other) => other !== field && isRequiredInputField(other))
        .map((other) => `,${JSON.stringify(other.name)}:${sampleOf(other.type, "json")}`);
      const requestOf = (values: readonly string[]) =>
        place.requestOf(
          values.map((value) => {
            const object = `{${JSON.stringify(field.name)}:${value}${others.join("")}}`;
            return isList(place.type) ? `[${object}]` : object;
          }),
        );
      return inside({ name: `${place.name}.${field.name}`, type: field.type, requestOf }, known);
    }),
  ];
}

export const isList = (type: GraphQLInputType): boolean => isListType(isNonNullType(type) ? type.ofType : type);

const requiredArguments = (field: GraphQLField<unknown, unknown>, except?: GraphQLArgument): string =>
  field.args
    .filter((arg) => arg !== except && isRequiredArgument(arg))
    .map((arg) => `${arg.name}: ${sampleOf(arg.type, "graphql")}`)
    .join(", ");

const SAMPLES: Readonly<Record<string, string>> = {
  Boolean: "true",
  DateTime: '"2026-11-22T10:00:00Z"',
  Float: "1",
  ID: '"Article:1"',
  Int: "1",
  Locale: '"fr"',
};

/** A value that the type takes, written as a literal or as JSON. */
function sampleOf(type: GraphQLInputType, language: "graphql" | "json"): string {
  if (isNonNullType(type)) return sampleOf(type.ofType, language);
  if (isListType(type)) return `[${sampleOf(type.ofType, language)}]`;
  if (isEnumType(type)) {
    const name = type.getValues()[0]?.name ?? "";
    return language === "json" ? JSON.stringify(name) : name;
  }
  if (!isInputObjectType(type)) return SAMPLES[type.name] ?? '"monde"';
  const fields = Object.values(type.getFields()).filter((field) => isRequiredInputField(field));
  const keyOf = (name: string) => (language === "json" ? JSON.stringify(name) : name);
  return `{${fields.map((field) => `${keyOf(field.name)}: ${sampleOf(field.type, language)}`).join(", ")}}`;
}
