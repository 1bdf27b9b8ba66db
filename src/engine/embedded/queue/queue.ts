/**
 * The outbound queue: everything that is accepted and not yet delivered, durable in its own database, tried again on a
 * schedule until it is delivered or its sender is told. Made by main.ts; intake adds, deliveries are called from here.
 * Claims live in memory only: after a crash everything that was on its way is simply tried again.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Directory, Journal } from '#src/engine/ports.ts';
import type { Clock } from '#src/net/clock.ts';
import { systemClock } from '#src/net/clock.ts';
import type { QueueAdministration } from './administration.ts';
import { createAdministration } from './operations.ts';
import type { Deliver, DeliveryJob, NewQueueMessage, Outcome } from './job.ts';
import { isRepeated } from './once.ts';
import { openQueueStore } from './queue-store.ts';
import { createReporter } from './reporter.ts';
import { dueRows, insertMessage, nextDueAt, readMessage, recipientOf } from './rows.ts';
import type { DueRow } from './rows.ts';
import { DEFAULT_SCHEDULE } from './schedule.ts';
import { createLoop, createRunner, LONGEST_SLEEP_MS } from './runner.ts';
import type { Schedule } from './schedule.ts';
import { recordQueued, settle } from './settle.ts';
import type { SettleParts } from './settle.ts';

export interface QueueOptions {
  /** `<data>/queue/queue.db` */
  readonly path: string;
  readonly deliver: Deliver;
  readonly directory: Directory;
  readonly journal: Journal;
  /** Our name in reports. */
  readonly hostname: string;
  readonly clock?: Clock;
  readonly schedule?: Schedule;
  /** Tries at once to one domain (default 4), and in all (default 50). */
  readonly perDomain?: number;
  readonly total?: number;
  /** IANA zone for times in reports; default that of the machine. */
  readonly timeZone?: string;
  /** First wait before an outcome that could not be written is written again; doubles. Default 1000. */
  readonly settleRetryMs?: number;
  /** Told of each report of ours that is safe in the queue, by whom it is about. Never throws. */
  readonly reported?: (address: string) => void;
  /** For what must not happen: a delivery that throws, a commit that fails. */
  readonly onTrouble?: (error: unknown) => void;
}
export interface OutboundQueue extends QueueAdministration {
  /** True when durable; false when there is no room (then nothing was kept). */
  add(messages: readonly NewQueueMessage[]): Promise<boolean>;
  /** Begins to deliver. */
  start(): void;
  /** Looks for due messages now; for tests and after a change of the clock. */
  wake(): void;
  /** Resolves when no try is running. */
  idle(): Promise<void>;
  /** Starts nothing more, waits at most so long for what runs, closes the database. What ran on is tried again later. */
  stop(graceMs?: number): Promise<void>;
}

const MAX_RECIPIENTS = 100;
const LOOK_AHEAD = 200;
/** SQLITE_FULL, SQLITE_IOERR, SQLITE_READONLY, SQLITE_CANTOPEN: the disk, not a bug. */
const NO_ROOM = new Set([13, 10, 8, 14]);

const isNoRoom = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && NO_ROOM.has(Number(error.errcode) & 0xff);

/** Opens the queue; nothing is delivered before `start`. Throws when the database cannot be opened. */
export function openQueue(options: QueueOptions): OutboundQueue {
  const { journal, clock = systemClock, schedule = DEFAULT_SCHEDULE, total = 50, perDomain = 4 } = options;
  const store = openQueueStore(options.path);
  const report = createReporter({ ...options, clock, schedule });
  const { reported } = options;
  const parts = { store, journal, clock, schedule, report, ...(reported === undefined ? {} : { reported }) };
  const ending = new AbortController();
  const onTrouble = options.onTrouble ?? (() => {});
  const runner = createRunner(total, perDomain, onTrouble);
  const work = createWork(parts, options, ending.signal);

  const takeJobs = (): boolean => {
    const room = runner.room();
    if (room <= 0) return false;
    const rows = dueRows(store, clock.now(), runner.busyDomains(), runner.activeIds(), LOOK_AHEAD);
    const groups = Map.groupBy(rows, (row) => `${row.message_key} ${row.domain}`);
    let taken = 0;
    for (const group of groups.values()) {
      if (taken >= room) break;
      if (runner.isBusy(group[0].domain)) continue;
      taken += 1;
      runner.run(group.slice(0, MAX_RECIPIENTS), work);
    }
    return taken > 0;
  };
  const loop = createLoop(() => {
    while (takeJobs());
    const next = nextDueAt(store, clock.now());
    return next === null ? LONGEST_SLEEP_MS : Math.min(LONGEST_SLEEP_MS, Math.max(next - clock.now(), 10));
  }, onTrouble);
  runner.onDone(loop.wake);

  return {
    ...createAdministration({ ...parts, activeIds: runner.isActive, wake: loop.wake }),
    add: async (messages) => {
      const now = clock.now();
      try {
        const ids = await store.commit((db) =>
          messages.map((message) => (isRepeated(db, message, now) ? null : insertMessage(db, message, now))),
        );
        for (const [i, message] of messages.entries()) {
          const added = ids[i];
          if (added !== null) recordQueued(journal, message, added, now);
        }
        loop.wake();
        return true;
      } catch (error) {
        if (isNoRoom(error)) return false;
        throw error;
      }
    },
    start: loop.start,
    wake: loop.wake,
    idle: runner.idle,
    stop: async (graceMs = 5000) => {
      loop.stop();
      const grace = setTimeout(() => ending.abort(), graceMs);
      await runner.stop(graceMs);
      clearTimeout(grace);
      ending.abort();
      store.close();
    },
  };
}

/** One job from rows to fate. */
function createWork(parts: SettleParts, options: QueueOptions, ending: AbortSignal) {
  /** What a host has taken must not be sent again because our disk was full for a moment: the outcome waits, claimed. */
  const settled = async (write: () => Promise<void>): Promise<void> => {
    for (let waitMs = options.settleRetryMs ?? 1000; !ending.aborted; waitMs = Math.min(waitMs * 2, 60_000)) {
      try {
        return await write();
      } catch (error) {
        options.onTrouble?.(error);
        await pause(waitMs, undefined, { signal: ending }).catch(() => {});
      }
    }
  };
  return async (rows: readonly DueRow[]): Promise<void> => {
    const found = readMessage(parts.store, rows[0].message_key);
    if (found === null) return;
    const job: DeliveryJob = { ...found, domain: rows[0].domain, recipients: rows.map(recipientOf) };
    const outcomes = await options.deliver(job).catch((error: unknown): readonly Outcome[] => {
      options.onTrouble?.(error);
      const reply = { code: 451, enhanced: '4.3.0', text: 'The delivery met an error on our side', ours: true };
      return job.recipients.map(() => ({ kind: 'temporary', reply }));
    });
    await settled(() => settle(parts, job, rows[0].message_key, outcomes));
  };
}
