/**
 * The journal on disk: `<data>/journal.db`. Engines record into it, probes and `trace` ask it, watchers subscribe.
 * Recording costs memory only; rows are written a few times a second in one transaction. Never holds a secret, and
 * never grows past its days and bytes (see fold.ts for floods, trim.ts for age).
 */
import { DatabaseSync } from 'node:sqlite';
import type { JournalEvent, StoredEvent } from '#src/model/journal.ts';
import type { Clock } from '#src/net/clock.ts';
import { DEFAULT_LIMITS, type FoldLimits, Gatekeeper, WINDOW_MS, foldKey } from './fold.ts';
import { type JournalQuery, ask } from './query.ts';
import { INSERT, UPDATE, columns, nameKey, prepare } from './schema.ts';
import { Subscribers, type Listener } from './subscribers.ts';
import { trim } from './trim.ts';

export interface JournalOptions {
  /** The file, or `:memory:`. */
  readonly path: string;
  readonly clock: Clock;
  readonly keepDays: number;
  /** Default 1 GB; the oldest rows go first. */
  readonly maxBytes?: number;
  readonly limits?: Partial<FoldLimits>;
  /** Key of the mailbox a typed name probably means; from memory, in microseconds. Keeps its rows out of floods. */
  readonly nearMailbox?: (name: string) => string | undefined;
  /** Told when rows could not be written; recording goes on. */
  readonly onTrouble?: (error: unknown) => void;
}

export interface JournalStore {
  /** Never blocks on the disk, never throws. What was recorded in the last 100 ms may be lost with the process. */
  record(event: JournalEvent): void;
  /** Newest first; sees everything recorded before the call. */
  query(query: JournalQuery): Promise<readonly StoredEvent[]>;
  /** Calls `listener` soon after each event that matches; returns the way to stop. */
  subscribe(
    filter: { readonly names?: readonly string[]; readonly remoteAddresses?: readonly string[] },
    listener: Listener,
  ): () => void;
  /** Writes what waits. */
  flush(): void;
  /** Rows on disk and waiting, and events that were lost because the disk refused. */
  size(): { readonly rows: number; readonly bytes: number; readonly lost: number };
  close(): Promise<void>;
}

const FLUSH_AFTER_MS = 100;
const FLUSH_AT_ROWS = 500;
const WAITING_CAP = 20_000;
const OPEN_CAP = 20_000;
const TRIM_EVERY_MS = 60_000;
const SAMPLE_NAMES = 5;

/** A row that may still grow. `seq` is set once it is on disk. */
interface OpenRow {
  seq: number | null;
  event: JournalEvent & { readonly folded?: { readonly network: string; readonly names: readonly string[] } };
  count: number;
  lastAt: number;
}

/** Opens or creates the journal. Throws when the file cannot be opened or is of a newer program. */
export async function openJournal(options: JournalOptions): Promise<JournalStore> {
  const database = new DatabaseSync(options.path);
  prepare(database);
  const journal = new SqliteJournal(database, options);
  journal.remember();
  return journal;
}

class SqliteJournal implements JournalStore {
  readonly #database: DatabaseSync;
  readonly #options: JournalOptions;
  readonly #gate: Gatekeeper;
  readonly #open = new Map<string, OpenRow>();
  readonly #subscribers = new Subscribers();
  #waiting: OpenRow[] = [];
  #changed = new Set<OpenRow>();
  #timer: NodeJS.Timeout | null = null;
  #soon = false;
  #closed = false;
  #lost = 0;
  #nextTrim = 0;

  constructor(database: DatabaseSync, options: JournalOptions) {
    this.#database = database;
    this.#options = options;
    this.#gate = new Gatekeeper({ ...DEFAULT_LIMITS, ...options.limits }, options.nearMailbox ?? (() => undefined));
  }

