/**
 * Files that a reader puts into what he writes: a stream to a file of `<data>/webmail`, synced before it is said to be there,
 * with a row that belongs to a draft. Used by drafts, by sending and by routes/mail-attachments.ts. What nobody needs any
 * more is swept away. Never trusts a name or a type, and never holds a file in memory.
 */
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { MailboxId } from '#src/model/ids.ts';
import type { Clock } from '#src/net/clock.ts';
import { newId } from '#src/net/ids.ts';
import type { Database } from '#src/store/database.ts';
import {
  deleteUpload,
  insertUpload,
  knownFiles,
  type UploadRow,
  uploadById,
  uploadedBytes,
  uploadsOf,
} from '#src/store/webmail-drafts.ts';
import { done, misuse, type Outcome, refused } from '../outcome.ts';

export interface UploadDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly dataFolder: string;
  /** Of a whole message as it travels. */
  readonly maxMessageBytes: number;
}
export interface NewUpload {
  readonly name: string;
  readonly type: string;
  /** An image that stands inside the text. */
  readonly inline: boolean;
}
export interface Uploads {
  /** Takes a file as it comes; nothing is left of one that is too large or breaks off. */
  take(
    draft: { readonly id: string; readonly mailbox: MailboxId; readonly domain: string },
    file: NewUpload,
    body: AsyncIterable<Uint8Array>,
  ): Promise<Outcome<UploadRow>>;
  of(draft: string): Promise<readonly UploadRow[]>;
  find(draft: string, id: string): Promise<UploadRow | null>;
  remove(draft: string, id: string): Promise<boolean>;
  /** Where the bytes of an upload, or of a message on its way, lie. */
  pathOf(id: string): string;
  /** What all files of one message may weigh together. */
  readonly roomBytes: number;
  /** Removes files that nobody needs; gives how many. */
  sweep(): Promise<number>;
}

/** Base64 in lines of 76 takes 37 % more; text and header need their place too. */
const OVERHEAD_BYTES = 128 * 1024;
export const roomOf = (maxMessageBytes: number): number =>
  Math.max(0, Math.floor(((maxMessageBytes - OVERHEAD_BYTES) * 76 * 3) / (78 * 4)));
const MOST_FILES = 500;
const INLINE = /^image\/(?:png|jpeg|gif|webp)$/;
/** A file without a row may be one that is being made. */
/** Files of all drafts of a mailbox together, in messages as large as they may be: they are beside its quota. */
const MOST_MESSAGES = 20;
const YOUNG_MS = 3_600_000;

/** A name that is safe to write to a disk and to show: no path, no control or direction marks, not endless. */
export function tidyName(typed: string): string {
  const last = typed.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029"<>|:*?]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^\.+/, '');
  if (plain === '') return 'file';
  const letters = Array.from(plain);
  if (letters.length <= 150) return plain;
  const ending = /\.[\p{L}\p{N}]{1,10}$/u.exec(plain)?.[0] ?? '';
  return letters.slice(0, 150 - ending.length).join('') + ending;
}
/** RFC 2046 forbids to encode what is a message or a multipart; a type that is none is bytes. */
export const tidyType = (typed: string): string => {
  const type = typed.split(';')[0].trim().toLowerCase();
  return /^[a-z0-9][\w.+-]{0,60}\/[a-z0-9][\w.+-]{0,80}$/.test(type) && !/^(?:message|multipart)\//.test(type)
    ? type
    : 'application/octet-stream';
};
const megabytes = (bytes: number): number => Math.max(0, Math.floor(bytes / 100_000) / 10);

export function createUploads(deps: UploadDeps): Uploads {
  const { db, clock } = deps;
  const folder = join(deps.dataFolder, 'webmail');
  const pathOf = (id: string): string => join(folder, id);
  const roomBytes = roomOf(deps.maxMessageBytes);
  const room = async (draft: string): Promise<{ readonly bytes: number; readonly files: number }> => {
    const all = await uploadsOf(db.sql, draft);
    return { bytes: roomBytes - all.reduce((sum, one) => sum + one.size_bytes, 0), files: all.length };
  };
  const tooLarge = (name: string, left: number): Outcome<never> =>
    misuse('uploadTooLarge', { name, max: megabytes(roomBytes), left: megabytes(left) });

  return {
    roomBytes,
    pathOf,
    of: (draft) => uploadsOf(db.sql, draft),
    find: (draft, id) => uploadById(db.sql, draft, id),
    take: async (draft, file, body) => {
      const name = tidyName(file.name);
      const before = await room(draft.id);
      if (before.files >= MOST_FILES) return refused('tooManyFiles', { max: MOST_FILES });
      if ((await uploadedBytes(db.sql, draft.mailbox)) >= MOST_MESSAGES * roomBytes) return refused('draftFilesFull');
      const id = newId(clock.now());
      await mkdir(folder, { recursive: true });
      const size = await writeFile(pathOf(id), body, before.bytes);
      if (size === 'too-large') return tooLarge(name, before.bytes);
      if (size === 'broken') return refused('uploadBroken', { name });
      // Others may have come in meanwhile.
      const now = await room(draft.id);
      if (size > now.bytes) {
        await rm(pathOf(id), { force: true });
        return tooLarge(name, now.bytes);
      }
      const type = tidyType(file.type);
      const row: UploadRow = {
        id,
        draft_id: draft.id,
        mailbox_id: draft.mailbox,
        name,
        type,
        size_bytes: size,
        cid: file.inline && INLINE.test(type) ? `${id}@${draft.domain}` : null,
        created_at: clock.now(),
      };
      await insertUpload(db.sql, row);
      return done(row);
    },
    remove: async (draft, id) => {
      const was = await deleteUpload(db.sql, draft, id);
      if (was) await rm(pathOf(id), { force: true });
      return was;
    },
    sweep: () => sweep(deps, folder),
  };
}

/** Writes and syncs; gives how many bytes. */
async function writeFile(
  path: string,
  body: AsyncIterable<Uint8Array>,
  most: number,
): Promise<number | 'too-large' | 'broken'> {
  const file = await open(path, 'wx', 0o600);
  let size = 0;
  try {
    for await (const chunk of body) {
      size += chunk.length;
      if (size > most) break;
      await file.writeFile(chunk);
    }
    if (size <= most) await file.sync();
  } catch {
    size = -1;
  } finally {
    await file.close();
  }
  if (size >= 0 && size <= most) return size;
  await rm(path, { force: true });
  return size < 0 ? 'broken' : 'too-large';
}

async function sweep({ db, clock }: UploadDeps, folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  let gone = 0;
  for (let at = 0; at < names.length; at += 200) {
    const some = names.slice(at, at + 200);
    const known = await knownFiles(
      db.sql,
      some.map((name) => name.replace(/\.eml$/, '')),
    );
    for (const name of some) {
      if (known.has(name.replace(/\.eml$/, ''))) continue;
      const facts = await stat(join(folder, name)).catch(() => null);
      if (facts === null || clock.now() - facts.mtimeMs < YOUNG_MS) continue;
      await rm(join(folder, name), { force: true });
      gone += 1;
    }
  }
  return gone;
}
