import {
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  DummyDriver,
  type RawBuilder,
  sql,
} from "kysely";

export type Sql = RawBuilder<unknown>;

/** A parameter whose value is known only when the statement runs. */
export class Slot<Run = never> {
  readonly pick: (run: Run) => unknown;

  constructor(pick: (run: Run) => unknown) {
    this.pick = pick;
  }
}

/** A statement's text, and where its values come from: written once, run many times. */
export interface Statement<Run> {
  readonly text: string;
  values(run: Run): unknown[];
}

/** Compiles SQL; it never runs any. */
const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** @param query its parameters are values or Slots of `Run`; one that occurs several times is sent once */
export function compileStatement<Run>(query: Sql): Statement<Run> {
  const { sql: text, parameters } = query.compile(compiler);
  const distinct = [...new Set(parameters)];
  const numberOf = new Map(distinct.map((value, index) => [value, index + 1]));
  const picks = distinct.map((value) => (value instanceof Slot ? (value as Slot<Run>).pick : () => value));
  return {
    text: text.replaceAll(/\$(\d+)/g, (_, position: string) => `$${numberOf.get(parameters[Number(position) - 1])}`),
    values: (run) => picks.map((pick) => pick(run)),
  };
}

/** Text of our own making (an alias, a column), never of a caller's. */
export const name = (text: string): Sql => sql.raw(text);
