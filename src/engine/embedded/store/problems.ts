/**
 * What can go wrong under the store, told apart: no room or no right to write (an expected outcome), damage (thrown).
 * Called wherever SQLite or a file answers with an error. Never hides an error it does not know.
 */
import type { StoreResult } from '../mail-store.ts';

/** What is stored is not what was accepted. `doctor --store` names all of them. */
export class CorruptMessage extends Error {
  override readonly name = 'CorruptMessage';
}

/** `index.db` cannot be read as the index of a mailbox. Other mailboxes go on. */
export class DamagedMailbox extends Error {
  override readonly name = 'DamagedMailbox';
}

/** The mailbox was removed while a session still held it. */
export class MailboxGone extends Error {
  override readonly name = 'MailboxGone';
}

const NO_SPACE_SQLITE = new Set([8, 13]); // READONLY, FULL
/** IOERR_WRITE, IOERR_FSYNC, IOERR_SHMOPEN, IOERR_SHMSIZE: how a full disk shows outside the main file. */
const NO_SPACE_EXTENDED = new Set([778, 1034, 4618, 4874]);
const NO_SPACE_FILES = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EFBIG']);

/** True when the disk is full, over its own quota, or read-only. */
export function isNoSpace(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, errcode } = error as { code?: string; errcode?: number };
  if (errcode !== undefined) return NO_SPACE_SQLITE.has(errcode & 0xff) || NO_SPACE_EXTENDED.has(errcode);
  return code !== undefined && NO_SPACE_FILES.has(code);
}

/** True when SQLite says that the file is not a database, or a broken one. */
export function isDamage(error: unknown): boolean {
  if (error instanceof DamagedMailbox) return true;
  const errcode = (error as { errcode?: number }).errcode;
  return errcode !== undefined && [11, 26].includes(errcode & 0xff); // CORRUPT, NOTADB
}

/** Turns "no room" into an outcome; everything else stays thrown. */
export async function orNoSpace<T>(work: Promise<StoreResult<T>>): Promise<StoreResult<T>> {
  try {
    return await work;
  } catch (error) {
    if (isNoSpace(error)) return { ok: false, problem: 'no-space' };
    throw error;
  }
}
