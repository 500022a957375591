import { getArgumentValues } from "graphql";
import type { GraphQLObjectType } from "graphql";
import { aheadKey } from "./ahead-key.ts";
import { FieldErrors } from "./field-errors.ts";
import type { Place } from "./field-errors.ts";
import type { Args, FieldPlan } from "./field-plan.ts";
import type { Pending } from "./json-output.ts";
import type { ObjectPlan, OperationPlan, Variables } from "./plan.ts";
import type { ValueShape } from "./value-shape.ts";

/** The answer a parent already carries under a key, undefined when it carries none. */
export type Ahead = (parent: object, key: string) => unknown;

export type ExecuteFields = (object: ObjectRun, source: unknown, place: Place | undefined) => Pending;

type Given = Pick<Run, "rootValue" | "contextValue" | "ahead" | "executeFields">;

/** One execution of an operation. Plans belong to the document, everything called run to one request. */
export class Run {
  readonly plan: OperationPlan;
  readonly variables: Variables;
  readonly rootValue: unknown;
  readonly contextValue: unknown;
  readonly ahead: Ahead | undefined;
  /** Completing a value executes the fields below it: given, so that the two files need not import each other. */
  readonly executeFields: ExecuteFields;
  readonly errors = new FieldErrors();

  constructor(plan: OperationPlan, variables: Variables, given: Given) {
    this.plan = plan;
    this.variables = variables;
    this.rootValue = given.rootValue;
    this.contextValue = given.contextValue;
    this.ahead = given.ahead;
    this.executeFields = given.executeFields;
  }
}

/** One planned object in one request. */
export class ObjectRun {
  readonly run: Run;
  readonly plan: ObjectPlan;
  /** The field whose value the object is, undefined at the root. */
  readonly field: FieldRun | undefined;
  readonly fields: readonly FieldRun[];

  constructor(run: Run, plan: ObjectPlan, field?: FieldRun) {
    this.run = run;
    this.plan = plan;
    this.field = field;
    this.fields = plan.fields.map((fieldPlan) => new FieldRun(run, fieldPlan, fieldPlan.shape));
  }
}

/** One planned field in one request, shared by all parents; a list's items have one of their own, with their shape. */
export class FieldRun {
  readonly run: Run;
  readonly plan: FieldPlan;
  readonly shape: ValueShape;
  readonly item: FieldRun | undefined;
  /** By the type names that resolved so far. */
  readonly objects: Map<string, ObjectRun> | undefined;
  #args: Args | undefined;
  #key: string | undefined;
  #object: ObjectRun | undefined;

  constructor(run: Run, plan: FieldPlan, shape: ValueShape) {
    this.run = run;
    this.plan = plan;
    this.shape = shape;
    this.item = shape.item && new FieldRun(run, plan, shape.item);
    this.objects = shape.kind === "abstract" ? new Map() : undefined;
    this.#args = plan.fixedArgs;
    this.#key = plan.fixedKey;
    this.#object = undefined;
  }

  /** @throws {GraphQLError} each time, when the arguments are wrong */
  get args(): Args {
    return (this.#args ??= Object.freeze(
      getArgumentValues(this.plan.definition, this.plan.nodes[0], this.run.variables),
    ));
  }

  get aheadKey(): string | undefined {
    return (this.#key ??= aheadKey(this.plan.relation ?? this.plan.fieldName, this.args));
  }

  /** The run of the one concrete type that is not in question. */
  object(type: GraphQLObjectType): ObjectRun {
    return (this.#object ??= this.objectOf(type));
  }

  /** @throws {GraphQLError} when a @skip or @include of the selection is given null */
  objectOf(type: GraphQLObjectType): ObjectRun {
    return new ObjectRun(this.run, this.run.plan.object(this.plan, type, this.run.variables), this);
  }
}
