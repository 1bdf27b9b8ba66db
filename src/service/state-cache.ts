/**
 * Memory of control state that is never old: dropped on each write of this process at once, and on writes of other
 * processes within `recheckMs` (one cheap look at the revision row). Used by directory.ts and policy.ts.
 */
import type { Clock } from '#src/net/clock.ts';
import type { Database } from '#src/store/database.ts';

/** Kept answers; beyond it all are forgotten (an attack on made-up names costs look-ups, not memory). */
const MOST_KEPT = 50_000;

export interface StateCache {
  /** The kept answer for `key`, or what `load` says now. */
  get<T>(key: string, load: () => Promise<T>): Promise<T>;
  close(): void;
}

export function createStateCache(deps: {
  readonly db: Database;
  readonly clock: Clock;
  readonly recheckMs?: number;
}): StateCache {
  const recheckMs = deps.recheckMs ?? 1000;
  const kept = new Map<string, unknown>();
  /** Counts the times we forgot: what was read before does not enter after. */
  let generation = 0;
  let revision = -1;
  let checkedAt = -Infinity;
  let checking: Promise<void> | null = null;

  const forget = (): void => {
    kept.clear();
    generation += 1;
  };
  const stop = deps.db.onWrite(forget);

  const check = async (): Promise<void> => {
    const now = deps.clock.monotonic();
    const current = await deps.db.revision();
    if (current !== revision) forget();
    revision = current;
    checkedAt = now;
  };

  return {
    get: async <T>(key: string, load: () => Promise<T>): Promise<T> => {
      if (deps.clock.monotonic() - checkedAt > recheckMs) {
        checking ??= check().finally(() => {
          checking = null;
        });
        await checking;
      }
      if (kept.has(key)) return kept.get(key) as T;
      const before = generation;
      const answer = await load();
      if (before === generation) {
        if (kept.size >= MOST_KEPT) kept.clear();
        kept.set(key, answer);
      }
      return answer;
    },
    close: stop,
  };
}
