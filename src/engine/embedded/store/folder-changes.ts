/**
 * Operations that change folders: create, delete, rename, subscribe. Each runs inside a transaction of the commit queue.
 * Names are checked here, so that no door can forget it.
 */
import type { FolderInfo, SpecialUse, StoreProblem, StoreResult } from '../mail-store.ts';
import { folderInfo, type FolderState } from './folder-table.ts';
import { MAX_FOLDERS, normaliseFolderName, parentsOf } from '#src/model/folder-name.ts';
import { expunge, moveMessages } from './message-changes.ts';
import type { Transaction } from './transaction.ts';

/** What a new mailbox has; the names are what mail programs look for when they do not know special use (RFC 6154). */
const FIRST_FOLDERS: readonly (readonly [string, SpecialUse | null])[] = [
  ['INBOX', null],
  ['Sent', '\\Sent'],
  ['Drafts', '\\Drafts'],
  ['Trash', '\\Trash'],
  ['Junk', '\\Junk'],
  ['Archive', '\\Archive'],
];

const no = (problem: StoreProblem): { readonly ok: false; readonly problem: StoreProblem } => ({ ok: false, problem });

/** Makes the folders of a new mailbox; does nothing in a mailbox that has an INBOX. */
export function createFirstFolders({ folders, now }: Transaction): void {
  if (folders.named('INBOX') !== undefined) return;
  for (const [name, specialUse] of FIRST_FOLDERS)
    if (folders.named(name) === undefined) folders.create(name, specialUse, true, now);
}

/** Creates a folder and the parents it lacks. */
export function createFolder(tx: Transaction, rawName: string, specialUse?: SpecialUse): StoreResult<FolderInfo> {
  const name = normaliseFolderName(rawName);
  if (name === null) return no('bad-name');
  if (tx.folders.named(name) !== undefined) return no('folder-exists');
  if (specialUse !== undefined && tx.folders.all().some((folder) => folder.specialUse === specialUse))
    return no('not-allowed');
  const made = makePath(tx, name, specialUse ?? null, false);
  return made === null ? no('too-many-folders') : { ok: true, value: folderInfo(made) };
}

/** The folder a delivery goes to; created and subscribed when missing, so that its owner sees it. */
export function folderForDelivery(tx: Transaction, rawName: string): StoreResult<FolderState> {
  const name = normaliseFolderName(rawName);
  if (name === null) return no('bad-name');
  const folder = tx.folders.named(name) ?? makePath(tx, name, null, true);
  return folder === null ? no('too-many-folders') : { ok: true, value: folder };
}

function makePath(
  { folders, now }: Transaction,
  name: string,
  specialUse: SpecialUse | null,
  subscribed: boolean,
): FolderState | null {
  const parents = parentsOf(name).filter((parent) => folders.named(parent) === undefined);
  if (folders.size + parents.length + 1 > MAX_FOLDERS) return null;
  for (const parent of parents) folders.create(parent, null, subscribed, now);
  return folders.create(name, specialUse, subscribed, now);
}

const uidsOf = (tx: Transaction, folder: FolderState): readonly number[] =>
  (tx.db.arrays('SELECT uid FROM messages WHERE folder = ?').all(folder.id) as unknown as [number][]).map(
    ([uid]) => uid,
  );

/** Deletes a folder with its messages. INBOX stays; a folder with children has to be emptied of them first. */
export function deleteFolder(tx: Transaction, rawName: string): StoreResult<void> {
  const name = normaliseFolderName(rawName);
  const folder = name === null ? undefined : tx.folders.named(name);
  if (name === 'INBOX') return no('not-allowed');
  if (folder === undefined) return no('no-such-folder');
  if (tx.folders.childrenOf(folder.name).length > 0) return no('folder-has-children');
  expunge(tx, folder, uidsOf(tx, folder));
  tx.folders.drop(folder);
  const others = tx.changes.filter(({ folderId }) => folderId !== folder.id);
  tx.changes.splice(0, tx.changes.length, ...others, { folderId: folder.id, change: { kind: 'gone' } });
  return { ok: true, value: undefined };
}

/** Renames a folder with its children; INBOX stays and gives its messages away (RFC 3501 §6.3.5). */
export function renameFolder(tx: Transaction, rawFrom: string, rawTo: string): StoreResult<void> {
  const from = normaliseFolderName(rawFrom);
  const to = normaliseFolderName(rawTo);
  const folder = from === null ? undefined : tx.folders.named(from);
  if (folder === undefined) return no('no-such-folder');
  if (to === null) return no('bad-name');
  if (tx.folders.named(to) !== undefined) return no('folder-exists');
  if (folder.name === 'INBOX') return giveInboxAway(tx, folder, to);
  if (to.startsWith(`${folder.name}/`)) return no('not-allowed');
  const names = new Map([[folder, to]]);
  for (const child of tx.folders.childrenOf(folder.name)) names.set(child, to + child.name.slice(folder.name.length));
  if ([...names.values()].some((name) => normaliseFolderName(name) !== name)) return no('bad-name');
  const parents = parentsOf(to).filter((parent) => tx.folders.named(parent) === undefined);
  if (tx.folders.size + parents.length > MAX_FOLDERS) return no('too-many-folders');
  for (const parent of parents) tx.folders.create(parent, null, false, tx.now);
  tx.folders.rename(names);
  return { ok: true, value: undefined };
}

function giveInboxAway(tx: Transaction, inbox: FolderState, to: string): StoreResult<void> {
  const target = makePath(tx, to, null, true);
  if (target === null) return no('too-many-folders');
  moveMessages(tx, inbox, uidsOf(tx, inbox), target);
  return { ok: true, value: undefined };
}

export function setSubscribed(tx: Transaction, rawName: string, subscribed: boolean): StoreResult<void> {
  const name = normaliseFolderName(rawName);
  const folder = name === null ? undefined : tx.folders.named(name);
  if (folder === undefined) return no('no-such-folder');
  folder.subscribed = subscribed;
  tx.folders.touch(folder);
  return { ok: true, value: undefined };
}