  /** Addresses that signed in before the restart keep their reserve. */
  remember(): void {
    for (const event of ask(this.#database, { kinds: ['sign-in'], outcomes: ['ok'], limit: 5000 }).toReversed())
      if (event.connection !== undefined) this.#gate.welcome(event.connection.remoteAddress);
  }

  record(event: JournalEvent): void {
    if (this.#closed) return;
    try {
      this.#take(event);
      this.#subscribers.tell(event);
    } catch (error) {
      this.#lost += 1;
      this.#options.onTrouble?.(error);
    }
  }

  #take(event: JournalEvent): void {
    if (event.kind === 'sign-in' && event.outcome === 'ok') this.#gate.welcome(event.connection.remoteAddress);
    const now = this.#options.clock.now();
    const key = foldKey(event);
    if (key !== null && this.#repeat(key, event)) return;
    const admission = this.#gate.admit(event, now);
    if (admission.kind === 'own-row') return this.#start(key, event);
    const { network, name } = admission;
    if (this.#repeat(admission.key, event, name)) return;
    const names = name === '' ? [] : [name];
    this.#start(admission.key, { ...withoutPeer(event, network), folded: { network, names } });
  }

  /** Adds to an open row; false when there is none. */
  #repeat(key: string, event: JournalEvent, sample = ''): boolean {
    const row = this.#open.get(key);
    if (row === undefined) return false;
    if (event.at - row.event.at >= WINDOW_MS || event.at < row.event.at) {
      this.#open.delete(key);
      return false;
    }
    row.count += 1;
    row.lastAt = Math.max(row.lastAt, event.at);
    const { folded } = row.event;
    if (folded !== undefined && sample !== '' && folded.names.length < SAMPLE_NAMES && !folded.names.includes(sample))
      row.event = { ...row.event, folded: { network: folded.network, names: [...folded.names, sample] } };
    if (row.seq !== null) this.#changed.add(row);
    this.#schedule();
    return true;
  }

  #start(key: string | null, event: OpenRow['event']): void {
    if (this.#waiting.length >= WAITING_CAP) {
      this.#lost += 1;
      return;
    }
    const row: OpenRow = { seq: null, event, count: 1, lastAt: event.at };
    this.#waiting.push(row);
    if (key !== null) {
      this.#open.set(key, row);
      if (this.#open.size > OPEN_CAP) this.#open.delete(this.#open.keys().next().value ?? '');
    }
    this.#schedule();
  }

  #schedule(): void {
    if (this.#waiting.length + this.#changed.size >= FLUSH_AT_ROWS && !this.#soon) {
      this.#soon = true;
      setImmediate(() => this.flush());
    }
    this.#timer ??= setTimeout(() => this.flush(), FLUSH_AFTER_MS).unref();
  }

  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#soon = false;
    if (this.#closed) return;
    const waiting = this.#waiting;
    const changed = this.#changed;
    this.#waiting = [];
    this.#changed = new Set();
    try {
      if (waiting.length + changed.size > 0) this.#write(waiting, changed);
      this.#trimWhenDue();
    } catch (error) {
      // Full or read-only disk: keep what fits in memory and try again with the next flush.
      for (const row of waiting) row.seq = null;
      this.#waiting = [...waiting, ...this.#waiting].slice(0, WAITING_CAP);
      for (const row of changed) this.#changed.add(row);
      this.#options.onTrouble?.(error);
    }
  }

  #write(waiting: readonly OpenRow[], changed: ReadonlySet<OpenRow>): void {
    this.#database.exec('BEGIN');
    try {
      const insert = this.#database.prepare(INSERT);
      for (const row of waiting) {
        const values = columns(row.event, row.count, row.lastAt, JSON.stringify(row.event));
        row.seq = Number(insert.run(...values).lastInsertRowid);
      }
      const update = this.#database.prepare(UPDATE);
      for (const row of changed) update.run(row.count, row.lastAt, JSON.stringify(row.event), row.seq);
      this.#database.exec('COMMIT');
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  #trimWhenDue(): void {
    const now = this.#options.clock.now();
    if (now < this.#nextTrim) return;
    const { keepDays, maxBytes = 1_000_000_000 } = this.#options;
    const more = trim(this.#database, { before: now - keepDays * 86_400_000, maxBytes });
    // A little at a time: when there is more to remove, the next flush goes on.
    this.#nextTrim = more ? now : now + TRIM_EVERY_MS;
  }

  async query(query: JournalQuery): Promise<readonly StoredEvent[]> {
    this.flush();
    return ask(this.#database, query);
  }

  subscribe(filter: Parameters<JournalStore['subscribe']>[0], listener: Listener): () => void {
    const names = filter.names === undefined ? null : new Set(filter.names.map(nameKey));
    const remotes = filter.remoteAddresses === undefined ? null : new Set(filter.remoteAddresses);
    return this.#subscribers.add({ names, remotes, listener });
  }

  size(): { readonly rows: number; readonly bytes: number; readonly lost: number } {
    this.flush();
    const { rows } = this.#database.prepare('SELECT count(*) AS rows FROM event').get() as { rows: number };
    const { bytes } = this.#database
      .prepare('SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()')
      .get() as { bytes: number };
    return { rows, bytes, lost: this.#lost };
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.flush();
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#subscribers.clear();
    this.#database.close();
  }
}

/** The event as the row of a whole network: who exactly it was is no longer told, only where from and how often. */
function withoutPeer(event: JournalEvent, network: string): JournalEvent {
  const { mailbox: _mailbox, address: _address, ...rest } = event;
  if (rest.connection === undefined) return rest as JournalEvent;
  const { endpoint, localPort, id } = rest.connection;
  const connection = { id, endpoint, localPort, remoteAddress: network, remotePort: 0 };
  if (rest.kind === 'sign-in') {
    const { secretFingerprint: _fingerprint, ...quiet } = rest;
    return { ...quiet, connection, login: '' };
  }
  return { ...rest, connection } as JournalEvent;
}
