/**
 * The outbox: a draft becomes a message on its way, can be taken back for a while, and stays here with its reason when a rule
 * stops it. Called by routes/mail-outbox.ts and routes/mail-drafts.ts; the sending itself is outbox-worker.ts.
 */
import { mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { MailboxId } from '#src/model/ids.ts';
import { DEFAULT_PLAN_VALUES } from '#src/model/plan.ts';
import type { Clock } from '#src/net/clock.ts';
import { newId } from '#src/net/ids.ts';
import type { Database } from '#src/store/database.ts';
import { mailboxById } from '#src/store/mailboxes.ts';
import { planByName } from '#src/store/plans.ts';
import { deleteDraft, draftById, saveDraft } from '#src/store/webmail-drafts.ts';
import {
  deleteOutgoing,
  insertOutgoing,
  moveOutgoing,
  outboxOf,
  outgoingById,
  type OutboxRow,
} from '#src/store/webmail-outbox.ts';
import { webmailSettingsOf } from '#src/store/webmail-people.ts';
import { done, misuse, type Outcome, refused } from '../outcome.ts';
import { composeLetter } from './compose.ts';
import type { MailUser } from './connections.ts';
import { originOf, type Written, writtenOf } from './draft.ts';
import { type IdentityDeps, identitiesOf } from './identities.ts';
import { type Addressee, addresseesOf, isUnfiled, stepsOf } from './outgoing.ts';
import { once, readRecipients, typedAs } from './recipients.ts';
import type { Uploads } from './uploads.ts';

export interface OutboxDeps extends IdentityDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly uploads: Pick<Uploads, 'pathOf' | 'of' | 'remove'>;
  /** Something is due. */
  readonly wake: () => void;
  readonly changed: (mailbox: MailboxId) => void;
}
export interface Outbox {
  /** `seen`: the version that the reader saw when he pressed send. */
  send(user: MailUser, draft: string, seen: number): Promise<Outcome<OutboxRow>>;
  list(user: MailUser): Promise<readonly OutboxRow[]>;
  find(user: MailUser, id: string): Promise<OutboxRow | null>;
  /** Takes it back; gives its draft. */
  undo(user: MailUser, id: string): Promise<Outcome<string>>;
  /** Sends again what a rule stopped. */
  again(user: MailUser, id: string): Promise<Outcome<OutboxRow>>;
  /** What was stopped becomes a draft again; gives it. */
  edit(user: MailUser, id: string): Promise<Outcome<string>>;
  /** Throws away what was stopped, or forgets what was sent. */
  discard(user: MailUser, id: string): Promise<Outcome<null>>;
}

const MOST_LISTED = 100;
const FIELDS = ['to', 'cc', 'bcc'] as const;
/** In To and Cc together. */
const MOST_SHOWN = 500;
/** As many are named one by one. */
const MOST_NAMED = 10;

export function createOutbox(deps: OutboxDeps): Outbox {
  const { db, clock } = deps;
  const find = (user: MailUser, id: string): Promise<OutboxRow | null> => outgoingById(db.sql, user.id, id);
  const stopped = async (user: MailUser, id: string): Promise<Outcome<OutboxRow>> => {
    const row = await find(user, id);
    if (row === null) return refused('notThere');
    return row.state === 'refused' ? done(row) : refused('notStopped');
  };
  const changed = (user: MailUser): void => {
    deps.changed(user.id);
    deps.wake();
  };
  return {
    find,
    list: (user) => outboxOf(db.sql, user.id, MOST_LISTED),
    send: async (user, draft, seen) => {
      const made = await outgoingOf(deps, user, draft, seen);
      if (!made.ok) return made;
      if (!(await insertOutgoing(db.sql, made.value))) {
        await rm(deps.uploads.pathOf(`${made.value.id}.eml`), { force: true });
        return refused('draftOnItsWay');
      }
      changed(user);
      return made;
    },
    undo: async (user, id) => {
      const row = await find(user, id);
      if (row === null) return refused('notThere');
      if (row.may_undo !== 1 || row.draft_id === null || !(await deleteOutgoing(db.sql, id, 'waiting')))
        return refused('undoTooLate');
      await rm(deps.uploads.pathOf(`${id}.eml`), { force: true });
      changed(user);
      return done(row.draft_id);
    },
    again: async (user, id) => {
      const found = await stopped(user, id);
      if (!found.ok) return found;
      const fresh = { state: 'waiting', may_undo: 0, go_at: clock.now(), tries: 0, refusal: null };
      if (!(await moveOutgoing(db.sql, id, 'refused', fresh))) return refused('notStopped');
      changed(user);
      return done({ ...found.value, ...fresh });
    },
    edit: async (user, id) => {
      const found = await stopped(user, id);
      if (!found.ok) return found;
      const { draft_id: draft } = found.value;
      if (draft === null || !(await deleteOutgoing(db.sql, id, 'refused'))) return refused('notStopped');
      await onlyTheRest(deps, user, draft, addresseesOf(found.value));
      await rm(deps.uploads.pathOf(`${id}.eml`), { force: true });
      changed(user);
      return done(draft);
    },
    discard: async (user, id) => {
      const row = await find(user, id);
      if (row === null) return refused('notThere');
      const isOver = row.state === 'refused' || (row.state === 'sent' && (stepsOf(row).length === 0 || isUnfiled(row)));
      if (!isOver || !(await deleteOutgoing(db.sql, id, row.state))) return refused('notStopped');
      if (row.draft_id !== null) {
        for (const file of await deps.uploads.of(row.draft_id)) await deps.uploads.remove(row.draft_id, file.id);
        await deleteDraft(db.sql, user.id, row.draft_id);
      }
      await rm(deps.uploads.pathOf(`${id}.eml`), { force: true });
      changed(user);
      return done(null);
    },
  };
}

