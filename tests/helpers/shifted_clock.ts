/** Loaded before all else: the wall clock of this process is off by CLOCK_SHIFT_MS. */
const shiftMs = Number(process.env.CLOCK_SHIFT_MS)
const RealDate = Date

globalThis.Date = new Proxy(RealDate, {
  construct(target, args: [], newTarget) {
    const given: [number] | [] = args.length === 0 ? [target.now() + shiftMs] : args
    return Reflect.construct(target, given, newTarget) as Date
  },
  apply: (target) => new target(target.now() + shiftMs).toString(),
  get: (target, name, receiver): unknown =>
    name === 'now' ? () => target.now() + shiftMs : Reflect.get(target, name, receiver),
})
