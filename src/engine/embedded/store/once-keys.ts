/**
 * Memory of deliveries by key: the queue may deliver again after a crash between commit and answer, and the message must
 * be there once. Called inside the commit of a delivery.
 */
import type { Stored } from '../mail-store.ts';
import type { Transaction } from './transaction.ts';

/** Longer than any queue keeps trying. */
const KEEP_MS = 14 * 24 * 3600_000;
const CLEAN_EVERY = 1000;

/** What was stored under this key, or null. */
export function recallOnce({ db }: Transaction, key: string): Stored | null {
  const row = db.arrays('SELECT uid, uid_validity FROM once_keys WHERE key = ?').get(key) as
    [number, number] | undefined;
  return row === undefined ? null : { uid: row[0], uidValidity: row[1] };
}

export function rememberOnce({ db, now }: Transaction, key: string, { uid, uidValidity }: Stored): void {
  db.run('INSERT INTO once_keys (key, uid, uid_validity, at) VALUES (?, ?, ?, ?)', key, uid, uidValidity, now);
  if (uid % CLEAN_EVERY === 0) db.run('DELETE FROM once_keys WHERE at < ?', now - KEEP_MS);
}
