/**
 * The gate as the running host has it: policy with Blocks and limits, the counters that fit the database, what lets held
 * mail go, and the tidying of the send log. Made by host.ts in one call; the parts know nothing of each other.
 */
import type { Directory } from '#src/engine/ports.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Database } from '#src/store/database.ts';
import type { JournalStore } from '#src/store/journal/journal-store.ts';
import type { CountryRule } from './abroad/country-rule.ts';
import type { Blocks, Notices } from './block-port.ts';
import { createHeldRelease, type HeldQueue } from './held-release.ts';
import type { CounterStore } from './limits/counter-store.ts';
import { createForwardLog } from './limits/forward-log.ts';
import { createLimits } from './limits/limits.ts';
import { openMemoryCounters } from './limits/memory-counters.ts';
import { createRobotReplies } from './limits/robot-replies.ts';
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
  /** Who wrote to a mailbox lately: a program's answer to them does not count. */
  readonly journalStore: Pick<JournalStore, 'query'>;
  readonly linkBase: () => string;
  readonly notices?: Notices;
  readonly countries?: CountryRule;
  readonly rules?: readonly GateRule[];
  readonly onTrouble: (error: unknown) => void;
}

export interface RunningGate {
  readonly policy: Gate;
  readonly counters: CounterStore;
  /** Writes down what left through an alias; no limit counts it. */
  readonly forwarded: (alias: string, recipients: number) => void;
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
  const policy = createPolicy({ ...deps, limits, robots: createRobotReplies({ ...deps, journal: deps.journalStore }) });
  const held = createHeldRelease({ ...deps, counters });
  const forwards = createForwardLog(deps);
  const trim = setInterval(() => void counters.trim().catch(deps.onTrouble), TRIM_EVERY_MS).unref();
  return {
    policy,
    counters,
    forwarded: forwards.add,
    stop: async () => {
      await forwards.settled();
      clearInterval(trim);
      held.stop();
      await policy.settled();
      policy.close();
    },
  };
}
