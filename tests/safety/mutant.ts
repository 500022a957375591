/** A rule switched off: one replacement in one source file, and a test that must fail by it. */
export interface Mutant {
  /** Unique: KIOSQUE_MUTANT names it. */
  name: string;
  /** « src/… » */
  file: string;
  /** Exact text; occurs once. */
  from: string;
  to: string;
  /** « tests/… » */
  test: string;
  /** As for `vitest -t`: a pattern of the full name, « describe > test », of the test that must fail. */
  title: string;
}
