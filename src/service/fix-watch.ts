/**
 * Keeps watching after a fix: the diagnosis is run again after 1, 5, 15, 60 minutes and then each hour for a day, or longer
 * when a TTL asks for it. Only a change is written down and told. Started by host.ts; any number of processes share the work.
 */
import type { Subject, Symptom, Verdict } from '#src/diagnosis/finding.ts';
import { nextLook, WATCH_HOURS } from '#src/model/case.ts';
import type { Clock } from '#src/net/clock.ts';
import { newId } from '#src/net/ids.ts';
import {
  caseById,
  type CaseFinding,
  claimWatch,
  dueWatches,
  noteWatch,
  putWatch,
  type StoredCase,
  type StoredWatch,
} from '#src/store/cases.ts';
import type { Database } from '#src/store/database.ts';
import { isPresent } from './fix-verify.ts';

export interface FixWatchDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly judge: (subject: Subject, symptom: Symptom) => Promise<Verdict>;
  /** Told of each change: back again, or gone now. */
  readonly onChange?: (what: {
    readonly case: string;
    readonly finding: string;
    readonly cause: string;
    readonly present: boolean;
  }) => void;
}
export interface FixWatch {
  /** Begins, or begins anew; gives the end. `present`: is the cause still there as far as we know? */
  begin(about: StoredCase, finding: CaseFinding, settlesAt: number | null, present: boolean): Promise<number>;
  /** Looks at everything that is due; gives how many were looked at. */
  look(): Promise<number>;
  /** Looks by itself from now on. */
  start(onTrouble: (error: unknown) => void): void;
  close(): Promise<void>;
}

const LOOK_EVERY_MS = 15_000;
const AT_ONCE = 10;

export function createFixWatch({ db, clock, judge, onChange }: FixWatchDeps): FixWatch {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let closed = false;

  const lookAt = async (watch: StoredWatch): Promise<void> => {
    const now = clock.now();
    if (!(await claimWatch(db.sql, watch, nextLook(now, watch.tries + 1)))) return;
    const about = await caseById(db.sql, watch.caseId);
    const finding = about?.findings.find((one) => one.id === watch.finding);
    if (about === null || finding === undefined) return;
    const { address, domain, symptom } = about;
    const present = isPresent(finding, await judge(address === null ? { domain } : { domain, address }, symptom));
    const state = now >= watch.until ? 'over' : 'running';
    // What could not be seen changes nothing.
    const isNew = present !== null && present !== watch.present;
    const log = isNew ? [...watch.log, { at: now, present }] : watch.log;
    await noteWatch(db.sql, watch.id, { state, present: present ?? watch.present, log });
    if (isNew) onChange?.({ case: about.id, finding: finding.id, cause: watch.cause, present });
  };
  const look = async (): Promise<number> => {
    const due = await dueWatches(db.sql, clock.now(), AT_ONCE);
    for (const one of due) await lookAt(one);
    return due.length;
  };

  return {
    begin: async (about, finding, settlesAt, present) => {
      const now = clock.now();
      const until = Math.max(now + WATCH_HOURS * 3_600_000, (settlesAt ?? 0) + 60_000);
      const made: StoredWatch = {
        id: newId(now),
        caseId: about.id,
        finding: finding.id,
        cause: finding.cause,
        state: 'running',
        present,
        tries: 0,
        nextAt: nextLook(now, 0),
        until,
        log: [],
      };
      await db.sql.transaction().execute((tx) => putWatch(tx, made));
      return until;
    },
    look,
    start: (onTrouble) => {
      const next = (): void => {
        if (closed) return;
        timer = setTimeout(() => {
          running = look().catch(onTrouble).finally(next);
        }, LOOK_EVERY_MS).unref();
      };
      next();
    },
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await running;
    },
  };
}
