/** So many times in a span, per key, in memory. For what costs us work and anybody may ask for. Bounded; forgets by itself. */
import type { Clock } from '#src/net/clock.ts';

/** True: it may; false: too often. Each true counts. */
export type Rate = (key: string) => boolean;
const MOST_KEYS = 20_000;

export function createRate(clock: Clock, max: number, spanMs: number): Rate {
  const known = new Map<string, number[]>();
  return (key) => {
    const now = clock.monotonic();
    const times = (known.get(key) ?? []).filter((at) => now - at < spanMs);
    if (times.length >= max) return false;
    known.delete(key);
    known.set(key, [...times, now]);
    // The oldest keys first: a Map keeps the order of the last use.
    if (known.size > MOST_KEYS) for (const old of [...known.keys()].slice(0, MOST_KEYS / 4)) known.delete(old);
    return true;
  };
}
