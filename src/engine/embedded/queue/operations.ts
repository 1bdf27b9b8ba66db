/**
 * The operator's hand in the queue (`administration.ts`), on rows. Made by `queue.ts`. Every change is durable before it is
 * told, and every drop is in the journal.
 */
import type { QueueAdministration } from './administration.ts';
import type { JobRecipient } from './job.ts';
import { wasTaken } from './once.ts';
import { finishRow, insertMessage, readMessage, recipientOf, removeIfDone, selectEntries, whereOf } from './rows.ts';
import type { DueRow, QueueEntry, Selection } from './rows.ts';
import { recipientEvent } from './recipient-event.ts';
import { recordQueued } from './settle.ts';
import type { SettleParts } from './settle.ts';

interface Parts extends SettleParts {
  readonly activeIds: (id: string) => boolean;
  readonly wake: () => void;
}
const OPEN = ['waiting', 'held'] as const;
const DEFAULT_LIMIT = 1000;
const MAX_DROP = 10_000;

/** Makes the operator's functions. */
export function createAdministration(parts: Parts): QueueAdministration {
  const { store, clock } = parts;
  const shown = (entry: QueueEntry): QueueEntry =>
    entry.state === 'waiting' && parts.activeIds(entry.queueId) ? { ...entry, state: 'active' } : entry;
  const list = (select: Selection, states: readonly QueueEntry['state'][], limit: number): readonly QueueEntry[] => {
    // "active" lives in memory: on disk such a row waits.
    const onDisk = states.includes('active') ? [...states, 'waiting'] : states;
    return selectEntries(store, select, onDisk, limit)
      .map(({ entry }) => shown(entry))
      .filter((entry) => states.includes(entry.state));
  };
  const change = async (select: Selection, set: string, from: string): Promise<number> => {
    const where = whereOf(select);
    const ids = `SELECT r.id FROM recipients r JOIN messages m ON m.key = r.message_key WHERE ${where.sql}`;
    const count = await store.commit((db) =>
      db.run(`UPDATE recipients SET ${set} WHERE state = '${from}' AND id IN (${ids})`, ...where.values),
    );
    parts.wake();
    return count;
  };
  return {
    list: (filter = {}) =>
      list(
        filter.select ?? { all: true },
        filter.states ?? ['waiting', 'active', 'held'],
        filter.limit ?? DEFAULT_LIMIT,
      ),
    show: (id) => {
      const [first] = selectEntries(store, { id }, ['waiting', 'held', 'sent', 'failed'], 1);
      if (first === undefined) return [];
      return list({ id: first.entry.messageId }, ['waiting', 'active', 'held', 'sent', 'failed'], DEFAULT_LIMIT);
    },
    wasTaken: (mailbox, envid) => wasTaken(store, mailbox, envid),
    retry: (select) => change(select, 'next_try = 0', 'waiting'),
    hold: (select) => change(select, `state = 'held'`, 'waiting'),
    // What a rule held keeps its moment of arrival, so that it leaves in the order in which it came.
    release: (select) =>
      change(select, `state = 'waiting', next_try = CASE WHEN held_by IS NULL THEN 0 ELSE next_try END`, 'held'),
    heldBy: () =>
      store
        .all<{ held_by: string }>(
          `SELECT DISTINCT held_by FROM recipients WHERE state = 'held' AND held_by IS NOT NULL LIMIT ?`,
          DEFAULT_LIMIT,
        )
        .map((row) => row.held_by),
    drop: (select, options) => drop(parts, select, options?.tellSender ?? true),
    backlogs: (domains) =>
      store
        .all<{ domain: string; waiting: number; held: number; senders: number; oldest: number }>(
          `SELECT r.domain, SUM(r.state = 'waiting') AS waiting, SUM(r.state = 'held') AS held,
            COUNT(DISTINCT m.mail_from) AS senders, MIN(m.received_at) AS oldest
            FROM recipients r JOIN messages m ON m.key = r.message_key
            WHERE r.domain IN (SELECT value FROM json_each(?)) AND r.state IN ('waiting', 'held') GROUP BY r.domain`,
          JSON.stringify(domains),
        )
        .map(({ oldest, ...row }) => ({ ...row, oldestMs: Math.max(0, clock.now() - oldest) })),
    destinations: (limit) => {
      const active = new Map<string, number>();
      for (const { domain } of list({ all: true }, ['active'], DEFAULT_LIMIT))
        active.set(domain, (active.get(domain) ?? 0) + 1);
      return store
        .all<{ domain: string; waiting: number; held: number; senders: number; oldest: number; next: number | null }>(
          `SELECT r.domain, SUM(r.state = 'waiting') AS waiting, SUM(r.state = 'held') AS held,
            COUNT(DISTINCT m.mail_from) AS senders, MIN(m.received_at) AS oldest,
            MIN(CASE WHEN r.state = 'waiting' THEN r.next_try END) AS next
            FROM recipients r JOIN messages m ON m.key = r.message_key
            WHERE r.state IN ('waiting', 'held') GROUP BY r.domain ORDER BY oldest LIMIT ?`,
          limit,
        )
        .map(({ oldest, next, waiting, ...row }) => {
          const trying = active.get(row.domain) ?? 0;
          const oldestMs = Math.max(0, clock.now() - oldest);
          return { ...row, waiting: Math.max(0, waiting - trying), active: trying, oldestMs, nextTryAt: next };
        });
    },
    read: (id) => {
      const [first] = selectEntries(store, { id }, ['waiting', 'held', 'sent', 'failed'], 1);
      return first === undefined ? null : readMessage(store, first.messageKey);
    },
    stats: () => {
      const rows = store.all<{ state: string; number: number; oldest: number }>(
        `SELECT r.state, COUNT(*) AS number, MIN(m.received_at) AS oldest FROM recipients r
          JOIN messages m ON m.key = r.message_key WHERE r.state IN ('waiting', 'held') GROUP BY r.state`,
      );
      const of = (state: string) => rows.find((row) => row.state === state);
      const active = list({ all: true }, ['active'], DEFAULT_LIMIT).length;
      const oldest = of('waiting')?.oldest;
      return {
        waiting: (of('waiting')?.number ?? 0) - active,
        held: of('held')?.number ?? 0,
        active,
        oldestMs: oldest === undefined ? 0 : Math.max(0, clock.now() - oldest),
      };
    },
  };
}

