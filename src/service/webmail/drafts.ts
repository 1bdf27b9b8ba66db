/**
 * Drafts: begun with what a reader expects, saved while he types, put into the Drafts folder when he leaves, thrown away.
 * Called by routes/mail-drafts.ts. Nothing is overwritten that somebody else saved meanwhile. Never sends.
 */
import type { Language } from '#src/model/language.ts';
import type { Clock } from '#src/net/clock.ts';
import { newId } from '#src/net/ids.ts';
import type { Database } from '#src/store/database.ts';
import {
  deleteDraft,
  type DraftRow,
  draftByCopy,
  draftById,
  draftCount,
  draftsOf,
  insertDraft,
  noteCopy,
  saveDraft,
  uncopiedDrafts,
  type UploadRow,
} from '#src/store/webmail-drafts.ts';
import { mailboxById } from '#src/store/mailboxes.ts';
import { outgoingOfDraft } from '#src/store/webmail-outbox.ts';
import type { MailboxId } from '#src/model/ids.ts';
import { webmailSettingsOf } from '#src/store/webmail-people.ts';
import { done, misuse, type Outcome, refused } from '../outcome.ts';
import { attempt } from './attempt.ts';
import { composeLetter } from './compose.ts';
import type { MailConnections, MailUser } from './connections.ts';
import { type AnswerKind, isEmpty, originOf, type Written, writtenOf } from './draft.ts';
import { draftMessageId, putCopy, removeCopies } from './draft-copy.ts';
import { type Fields, prepareAnswer, prepareDraft, type Prepared, prepareNew, type Reader } from './draft-prepare.ts';
import { type IdentityDeps, identitiesOf } from './identities.ts';
import type { Lines } from './lines.ts';
import { readOriginal } from './original.ts';
import type { Uploads } from './uploads.ts';
import { cleanHtml } from '#src/protocol/safe-html/written.ts';

export interface DraftDeps extends IdentityDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly connections: MailConnections;
  readonly lines: Lines;
  readonly uploads: Uploads;
}
export interface ShownDraft extends Written {
  readonly id: string;
  readonly version: number;
  readonly answers: { readonly id: string; readonly kind: AnswerKind } | null;
  readonly attachments: readonly UploadRow[];
  readonly savedAt: number;
  /** What all files together may weigh. */
  readonly roomBytes: number;
}
export type Begin = Fields & {
  readonly answers?: { readonly id: string; readonly kind: AnswerKind };
  /** A message of the Drafts folder. */
  readonly message?: string;
};
export interface Drafts {
  begin(
    user: MailUser,
    asked: Begin,
    reader: { readonly language: Language; readonly timeZone: string },
  ): Promise<Outcome<ShownDraft>>;
  list(user: MailUser): Promise<readonly DraftRow[]>;
  show(user: MailUser, id: string): Promise<Outcome<ShownDraft>>;
  save(user: MailUser, id: string, seen: number, written: Written): Promise<Outcome<ShownDraft>>;
  /** It is left: a copy for other programs; one in which nothing stands goes. */
  leave(user: MailUser, id: string): Promise<Outcome<null>>;
  discard(user: MailUser, id: string): Promise<Outcome<null>>;
  /** Copies of those that were left without a word: a tab that was closed, a program that ended. */
  copyLeft(): Promise<void>;
}

/** Of text and HTML together; the door takes a body of 1 MiB. */
export const MOST_WRITTEN = 900_000;
const MOST_LISTED = 200;
/** They are ours to keep and beside the quota: nobody fills the host's disk with them. */
const MOST_DRAFTS = 1_000;
const LEFT_AFTER_MS = 180_000;

