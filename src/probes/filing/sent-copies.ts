/**
 * Probe of copies of what was sent: what programs handed in, and whether a copy of it was stored in the mailbox afterwards,
 * by whatever program, in whatever folder. Runs for somebody who misses what he sent; reads journal and folders, judges nothing.
 */
import type { MtaSentCopies, SentByProgram } from '#src/diagnosis/observed-filing.ts';
import type { FolderInfo, MailboxHandle } from '#src/engine/embedded/mail-store.ts';
import { protocolOf } from '#src/model/endpoint.ts';
import type { MailboxId } from '#src/model/ids.ts';
import type { StoredEvent } from '#src/model/journal.ts';
import { fieldValue, scanHeader } from '#src/protocol/mime/header-fields.ts';
import { clientOf, iso } from '../familiar.ts';
import type { GroupDeps } from '../group.ts';
import { isStep, type Step, type Whose } from './correspondents.ts';

const DAYS = 14;
const DAY_MS = 86_400_000;
/** A phone may save its copies later; after this, or once it has been here again, it had its chance. */
const LATER_MS = 3_600_000;
const MOST_EVENTS = 3000;
const MOST_SENT = 200;
const MOST_COPIES = 600;
const TOGETHER = 100;
const MOST_PROGRAMS = 10;
/** As each new mailbox has it. */
const SENT_FOLDER = 'Sent';

type Connected = Step & { readonly connection: NonNullable<StoredEvent['connection']> };
/** One message as it was handed in; its rows of the journal name one recipient each. */
interface Handed {
  readonly event: Connected;
  readonly client: string | null;
}

/** `[192.168.1.5]` names a machine of today, not a program. */
const programName = (event: StoredEvent): string | null => {
  const name = clientOf(event);
  return name === null || name.startsWith('[') ? null : name;
};

/** What programs handed in and did not send to this mailbox as well, newest first. Webmail is no program: it says our own name. */
async function handedIn(deps: GroupDeps, whose: Whose, since: number): Promise<readonly Handed[]> {
  const base = { kinds: ['message'], mailbox: whose.id, since, limit: MOST_EVENTS } as const;
  const [accepted, delivered] = await Promise.all([
    deps.journal.query({ ...base, outcomes: ['accepted'] }),
    deps.journal.query({ ...base, outcomes: ['delivered'] }),
  ]);
  const own = deps.configuration.hostname.toLowerCase();
  const here = new Set<string>(delivered.filter(isStep).map(({ messageId }) => messageId));
  const seen = new Map<string, Handed>();
  for (const event of accepted.filter(isStep)) {
    const { connection, messageId } = event;
    if (connection === undefined || event.direction !== 'submission' || here.has(messageId)) continue;
    if (connection.ehlo?.toLowerCase() === own) continue;
    seen.set(messageId, { event: { ...event, connection }, client: programName(event) });
  }
  return [...seen.values()].slice(0, MOST_SENT);
}

/** Address → newest sign-in over IMAP from there: only who reads so can store a copy here. */
async function readers(deps: GroupDeps, whose: Whose, since: number): Promise<ReadonlyMap<string, number>> {
  const events = await deps.journal.query({
    kinds: ['sign-in'],
    outcomes: ['ok'],
    mailbox: whose.id,
    since,
    limit: MOST_EVENTS,
  });
  const newest = new Map<string, number>();
  for (const { connection, lastAt } of events) {
    if (connection === undefined || protocolOf(connection.endpoint) !== 'imap') continue;
    if (connection.client?.startsWith('Postvakt ') === true) continue;
    newest.set(connection.remoteAddress, Math.max(lastAt, newest.get(connection.remoteAddress) ?? 0));
  }
  return newest;
}

interface Copies {
  readonly ids: ReadonlySet<string>;
  readonly folder: string;
  /** Nothing was left unread. */
  readonly isComplete: boolean;
}
const messageIdOf = (header: Buffer): string => {
  const field = scanHeader(header, 0, header.length).fields.find(({ key }) => key === 'message-id');
  return field === undefined ? '' : fieldValue(header, field).trim();
};

