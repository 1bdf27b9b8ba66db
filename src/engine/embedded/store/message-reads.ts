/**
 * Reads over many messages of a folder: index rows, summaries, small bodies. Called by the mailbox when all commits are durable.
 * Built for 10,000 rows at a time: arrays from SQLite, ranges instead of single look-ups.
 */
import type { MessageId } from '#src/model/ids.ts';
import type { MessageRow, MessageSummary } from '../mail-store.ts';
import type { MailboxDatabase } from './database.ts';
import { decodeFlags, SEEN } from './flags.ts';

export interface RowFilter {
  readonly from?: number;
  readonly to?: number;
  readonly changedSince?: number;
}

type RowArray = [number, number, number, string | null, number, number, MessageId | null];

/** Rows in UID order. */
export function selectRows(db: MailboxDatabase, folderId: number, only: RowFilter): readonly MessageRow[] {
  const { from = 0, to = Number.MAX_SAFE_INTEGER, changedSince = -1 } = only;
  const found = db
    .arrays(
      `SELECT uid, modseq, flags, keywords, internal_date, size, message_id FROM messages
       WHERE folder = ? AND uid BETWEEN ? AND ? AND modseq > ?`,
    )
    .all(folderId, from, to, changedSince) as unknown as RowArray[];
  return found.map(([uid, modseq, bits, keywords, internalDate, sizeBytes, messageId]) => {
    const flags = decodeFlags(bits, keywords);
    return { uid, modseq, flags, internalDate, sizeBytes, messageId };
  });
}

/** Reading a few rows too many is cheaper than starting a new range. */
const WORTH_READING_THROUGH = 16;

/** Splits UIDs (any order) into ranges that are worth one query each, with gaps of less than `through`. */
export function rangesOf(
  uids: readonly number[],
  through = WORTH_READING_THROUGH,
): readonly (readonly [number, number])[] {
  const sorted = [...uids].sort((a, b) => a - b);
  const ranges: [number, number][] = [];
  for (const uid of sorted) {
    const last = ranges.at(-1);
    if (last !== undefined && uid - last[1] <= through) last[1] = uid;
    else ranges.push([uid, uid]);
  }
  return ranges;
}

export function selectSummaries(
  db: MailboxDatabase,
  folderId: number,
  uids: readonly number[],
): ReadonlyMap<number, MessageSummary> {
  const wanted = new Set(uids);
  const found = new Map<number, MessageSummary>();
  const select = db.arrays(
    `SELECT m.uid, s.envelope, s.body_structure, s.body FROM messages m CROSS JOIN summaries s ON s.id = m.content
     WHERE m.folder = ? AND m.uid BETWEEN ? AND ?`,
  );
  for (const [from, to] of rangesOf(uids)) {
    const rows = select.all(folderId, from, to) as unknown as [number, string, string, string][];
    for (const [uid, envelope, bodyStructure, body] of rows)
      if (wanted.has(uid)) found.set(uid, { envelope, bodyStructure, body });
  }
  return found;
}

/** What SELECT needs of all messages, in two passes over their narrow rows that make no object of any. */
export function selectOutline(
  db: MailboxDatabase,
  folderId: number,
): { readonly uids: readonly number[]; readonly firstUnseen: number; readonly keywords: readonly string[] } {
  const [list, unseen] = db
    .arrays(
      `SELECT json_group_array(uid), min(iif(flags & ${SEEN}, NULL, uid))
       FROM (SELECT uid, flags FROM messages WHERE folder = ? ORDER BY uid)`,
    )
    .get(folderId) as unknown as [string, number | null];
  const uids = JSON.parse(list) as number[];
  const sets = db
    .arrays('SELECT DISTINCT keywords FROM messages WHERE folder = ? AND keywords IS NOT NULL')
    .all(folderId) as unknown as [string][];
  const keywords = [...new Set(sets.flatMap(([set]) => set.split(' ')))];
  return { uids, firstUnseen: unseen === null ? -1 : uids.indexOf(unseen), keywords };
}

/** Messages (or headers) up to this size are read many at a time; of larger ones the single read is no burden. */
export const TOGETHER_BYTES = 16_384;

const WHOLE = {
  all: { length: 'c.size', bytes: 'c.bytes', isThere: 'length(c.bytes) = c.size' },
  header: {
    length: 'c.header_bytes',
    bytes: 'substr(c.bytes, 1, c.header_bytes)',
    isThere: 'length(c.bytes) >= c.header_bytes',
  },
} as const;

/**
 * Small messages or headers of a folder, by UID; damaged ones are left out (see `readTogether` of the handle). They come
 * out of SQLite as one value, and are views of it: a buffer for each took as long as reading it. The casts to text change
 * no byte (SQLite keeps NUL and does not look at UTF-8); `group_concat` joins nothing else.
 */
export function selectTogether(
  db: MailboxDatabase,
  folderId: number,
  uids: readonly number[],
  part: 'all' | 'header',
): ReadonlyMap<number, Buffer> {
  const { length, bytes, isThere } = WHOLE[part];
  const select = db.arrays(
    `SELECT json_group_array(m.uid), json_group_array(${length}), CAST(group_concat(CAST(${bytes} AS TEXT), '') AS BLOB)
     FROM messages m CROSS JOIN content c ON c.id = m.content
     WHERE m.folder = ? AND m.uid BETWEEN ? AND ? AND c.large IS NULL AND ${length} <= ${TOGETHER_BYTES} AND ${isThere}`,
  );
  const wanted = new Set(uids);
  const found = new Map<number, Buffer>();
  for (const [from, to] of rangesOf(uids, 2)) {
    const row = select.get(folderId, from, to) as unknown as [string, string, Uint8Array | null];
    if (row[2] === null) continue;
    const joined = Buffer.from(row[2].buffer, row[2].byteOffset, row[2].byteLength);
    const there = JSON.parse(row[0]) as number[];
    const lengths = JSON.parse(row[1]) as number[];
    let at = 0;
    for (let i = 0; i < there.length; i += 1) {
      if (wanted.has(there[i])) found.set(there[i], joined.subarray(at, at + lengths[i]));
      at += lengths[i];
    }
    if (at !== joined.length) throw new Error(`messages ${from} to ${to}: ${joined.length} octets for ${at}`);
  }
  return found;
}

/** Content id of a message, or null when it is not there. */
export function contentOf(db: MailboxDatabase, folderId: number, uid: number): number | null {
  const row = db.arrays('SELECT content FROM messages WHERE folder = ? AND uid = ?').get(folderId, uid) as
    [number] | undefined;
  return row?.[0] ?? null;
}
