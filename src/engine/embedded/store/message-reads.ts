/**
 * Reads over many messages of a folder: index rows and summaries. Called by the mailbox when all commits are durable.
 * Built for 10,000 rows at a time: arrays from SQLite, ranges instead of single look-ups.
 */
import type { MessageId } from '#src/model/ids.ts';
import type { MessageRow, MessageSummary } from '../mail-store.ts';
import type { MailboxDatabase } from './database.ts';
import { decodeFlags } from './flags.ts';

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

/** Splits UIDs (any order) into ranges that are worth one query each. */
export function rangesOf(uids: readonly number[]): readonly (readonly [number, number])[] {
  const sorted = [...uids].sort((a, b) => a - b);
  const ranges: [number, number][] = [];
  for (const uid of sorted) {
    const last = ranges.at(-1);
    if (last !== undefined && uid - last[1] <= WORTH_READING_THROUGH) last[1] = uid;
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

/** Content id of a message, or null when it is not there. */
export function contentOf(db: MailboxDatabase, folderId: number, uid: number): number | null {
  const row = db.arrays('SELECT content FROM messages WHERE folder = ? AND uid = ?').get(folderId, uid) as
    [number] | undefined;
  return row?.[0] ?? null;
}
