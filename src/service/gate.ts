/**
 * The gate as the running host has it: policy with Blocks and limits, the counters that fit the database, what lets held
 * mail go, and the tidying of the send log. Made by host.ts in one call; the parts know nothing of each other.
 */
import type { Directory } from '#src/engine/ports.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Database } from '#src/store/database.ts';
import type { CountryRule } from './abroad/country-rule.ts';
import type { Blocks, Notices } from './block-port.ts';
import { createHeldRelease, type HeldQueue } from './held-release.ts';
import type { CounterStore } from './limits/counter-store.ts';
import { createLimits } from './limits/limits.ts';
import { openMemoryCounters } from './limits/memory-counters.ts';
import { createSharedCounters } from './limits/shared-counters.ts';
import { createPolicy, type Gate, type GateRule } from './policy.ts';
import type { Usage } from './quota.ts';

const TRIM_EVERY_MS = 600_000;

export interface GateDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly usage: Usage;
  readonly blocks: Blocks;
  readonly queue: HeldQueue;
  readonly linkBase: () => string;
  readonly notices?: Notices;
  readonly countries?: CountryRule;
  readonly rules?: readonly GateRule[];
  readonly onTrouble: (error: unknown) => void;
}

export interface RunningGate {
  readonly policy: Gate;
  readonly counters: CounterStore;
  /** Everything answered is written down; nothing is released or tidied any more. */
  stop(): Promise<void>;
}

/** SQLite has one process, so it counts in memory; PostgreSQL may have several, so it counts in the database. */
export const openCounters = (deps: { readonly db: Database; readonly clock: Clock }): Promise<CounterStore> =>
  deps.db.engine === 'sqlite' ? openMemoryCounters(deps) : Promise.resolve(createSharedCounters(deps));

export async function openGate(deps: GateDeps): Promise<RunningGate> {
  const counters = await openCounters(deps);
  await deps.blocks.active([]); // read before the first message asks
  const limits = createLimits({ ...deps, counters });
  const policy = createPolicy({ ...deps, limits });
  const held = createHeldRelease({ ...deps, counters });
  const trim = setInterval(() => void counters.trim().catch(deps.onTrouble), TRIM_EVERY_MS).unref();
  return {
    policy,
    counters,
    stop: async () => {
      clearInterval(trim);
      held.stop();
      await policy.settled();
      policy.close();
    },
  };
}
