import type { Arbitrary } from "fast-check";
import { fc } from "../../support/seeded.ts";
import { doTypesOverlap, getNamedType, isCompositeType, isInputObjectType, isListType, isNonNullType } from "graphql";
import { isEnumType, isUnionType } from "graphql";
import type { GraphQLCompositeType, GraphQLField, GraphQLInputType, GraphQLSchema } from "graphql";

/** Draws one value: fast-check's `gen`, so that a failure shrinks. */
export type Draw = <T>(arbitrary: Arbitrary<T>) => T;

/** Variables a generated operation may use, by the type of the place. */
const variableTypes: Readonly<Record<string, string>> = {
  flag: "Boolean!",
  maybe: "Boolean = true",
  loud: "Boolean",
  size: "Int",
  sizeDefault: "Int = 2",
  sizeNonNull: "Int!",
  color: "Color",
  colorDefault: "Color = BLUE",
  filter: "Filter",
  filterNonNull: "Filter!",
  sizes: "[Int!]",
  fussy: "Fussy",
  text: "String",
};

const strangeAliases = ["__proto__", "constructor", "toString", "then", "toJSON", "hasOwnProperty", "a", "b"];

/** Writes one valid operation with its fragments, drawing every choice. */
export class OperationWriter {
  readonly #schema: GraphQLSchema;
  readonly #draw: Draw;
  readonly #usedVariables = new Set<string>();
  readonly #fragments: { name: string; type: GraphQLCompositeType; text: string }[] = [];
  readonly #responseKeys = new Map<string, string>();
  #fieldsLeft = 40;

  constructor(schema: GraphQLSchema, draw: Draw) {
    this.#schema = schema;
    this.#draw = draw;
  }

  write(): string {
    const isMutation = this.#oneIn(4);
    const root = isMutation ? this.#schema.getMutationType() : this.#schema.getQueryType();
    if (!root) throw new Error("The schema lacks a root type.");
    const selection = this.#selection(root, 5);
    const definitions = [...this.#usedVariables].map((name) => `$${name}: ${variableTypes[name]}`);
    const variables = definitions.length === 0 ? "" : `(${definitions.join(", ")})`;
    const fragments = this.#fragments.map(({ name, type, text }) => `fragment ${name} on ${type.name} ${text}`);
    return [`${isMutation ? "mutation" : "query"} Drawn${variables} ${selection}`, ...fragments].join("\n");
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    const count = this.#draw(fc.integer({ min: 1, max: 4 }));
    const parts = Array.from({ length: count }, () => this.#part(type, depth));
    return `{ ${parts.join(" ")} }`;
  }

  #part(type: GraphQLCompositeType, depth: number): string {
    const fragmentType = depth > 1 && this.#oneIn(4) ? this.#overlapping(type) : undefined;
    if (fragmentType === undefined) return this.#field(type, depth);
    if (this.#oneIn(2)) {
      const condition = fragmentType === type && this.#oneIn(2) ? "" : ` on ${fragmentType.name}`;
      return `...${condition}${this.#directives()} ${this.#selection(fragmentType, depth - 1)}`;
    }
    return `...${this.#fragment(fragmentType, depth)}${this.#directives()}`;
  }

  #fragment(type: GraphQLCompositeType, depth: number): string {
    const known = this.#fragments.find((fragment) => fragment.type === type);
    if (known && this.#oneIn(2)) return known.name;
    const text = this.#selection(type, depth - 1);
    const name = `F${this.#fragments.length}`;
    this.#fragments.push({ name, type, text });
    return name;
  }

  #overlapping(type: GraphQLCompositeType): GraphQLCompositeType {
    const types = Object.values(this.#schema.getTypeMap()).filter(
      (other): other is GraphQLCompositeType =>
        isCompositeType(other) && !other.name.startsWith("__") && doTypesOverlap(this.#schema, type, other),
    );
    return this.#draw(fc.constantFrom(...types));
  }

  #field(type: GraphQLCompositeType, depth: number): string {
    this.#fieldsLeft -= 1;
    const fields = isUnionType(type) ? [] : Object.values(type.getFields());
    const usable = fields.filter((field) => depth > 1 || !isCompositeType(getNamedType(field.type)));
    if (usable.length === 0 || this.#fieldsLeft < 0 || this.#oneIn(12)) {
      return `${this.#alias("__typename", "__typename String!")}__typename${this.#directives()}`;
    }
    const field = this.#draw(fc.constantFrom(...usable));
    const args = this.#arguments(field);
    const alias = this.#alias(field.name, `${field.name}${args} ${String(field.type)}`);
    const named = getNamedType(field.type);
    const below = isCompositeType(named) ? ` ${this.#selection(named, depth - 1)}` : "";
    return `${alias}${field.name}${args}${this.#directives()}${below}`;
  }

