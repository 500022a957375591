/** Imported before a gateway starts, it puts the process's clock forward (or back) by CLOCK_SHIFT_MS. */
const shiftMs = Number(process.env["CLOCK_SHIFT_MS"]);
const { now } = Date;
const shifted = () => now() + shiftMs;

globalThis.Date = new Proxy(Date, {
  construct: (target, given, made) => Reflect.construct(target, given.length > 0 ? given : [shifted()], made),
  apply: (target) => Reflect.construct(target, [shifted()]).toString(),
  get: (target, property) => (property === "now" ? shifted : Reflect.get(target, property)),
});
