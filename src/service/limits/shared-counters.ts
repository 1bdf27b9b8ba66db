/**
 * Counters of several processes (PostgreSQL): the send log itself is the count. Senders of one domain take turns under an
 * advisory lock for the length of one short transaction, so that no two processes give away the same place.
 */
import type { Clock } from '#src/net/clock.ts';
import { newId } from '#src/net/ids.ts';
import type { Database } from '#src/store/database.ts';
import { deleteSend, heaviestSender, insertSends, sumOfSends, trimSends } from '#src/store/send-log.ts';
import type { Sql } from '#src/store/tables.ts';
import { sql as raw } from 'kysely';
import { type Ceiling, countsAfter, type CounterStore, KEEP_MS, type Level, type Want } from './counter-store.ts';
import { adds } from './memory-counters.ts';

/** Our own space of advisory locks. */
const LOCK_SPACE = 7_702_511;

export function createSharedCounters(deps: { readonly db: Database; readonly clock: Clock }): CounterStore {
  const { db, clock } = deps;
  /** Given out and not yet settled, so that a second release does nothing. */
  const open = new Set<string>();

  return {
    look: async (want) => {
      const levels = await levelsOf(db.sql, want, clock.now());
      const over = levels.find((level) => isOver(want, level));
      return over === undefined ? { ok: true } : { ok: false, over };
    },
    reserve: async (want) => {
      const { mailbox, domain, recipients } = want;
      return await db.sql.transaction().execute(async (tx) => {
        await raw`select pg_advisory_xact_lock(${LOCK_SPACE}, hashtext(${domain}))`.execute(tx);
        const now = clock.now();
        const levels = await levelsOf(tx, want, now);
        const over = levels.find((level) => isOver(want, level));
        if (over !== undefined) return { ok: false, over };
        const id = newId(now);
        await insertSends(tx, [{ id, at: now, mailbox, domain, origin: 'submission', recipients }]);
        open.add(id);
        const after = levels.map((level): Level => ({ ...level, used: level.used + adds(want, level.ceiling) }));
        return { ok: true, id, levels: after };
      });
    },
    release: async (id) => {
      if (open.delete(id)) await deleteSend(db.sql, id);
    },
    add: async ({ mailbox, domain, recipients }) => {
      const now = clock.now();
      await insertSends(db.sql, [{ id: newId(now), at: now, mailbox, domain, origin: 'submission', recipients }]);
    },
    // The transaction of `reserve` was its commit.
    durable: (id) => {
      open.delete(id);
      return Promise.resolve();
    },
    heaviest: (domain, windowMs, counts) => {
      const now = clock.now();
      return heaviestSender(db.sql, domain, { from: now - windowMs, to: now + windowMs }, counts);
    },
    trim: () => trimSends(db.sql, clock.now() - KEEP_MS),
  };
}

const isOver = (want: Want, { ceiling, used }: Level): boolean => used + adds(want, ceiling) > ceiling.max;

async function levelsOf(sql: Sql, want: Want, now: number): Promise<readonly Level[]> {
  const levels: Level[] = [];
  // One after another: inside a transaction there is one connection.
  for (const ceiling of want.ceilings) levels.push({ ceiling, used: await usedOf(sql, want, ceiling, now) });
  return levels;
}

async function usedOf(sql: Sql, want: Want, ceiling: Ceiling, now: number): Promise<number> {
  const of = ceiling.scope === 'mailbox' ? { mailbox: want.mailbox } : { domain: want.domain };
  const span = { from: now - ceiling.windowMs, to: now + ceiling.windowMs, after: countsAfter(ceiling, now) };
  return (await sumOfSends(sql, of, span))[ceiling.counts];
}
