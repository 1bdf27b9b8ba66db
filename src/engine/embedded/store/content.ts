/**
 * The bytes of messages: kept once, shared by copies. Called by the message operations inside a transaction and by reads.
 * Never gives bytes whose length is not the one that was accepted.
 */
import { hash } from 'node:crypto';
import type { MessageSummary } from '../mail-store.ts';
import type { MailboxDatabase } from './database.ts';
import { LARGE_BYTES, type LargeFiles } from './large-files.ts';
import { CorruptMessage } from './problems.ts';
import type { Transaction } from './transaction.ts';

/** A message made ready for its commit. */
export interface PreparedContent {
  readonly bytes: Buffer;
  readonly headerBytes: number;
  readonly sha256: Buffer;
  readonly summary: MessageSummary;
  /** File name in `large/`, or null for a row. */
  readonly large: string | null;
}

/** Length of the header block with its empty line; the whole length when there is no body. */
export function headerLength(bytes: Buffer): number {
  if (bytes.length >= 2 && bytes[0] === 13 && bytes[1] === 10) return 2;
  const at = bytes.indexOf('\r\n\r\n');
  return at < 0 ? bytes.length : at + 4;
}

/** Everything about a message that needs no transaction. */
export function prepareContent(
  bytes: Buffer,
  summarise: (bytes: Buffer) => MessageSummary,
  large: LargeFiles,
): PreparedContent {
  const sha256 = hash('sha256', bytes, 'buffer');
  const summary = summarise(bytes);
  const name = bytes.length > LARGE_BYTES ? large.reserve(sha256) : null;
  return { bytes, headerBytes: headerLength(bytes), sha256, summary, large: name };
}

/** Adds a content row with one reference; gives its id. */
export function insertContent({ db, texts }: Transaction, content: PreparedContent): number {
  const id = texts.nextContentId();
  const { bytes, headerBytes, sha256, large, summary } = content;
  const stored = large === null ? bytes : null;
  db.run(
    'INSERT INTO content (id, refs, size, header_bytes, sha256, large, bytes) VALUES (?, 1, ?, ?, ?, ?, ?)',
    id,
    bytes.length,
    headerBytes,
    sha256,
    large,
    stored,
  );
  const { envelope, bodyStructure, body } = summary;
  db.run(
    'INSERT INTO summaries (id, envelope, body_structure, body) VALUES (?, ?, ?, ?)',
    id,
    envelope,
    bodyStructure,
    body,
  );
  return id;
}

/** Drops one reference, and the content with the last. */
export function releaseContent({ db, texts, unlinked }: Transaction, id: number): void {
  const gone = db.arrays('DELETE FROM content WHERE id = ? AND refs = 1 RETURNING large').get(id) as
    [string | null] | undefined;
  if (gone === undefined) {
    db.run('UPDATE content SET refs = refs - 1 WHERE id = ?', id);
    return;
  }
  texts.forget(id);
  if (gone[0] !== null) unlinked.push(gone[0]);
}

type ContentRow = [size: number, large: string | null, bytes: Uint8Array | null, headerBytes: number];

/** The bytes of one content. Throws `CorruptMessage` when they are missing or have another length. */
export async function readContent(
  db: MailboxDatabase,
  large: LargeFiles,
  id: number,
  part: 'all' | 'header' = 'all',
): Promise<Buffer> {
  const column = part === 'all' ? 'bytes' : 'substr(bytes, 1, header_bytes)';
  const row = db.arrays(`SELECT size, large, ${column}, header_bytes FROM content WHERE id = ?`).get(id) as
    ContentRow | undefined;
  if (row === undefined) throw new CorruptMessage(`content ${id} is missing`);
  const [size, file, stored, headerBytes] = row;
  const wanted = part === 'all' ? size : headerBytes;
  const bytes =
    file === null
      ? stored && Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength)
      : await large.read(file, part === 'all' ? undefined : headerBytes);
  if (bytes?.length !== wanted)
    throw new CorruptMessage(`content ${id}: ${bytes?.length ?? 'no'} octets of ${wanted} are there`);
  return bytes;
}
