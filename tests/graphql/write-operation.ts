import { fc } from "../support/seeded.ts";
import {
  doTypesOverlap,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";

/** What a generated operation may give as arguments, by « argument Type » or by type: texts of GraphQL values. */
export interface Values {
  readonly good: Readonly<Record<string, readonly string[]>>;
  readonly bad: Readonly<Record<string, readonly string[]>>;
}

/** Variables an operation may use, by name: where they fit, and what they are given. */
export interface Variables {
  readonly [name: string]: { readonly type: string; readonly values: readonly unknown[] };
}

/** A place in the operation: how deep it may still go, and roughly how many objects will stand there. */
interface Place {
  readonly depth: number;
  readonly width: number;
}

const MAX_WIDTH = 300;

interface Settings {
  readonly schema: GraphQLSchema;
  readonly values: Values;
  readonly variables: Variables;
}

/** Draws one value: fast-check's `gen`, so that a failure shrinks. */
export type Draw = <T>(arbitrary: fc.Arbitrary<T>) => T;

/** Writes one valid operation over a schema of ours, every choice drawn. */
export class OperationWriter {
  readonly #settings: Settings;
  readonly #draw: Draw;
  readonly #used = new Set<string>();
  readonly #fragments: { type: GraphQLCompositeType; width: number; text: string }[] = [];
  #aliases = 0;
  #fieldsLeft = 60;

  constructor(settings: Settings, draw: Draw) {
    this.#settings = settings;
    this.#draw = draw;
  }

  /** @param depth of the selections below the root */
  write(depth: number): string {
    const root = this.#settings.schema.getQueryType();
    if (!root) throw new Error("The schema has no queries.");
    const selection = this.#selection(root, { depth, width: 1 });
    const declared = [...this.#used].map((name) => `$${name}: ${this.#settings.variables[name]?.type}`);
    const fragments = this.#fragments.map(({ type, text }, index) => `fragment F${index} on ${type.name} ${text}`);
    return [`query Drawn${declared.length > 0 ? `(${declared.join(", ")})` : ""} ${selection}`, ...fragments].join(
      "\n",
    );
  }

  #selection(type: GraphQLCompositeType, at: Place): string {
    const count = this.#draw(fc.integer({ min: 1, max: 4 }));
    return `{ ${Array.from({ length: count }, () => this.#part(type, at)).join(" ")} }`;
  }

  #part(type: GraphQLCompositeType, at: Place): string {
    const below = { ...at, depth: at.depth - 1 };
    if (at.depth > 0 && this.#chance(20)) {
      const of = this.#chance(50) ? type : this.#overlapping(type);
      if (this.#chance(50)) return `... on ${of.name}${this.#directive()} ${this.#selection(of, below)}`;
      const known = this.#fragments.findIndex(({ type: on, width }) => on === of && width >= at.width);
      if (known >= 0) return `...F${known}${this.#directive()}`;
      const text = this.#selection(of, below);
      return `...F${this.#fragments.push({ type: of, width: at.width, text }) - 1}${this.#directive()}`;
    }
    return this.#field(type, at);
  }

  #overlapping(type: GraphQLCompositeType): GraphQLCompositeType {
    const { schema } = this.#settings;
    const types = Object.values(schema.getTypeMap()).filter(
      (other) => isCompositeType(other) && !other.name.startsWith("__"),
    );
    return this.#pick((types as GraphQLCompositeType[]).filter((other) => doTypesOverlap(schema, type, other)));
  }

  /** Names without arguments stand as they are and merge; the others go by an alias of their own. */
  #field(type: GraphQLCompositeType, at: Place): string {
    const fields = "getFields" in type ? Object.values(type.getFields()) : [];
    const isDeep = at.depth > 0 && this.#fieldsLeft-- > 0;
    const usable = fields.filter((field) =>
      isCompositeType(getNamedType(field.type)) ? isDeep && at.width * fanOf(field) <= MAX_WIDTH : true,
    );
    if (usable.length === 0 || this.#chance(4)) return "__typename";
    // Where there is somewhere to go, go there.
    const deep = isDeep && this.#chance(60) ? usable.filter((field) => isCompositeType(getNamedType(field.type))) : [];
    const related = deep.filter((each) => each.name === "related");
    const field = this.#pick(related.length > 0 && this.#chance(40) ? related : deep.length > 0 ? deep : usable);
    const args = this.#arguments(field);
    const alias = args !== "" || this.#chance(15) || !isObjectType(type) ? `x${this.#aliases++}: ` : "";
    const named = getNamedType(field.type);
    const below = isCompositeType(named)
      ? ` ${this.#selection(named, { depth: at.depth - 1, width: at.width * fanOf(field) })}`
      : "";
    return `${alias}${field.name}${args}${this.#directive()}${below}`;
  }

  #arguments({ name, args }: GraphQLField<unknown, unknown>): string {
    const isLookup = ["article", "section", "tag", "contributor"].includes(name);
    const only = isLookup && args.length > 0 && this.#chance(97) ? this.#pick(args) : undefined;
    const given = args.filter((arg) =>
      only ? arg === only : (isNonNullType(arg.type) && arg.defaultValue === undefined) || this.#chance(25),
    );
    if (given.length === 0) return "";
    return `(${given.map((arg) => `${arg.name}: ${this.#value(arg.type, { name: arg.name, field: name })}`).join(", ")})`;
  }

  #value(type: GraphQLInputType, at: { name: string; field: string }): string {
    const { values, variables } = this.#settings;
    const fitting = Object.keys(variables).filter(
      (name) => variables[name]?.type.replace(/ = .*/, "") === String(type),
    );
    if (fitting.length > 0 && this.#chance(25)) return this.#variable(this.#pick(fitting));
    if (isNonNullType(type)) return this.#value(type.ofType, at);
    const knownIn = (among: Values["good"]) => among[`${at.field}.${at.name}`] ?? among[at.name] ?? among[String(type)];
    const known = (this.#chance(2) ? knownIn(values.bad) : undefined) ?? knownIn(values.good);
    if (known) return this.#pick(known);
    if (isListType(type)) {
      const count = this.#draw(fc.integer({ min: 0, max: 3 }));
      return `[${Array.from({ length: count }, () => this.#value(type.ofType, at)).join(", ")}]`;
    }
    if (isEnumType(type)) return this.#pick(type.getValues().map(({ name }) => name));
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(() => this.#chance(25));
      return `{${fields.map((field) => `${field.name}: ${this.#value(field.type, { name: field.name, field: type.name })}`).join(", ")}}`;
    }
    return "null";
  }

  #directive(): string {
    const dice = this.#draw(fc.integer({ min: 0, max: 29 }));
    if (dice === 0) return ` @include(if: ${this.#variable("yes")})`;
    if (dice === 1) return ` @skip(if: ${this.#variable("no")})`;
    return [" @include(if: true)", " @skip(if: true)"][dice - 2] ?? "";
  }

  #variable(name: string): string {
    this.#used.add(name);
    return `$${name}`;
  }

  /** By number, so that what fast-check shows of a failure stays readable. */
  #pick<T>(among: readonly T[]): T {
    return among[this.#draw(fc.nat(among.length - 1))] as T;
  }

  #chance(perCent: number): boolean {
    return this.#draw(fc.integer({ min: 0, max: 99 })) < perCent;
  }
}

/** Roughly how many objects a field leads to. */
function fanOf({ type }: GraphQLField<unknown, unknown>): number {
  return String(type).startsWith("[") ? 3 : 1;
}