/** Who has it already does not get it twice. */
async function onlyTheRest(
  { db, clock }: OutboxDeps,
  user: MailUser,
  draft: string,
  people: readonly Addressee[],
): Promise<void> {
  const row = await draftById(db.sql, user.id, draft);
  if (row === null || people.every(({ state }) => state === 'pending')) return;
  const rest = people.filter(({ state }) => state !== 'taken').map(typedAs);
  const content = JSON.stringify({ ...writtenOf(row), to: rest, cc: [], bcc: [] });
  await saveDraft(db.sql, user.id, draft, row.version, content, clock.now());
}

/** Everybody it goes to, or what is wrong and in which field. */
async function peopleOf({ db }: OutboxDeps, user: MailUser, written: Written): Promise<Outcome<readonly Addressee[]>> {
  for (const field of FIELDS) {
    const { bad } = readRecipients(written[field]);
    if (bad.length === 0) continue;
    const named = bad.slice(0, MOST_NAMED).join(', ');
    return misuse('recipientsBad', { field, addresses: bad.length > MOST_NAMED ? `${named} …` : named });
  }
  const all = once(FIELDS.flatMap((field) => readRecipients(written[field]).good));
  if (all.length === 0) return misuse('nobodyToSendTo', { field: 'to' });
  const mailbox = await mailboxById(db.sql, user.id);
  const plan = mailbox === null ? null : await planByName(db.sql, mailbox.plan);
  const max = (plan?.values ?? DEFAULT_PLAN_VALUES)['message.recipients.max'];
  if (all.length > max) return misuse('recipientsTooMany', { field: 'to', count: all.length, max });
  // A header has its limit at every host; whom everybody can see is said before it is met.
  const shown = readRecipients([...written.to, ...written.cc]).good.length;
  if (shown > MOST_SHOWN) return misuse('recipientsShownTooMany', { field: 'to', max: MOST_SHOWN });
  return done(all.map((one) => ({ ...one, state: 'pending' as const })));
}

/** The message with its bytes on disk; its row is not there yet. */
async function outgoingOf(deps: OutboxDeps, user: MailUser, draft: string, seen: number): Promise<Outcome<OutboxRow>> {
  const { db, clock, uploads } = deps;
  const row = await draftById(db.sql, user.id, draft);
  if (row === null) return refused('draftGone');
  if (row.version !== seen) return refused('draftChanged');
  const written = writtenOf(row);
  const people = await peopleOf(deps, user, written);
  if (!people.ok) return people;
  const identity = (await identitiesOf(deps, user)).find(({ address }) => address === written.from);
  if (identity === undefined) return misuse('senderNotYours', { field: 'from', address: written.from });
  const at = clock.now();
  const id = newId(at);
  const messageId = `<${id}@${identity.address.slice(identity.address.lastIndexOf('@') + 1)}>`;
  const files = (await uploads.of(draft)).map((file) => ({ ...file, path: uploads.pathOf(file.id) }));
  const letter = { written, identity, origin: originOf(row), files, messageId, at, keepsBlind: false };
  const bytes = await composeLetter(letter);
  await writeDurably(uploads.pathOf(`${id}.eml`), bytes);
  const { undoSeconds } = await webmailSettingsOf(db.sql, user.id);
  return done({
    id,
    mailbox_id: user.id,
    draft_id: draft,
    state: 'waiting',
    subject: written.subject,
    mail_from: identity.address,
    addressees: JSON.stringify(people.value),
    shown: JSON.stringify(
      once(readRecipients([...written.to, ...written.cc]).good)
        .map(typedAs)
        .slice(0, 50),
    ),
    blind: readRecipients(written.bcc)
      .good.map(({ address }) => address)
      .join(',\r\n '),
    message_id: messageId,
    size_bytes: bytes.length,
    go_at: at + undoSeconds * 1000,
    may_undo: 1,
    tries: 0,
    refusal: null,
    steps: '[]',
    origin: row.origin,
    created_at: at,
    sent_at: null,
  });
}

async function writeDurably(path: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
