/**
 * Counters of one process (SQLite): sliding windows in memory, loaded from the send log, so that deciding and counting is
 * one step without a wait. Rows are written in shared commits while the message is being stored; `durable` waits for them.
 * Never used where several processes take mail for the same mailboxes.
 */
import type { DomainId, MailboxId } from '#src/model/ids.ts';
import type { Clock } from '#src/net/clock.ts';
import { newId } from '#src/net/ids.ts';
import type { Database } from '#src/store/database.ts';
import { deleteSend, insertSends, type SendRow, submissionsSince, trimSends } from '#src/store/send-log.ts';
import {
  type Ceiling,
  countsAfter,
  type CounterStore,
  KEEP_MS,
  type Level,
  type Room,
  type Want,
} from './counter-store.ts';
import { type Entry, SlidingLog } from './sliding-count.ts';

const PAGE = 5000;
/** Rows in one statement; SQLite takes 32,766 values. */
const MOST_TOGETHER = 1000;

interface Place {
  readonly entry: Entry;
  readonly mailbox: string;
  readonly domain: string;
  readonly written: Promise<void>;
}

/** Loads what still counts. Rows of the future are loaded too: the clock may have been set back. */
export async function openMemoryCounters(deps: {
  readonly db: Database;
  readonly clock: Clock;
}): Promise<CounterStore> {
  const { db, clock } = deps;
  const logs = new Map<string, SlidingLog>();
  const places = new Map<string, Place>();
  const write = createWriter((rows) => insertSends(db.sql, rows));

  const logOf = (scope: Ceiling['scope'], id: string): SlidingLog => {
    const key = `${scope} ${id}`;
    const known = logs.get(key);
    if (known !== undefined) return known;
    const made = new SlidingLog();
    logs.set(key, made);
    return made;
  };
  const enter = (row: Pick<SendRow, 'at' | 'mailbox' | 'domain' | 'recipients'>): Entry => {
    const entry: Entry = { at: row.at, recipients: row.recipients, mailbox: row.mailbox, gone: false };
    logOf('mailbox', row.mailbox).add(entry);
    logOf('domain', row.domain).add(entry);
    return entry;
  };
  const usedOf = (want: Want, ceiling: Ceiling, now: number): number =>
    logs
      .get(`${ceiling.scope} ${want[ceiling.scope]}`)
      ?.used(now, ceiling.windowMs, ceiling.counts, countsAfter(ceiling, now) ?? -Infinity) ?? 0;
  const room = (want: Want, now: number): Room => {
    for (const ceiling of want.ceilings) {
      const used = usedOf(want, ceiling, now);
      if (used + adds(want, ceiling) > ceiling.max) return { ok: false, over: { ceiling, used } };
    }
    return { ok: true };
  };

  let last: SendRow | null = null;
  do {
    const page = await submissionsSince(db.sql, clock.now() - KEEP_MS, last, PAGE);
    for (const row of page) enter(row);
    last = page.length === PAGE ? page[page.length - 1] : null;
  } while (last !== null);

  return {
    look: (want) => Promise.resolve(room(want, clock.now())),
    reserve: (want) => {
      const now = clock.now();
      const free = room(want, now);
      if (!free.ok) return Promise.resolve(free);
      const { mailbox, domain, recipients } = want;
      const entry = enter({ at: now, mailbox, domain, recipients });
      const id = newId(now);
      const written = write({ id, at: now, mailbox, domain, origin: 'submission', recipients });
      written.catch(() => undefined); // told by `durable`
      places.set(id, { entry, mailbox, domain, written });
      const levels = want.ceilings.map((ceiling): Level => ({ ceiling, used: usedOf(want, ceiling, now) }));
      return Promise.resolve({ ok: true, id, levels });
    },
    release: async (id) => {
      const place = places.get(id);
      if (place === undefined) return;
      places.delete(id);
      giveBack(logs, place);
      await place.written.catch(() => undefined);
      await deleteSend(db.sql, id);
    },
    add: async ({ mailbox, domain, recipients }) => {
      const row = {
        id: newId(clock.now()),
        at: clock.now(),
        mailbox,
        domain,
        origin: 'submission',
        recipients,
      } as const;
      enter(row);
      await write(row);
    },
    durable: async (id) => {
      const place = places.get(id);
      if (place === undefined) return;
      places.delete(id);
      await place.written;
    },
    heaviest: (domain: DomainId, windowMs, counts) => {
      const sums = new Map<string, number>();
      for (const entry of logs.get(`domain ${domain}`)?.within(clock.now(), windowMs) ?? [])
        sums.set(entry.mailbox, (sums.get(entry.mailbox) ?? 0) + (counts === 'messages' ? 1 : entry.recipients));
      const [first] = [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
      return Promise.resolve(first === undefined ? null : { mailbox: first[0] as MailboxId, used: first[1] });
    },
    trim: async () => {
      const now = clock.now();
      for (const [key, log] of logs) if (log.trim(now, KEEP_MS)) logs.delete(key);
      await trimSends(db.sql, now - KEEP_MS);
    },
  };
}

/** How much of a limit a message takes. */
export const adds = (want: Want, ceiling: Ceiling): number => (ceiling.counts === 'messages' ? 1 : want.recipients);

/** Takes an entry out of both logs: the second must still see it as counted when it subtracts. */
function giveBack(logs: ReadonlyMap<string, SlidingLog>, { entry, mailbox, domain }: Place): void {
  logs.get(`mailbox ${mailbox}`)?.remove(entry);
  entry.gone = false;
  logs.get(`domain ${domain}`)?.remove(entry);
  entry.gone = true;
}

/** Rows that come in one turn of the event loop share one statement and so one commit. */
function createWriter(insert: (rows: readonly SendRow[]) => Promise<void>): (row: SendRow) => Promise<void> {
  let batch: { readonly rows: SendRow[]; readonly written: Promise<void> } | null = null;
  return (row) => {
    if (batch === null || batch.rows.length >= MOST_TOGETHER) {
      const rows: SendRow[] = [];
      const written = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
        if (batch?.rows === rows) batch = null;
        return insert(rows);
      });
      batch = { rows, written };
    }
    batch.rows.push(row);
    return batch.written;
  };
}
