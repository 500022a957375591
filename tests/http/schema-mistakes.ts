import {
  type GraphQLArgument,
  type GraphQLDirective,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
} from "graphql";
import { placesIn } from "./hostile-arguments.ts";

/** A request that is nearly right. */
export interface Mistake {
  readonly kind: string;
  /** JSON. */
  readonly body: string;
}

/** Every name of the schema misspelt, wherever a document or its variables may have it, and every selection that is missing. */
export function mistakesFrom(schema: GraphQLSchema): Mistake[] {
  const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type));
  return [
    ...types.flatMap((type) => [...mistakesInName(type), ...mistakesInFields(type)]),
    ...schema.getDirectives().flatMap((directive) => mistakesInDirective(directive)),
    ...placesIn(schema).flatMap((place) =>
      wrongValues(place.type).map(({ what, json }) => ({
        kind: `${what} in a variable`,
        body: place.requestOf([json]),
      })),
    ),
  ];
}

/** Near enough to be suggested. */
const misspelt = (name: string) => `${name}x`;

const mistake = (kind: string, query: string): Mistake => ({ kind, body: JSON.stringify({ query }) });

const mistakesInName = ({ name }: GraphQLNamedType): Mistake[] => [
  mistake("type of a fragment", `{ ... on ${misspelt(name)} { __typename } }`),
  mistake("type of a variable", `query ($v: ${misspelt(name)}) { __typename @skip(if: $v) }`),
];

function mistakesInFields(type: GraphQLNamedType): Mistake[] {
  const on = (kind: string, selection: string) => mistake(kind, `{ ...F } fragment F on ${type.name} { ${selection} }`);
  const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
  return [
    ...(isAbstractType(type) ? [on("field of one of several types", "headline")] : []),
    ...fields.flatMap(({ name, args, type: answer }) => {
      const isLeaf = !isCompositeType(getNamedType(answer));
      const below = isLeaf ? "" : " { __typename }";
      return [
        on("field", misspelt(name)),
        isLeaf ? on("selection of a leaf", `${name} { id }`) : on("selection that is missing", name),
        ...args.flatMap((argument) => [
          on("argument", `${name}(${misspelt(argument.name)}: 1)${below}`),
          ...mistakesInLiteral(argument, (literal) => on("", `${name}(${argument.name}: ${literal})${below}`)),
        ]),
      ];
    }),
  ];
}

const mistakesInLiteral = ({ type }: GraphQLArgument, given: (literal: string) => Mistake): Mistake[] =>
  wrongValues(type).flatMap(({ what, literal }) => [
    { ...given(literal), kind: what },
    { ...given(`[${literal}]`), kind: `${what} in a list` },
  ]);

const mistakesInDirective = ({ name, args }: GraphQLDirective): Mistake[] => [
  mistake("directive", `{ __typename @${misspelt(name)} }`),
  ...args.map((argument) =>
    mistake("argument of a directive", `{ __typename @${name}(${misspelt(argument.name)}: 1) }`),
  ),
];

function wrongValues(type: GraphQLInputType): { what: string; literal: string; json: string }[] {
  const named = getNamedType(type);
  if (isEnumType(named)) {
    return named.getValues().flatMap(({ name }) => [
      { what: "enum value", literal: misspelt(name), json: `"${misspelt(name)}"` },
      { what: "text for an enum value", literal: `"${name}"`, json: `{ "${name}": 1 }` },
    ]);
  }
  if (isInputObjectType(named)) {
    return Object.keys(named.getFields()).map((name) => ({
      what: "input field",
      literal: `{ ${misspelt(name)}: 1 }`,
      json: `{ "${misspelt(name)}": 1 }`,
    }));
  }
  return [{ what: "object for a scalar", literal: "{ a: 1 }", json: '{ "a": 1 }' }];
}
