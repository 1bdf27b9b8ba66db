/**
 * Proves one mailbox: its tables are whole, its counters true, every message there and byte for byte what was accepted.
 * Called by the store for `doctor --store`, also while the mailbox is in use. Names faults; never mends anything.
 */
import { hash } from 'node:crypto';
import type { StoreFault } from '../mail-store.ts';
import type { MailboxDatabase } from './database.ts';
import type { LargeFiles } from './large-files.ts';
import type { Mailbox } from './mailbox.ts';
import { isDamage } from './problems.ts';

export interface Verified {
  readonly messages: number;
  readonly faults: readonly StoreFault[];
}

type Fault = Omit<StoreFault, 'mailbox'>;

/** The text index is left out: it can be made anew from the messages. */
const TABLES = ['meta', 'folders', 'content', 'summaries', 'messages', 'vanished', 'once_keys'];
const AT_ONCE = 64;
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Checks one mailbox; a damaged index is a fault, not an error. */
export async function verifyMailbox(mailbox: Mailbox): Promise<Verified> {
  const faults: Fault[] = [];
  let messages = 0;
  await withDamage(mailbox, faults, async (db) => {
    for (const table of TABLES) {
      faults.push(...checkTable(db, table));
      await pause();
    }
    await mailbox.queue.settled();
    faults.push(...checkCounters(db));
    for await (const found of checkMessages(db, mailbox.large)) {
      messages += found.checked;
      faults.push(...found.faults);
    }
  });
  return { messages, faults: faults.map((fault) => ({ mailbox: mailbox.id, ...fault })) };
}

const MOST_FILES = 200;
const GAPS = `
SELECT f.name, m.uid, c.id IS NULL FROM messages m JOIN folders f ON f.id = m.folder
  LEFT JOIN content c ON c.id = m.content LEFT JOIN summaries s ON s.id = m.content
WHERE c.id IS NULL OR s.id IS NULL LIMIT 100`;
const FILES = `
SELECT f.name, m.uid, c.large, m.folder FROM messages m JOIN folders f ON f.id = m.folder JOIN content c ON c.id = m.content
WHERE c.large IS NOT NULL ORDER BY m.uid DESC LIMIT ${MOST_FILES}`;

const STILL = 'SELECT 1 FROM messages WHERE folder = ? AND uid = ?';

/** What the index says of itself and of its newest files, in milliseconds: for a diagnosis. Reads no message. */
export async function verifyIndex(mailbox: Mailbox): Promise<Verified> {
  const faults: Fault[] = [];
  let messages = 0;
  await withDamage(mailbox, faults, async (db) => {
    faults.push(...checkCounters(db));
    for (const [folder, uid, gone] of db.arrays(GAPS).all() as unknown as [string, number, number][])
      faults.push({ folder, uid, problem: gone === 1 ? 'missing' : 'index-damaged' });
    for (const [folder, uid, name, id] of db.arrays(FILES).all() as unknown as [string, number, string, number][])
      // Expunged while we looked: no fault.
      if ((await mailbox.large.read(name, 1)) === null && db.sql(STILL).get(id, uid) !== undefined)
        faults.push({ folder, uid, problem: 'missing' });
    ({ messages } = db.sql('SELECT count(*) AS messages FROM messages').get() as { messages: number });
  });
  return { messages, faults: faults.map((fault) => ({ mailbox: mailbox.id, ...fault })) };
}

async function withDamage(
  mailbox: Mailbox,
  faults: Fault[],
  look: (db: MailboxDatabase) => Promise<void>,
): Promise<void> {
  try {
    await mailbox.queue.settled();
    await mailbox.holding(({ db }) => look(db));
  } catch (error) {
    if (!isDamage(error)) throw error;
    faults.push({ folder: '', uid: 0, problem: 'index-damaged' });
  }
}

function checkTable(db: MailboxDatabase, table: string): readonly Fault[] {
  const answers = db.connection.prepare(`PRAGMA integrity_check(${table})`).all();
  const whole = answers.length === 1 && answers[0].integrity_check === 'ok';
  return whole ? [] : [{ folder: '', uid: 0, problem: 'index-damaged' }];
}

const WRONG_COUNTERS = `
SELECT f.name FROM folders f LEFT JOIN (
  SELECT folder, count(*) AS n, sum(flags & 1 = 0) AS unseen, sum(size) AS bytes, max(uid) AS uid,
    max(modseq) AS modseq FROM messages GROUP BY folder) m ON m.folder = f.id
WHERE f.messages <> coalesce(m.n, 0) OR f.unseen <> coalesce(m.unseen, 0) OR f.size_bytes <> coalesce(m.bytes, 0)
  OR f.uid_next <= coalesce(m.uid, 0) OR f.highest_modseq < coalesce(m.modseq, 0)`;
const WRONG_REFS = `
SELECT c.id FROM content c LEFT JOIN (SELECT content, count(*) AS n FROM messages GROUP BY content) m
  ON m.content = c.id WHERE c.refs <> coalesce(m.n, 0) LIMIT 1`;

/** Counters are kept as messages come and go: here they are held against what is there. */
function checkCounters(db: MailboxDatabase): readonly Fault[] {
  const faults: Fault[] = db
    .sql(WRONG_COUNTERS)
    .all()
    .map(({ name }) => ({ folder: String(name), uid: 0, problem: 'index-damaged' }));
  if (db.sql(WRONG_REFS).get() !== undefined) faults.push({ folder: '', uid: 0, problem: 'index-damaged' });
  return faults;
}

const MESSAGES = `
SELECT m.folder, f.name, m.uid, m.size, c.size, c.sha256, c.large, c.bytes, s.id IS NOT NULL
FROM messages m JOIN folders f ON f.id = m.folder LEFT JOIN content c ON c.id = m.content
  LEFT JOIN summaries s ON s.id = m.content
WHERE (m.folder, m.uid) > (?, ?) ORDER BY m.folder, m.uid LIMIT ${AT_ONCE}`;
type Checked = [
  number,
  string,
  number,
  number,
  number | null,
  Uint8Array | null,
  string | null,
  Uint8Array | null,
  number,
];

async function* checkMessages(
  db: MailboxDatabase,
  large: LargeFiles,
): AsyncGenerator<{ readonly checked: number; readonly faults: readonly Fault[] }> {
  let after: readonly [number, number] = [0, 0];
  for (;;) {
    const rows = db.arrays(MESSAGES).all(...after) as unknown as Checked[];
    if (rows.length === 0) return;
    const faults: Fault[] = [];
    for (const row of rows) {
      const problem = await checkMessage(db, large, row);
      if (problem !== null) faults.push({ folder: row[1], uid: row[2], problem });
    }
    yield { checked: rows.length, faults };
    const last = rows[rows.length - 1];
    after = [last[0], last[2]];
    await pause();
  }
}

async function checkMessage(
  db: MailboxDatabase,
  large: LargeFiles,
  [folder, , uid, size, contentSize, sha256, file, stored, summarised]: Checked,
): Promise<StoreFault['problem'] | null> {
  if (contentSize === null || sha256 === null) return 'missing';
  const bytes = file === null ? stored : await large.read(file);
  if (bytes === null) {
    // Expunged while we looked: no fault.
    const still = db.sql(STILL).get(folder, uid);
    return still === undefined ? null : 'missing';
  }
  const same = bytes.length === size && size === contentSize && hash('sha256', bytes, 'buffer').equals(sha256);
  if (!same) return 'torn';
  return summarised === 1 ? null : 'index-damaged';
}
