/**
 * What an operation has in hand while it changes a mailbox: the database inside a transaction, the folders, the time, and
 * lists of what follows the commit. Made by the commit queue; operations never begin or commit themselves.
 */
import type { FolderChange } from '../mail-store.ts';
import type { MailboxDatabase } from './database.ts';
import type { FolderTable } from './folder-table.ts';
import type { TextIndex } from './text-index.ts';

export interface Transaction {
  readonly db: MailboxDatabase;
  readonly folders: FolderTable;
  readonly texts: TextIndex;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Bytes the mailbox may hold; 0 = no limit. */
  readonly quotaBytes: number;
  /** Told to the listeners of a folder once the commit is durable. */
  readonly changes: { readonly folderId: number; readonly change: FolderChange }[];
  /** Files in `large/` that no row names any more; unlinked once the commit is durable. */
  readonly unlinked: string[];
}