export function createDrafts(deps: DraftDeps): Drafts {
  const { db, clock, connections, lines, uploads } = deps;
  const shown = async (row: DraftRow): Promise<ShownDraft> => {
    const origin = originOf(row);
    return {
      id: row.id,
      version: row.version,
      ...writtenOf(row),
      answers: origin === null || origin.id === '' ? null : { id: origin.id, kind: origin.kind },
      attachments: await uploads.of(row.id),
      savedAt: row.saved_at,
      roomBytes: uploads.roomBytes,
    };
  };
  /** The row, while it is a draft and nothing else. */
  const find = async (user: MailUser, id: string): Promise<Outcome<DraftRow>> => {
    const row = await draftById(db.sql, user.id, id);
    if (row === null) return refused('draftGone');
    return (await outgoingOfDraft(db.sql, id)) === null ? done(row) : refused('draftOnItsWay');
  };
  const keep = async (user: MailUser, prepared: Prepared, copy: string | null): Promise<Outcome<ShownDraft>> => {
    if ((await draftCount(db.sql, user.id)) >= MOST_DRAFTS) return refused('tooManyDrafts', { max: MOST_DRAFTS });
    const at = clock.now();
    const id = newId(at);
    const domain = user.address.slice(user.address.lastIndexOf('@') + 1);
    const files = await takeFiles(uploads, { id, mailbox: user.id, domain }, prepared);
    if (!files.ok) return files;
    const row: DraftRow = {
      id,
      mailbox_id: user.id,
      version: 1,
      content: JSON.stringify({ ...prepared.written, html: files.value }),
      origin: prepared.origin === null ? null : JSON.stringify(prepared.origin),
      copy,
      copied_version: copy === null ? 0 : 1,
      created_at: at,
      saved_at: at,
    };
    await insertDraft(db.sql, row);
    return done(await shown(row));
  };
  const readerOf = async (user: MailUser, reader: Pick<Reader, 'language' | 'timeZone'>): Promise<Reader> => ({
    ...reader,
    identities: await identitiesOf(deps, user),
    settings: await webmailSettingsOf(db.sql, user.id),
  });
  const copyOf = async (user: MailUser, row: DraftRow): Promise<void> => {
    const written = writtenOf(row);
    const files = await uploads.of(row.id);
    const identities = await identitiesOf(deps, user);
    const messageId = draftMessageId(row.id, user);
    const bytes = await composeLetter({
      written,
      identity: identities.find(({ address }) => address === written.from) ?? identities[0],
      origin: originOf(row),
      files: files.map((file) => ({ ...file, path: uploads.pathOf(file.id) })),
      messageId,
      at: row.saved_at,
      keepsBlind: true,
    });
    await noteCopy(db.sql, row.id, await putCopy(lines, user, bytes, messageId, row.copy), row.version);
  };
  const discard = async (user: MailUser, row: DraftRow): Promise<void> => {
    const files = await uploads.of(row.id);
    if (row.copy !== null) await removeCopies(lines, user, draftMessageId(row.id, user), row.copy);
    for (const file of files) await uploads.remove(row.id, file.id);
    await deleteDraft(db.sql, user.id, row.id);
  };

  return {
    begin: async (user, asked, about) => {
      const reader = await readerOf(user, about);
      if (asked.answers === undefined && asked.message === undefined)
        return await keep(user, prepareNew(asked, reader), null);
      if (asked.message !== undefined) {
        const known = await draftByCopy(db.sql, user.id, asked.message);
        if (known !== null) return await outcomeOf(find(user, known.id), shown);
      }
      const id = asked.answers?.id ?? asked.message ?? '';
      const original = await attempt(() => readOriginal(connections, user, id));
      if (!original.ok) return original;
      if (original.value === null) return refused('messageGone');
      return asked.answers === undefined
        ? await keep(user, prepareDraft(original.value, reader), id)
        : await keep(user, prepareAnswer(original.value, asked.answers.kind, reader), null);
    },
    list: (user) => draftsOf(db.sql, user.id, MOST_LISTED),
    show: (user, id) => outcomeOf(find(user, id), shown),
    save: async (user, id, seen, written) => {
      const found = await find(user, id);
      if (!found.ok) return found;
      const content = JSON.stringify({ ...written, html: cleanHtml(written.html) });
      if (content.length > MOST_WRITTEN) return misuse('draftTooLong');
      if (!(await saveDraft(db.sql, user.id, id, seen, content, clock.now()))) return refused('draftChanged');
      return await outcomeOf(find(user, id), shown);
    },
    leave: async (user, id) => {
      const found = await find(user, id);
      if (!found.ok) return found;
      const row = found.value;
      return await attempt(async () => {
        if (isEmpty(writtenOf(row)) && (await uploads.of(id)).length === 0) await discard(user, row);
        else if (row.copied_version !== row.version) await copyOf(user, row);
        return null;
      }).then((left) => (left.ok || left.problem.key !== 'mailboxFull' ? left : refused('draftUncopied')));
    },
    discard: async (user, id) => {
      const found = await find(user, id);
      if (!found.ok) return found;
      return await attempt(async () => {
        await discard(user, found.value);
        return null;
      });
    },
    copyLeft: async () => {
      for (const row of await uncopiedDrafts(db.sql, clock.now() - LEFT_AFTER_MS, 20)) {
        const mailbox = await mailboxById(db.sql, row.mailbox_id as MailboxId);
        if (mailbox === null || isEmpty(writtenOf(row))) continue;
        await attempt(() => copyOf({ id: mailbox.id, address: mailbox.address }, row));
      }
    },
  };
}

async function outcomeOf(found: Promise<Outcome<DraftRow>>, shown: (row: DraftRow) => Promise<ShownDraft>) {
  const row = await found;
  return row.ok ? done(await shown(row.value)) : row;
}

/** Keeps the files of a prepared draft; gives its HTML with their new content ids. */
async function takeFiles(
  uploads: Uploads,
  draft: { readonly id: string; readonly mailbox: MailboxId; readonly domain: string },
  { written, files }: Prepared,
): Promise<Outcome<string>> {
  let { html } = written;
  for (const file of files) {
    const inline = file.cid !== null && html.includes(`"cid:${file.cid}"`);
    const taken = await uploads.take(draft, { name: file.name, type: file.type, inline }, chunksOf(file.bytes));
    if (!taken.ok) {
      for (const { id } of await uploads.of(draft.id)) await uploads.remove(draft.id, id);
      return taken;
    }
    if (file.cid !== null && taken.value.cid !== null)
      html = html.replaceAll(`"cid:${file.cid}"`, `"cid:${taken.value.cid}"`);
  }
  return done(html);
}

async function* chunksOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}
