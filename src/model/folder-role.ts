/**
 * What a folder is for, by what the server says (RFC 6154) or by the names that programs in Norwegian, Swedish and English
 * give. Pure. Called by service/webmail.
 */

export const FOLDER_ROLES = ['inbox', 'drafts', 'sent', 'archive', 'junk', 'trash', 'all', 'flagged'] as const;
export type FolderRole = (typeof FOLDER_ROLES)[number];

const NAMES: Readonly<Partial<Record<FolderRole, string>>> = {
  drafts: 'drafts|draft|kladd|kladder|utkast',
  sent: 'sent|sent items|sent messages|sent mail|sent-mail|sendt|sendte|sendte elementer|sendt e-post|skickat|skickade|skickade objekt|skickade meddelanden',
  archive: 'archive|archives|arkiv',
  junk: 'junk|spam|junk e-mail|junk email|junk mail|bulk mail|søppelpost|søppel-e-post|søppel|useriøs e-post|skräppost|skräp|spam-mapp',
  trash:
    'trash|deleted|deleted items|deleted messages|bin|papirkurv|papirkurven|slettet|slettede|slettede elementer|slettede meldinger|papperskorg|papperskorgen|borttaget|borttagna|borttagna objekt',
};
const BY_NAME: ReadonlyMap<string, FolderRole> = new Map(
  FOLDER_ROLES.flatMap((role) => (NAMES[role] ?? '').split('|').map((name): [string, FolderRole] => [name, role])),
);

export interface NamedFolder {
  readonly path: string;
  readonly name: string;
  /** LIST's words: `\Sent`, `\Noselect` … */
  readonly flags: readonly string[];
  /** Path of the folder it lies in; empty: none. */
  readonly parent: string;
}

/** Path → role; each role once. A folder's own word counts before its name, and a name at the top before one under INBOX. */
export function rolesOf(folders: readonly NamedFolder[]): ReadonlyMap<string, FolderRole> {
  const roles = new Map<string, FolderRole>();
  const taken = new Set<FolderRole>();
  const give = ({ path }: NamedFolder, role: FolderRole | undefined): void => {
    if (role === undefined || taken.has(role) || roles.has(path)) return;
    roles.set(path, role);
    taken.add(role);
  };
  for (const folder of folders) if (folder.path.toUpperCase() === 'INBOX') give(folder, 'inbox');
  for (const folder of folders)
    for (const flag of folder.flags)
      give(
        folder,
        FOLDER_ROLES.find((role) => `\\${role}` === flag.toLowerCase() && role !== 'inbox'),
      );
  const named = (parent: string): void => {
    for (const folder of folders)
      if (folder.parent.toUpperCase() === parent && !folder.flags.some((flag) => flag.toLowerCase() === '\\noselect'))
        give(folder, BY_NAME.get(folder.name.normalize('NFC').toLowerCase()));
  };
  named('');
  named('INBOX');
  return roles;
}

/** Roles first in their order, then names as the language sorts them; a folder's own right behind it. */
export function inOrder<
  T extends {
    readonly path: string;
    readonly name: string;
    readonly parentPath: string;
    readonly role: FolderRole | null;
  },
>(folders: readonly T[], language: string): readonly T[] {
  const collator = new Intl.Collator(language, { numeric: true, sensitivity: 'accent' });
  const rank = ({ role }: T): number => (role === null ? FOLDER_ROLES.length : FOLDER_ROLES.indexOf(role));
  const children = new Map<string, T[]>();
  for (const folder of folders) children.set(folder.parentPath, [...(children.get(folder.parentPath) ?? []), folder]);
  const under = (parent: string): readonly T[] =>
    (children.get(parent) ?? [])
      .toSorted((a, b) => rank(a) - rank(b) || collator.compare(a.name, b.name) || (a.path < b.path ? -1 : 1))
      .flatMap((folder) => [folder, ...under(folder.path)]);
  return under('');
}
