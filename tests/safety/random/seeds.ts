const number = (name: string, usual: number) => Number(process.env[name] ?? usual);

/** Seeds one after the other; KIOSQUE_SEEDS says how many, KIOSQUE_SEED which is the first. */
export const seeds = (usual: number): number[] =>
  Array.from({ length: number("KIOSQUE_SEEDS", usual) }, (_, index) => number("KIOSQUE_SEED", 1) + index);

/** Steps of each; KIOSQUE_STEPS says how many. */
export const stepCount = (usual: number): number => number("KIOSQUE_STEPS", usual);
