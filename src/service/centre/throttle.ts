/**
 * Slows down guessing at the centre, per name and per network, and never bans: the way out must not be behind a lock.
 * Each wrong try makes the next answer wait longer, at most four seconds; a right one forgets. Asks no Block.
 */
import { signInNetwork } from '#src/net/geo/range-table.ts';
import type { Clock } from '#src/net/clock.ts';

export interface Throttle {
  /** Waits as long as this name and network have earned; false when too many wait already (busy: try again). */
  enter(name: string, remote: string): Promise<boolean>;
  wrong(name: string, remote: string): void;
  right(name: string, remote: string): void;
}
const LONGEST_MS = 4000;
const FORGET_MS = 15 * 60_000;
const MOST_WAITING = 200;
const MOST_KNOWN = 20_000;
/** Free tries before anybody waits: a person mistypes. A network holds an office. */
const FREE = { name: 4, network: 20 } as const;

/** Makes the throttle; its memory is bounded and forgets by itself. */
export function createThrottle(
  clock: Clock,
  wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms)),
): Throttle {
  const known = new Map<string, { count: number; at: number }>();
  let waiting = 0;
  const countOf = (key: string): number => {
    const entry = known.get(key);
    if (entry === undefined) return 0;
    if (clock.monotonic() - entry.at < FORGET_MS) return entry.count;
    known.delete(key);
    return 0;
  };
  const keys = (name: string, remote: string): readonly [string, string] => [
    `n ${name}`,
    `w ${signInNetwork(remote) ?? remote}`,
  ];
  const delayOf = (count: number, free: number): number =>
    count < free ? 0 : Math.min(LONGEST_MS, 250 * 2 ** Math.min(10, count - free));
  return {
    enter: async (name, remote) => {
      const [byName, byNetwork] = keys(name, remote);
      const ms = Math.max(delayOf(countOf(byName), FREE.name), delayOf(countOf(byNetwork), FREE.network));
      if (ms === 0) return true;
      if (waiting >= MOST_WAITING) return false;
      waiting += 1;
      await wait(ms).finally(() => (waiting -= 1));
      return true;
    },
    wrong: (name, remote) => {
      for (const key of keys(name, remote)) known.set(key, { count: countOf(key) + 1, at: clock.monotonic() });
      if (known.size > MOST_KNOWN) for (const key of [...known.keys()].slice(0, MOST_KNOWN / 4)) known.delete(key);
    },
    right: (name) => void known.delete(`n ${name}`),
  };
}