/** What programs themselves stored of late. What came through our doors bears our number; drafts are no copies. */
async function storedIn(handle: MailboxHandle, folder: FolderInfo, since: number): Promise<readonly number[]> {
  if (folder.specialUse === '\\Drafts' || folder.messages === 0) return [];
  const rows = await handle.rows(folder.id, { from: Math.max(1, folder.uidNext - 10 * MOST_COPIES) });
  return rows.filter((row) => row.messageId === null && row.internalDate >= since - DAY_MS).map(({ uid }) => uid);
}

/** Many at once; the few that are large one by one. */
async function headersOf(handle: MailboxHandle, folderId: number, uids: readonly number[]): Promise<Buffer[]> {
  const together = await handle.readTogether(folderId, uids, 'header');
  const alone = uids.filter((uid) => !together.has(uid)).map((uid) => handle.readHeader(folderId, uid));
  return [...together.values(), ...(await Promise.all(alone)).filter((header) => header !== null)];
}

async function copiesIn({ store }: GroupDeps, whose: Whose, since: number): Promise<Copies> {
  const handle = await store.open(whose.id as MailboxId, 0);
  try {
    const ids = new Set<string>();
    const folders = await handle.folders();
    let left = MOST_COPIES;
    for (const folder of folders) {
      const uids = await storedIn(handle, folder, since);
      if (uids.length > left) return { ids, folder: SENT_FOLDER, isComplete: false };
      left -= uids.length;
      for (let at = 0; at < uids.length; at += TOGETHER)
        for (const header of await headersOf(handle, folder.id, uids.slice(at, at + TOGETHER)))
          ids.add(messageIdOf(header));
    }
    const sent = folders.find(({ specialUse }) => specialUse === '\\Sent');
    return { ids, folder: sent?.name ?? SENT_FOLDER, isComplete: true };
  } finally {
    handle.close();
  }
}

function programOf(handed: readonly Handed[], ids: ReadonlySet<string>): SentByProgram {
  const [{ event, client }] = handed;
  const times = handed.map((one) => one.event.at);
  return {
    endpoint: event.connection.endpoint,
    remoteAddress: event.connection.remoteAddress,
    client,
    messages: handed.length,
    kept: handed.filter((one) => ids.has(one.event.messageIdHeader ?? '')).length,
    firstAt: iso(Math.min(...times)),
    lastAt: iso(Math.max(...times)),
  };
}

/** `mta.sent-copies`. */
export async function lookAtSentCopies(deps: GroupDeps, whose: Whose): Promise<MtaSentCopies> {
  const now = deps.clock.now();
  const since = now - DAYS * DAY_MS;
  const [handed, reading, copies, refusals] = await Promise.all([
    handedIn(deps, whose, since),
    readers(deps, whose, since),
    copiesIn(deps, whose, since),
    deps.journal.query({ kinds: ['refusal'], outcomes: ['append'], mailbox: whose.id, since }),
  ]);
  const hadChance = ({ event }: Handed): boolean => {
    const read = reading.get(event.connection.remoteAddress);
    return read !== undefined && (now - event.at >= LATER_MS || read > event.at);
  };
  // A message that came without a Message-ID got ours: its copy cannot be told from another letter.
  const isTellable = ({ event }: Handed): boolean =>
    event.messageIdHeader !== undefined && !event.messageIdHeader.startsWith(`<${event.messageId}@`);
  const groups = Map.groupBy(
    handed.filter((one) => hadChance(one) && isTellable(one)),
    ({ event, client }) => JSON.stringify([event.connection.remoteAddress, client]),
  );
  return {
    days: DAYS,
    folder: copies.folder,
    handedIn: handed.length,
    isComplete: copies.isComplete,
    refused: refusals.length,
    programs: [...groups.values()]
      .map((one) => programOf(one, copies.ids))
      .sort((a, b) => b.messages - b.kept - (a.messages - a.kept) || (a.lastAt < b.lastAt ? 1 : -1))
      .slice(0, MOST_PROGRAMS),
  };
}