/** Takes recipients out for good: the sender gets a report in the same commit unless told not to. */
async function drop(parts: Parts, select: Selection, tellSender: boolean): Promise<number> {
  const { store, clock, journal } = parts;
  const chosen = selectEntries(store, select, OPEN, MAX_DROP);
  let count = 0;
  for (const [messageKey, group] of Map.groupBy(chosen, (one) => one.messageKey)) {
    const found = readMessage(store, messageKey);
    if (found === null) continue;
    const ids = group.map(({ entry }) => entry.queueId);
    const recipients = rowsOf(parts, ids).map(recipientOf);
    const told = recipients.map((recipient: JobRecipient) => ({
      recipient,
      address: recipient.address,
      reply: null,
      cause: null,
      ended: 'dropped' as const,
    }));
    const report = tellSender ? await parts.report('failed', found.message, found.bytes, told) : null;
    const now = clock.now();
    const added = await store.commit((db) => {
      for (const id of ids) finishRow(db, id, 'failed', now, null, null);
      removeIfDone(db, messageKey);
      return report === null ? [] : insertMessage(db, report, now);
    });
    const toldTo = report === null ? '' : found.message.mailFrom.toLowerCase();
    for (const { entry } of group)
      journal.record({
        ...recipientEvent(found.message, entry, 'dropped', now),
        toldTo,
        ...(report === null ? {} : { reportId: report.messageId }),
      });
    if (report !== null) recordQueued(journal, report, added, now);
    if (report !== null) parts.reported?.(found.message.through ?? found.message.mailFrom);
    count += ids.length;
  }
  parts.wake();
  return count;
}

const rowsOf = (parts: Parts, ids: readonly string[]): DueRow[] =>
  parts.store.all<DueRow>(
    `SELECT id, message_key, domain, address, notify, orcpt, tries, delay_told FROM recipients
      WHERE id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  );
