/**
 * The host's health over time: every five minutes it is measured and each part's state noted with since when it has it; how
 * others see our sending addresses every hour. Started by host.ts, shown by the console. Mends nothing.
 */
import { X509Certificate } from 'node:crypto';
import { stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { GroupDeps } from '#src/probes/group.ts';
import type { JournalStore } from '#src/store/journal/journal-store.ts';
import {
  type HealthSample,
  insertSample,
  type PartState,
  partStates,
  purgeSamples,
  putPart,
  samplesSince,
} from '#src/store/health.ts';
import { lastBackup, type LastBackup } from '../backup-note.ts';
import type { Check, CheckState, DoctorReport } from '../doctor.ts';
import {
  checkBackup,
  checkClock,
  checkJournal,
  checkMemory,
  checkResolver,
  lookAtStanding,
  type Standing,
} from './health-checks.ts';

type Asked =
  'configuration' | 'clock' | 'resolver' | 'host' | 'endpoints' | 'certificate' | 'db' | 'queue' | 'dataFolder';
export interface HealthDeps extends Pick<GroupDeps, Asked> {
  readonly journal: Pick<JournalStore, 'size'>;
  readonly doctor: () => Promise<DoctorReport>;
}
export interface Part extends PartState {
  readonly state: CheckState;
}
export interface HealthReport {
  readonly state: CheckState;
  readonly parts: readonly Part[];
  readonly doors: readonly { readonly name: string; readonly where: string }[];
  readonly certificate: { readonly names: string; readonly issuer: string; readonly until: number } | null;
  readonly backup: LastBackup | null;
  readonly standing: readonly Standing[];
  /** When the standing was looked at; null: not yet. */
  readonly standingAt: number | null;
  readonly now: Readonly<Record<string, number>>;
  readonly samples: readonly HealthSample[];
  readonly startedAt: number;
}
export interface HealthWatch {
  /** Measures now, at most once in ten seconds. */
  look(): Promise<HealthReport>;
  start(onTrouble: (error: unknown) => void): void;
  close(): Promise<void>;
}
const EVERY_MS = 5 * 60_000;
const FRESH_MS = 10_000;
const STANDING_MS = 3_600_000;
const PATIENCE_MS = 1500;
const DAY_MS = 86_400_000;
const KEEP_MS = 2 * DAY_MS;

export function createHealth(deps: HealthDeps): HealthWatch {
  const { db, clock } = deps;
  const started = { now: clock.now(), monotonic: clock.monotonic() };
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let lookedAt = -Infinity;
  let sampledAt = -Infinity;
  let standing: { readonly at: number; readonly found: readonly Standing[] } | null = null;
  let asking: Promise<void> | null = null;
  let now: Readonly<Record<string, number>> = {};

  /** Others may be slow to answer, or not there at all: nobody waits for them. */
  function askOthers(at: number): Promise<void> {
    asking ??= lookAtStanding(deps)
      .then((found) => void (standing = { at, found }))
      .catch(() => undefined)
      .finally(() => (asking = null));
    return asking;
  }
  async function lookNow(): Promise<void> {
    const at = clock.now();
    if (standing === null || at - standing.at >= STANDING_MS) await Promise.race([askOthers(at), pause(PATIENCE_MS)]);
    const checks = await allChecks(deps, started, standing?.found ?? []);
    now = await measured(deps);
    const isSample = clock.monotonic() - sampledAt >= EVERY_MS;
    await db.sql.transaction().execute(async (tx) => {
      for (const { check, state, detail } of checks) await putPart(tx, { part: check, state, since: at, detail });
      if (!isSample) return;
      await insertSample(tx, { at, measured: now });
      await purgeSamples(tx, at - KEEP_MS);
    });
    if (isSample) sampledAt = clock.monotonic();
    lookedAt = clock.monotonic();
  }
  const round = (): Promise<void> => {
    running ??= lookNow().finally(() => (running = null));
    return running;
  };
  return {
    look: async () => {
      if (clock.monotonic() - lookedAt >= FRESH_MS) await round();
      const parts = (await partStates(db.sql)) as readonly Part[];
      return {
        state: worst(parts.map(({ state }) => state)),
        parts,
        doors: Object.entries(deps.endpoints())
          .filter(([name]) => name !== 'control')
          .map(([name, where]) => ({ name, where })),
        certificate: certificateOf(deps.certificate()),
        backup: await lastBackup(db),
        standing: standing?.found ?? [],
        standingAt: standing?.at ?? null,
        now,
        samples: await samplesSince(db.sql, clock.now() - DAY_MS),
        startedAt: started.now,
      };
    },
    start: (onTrouble) => {
      timer = setInterval(() => void round().catch(onTrouble), EVERY_MS).unref();
    },
    close: async () => {
      clearInterval(timer);
      await running?.catch(() => undefined);
    },
  };
}

const ORDER: readonly CheckState[] = ['ok', 'unchecked', 'warning', 'failed'];
/** What was not looked at is no trouble by itself. */
const worst = (states: readonly CheckState[]): CheckState => {
  const found = states.reduce((most, one) => Math.max(most, ORDER.indexOf(one)), 0);
  return found === 1 ? 'ok' : ORDER[found];
};

async function allChecks(
  deps: HealthDeps,
  started: { readonly now: number; readonly monotonic: number },
  standing: readonly Standing[],
): Promise<readonly Check[]> {
  const guarded = (check: string, work: Promise<Check>): Promise<Check> =>
    work.catch((error: unknown): Check => ({
      check,
      state: 'failed',
      detail: error instanceof Error ? error.message : String(error),
    }));
  const [report, resolver, clock, backup] = await Promise.all([
    deps.doctor(),
    guarded('resolver', checkResolver(deps)),
    guarded('clock', checkClock(deps, started)),
    lastBackup(deps.db),
  ]);
  const told = standing.filter(({ state }) => state !== 'unchecked');
  const reputation: Check = {
    check: 'reputation',
    state: told.length === 0 ? 'unchecked' : worst(told.map(({ state }) => state)),
    detail: told
      .filter(({ state }) => state !== 'ok')
      .map(({ name }) => name)
      .join(', '),
  };
  return [
    ...report.checks,
    resolver,
    clock,
    checkBackup(backup, deps.clock.now()),
    checkJournal(deps.journal.size()),
    checkMemory(process.memoryUsage.rss()),
    reputation,
  ];
}

const sizeOf = async (path: string): Promise<number> => (await stat(path).catch(() => null))?.size ?? 0;

async function measured({
  dataFolder,
  queue,
  journal,
  db,
  clock,
}: HealthDeps): Promise<Readonly<Record<string, number>>> {
  const { bavail, bsize, blocks } = await statfs(dataFolder);
  const begin = clock.monotonic();
  await db.revision();
  const databaseMs = clock.monotonic() - begin;
  const { waiting, held, oldestMs } = queue.stats();
  return {
    memoryBytes: process.memoryUsage.rss(),
    diskFreeBytes: bavail * bsize,
    diskBytes: blocks * bsize,
    databaseMs: Math.round(databaseMs * 10) / 10,
    databaseBytes: await sizeOf(join(dataFolder, 'control.db')),
    queueBytes: await sizeOf(join(dataFolder, 'queue', 'queue.db')),
    journalBytes: journal.size().bytes,
    queueWaiting: waiting,
    queueHeld: held,
    queueOldestMs: oldestMs,
  };
}

function certificateOf(pem: string | null): HealthReport['certificate'] {
  if (pem === null) return null;
  const { subjectAltName, issuer, validToDate } = new X509Certificate(pem);
  return {
    names: (subjectAltName ?? '').replaceAll('DNS:', ''),
    issuer: issuer.replaceAll('\n', ', '),
    until: validToDate.getTime(),
  };
}
