import { Kind } from "graphql";
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLObjectType,
  GraphQLSchema,
  OperationDefinitionNode,
} from "graphql";
import { collectFields, collectSubfields } from "graphql/execution/collectFields.js";
import { getFieldDef } from "graphql/execution/execute.js";
import { FieldPlan } from "./field-plan.ts";
import { conditionsOf } from "./variables-in.ts";

export type Variables = Readonly<Record<string, unknown>>;

/** The fields one selection asks of one concrete type, in the order of the result. */
export interface ObjectPlan {
  readonly type: GraphQLObjectType;
  readonly fields: readonly FieldPlan[];
  /** As they begin each field in UTF-8 JSON: `{"first":`, `,"second":`. */
  readonly jsonKeys: readonly Buffer[];
}

/** What the operations of one document, by name, ask for. An operation without name has the name "". */
export class DocumentPlan {
  readonly #operations = new Map<string, OperationPlan>();
  #operationCount = 0;

  /** @param onPlanned told of what is planned, with how many fields */
  constructor(schema: GraphQLSchema, document: DocumentNode, onPlanned: (fieldCount: number) => void) {
    const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
    }
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
      this.#operationCount += 1;
      this.#operations.set(
        definition.name?.value ?? "",
        new OperationPlan(definition, { schema, fragments, onPlanned }),
      );
    }
  }

  /** The operation of that name; without a name the only one there is. */
  operation(name: string | null | undefined): OperationPlan | undefined {
    if (name) return this.#operations.get(name);
    if (name === "" || this.#operationCount !== 1) return undefined;
    return this.#operations.values().next().value;
  }
}

type Beside = Pick<OperationPlan, "schema" | "fragments" | "onPlanned">;

/** Plans of one operation: one for each way its @skip and @include variables have come out, the newest kept. */
export class OperationPlan {
  static readonly maxVariants = 64;

  readonly schema: GraphQLSchema;
  readonly node: OperationDefinitionNode;
  readonly fragments: Record<string, FragmentDefinitionNode>;
  readonly onPlanned: (fieldCount: number) => void;
  readonly rootType: GraphQLObjectType | undefined;
  readonly #conditions: readonly string[];
  readonly #roots = new Map<string, ObjectPlan>();

  constructor(node: OperationDefinitionNode, { schema, fragments, onPlanned }: Beside) {
    this.schema = schema;
    this.node = node;
    this.fragments = fragments;
    this.onPlanned = onPlanned;
    this.rootType = schema.getRootType(node.operation) ?? undefined;
    this.#conditions = conditionsOf(node, fragments);
  }

  /** @throws {GraphQLError} when a @skip or @include of the root selection is given null */
  root(type: GraphQLObjectType, variables: Variables): ObjectPlan {
    const variant = this.#conditions.map((name) => outcome(variables, name)).join("");
    const known = this.#roots.get(variant);
    if (known !== undefined) return known;
    const asked = collectFields(this.schema, this.fragments, variables, type, this.node.selectionSet);
    const plan = this.#plan(type, asked);
    const oldest = this.#roots.keys().next();
    if (this.#roots.size >= OperationPlan.maxVariants && !oldest.done) this.#roots.delete(oldest.value);
    this.#roots.set(variant, plan);
    return plan;
  }

  /**
   * What a field asks of values of this concrete type. `variables` are those the field itself was planned with.
   *
   * @throws {GraphQLError} when a @skip or @include of the selection is given null
   */
  object(field: FieldPlan, type: GraphQLObjectType, variables: Variables): ObjectPlan {
    const known = field.objects.get(type);
    if (known !== undefined) return known;
    const plan = this.#plan(type, collectSubfields(this.schema, this.fragments, variables, type, field.nodes));
    field.objects.set(type, plan);
    return plan;
  }

  #plan(type: GraphQLObjectType, asked: ReadonlyMap<string, readonly FieldNode[]>): ObjectPlan {
    const fields: FieldPlan[] = [];
    for (const [first, ...others] of asked.values()) {
      const definition = first && getFieldDef(this.schema, type, first);
      if (definition) fields.push(new FieldPlan({ parentType: type, definition, nodes: [first, ...others] }));
    }
    this.onPlanned(fields.length);
    return { type, fields, jsonKeys: jsonKeysOf(fields) };
  }
}

/**
 * In bytes of their own: a small `Buffer.from` is a piece of 8 KB that are shared with whatever else is made meanwhile,
 * and would keep all of them for as long as the plan lives.
 */
function jsonKeysOf(fields: readonly FieldPlan[]): Buffer[] {
  const keys = fields.map(({ responseKey }, index) => `${index === 0 ? "{" : ","}${JSON.stringify(responseKey)}:`);
  // Names of GraphQL are ASCII.
  const bytes = Buffer.allocUnsafeSlow(keys.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  return keys.map((key) => bytes.subarray(end, (end += bytes.write(key, end, "latin1"))));
}

/** All that @skip and @include can tell apart: true, false, null, absent, and whatever validation would have refused. */
function outcome(variables: Variables, name: string): string {
  if (!Object.hasOwn(variables, name)) return "-";
  const value = variables[name];
  if (typeof value === "boolean") return value ? "t" : "f";
  return value === null || value === undefined ? "n" : "o";
}
