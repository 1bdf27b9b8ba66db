/**
 * Operations that change messages: append, flags, expunge, copy, move. Each runs inside a transaction of the commit
 * queue, changes rows and counters together and notes what the listeners will be told. None commits or syncs.
 */
import type { MessageId } from '#src/model/ids.ts';
import type { FlagState, Stored, StoreResult } from '../mail-store.ts';
import { insertContent, releaseContent, type PreparedContent } from './content.ts';
import { changeFlags, decodeFlags, encodeFlags, SEEN, type FlagBits } from './flags.ts';
import type { FolderState } from './folder-table.ts';
import type { Transaction } from './transaction.ts';
import { rememberVanished } from './vanished.ts';

export interface NewMessage {
  readonly content: PreparedContent;
  readonly flags: readonly string[];
  readonly internalDate: number;
  readonly messageId: MessageId | null;
}

const INSERT = `INSERT INTO messages (folder, uid, modseq, flags, keywords, internal_date, size, message_id, content)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const overQuota = (tx: Transaction, moreBytes: number): boolean =>
  tx.quotaBytes > 0 && tx.folders.bytes + moreBytes > tx.quotaBytes;

const unseenOf = (bits: number): number => ((bits & SEEN) === 0 ? 1 : 0);

/** Adds a message; the quota is judged here, where nothing can come between. */
export function appendMessage(tx: Transaction, folder: FolderState, message: NewMessage): StoreResult<Stored> {
  const size = message.content.bytes.length;
  if (overQuota(tx, size)) return { ok: false, problem: 'over-quota' };
  const { bits, keywords } = encodeFlags(message.flags);
  const content = insertContent(tx, message.content);
  const uid = addRow(tx, folder, {
    bits,
    keywords,
    internalDate: message.internalDate,
    size,
    messageId: message.messageId,
    content,
  });
  return { ok: true, value: { uid, uidValidity: folder.uidValidity } };
}

interface Row extends FlagBits {
  readonly internalDate: number;
  readonly size: number;
  readonly messageId: string | null;
  readonly content: number;
}

function addRow(tx: Transaction, folder: FolderState, row: Row): number {
  const uid = folder.uidNext;
  folder.uidNext += 1;
  const modseq = tx.folders.nextModseq(folder);
  tx.db.run(
    INSERT,
    folder.id,
    uid,
    modseq,
    row.bits,
    row.keywords,
    row.internalDate,
    row.size,
    row.messageId,
    row.content,
  );
  tx.folders.count(folder, 1, unseenOf(row.bits), row.size);
  const flags = decodeFlags(row.bits, row.keywords);
  tx.changes.push({ folderId: folder.id, change: { kind: 'added', uid, modseq, flags } });
  return uid;
}

export interface FlagChange {
  readonly op: 'set' | 'add' | 'remove';
  readonly flags: readonly string[];
  readonly unchangedSince?: number;
}

/**
 * Changes flags. `changed` has every message that was there and not held back, also those that had these flags already;
 * their MODSEQ stays and nobody is told (RFC 7162 §3.1.3). All of one call share one new MODSEQ.
 */
export function setFlags(
  tx: Transaction,
  folder: FolderState,
  uids: readonly number[],
  { op, flags, unchangedSince = Number.MAX_SAFE_INTEGER }: FlagChange,
): { readonly changed: readonly FlagState[]; readonly modified: readonly number[] } {
  const wanted = encodeFlags(flags);
  const select = tx.db.arrays('SELECT modseq, flags, keywords FROM messages WHERE folder = ? AND uid = ?');
  const update = tx.db.sql('UPDATE messages SET modseq = ?, flags = ?, keywords = ? WHERE folder = ? AND uid = ?');
  const changed: FlagState[] = [];
  const modified: number[] = [];
  let modseq: number | null = null;
  for (const uid of ascending(uids)) {
    const row = select.get(folder.id, uid) as [number, number, string | null] | undefined;
    if (row === undefined) continue;
    const old = { bits: row[1], keywords: row[2] };
    if (row[0] > unchangedSince) {
      modified.push(uid);
      continue;
    }
    const next = changeFlags(old, op, wanted);
    const names = decodeFlags(next.bits, next.keywords);
    if (next === old) {
      changed.push({ uid, modseq: row[0], flags: names });
      continue;
    }
    modseq ??= tx.folders.nextModseq(folder);
    update.get(modseq, next.bits, next.keywords, folder.id, uid);
    tx.folders.count(folder, 0, unseenOf(next.bits) - unseenOf(old.bits), 0);
    changed.push({ uid, modseq, flags: names });
    tx.changes.push({ folderId: folder.id, change: { kind: 'flags', uid, modseq, flags: names } });
  }
  return { changed, modified };
}

/** Removes for good; gives the UIDs that were there, ascending. */
export function expunge(tx: Transaction, folder: FolderState, uids: readonly number[]): readonly number[] {
  const gone = takeRows(tx, folder, uids);
  for (const { content } of gone) releaseContent(tx, content);
  return gone.map(({ uid }) => uid);
}

/** Takes rows out of a folder and remembers that they vanished; their content keeps its references. */
function takeRows(tx: Transaction, folder: FolderState, uids: readonly number[]): readonly (Row & { uid: number })[] {
  const taken = selectRows(tx, folder, uids);
  if (taken.length === 0) return taken;
  const remove = tx.db.sql('DELETE FROM messages WHERE folder = ? AND uid = ?');
  for (const { uid, bits, size } of taken) {
    remove.get(folder.id, uid);
    tx.folders.count(folder, -1, -unseenOf(bits), -size);
  }
  const modseq = tx.folders.nextModseq(folder);
  const gone = taken.map(({ uid }) => uid);
  rememberVanished(tx, folder, gone, modseq);
  tx.changes.push({ folderId: folder.id, change: { kind: 'expunged', uids: gone, modseq } });
  return taken;
}

type StoredRow = [number, string | null, number, number, string | null, number];

function selectRows(tx: Transaction, folder: FolderState, uids: readonly number[]): (Row & { uid: number })[] {
  const select = tx.db.arrays(
    'SELECT flags, keywords, internal_date, size, message_id, content FROM messages WHERE folder = ? AND uid = ?',
  );
  const rows: (Row & { uid: number })[] = [];
  for (const uid of ascending(uids)) {
    const row = select.get(folder.id, uid) as StoredRow | undefined;
    if (row === undefined) continue;
    const [bits, keywords, internalDate, size, messageId, content] = row;
    rows.push({ uid, bits, keywords, internalDate, size, messageId, content });
  }
  return rows;
}

export interface Copied {
  readonly uidValidity: number;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** Copies messages; the bytes are shared, but each copy counts against the quota. */
export function copyMessages(
  tx: Transaction,
  source: FolderState,
  uids: readonly number[],
  target: FolderState,
): StoreResult<Copied> {
  const rows = selectRows(tx, source, uids);
  const bytes = rows.reduce((sum, { size }) => sum + size, 0);
  if (rows.length > 0 && overQuota(tx, bytes)) return { ok: false, problem: 'over-quota' };
  const share = tx.db.sql('UPDATE content SET refs = refs + 1 WHERE id = ?');
  const to = rows.map((row) => {
    share.get(row.content);
    return addRow(tx, target, row);
  });
  return { ok: true, value: { uidValidity: target.uidValidity, from: rows.map(({ uid }) => uid), to } };
}

/** Moves messages: they appear there and vanish here in one commit (RFC 6851 §3.3). */
export function moveMessages(
  tx: Transaction,
  source: FolderState,
  uids: readonly number[],
  target: FolderState,
): Copied {
  const rows = takeRows(tx, source, uids);
  const to = rows.map((row) => addRow(tx, target, row));
  return { uidValidity: target.uidValidity, from: rows.map(({ uid }) => uid), to };
}

/** Ascending and each once; most callers hand them over so. */
function ascending(uids: readonly number[]): readonly number[] {
  for (let i = 1; i < uids.length; i += 1) if (uids[i] <= uids[i - 1]) return [...new Set(uids)].sort((a, b) => a - b);
  return uids;
}
