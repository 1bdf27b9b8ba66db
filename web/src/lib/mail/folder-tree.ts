/** Folders as a reader expects them: his own language for those with a role, inbox first, each in its parent. Pure. */
import type { Folder, FolderRole } from './shapes.ts';

/** What the list of folders shows, and how deep it lies. */
export interface Branch {
  readonly folder: Folder;
  readonly depth: number;
  readonly hasChildren: boolean;
}
const ORDER: readonly FolderRole[] = ['inbox', 'flagged', 'drafts', 'sent', 'archive', 'junk', 'trash', 'all'];
/** The id of the inbox, whatever else there is (decision 0019). */
export const INBOX_ID = 'SU5CT1g';

/** The word of its role in the reader's language, else its own name. */
export const folderName = (folder: Folder, roles: Readonly<Record<FolderRole, string>>): string =>
  folder.role === null ? folder.name : roles[folder.role];

/** `Kunder / Berg Bygg`. */
export function folderWay(folder: Folder, all: readonly Folder[], roles: Readonly<Record<FolderRole, string>>): string {
  const parent = all.find(({ id }) => id === folder.parent);
  const own = folderName(folder, roles);
  return parent === undefined || parent.role === 'inbox' ? own : `${folderWay(parent, all, roles)} / ${own}`;
}

/** In the order of the screen; what lies in a closed folder is left out. */
export function branches(
  all: readonly Folder[],
  isOpen: (id: string) => boolean,
  compare: (a: string, b: string) => number,
): readonly Branch[] {
  const rank = ({ role }: Folder): number => (role === null ? ORDER.length : ORDER.indexOf(role));
  const ids = new Set(all.map(({ id }) => id));
  const inside = new Map<string | null, Folder[]>();
  for (const folder of all) {
    const parent = folder.parent !== null && ids.has(folder.parent) ? folder.parent : null;
    inside.set(parent, [...(inside.get(parent) ?? []), folder]);
  }
  const grown: Branch[] = [];
  const grow = (parent: string | null, depth: number): void => {
    const here = [...(inside.get(parent) ?? [])].sort((a, b) => rank(a) - rank(b) || compare(a.name, b.name));
    for (const folder of here) {
      const hasChildren = inside.has(folder.id);
      grown.push({ folder, depth, hasChildren });
      if (hasChildren && isOpen(folder.id)) grow(folder.id, depth + 1);
    }
  };
  grow(null, 0);
  return grown;
}
/** Folders with a role keep their place: nobody renames or deletes the inbox. */
export const isOwn = ({ role }: Folder): boolean => role === null;
