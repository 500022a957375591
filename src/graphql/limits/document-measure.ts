import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";

/** The size of an operation, of what its fragments hold as often as they are spread. */
export interface Measure {
  /** Fields one below the other; those of introspection are not counted. */
  readonly depth: number;
  readonly rootFields: number;
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
}

type Mutable = { -readonly [Key in keyof Measure]: Measure[Key] };

const nothing = (): Mutable => ({ depth: 0, rootFields: 0, fields: 0, aliases: 0, directives: 0 });
const INTROSPECTION = new Set(["__schema", "__type"]);

/** Measures what was parsed and not yet validated: unknown fragments and those that contain themselves count nothing. */
export class DocumentMeasure {
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  /** Each fragment once, however many paths lead to it. */
  readonly #measures = new Map<string, Measure>();

  constructor({ definitions }: DocumentNode) {
    for (const definition of definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(definition.name.value, definition);
    }
  }

  of({ selectionSet, directives = [], variableDefinitions = [] }: OperationDefinitionNode): Measure {
    const measure = this.#selection(selectionSet);
    const ofVariables = variableDefinitions.reduce((sum, variable) => sum + (variable.directives?.length ?? 0), 0);
    measure.directives += directives.length + ofVariables;
    return measure;
  }

  #selection({ selections }: SelectionSetNode): Mutable {
    const sum = nothing();
    for (const node of selections) {
      const part = this.#part(node);
      sum.depth = Math.max(sum.depth, part.depth);
      sum.rootFields += part.rootFields;
      sum.fields += part.fields;
      sum.aliases += part.aliases;
      sum.directives += part.directives + (node.directives?.length ?? 0);
    }
    return sum;
  }

  #part(node: SelectionNode): Measure {
    if (node.kind === Kind.FIELD) return this.#field(node);
    return node.kind === Kind.INLINE_FRAGMENT ? this.#selection(node.selectionSet) : this.#fragment(node.name.value);
  }

  #field({ name, alias, selectionSet }: FieldNode): Measure {
    const below = selectionSet ? this.#selection(selectionSet) : nothing();
    return {
      depth: 1 + (INTROSPECTION.has(name.value) ? 0 : below.depth),
      rootFields: 1,
      fields: 1 + below.fields,
      aliases: (alias ? 1 : 0) + below.aliases,
      directives: below.directives,
    };
  }

  #fragment(name: string): Measure {
    const known = this.#measures.get(name);
    if (known) return known;
    // Should it come back to itself.
    this.#measures.set(name, nothing());
    const fragment = this.#fragments.get(name);
    const measure = fragment ? this.#selection(fragment.selectionSet) : nothing();
    measure.directives += fragment?.directives?.length ?? 0;
    this.#measures.set(name, measure);
    return measure;
  }
}
