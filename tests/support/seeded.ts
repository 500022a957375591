import * as fc from "fast-check";

/**
 * Properties are tried with the same values in every run, so that none fails by chance; `KIOSQUE_SEED` has others tried.
 */
fc.configureGlobal({ seed: Number(process.env["KIOSQUE_SEED"] ?? 1) });

export { fc };
