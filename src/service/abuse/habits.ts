/**
 * What mailboxes usually send and to whom: read for a judgement, written behind it in shared transactions, so that a
 * message waits for no disk. What is not written yet is counted from memory. Made by watch.ts; judges nothing.
 */
import { createHash } from 'node:crypto';
import type { MailboxId } from '#src/model/ids.ts';
import { DAY_MS } from '#src/model/notice.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Database } from '#src/store/database.ts';
import { addToDay, forgetHabits, knownAmong, sendDays } from '#src/store/habits.ts';
import { putSetting, setting } from '#src/store/settings.ts';

export interface Habit {
  /** Recipients of today so far, and of them never written to before. */
  readonly today: number;
  readonly firstTime: number;
  /** Recipients on the busiest of the 30 days before. */
  readonly busiest: number;
  /** Those of the asked recipients that were never written to before, as remembered. */
  readonly unknown: readonly string[];
  /** Since when habits are written down here, epoch ms. */
  readonly since: number;
}
export interface Habits {
  look(mailbox: MailboxId, recipients: readonly string[]): Promise<Habit>;
  /** Counts a message that was accepted. */
  add(mailbox: MailboxId, recipients: readonly string[], unknown: readonly string[]): void;
  /** Writes what waits. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

const LOOK_BACK_DAYS = 30;
const KEEP_DAYS = 40;
const KEEP_RECIPIENTS_DAYS = 730;
const WRITE_AFTER_MS = 500;
const SINCE = 'abuse.history-since';

interface Waiting {
  recipients: number;
  firstTime: number;
  readonly known: Set<string>;
}

/** A recipient as it is remembered: enough to know it again, not to read it. */
export const recipientKey = (mailbox: string, address: string): string =>
  createHash('sha256').update(`${mailbox} ${address.toLowerCase()}`).digest('hex').slice(0, 24);

export function createHabits(deps: {
  readonly db: Database;
  readonly clock: Clock;
  readonly onTrouble: (error: unknown) => void;
}): Habits {
  const { db, clock, onTrouble } = deps;
  let waiting = new Map<string, Waiting>();
  let writing = new Map<string, Waiting>();
  let chain: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let since: Promise<number> | undefined;
  let forgottenOn = 0;
  const dayNow = (): number => Math.floor(clock.now() / DAY_MS);
  const keyOf = (mailbox: string, day: number): string => `${mailbox} ${day}`;

  const sinceWhen = (): Promise<number> => {
    since ??= (async () => {
      const known = await setting(db.sql, SINCE);
      if (known !== null) return Number(known);
      const now = clock.now();
      await putSetting(db.sql, SINCE, String(now));
      return now;
    })();
    return since;
  };
  const write = async (): Promise<void> => {
    if (waiting.size === 0) return;
    writing = waiting;
    waiting = new Map();
    for (const [key, one] of writing) {
      const [mailbox, day] = key.split(' ');
      const added = { day: Number(day), recipients: one.recipients, firstTime: one.firstTime };
      // A mailbox removed meanwhile must not take the others with it.
      await db.sql
        .transaction()
        .execute((tx) => addToDay(tx, mailbox, added, [...one.known]))
        .catch(onTrouble);
    }
    writing = new Map();
    if (forgottenOn === dayNow()) return;
    forgottenOn = dayNow();
    await forgetHabits(db.sql, forgottenOn - KEEP_DAYS, forgottenOn - KEEP_RECIPIENTS_DAYS);
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    chain = chain.then(write).catch(onTrouble);
    return chain;
  };
  return {
    look: async (mailbox, recipients) => {
      const day = dayNow();
      const keys = [...new Set(recipients.map((address) => recipientKey(mailbox, address)))];
      const [days, known] = await Promise.all([
        sendDays(db.sql, mailbox, day - LOOK_BACK_DAYS),
        knownAmong(db.sql, mailbox, keys),
      ]);
      const pending = [waiting, writing].flatMap((map) => map.get(keyOf(mailbox, day)) ?? []);
      const seen = new Set([...known, ...pending.flatMap((one) => [...one.known])]);
      const today = days.find((one) => one.day === day);
      const sum = (of: (one: Waiting) => number): number => pending.reduce((total, one) => total + of(one), 0);
      return {
        today: (today?.recipients ?? 0) + sum((one) => one.recipients),
        firstTime: (today?.firstTime ?? 0) + sum((one) => one.firstTime),
        busiest: days.filter((one) => one.day < day).reduce((most, one) => Math.max(most, one.recipients), 0),
        unknown: keys.filter((key) => !seen.has(key)),
        since: await sinceWhen(),
      };
    },
    add: (mailbox, recipients, unknown) => {
      const key = keyOf(mailbox, dayNow());
      const one = waiting.get(key) ?? { recipients: 0, firstTime: 0, known: new Set<string>() };
      one.recipients += recipients.length;
      one.firstTime += unknown.length;
      for (const address of recipients) one.known.add(recipientKey(mailbox, address));
      waiting.set(key, one);
      timer ??= setTimeout(() => void flush(), WRITE_AFTER_MS).unref();
    },
    flush,
    close: flush,
  };
}
