/**
 * The queue's two wheels: the loop that looks for what is due, and the runner that holds claims and counts jobs. Made by
 * `queue.ts`; both live in memory only and know nothing of messages.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { DueRow } from './rows.ts';

export const LONGEST_SLEEP_MS = 60_000;
const TROUBLE_PAUSE_MS = 1000;

/** Wakes at once when asked (once a turn), else when the next is due. Not started, it does nothing. */
export function createLoop(turn: () => number, onTrouble: (error: unknown) => void) {
  let timer: NodeJS.Timeout | undefined;
  let soon: NodeJS.Immediate | undefined;
  let running = false;
  const go = (): void => {
    soon = undefined;
    clearTimeout(timer);
    if (!running) return;
    let sleepMs = LONGEST_SLEEP_MS;
    try {
      sleepMs = turn();
    } catch (error) {
      onTrouble(error); // a disk that fails now may work again in a minute; nothing is lost meanwhile
    }
    timer = setTimeout(go, sleepMs);
    timer.unref();
  };
  const wake = (): void => {
    if (running) soon ??= setImmediate(go);
  };
  return {
    wake,
    start: (): void => {
      running = true;
      wake();
    },
    stop: (): void => {
      running = false;
      clearTimeout(timer);
      clearImmediate(soon);
    },
  };
}

/** Runs jobs, a few at a time for each domain, so that one dead host never holds up another. */
export function createRunner(total: number, perDomain: number, onTrouble: (error: unknown) => void) {
  const active = new Set<string>();
  const domains = new Map<string, number>();
  const running = new Set<Promise<void>>();
  let done = (): void => {};
  let stopped = false;
  const isBusy = (domain: string): boolean => (domains.get(domain) ?? 0) >= perDomain;
  return {
    isBusy,
    isActive: (id: string): boolean => active.has(id),
    room: (): number => total - running.size,
    busyDomains: (): string[] => [...domains.keys()].filter(isBusy),
    activeIds: (): string[] => [...active],
    onDone: (listener: () => void): void => {
      done = listener;
    },
    run: (rows: readonly DueRow[], work: (rows: readonly DueRow[]) => Promise<void>): void => {
      const [{ domain }] = rows;
      for (const { id } of rows) active.add(id);
      domains.set(domain, (domains.get(domain) ?? 0) + 1);
      const job = work(rows)
        .catch(async (error: unknown) => {
          if (stopped) return;
          onTrouble(error);
          await pause(TROUBLE_PAUSE_MS, undefined, { ref: false }); // a broken disk must not become a spinning loop
        })
        .finally(() => {
          for (const { id } of rows) active.delete(id);
          const left = (domains.get(domain) ?? 1) - 1;
          if (left === 0) domains.delete(domain);
          else domains.set(domain, left);
          running.delete(job);
          done();
        });
      running.add(job);
    },
    idle: async (): Promise<void> => {
      while (running.size > 0) await Promise.allSettled(running);
    },
    stop: async (graceMs: number): Promise<void> => {
      stopped = true;
      let timer: NodeJS.Timeout | undefined;
      const grace = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, graceMs);
      });
      await Promise.race([Promise.allSettled(running), grace]);
      clearTimeout(timer);
    },
  };
}
