/**
 * The record of one mailbox while its page is open: what it is now, and one change at a time. Who changes an old picture is told,
 * and sees the new one. Used by the views beside it. Shows nothing.
 */
import { ask, type Problem } from '../api.ts';
import type { Change, Rules } from './shapes.ts';

export interface RuleRecord {
  readonly now: Rules;
  readonly isBusy: boolean;
  /** Null when it worked. */
  change(change: Change): Promise<Problem | null>;
  /** A letter once more to somebody who has not answered. Null when it went out. */
  askAgain(target: string): Promise<Problem | null>;
}

export const pathOf = (address: string, more = ''): string => `/mailboxes/${encodeURIComponent(address)}/rules${more}`;

/** Begins with what was fetched. */
export function keepRecord(first: Rules): RuleRecord {
  let now = $state.raw(first);
  let isBusy = $state(false);

  async function change(wanted: Change): Promise<Problem | null> {
    isBusy = true;
    const path = pathOf(now.address);
    const answer = await ask<Rules>('POST', path, { version: now.version, change: wanted });
    isBusy = false;
    if (answer.ok) {
      now = answer.value;
      return null;
    }
    if (answer.problem.key === 'ruleChangedMeanwhile') {
      const fresh = await ask<Rules>('GET', path);
      if (fresh.ok) now = fresh.value;
    }
    return answer.problem;
  }
  async function askAgain(target: string): Promise<Problem | null> {
    isBusy = true;
    const answer = await ask<Rules>('POST', pathOf(now.address, '/consents'), { target });
    isBusy = false;
    if (!answer.ok) return answer.problem;
    now = answer.value;
    return null;
  }
  return {
    get now(): Rules {
      return now;
    },
    get isBusy(): boolean {
      return isBusy;
    },
    change,
    askAgain,
  };
}
