/**
 * The steps that marks, moves and removals are made of, on one line: by UID, in sets a server's line can hold, and with
 * the new ids, so that each can be undone. Called by changes.ts and folder-changes.ts. RFC 6851 MOVE, RFC 4315 UIDPLUS;
 * servers that have neither: without-uidplus.ts.
 */
import type { FolderRole } from '#src/model/folder-role.ts';
import { searchUids } from './filling.ts';
import type { Listed } from './folders.ts';
import { type ImapLine, refusalOf } from './line.ts';
import { uidSets, uidsOf } from './uid-set.ts';
import { expungeOnly, placesOfCopies } from './without-uidplus.ts';

/** What was done to messages (web/src/lib/mail/shapes.ts `Done`). */
export interface Done {
  readonly done: readonly { readonly id: string; readonly to: string | null }[];
  readonly gone: readonly string[];
  readonly left: number;
  readonly senders: readonly string[];
}
export const nothingDone: Done = { done: [], gone: [], left: 0, senders: [] };

/** Messages of one command: other sessions of the mailbox have their turn between. */
const STEP = 500;

/** Those of these UIDs that are in the open folder. */
export async function stillThere(line: ImapLine, uids: readonly number[]): Promise<ReadonlySet<number>> {
  const there = new Set<number>();
  for (const set of uidSets(uids)) for (const uid of await searchUids(line, [`UID ${set}`])) there.add(uid);
  return there;
}

export async function storeUids(
  line: ImapLine,
  uids: readonly number[],
  sign: '+' | '-',
  flags: readonly string[],
): Promise<void> {
  if (flags.length === 0) return;
  for (const set of uidSets(uids, STEP)) await line.ask(`UID STORE ${set} ${sign}FLAGS.SILENT (${flags.join(' ')})`);
}

/** From the open folder for good. */
export async function expungeUids(line: ImapLine, uids: readonly number[]): Promise<void> {
  if (uids.length === 0) return;
  if (!line.capabilities.has('UIDPLUS')) return await expungeOnly(line, uids);
  await storeUids(line, uids, '+', ['\\Deleted']);
  for (const set of uidSets(uids, STEP)) await line.ask(`UID EXPUNGE ${set}`);
}

export interface Moved {
  readonly validity: number;
  /** Old UID → new one. */
  readonly uids: ReadonlyMap<number, number>;
}

/** From the open folder to another; throws `folderGone` when that is not there, `mailboxFull` when it may not be. */
export async function moveUids(line: ImapLine, uids: readonly number[], target: string): Promise<Moved> {
  const verb = line.capabilities.has('MOVE') ? 'MOVE' : 'COPY';
  const moved = new Map<number, number>();
  let validity = 0;
  const note = (text: string): void => {
    const code = /COPYUID (\d+) ([\d:,]+) ([\d:,]+)/i.exec(text);
    if (code === null) return;
    validity = Number(code[1]);
    const to = uidsOf(code[3]);
    for (const [at, uid] of uidsOf(code[2]).entries()) moved.set(uid, to[at]);
  };
  const carry = async (set: string): Promise<void> => {
    const answer = await line.command([`UID ${verb} ${set} `, line.name(target)], (response) => {
      if (/^OK \[COPYUID /i.test(response)) note(response);
    });
    note(answer.code);
    // RFC 6851 §3.3: some of them were gone before.
    if (!answer.ok && answer.code.toUpperCase() !== 'EXPUNGEISSUED') throw refusalOf(answer);
  };
  for (const set of uidSets(uids, STEP)) {
    if (line.capabilities.has('UIDPLUS')) await carry(set);
    else {
      const copies = await placesOfCopies(line, set, target, () => carry(set));
      ({ validity } = copies);
      for (const [from, to] of copies.uids) moved.set(from, to);
    }
    if (verb === 'COPY') await expungeUids(line, uidsOf(set));
  }
  return { validity, uids: moved };
}

const USUAL = { drafts: 'Drafts', sent: 'Sent', junk: 'Junk', trash: 'Trash' } as const;
/** Path of the folder with a role; made under its usual name when there is none. */
export async function roleFolder(
  line: ImapLine,
  all: readonly Listed[],
  role: keyof typeof USUAL | 'inbox',
): Promise<string> {
  const found = all.find((one) => one.role === role);
  if (found !== undefined) return found.path;
  if (role === 'inbox') return 'INBOX';
  const path = (line.prefix ?? '') + USUAL[role];
  const use = line.capabilities.has('CREATE-SPECIAL-USE') ? ` (USE (\\${USUAL[role]}))` : '';
  await line.ask(['CREATE ', line.name(path), use]);
  await line.command(['SUBSCRIBE ', line.name(path)]);
  return path;
}

/** The folder with a role, or one that lies in it. */
function isUnder(all: readonly Listed[], path: string, role: FolderRole): boolean {
  const top = all.find((one) => one.role === role);
  return top !== undefined && (path === top.path || path.startsWith(top.path + top.separator));
}
export const isInTrash = (all: readonly Listed[], path: string): boolean => isUnder(all, path, 'trash');
export const isInJunk = (all: readonly Listed[], path: string): boolean => isUnder(all, path, 'junk');
