/**
 * Asks again and again what changes while a mailbox's page is open; rests while nobody looks. Used by the mailbox page alone.
 * Never throws; a lost connection leaves the last numbers with their time.
 */
import { ask } from '../api.ts';
import type { Now } from './shapes.ts';

const EVERY_MS = 8000;

export interface Live {
  readonly now: Now;
  /** The server has not been reached since `now`. */
  readonly isLost: boolean;
  /** The mailbox is there no more. */
  readonly isGone: boolean;
  /** Asks at once. */
  refresh(): Promise<void>;
}

/** To be called while a component is made; ends with it. */
export function liveNow(address: () => string, first: () => Now): Live {
  let fresh = $state.raw<Now | null>(null);
  let isLost = $state(false);
  let isGone = $state(false);
  let round = 0;

  async function refresh(): Promise<void> {
    const mine = ++round;
    const answer = await ask<Now>('GET', `/mailboxes/${encodeURIComponent(address())}/now`);
    if (mine !== round) return;
    if (answer.ok) fresh = answer.value;
    isLost = !answer.ok && answer.problem.status !== 404;
    isGone = !answer.ok && answer.problem.status === 404;
  }

  $effect(() => {
    void address();
    fresh = null;
    isGone = false;
    const tick = (): void => {
      if (document.visibilityState === 'visible') void refresh();
    };
    const timer = setInterval(tick, EVERY_MS);
    document.addEventListener('visibilitychange', tick);
    return () => {
      round++;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  });

  return {
    get now(): Now {
      const started = first();
      return fresh !== null && fresh.now >= started.now ? fresh : started;
    },
    get isLost(): boolean {
      return isLost;
    },
    get isGone(): boolean {
      return isGone;
    },
    refresh,
  };
}
