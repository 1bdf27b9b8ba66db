/** Time behind an interface, so that rules about hours and days can be tested in milliseconds. */
export interface Clock {
  /** Milliseconds since the epoch (wall clock; may jump). */
  now(): number;
  /** Milliseconds that never run backwards; for durations and time-outs. */
  monotonic(): number;
}
export const systemClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };
