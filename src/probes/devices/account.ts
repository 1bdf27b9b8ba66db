/** Probes of the account itself: its switches, folders, index, and what a forward took the place of. Read our own state. */
import type {
  FolderSeen,
  StateAccount,
  StateFolders,
  StateForward,
  StateForwardsGone,
  StateStore,
} from '#src/diagnosis/observed-devices.ts';
import type { FolderInfo, MailboxHandle } from '#src/engine/embedded/mail-store.ts';
import type { MailboxId } from '#src/model/ids.ts';
import { editDistance, NEAR_DISTANCE } from '#src/model/login-name.ts';
import type { StoredMailbox } from '#src/model/mailbox.ts';
import type { StoredEvent } from '#src/model/journal.ts';
import { appPasswordsOf } from '#src/store/app-passwords.ts';
import { aliasReach } from '#src/store/alias-reach.ts';
import { domainByName } from '#src/store/domains.ts';
import { aliasesOf } from '#src/store/aliases.ts';
import { mailboxAddressesOf, mailboxByAddress } from '#src/store/mailboxes.ts';
import { newestTombstone, newestTombstones } from '#src/store/tombstones.ts';
import type { GroupDeps } from '../group.ts';
import { iso } from '../familiar.ts';
import { type Untold, untold } from '../run-probe.ts';

const DAY_MS = 86_400_000;
const MOST_FOLDERS = 200;
/** In a larger folder marks are not counted: every row would have to be read. */
const MOST_ROWS = 10_000;
/** A mailbox up to this is read whole, message by message; a larger one by its index alone. */
const WHOLE_BYTES = 32_000_000;
const MOST_GONE = 50;
const MOST_NAMES = 2000;
const MOST_NEAR = 20;

/** `state.account`. */
export async function lookAtAccount({ db }: GroupDeps, address: string): Promise<StateAccount | Untold> {
  const mailbox = await mailboxByAddress(db.sql, address);
  if (mailbox === null) return untold('gone');
  return {
    address,
    protocols: mailbox.protocols,
    mustChange: mailbox.mustChange,
    appPasswordsOnly: mailbox.appPasswordsOnly === true,
    appPasswords: (await appPasswordsOf(db.sql, mailbox.id)).length,
    near: await nearAddresses(db, mailbox),
  };
}

async function nearAddresses(db: GroupDeps['db'], { address, domain }: StoredMailbox): Promise<readonly string[]> {
  const names = [
    ...(await mailboxAddressesOf(db.sql, domain, MOST_NAMES)),
    ...(await aliasesOf(db.sql, domain)).map((alias) => alias.address),
  ];
  return names
    .filter((name) => name !== address && editDistance(address, name, NEAR_DISTANCE) !== null)
    .slice(0, MOST_NEAR);
}

async function folderSeen(handle: MailboxHandle, folder: FolderInfo): Promise<FolderSeen> {
  const rows = folder.messages > MOST_ROWS ? [] : await handle.rows(folder.id);
  const marked = rows.filter((row) => row.flags.includes('\\Deleted'));
  const last = rows.at(-1);
  return {
    name: folder.name,
    use: folder.specialUse?.slice(1) ?? null,
    subscribed: folder.subscribed,
    messages: folder.messages,
    sizeBytes: folder.sizeBytes,
    markedBytes: marked.reduce((sum, row) => sum + row.sizeBytes, 0),
    newestAt: last === undefined ? null : iso(last.internalDate),
  };
}

/** `state.folders`. */
export async function lookAtFolders({ store }: GroupDeps, mailbox: string, quotaBytes: number): Promise<StateFolders> {
  const handle = await store.open(mailbox as MailboxId, quotaBytes);
  try {
    const folders: FolderSeen[] = [];
    for (const folder of (await handle.folders()).slice(0, MOST_FOLDERS))
      folders.push(await folderSeen(handle, folder));
    return { folders };
  } finally {
    handle.close();
  }
}

/** `state.store`: the index of this mailbox; when mail is said to be missing and there is little of it, all of it. */
export async function lookAtStore({ store }: GroupDeps, mailbox: string, isMailMissing: boolean): Promise<StateStore> {
  const id = mailbox as MailboxId;
  const bytes = isMailMissing ? (await store.usage(id).catch(() => null))?.bytes : undefined;
  const quick = bytes === undefined || bytes > WHOLE_BYTES;
  const { messages, faults } = await store.verify(undefined, { mailbox: id, quick });
  return {
    messages,
    faults: faults.length,
    folders: [...new Set(faults.flatMap(({ folder }) => (folder === '' ? [] : [folder])))].slice(0, 5),
  };
}

/** `state.forward`: for an address that is a forward now. */
export async function lookAtForward(
  { db, journal }: GroupDeps,
  address: string,
  targets: readonly string[],
): Promise<StateForward> {
  const stone = await newestTombstone(db.sql, 'mailbox', address);
  const passed =
    stone === null
      ? []
      : await journal.query({ kinds: ['message'], outcomes: ['accepted'], names: [address], since: stone.deletedAt });
  const mine = passed.filter((event) => event.kind === 'message' && event.address === address);
  const reach = await aliasReach(db.sql, address);
  return {
    address,
    targets,
    mailboxRemovedAt: stone === null ? null : iso(stone.deletedAt),
    passedOn: mine.length,
    lastPassedOnAt: mine.length === 0 ? null : iso(mine[0].lastAt),
    reaches: reach?.targets ?? targets,
    held: (reach?.held ?? []).map(({ target, alias, state, isOpen, sentAt }) => ({
      target,
      via: alias,
      state,
      isOpen,
      askedAt: sentAt === null ? null : iso(sentAt),
    })),
  };
}

const GONE_DAYS = 30;

/** `state.forwards-gone`: forwards of the domain that somebody removed and that people still write to. */
export async function lookAtForwardsGone(deps: GroupDeps, domain: string): Promise<StateForwardsGone> {
  const { db, journal, clock, state } = deps;
  const since = clock.now() - GONE_DAYS * DAY_MS;
  const found = await domainByName(db.sql, domain);
  const stones = found === null ? [] : await newestTombstones(db.sql, 'alias', `@${domain}`, since, MOST_GONE);
  const gone: StateForwardsGone['gone'][number][] = [];
  for (const stone of stones) {
    if ((await state.address(stone.address)).kind !== 'deleted') continue;
    const refused = await journal.query({ kinds: ['refusal'], names: [stone.address], since: stone.deletedAt });
    const mine = refused.filter((event) => isForRecipient(event, stone.address));
    if (mine.length === 0) continue;
    gone.push({
      address: stone.address,
      removedAt: iso(stone.deletedAt),
      removedBy: stone.actor,
      refused: mine.reduce((sum, event) => sum + event.count, 0),
      lastRefusedAt: iso(mine[0].lastAt),
    });
  }
  return { days: GONE_DAYS, gone };
}

const isForRecipient = (event: StoredEvent, address: string): boolean =>
  event.kind === 'refusal' && event.rcptTo?.toLowerCase() === address && event.cause === 'acc-mailbox-deleted';
