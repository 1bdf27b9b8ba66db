/**
 * Memory of what was expunged, for clients that come back and ask what is gone (RFC 7162 §3.2). Ranges of UIDs by
 * MODSEQ; bounded a folder, and what was forgotten is known, so that an answer is whole or not given.
 */
import type { MailboxDatabase } from './database.ts';
import type { FolderState } from './folder-table.ts';
import type { Transaction } from './transaction.ts';

/** Ranges kept a folder. */
export const MAX_VANISHED_ROWS = 100_000;
/** A client with more than this to hear about is better off with a fresh list. */
const MAX_VANISHED_UIDS = 1_000_000;

/** `uids` ascending. */
export function rememberVanished(
  tx: Transaction,
  folder: FolderState,
  uids: readonly number[],
  modseq: number,
  maxRows: number = MAX_VANISHED_ROWS,
): void {
  const insert = tx.db.sql('INSERT INTO vanished (folder, modseq, first, last) VALUES (?, ?, ?, ?)');
  for (let i = 0; i < uids.length;) {
    let end = i;
    while (end + 1 < uids.length && uids[end + 1] === uids[end] + 1) end += 1;
    insert.get(folder.id, modseq, uids[i], uids[end]);
    folder.vanishedRows += 1;
    i = end + 1;
  }
  tx.folders.touch(folder);
  if (folder.vanishedRows > maxRows) forgetOldest(tx, folder, maxRows);
}

/** Forgets the older half, so that forgetting is rare. */
function forgetOldest(tx: Transaction, folder: FolderState, maxRows: number): void {
  const half = Math.ceil(maxRows / 2);
  const at = tx.db
    .sql('SELECT modseq FROM vanished WHERE folder = ? ORDER BY modseq DESC LIMIT 1 OFFSET ?')
    .get(folder.id, half);
  const floor = Number(at?.modseq ?? 0);
  tx.db.run('DELETE FROM vanished WHERE folder = ? AND modseq <= ?', folder.id, floor);
  folder.vanishedRows -= Number(tx.db.sql('SELECT changes() AS n').get()?.n);
  folder.vanishedFloor = floor;
}

/** UIDs expunged after `modseq`, ascending; null when that is longer ago than what is remembered. */
export function vanishedSince(db: MailboxDatabase, folder: FolderState, modseq: number): readonly number[] | null {
  if (modseq < folder.vanishedFloor) return null;
  const uids: number[] = [];
  const ranges = db
    .arrays('SELECT first, last FROM vanished WHERE folder = ? AND modseq > ? ORDER BY first')
    .all(folder.id, modseq) as unknown as [number, number][];
  for (const [first, last] of ranges) {
    if (uids.length + last - first > MAX_VANISHED_UIDS) return null;
    for (let uid = first; uid <= last; uid += 1) uids.push(uid);
  }
  return uids;
}
