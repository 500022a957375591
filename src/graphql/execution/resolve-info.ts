import type { GraphQLResolveInfo } from "graphql";
import type { Place } from "./field-errors.ts";
import type { FieldRun } from "./run.ts";

/** What a resolver is told about its call. Everything but the path is the same for all parents and looked up when read. */
export class ResolveInfo implements GraphQLResolveInfo {
  readonly path: Place;
  readonly #field: FieldRun;

  constructor(field: FieldRun, path: Place) {
    this.path = path;
    this.#field = field;
  }

  get fieldName() {
    return this.#field.plan.fieldName;
  }

  get fieldNodes() {
    return this.#field.plan.nodes;
  }

  get returnType() {
    return this.#field.plan.definition.type;
  }

  get parentType() {
    return this.#field.plan.parentType;
  }

  get schema() {
    return this.#field.run.plan.schema;
  }

  get fragments() {
    return this.#field.run.plan.fragments;
  }

  get rootValue() {
    return this.#field.run.rootValue;
  }

  get operation() {
    return this.#field.run.plan.node;
  }

  get variableValues() {
    return this.#field.run.variables;
  }
}
