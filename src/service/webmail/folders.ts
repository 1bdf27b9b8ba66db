/**
 * The folders of a mailbox as a reader sees them: name, role, how many, how many unread. By IMAP (RFC 9051 §6.3.9, RFC 6154).
 * Changes to them: folder-changes.ts.
 */
import { FOLDER_ROLES, type FolderRole, inOrder, rolesOf } from '#src/model/folder-role.ts';
import { asList, asText, readValues } from '#src/protocol/imap-client/values.ts';
import { attempt, MailRefused } from './attempt.ts';
import type { Outcome } from '../outcome.ts';
import type { MailUser } from './connections.ts';
import { folderState } from './filling.ts';
import type { ImapLine } from './line.ts';
import type { Lines } from './lines.ts';
import { folderId } from './message-id.ts';

export { FOLDER_ROLES, type FolderRole };
export interface Folder {
  /** Opaque; changes when the folder gets another name. */
  readonly id: string;
  readonly path: string;
  readonly name: string;
  /** Id of the folder it lies in. */
  readonly parent: string | null;
  readonly role: FolderRole | null;
  /** False: it holds folders only. */
  readonly holdsMail: boolean;
  readonly total: number;
  readonly unread: number;
}
export interface Folders {
  /** Roles first, then by name as `language` sorts. */
  list(user: MailUser, language?: string): Promise<Outcome<readonly Folder[]>>;
}

/** A folder as LIST told it. */
export interface Listed {
  readonly path: string;
  readonly name: string;
  readonly parent: string;
  readonly parentPath: string;
  readonly separator: string;
  readonly flags: readonly string[];
  readonly role: FolderRole | null;
  readonly counts: { readonly total: number; readonly unread: number } | null;
}

/** All folders; `counted`: with their numbers, as far as the server tells them along. */
export async function listFolders(line: ImapLine, counted: boolean): Promise<readonly Listed[]> {
  const found: Omit<Listed, 'role' | 'counts' | 'parentPath'>[] = [];
  const counts = new Map<string, { total: number; unread: number }>();
  const has = (name: string): boolean => line.capabilities.has(name);
  // RETURN is LIST-EXTENDED's (RFC 5258); without it a server tells roles, if it has any, unasked (RFC 6154 §2).
  const wanted = has('LIST-EXTENDED')
    ? [
        ...(has('SPECIAL-USE') ? ['SPECIAL-USE'] : []),
        ...(counted && has('LIST-STATUS') ? ['STATUS (MESSAGES UNSEEN)'] : []),
      ]
    : [];
  await askPrefix(line);
  await line.ask(`LIST "" "*"${wanted.length === 0 ? '' : ` RETURN (${wanted.join(' ')})`}`, (response) => {
    const values = readValues(response);
    const kind = asText(values[0]).toUpperCase();
    if (kind === 'LIST') {
      const path = line.path(asText(values[3]));
      const flags = asList(values[1]).map(asText);
      if (path === null || flags.some((flag) => flag.toLowerCase() === '\\nonexistent')) return;
      const separator = asText(values[2]);
      const at = separator === '' ? -1 : path.lastIndexOf(separator);
      found.push({ path, name: path.slice(at + 1), parent: path.slice(0, Math.max(0, at)), separator, flags });
    } else if (kind === 'STATUS') {
      const path = line.path(asText(values[1]));
      const items = asList(values[2]).map(asText);
      const number = (name: string): number => Number(items[items.findIndex((one) => one.toUpperCase() === name) + 1]);
      if (path !== null) counts.set(path, { total: number('MESSAGES'), unread: number('UNSEEN') });
    }
  });
  const roles = rolesOf(found);
  const paths = new Set(found.map(({ path }) => path));
  line.prefix ??= likelyPrefix(found);
  const { prefix } = line;
  return found.map((one) => ({
    ...one,
    // What lies at the top of the mailbox's own place is at the top, whatever the place is called.
    parentPath: paths.has(one.parent) && one.parent + one.separator !== prefix ? one.parent : '',
    role: roles.get(one.path) ?? null,
    counts: counts.get(one.path) ?? null,
  }));
}

/** Where folders of one's own are made (RFC 2342), once a line. */
async function askPrefix(line: ImapLine): Promise<void> {
  if (line.prefix !== null || !line.capabilities.has('NAMESPACE')) return;
  await line.command('NAMESPACE', (response) => {
    if (!/^NAMESPACE /i.test(response)) return;
    const [personal] = asList(readValues(response)[1]);
    line.prefix = line.path(asText(asList(personal)[0])) ?? '';
  });
}
/** Nobody told: where all lie under INBOX, that is the place. */
function likelyPrefix(found: readonly Pick<Listed, 'path' | 'separator'>[]): string {
  const others = found.filter(({ path }) => path.toUpperCase() !== 'INBOX');
  const [first] = others;
  if (first === undefined || first.separator === '') return '';
  const prefix = `INBOX${first.separator}`;
  return others.every(({ path }) => path.startsWith(prefix)) ? prefix : '';
}

export const holdsMail = ({ flags }: Pick<Listed, 'flags'>): boolean =>
  !flags.some((flag) => flag.toLowerCase() === '\\noselect');

/** The same with all numbers, as a reader gets them. */
export async function countedFolders(line: ImapLine, language: string): Promise<readonly Folder[]> {
  const listed = await listFolders(line, true);
  const counted = new Map<string, { readonly total: number; readonly unread: number }>();
  for (const one of listed) {
    if (one.counts !== null || !holdsMail(one)) continue;
    const state = await folderState(line, one.path).catch((error: unknown) => {
      if (error instanceof MailRefused) return null; // went away in between
      throw error;
    });
    if (state !== null) counted.set(one.path, { total: state.exists, unread: state.unseen });
  }
  return inOrder(listed, language).map((one) => ({
    id: folderId(one.path),
    path: one.path,
    name: one.name,
    parent: one.parentPath === '' ? null : folderId(one.parentPath),
    role: one.role,
    holdsMail: holdsMail(one),
    total: (one.counts ?? counted.get(one.path))?.total ?? 0,
    unread: (one.counts ?? counted.get(one.path))?.unread ?? 0,
  }));
}

/** Makes the list of folders on these lines. */
export function createFolders(lines: Lines): Folders {
  return {
    list: (user, language = 'nb') => attempt(() => lines.use(user, null, (line) => countedFolders(line, language))),
  };
}