  /** A response key stands for one field with one set of arguments in the whole document, so that all can be merged. */
  #alias(fieldName: string, meaning: string): string {
    const wish = this.#oneIn(5) ? this.#draw(fc.constantFrom(...strangeAliases)) : fieldName;
    for (let key = wish, attempt = 1; ; key = `${wish}_${attempt}`, attempt += 1) {
      const taken = this.#responseKeys.get(key);
      if (taken !== undefined && taken !== meaning) continue;
      this.#responseKeys.set(key, meaning);
      return key === fieldName ? "" : `${key}: `;
    }
  }

  #directives(): string {
    const dice = this.#draw(fc.integer({ min: 0, max: 14 }));
    const name = dice % 2 === 0 ? "skip" : "include";
    if (dice < 2) return ` @${name}(if: ${this.#variable("flag")})`;
    if (dice < 4) return ` @${name}(if: ${this.#variable("maybe")})`;
    if (dice === 4) return ` @include(if: true)`;
    if (dice === 5) return ` @skip(if: ${this.#variable("flag")}) @include(if: ${this.#variable("maybe")})`;
    return dice === 6 ? ` @skip(if: true)` : "";
  }

  #arguments(field: GraphQLField<unknown, unknown>): string {
    const given = field.args.flatMap(({ name, type, defaultValue }) => {
      const isRequired = isNonNullType(type) && defaultValue === undefined;
      return isRequired || this.#oneIn(2) ? [`${name}: ${this.#value(type, 2)}`] : [];
    });
    return given.length === 0 ? "" : `(${given.join(", ")})`;
  }

  #value(type: GraphQLInputType, depth: number): string {
    const fitting = variablesFor(String(type));
    if (fitting.length > 0 && this.#oneIn(2)) return this.#variable(this.#draw(fc.constantFrom(...fitting)));
    if (isNonNullType(type)) return this.#literal(type.ofType, depth);
    return this.#oneIn(6) ? "null" : this.#literal(type, depth);
  }

  #literal(type: GraphQLInputType, depth: number): string {
    if (isListType(type)) return `[${this.#value(type.ofType, 0)}, ${this.#value(type.ofType, 0)}]`;
    if (isEnumType(type)) return this.#draw(fc.constantFrom("RED", "GREEN"));
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(
        ({ type: inner }) => isNonNullType(inner) || this.#oneIn(3),
      );
      const usable = fields.filter(({ type: inner }) => depth > 0 || !isInputObjectType(getNamedType(inner)));
      return `{${usable.map((field) => `${field.name}: ${this.#value(field.type, depth - 1)}`).join(", ")}}`;
    }
    const literals: Readonly<Record<string, string>> = { "Int!": "4", Int: "4", Boolean: "true", Fussy: '"bad"' };
    return literals[String(type)] ?? this.#draw(fc.constantFrom('"x"', '"yy"'));
  }

  #variable(name: string): string {
    this.#usedVariables.add(name);
    return `$${name}`;
  }

  #oneIn(chances: number): boolean {
    return this.#draw(fc.integer({ min: 1, max: chances })) === chances;
  }
}

/** Variables that may stand where this type is asked for. */
function variablesFor(type: string): readonly string[] {
  return Object.keys(variableTypes).filter((name) => {
    const [declared = "", hasDefault] = (variableTypes[name] ?? "").split(" = ");
    return declared === type || declared === `${type}!` || (hasDefault !== undefined && `${declared}!` === type);
  });
}

const filter = { name: "n", sizes: [1, 2], nested: { name: "m", color: "GREEN" } };

/** Values for the variables: most fit, some are absent or wrong. */
export const variableValues: Arbitrary<Record<string, unknown>> = fc.record(
  {
    flag: fc.oneof({ weight: 12, arbitrary: fc.boolean() }, { weight: 1, arbitrary: fc.constantFrom(null, "yes") }),
    maybe: fc.oneof({ weight: 9, arbitrary: fc.boolean() }, { weight: 1, arbitrary: fc.constant(null) }),
    loud: fc.constantFrom(true, false, null),
    size: fc.constantFrom(1, 2, 3, null),
    sizeDefault: fc.constantFrom(1, 2, null),
    sizeNonNull: fc.constantFrom(1, 2, 3, 4, 5, 6, 7, "eight"),
    color: fc.constantFrom("RED", "GREEN", null),
    colorDefault: fc.constantFrom("RED", null),
    filter: fc.constantFrom<unknown[]>(filter, null, { name: "z", fussy: "ok" }),
    filterNonNull: fc.constantFrom<unknown[]>(filter, { name: "y" }, { name: "y", color: null }, { unknown: 1 }),
    sizes: fc.constantFrom<unknown[]>([1], [], 5, null),
    fussy: fc.constantFrom<unknown[]>("ok", 7, { deep: [1] }, null, "bad"),
    text: fc.constantFrom("some", "", null),
  },
  { requiredKeys: ["flag", "sizeNonNull", "filterNonNull"] },
);
