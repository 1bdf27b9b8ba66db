/**
 * Webmail as the routes know it: what a reader may do with his own mail, put together from the files beside this one.
 * Made by host-app.ts, closed by host.ts. Does nothing itself.
 */
import { createMailConnections, type MailConnections } from './connections.ts';
import { type Changes, createChanges } from './changes.ts';
import { type Conversations, createConversations } from './conversations.ts';
import { createFolderChanges, type FolderChanges } from './folder-changes.ts';
import { createFolders, type Folders } from './folders.ts';
import { createLines } from './lines.ts';
import { createLists, type Lists } from './lists.ts';
import { createRows } from './rows.ts';
import { createSearch, type Search } from './search.ts';
import { createSafeLetters } from './safe-letters.ts';
import type { ThreadsPlan } from './html-threads.ts';
import { createWatching, type Watching } from './watching.ts';
import { createReading, type MessageReading, type ReadingDeps } from './reading.ts';
import { createUnsubscribing, type Unsubscribing } from './unsubscribing.ts';
import { createWriting, type Writing, type WritingDeps } from './writing.ts';

export interface WebmailDeps extends WritingDeps, Omit<ReadingDeps, 'connections' | 'lines' | 'letters' | 'hostname'> {
  /** Of the threads that make long letters safe. */
  readonly htmlThreads?: ThreadsPlan | undefined;
}
export interface Webmail {
  readonly connections: Pick<MailConnections, 'use'>;
  readonly folders: Folders;
  readonly folderChanges: FolderChanges;
  readonly lists: Lists;
  readonly search: Search;
  readonly conversations: Conversations;
  readonly changes: Changes;
  /** What happens while a tab is open. */
  readonly watching: Watching;
  readonly reading: MessageReading;
  /** Takes the reader off a list. */
  readonly unsubscribe: Unsubscribing;
  /** Drafts, uploads, the outbox. */
  readonly writing: Writing;
  close(): Promise<void>;
}

/** Makes the parts; no connection is open before somebody reads. */
export function createWebmail(deps: WebmailDeps): Webmail {
  const connections = createMailConnections(deps);
  const lines = createLines(deps);
  const writing = createWriting(deps, connections, lines);
  const letters = createSafeLetters({ clock: deps.clock, threads: deps.htmlThreads });
  const rows = createRows();
  const lists = createLists(lines, rows);
  const search = createSearch({ lines, rows, lists, clock: deps.clock });
  const watching = createWatching({ lines, rows, lists, epoch: () => deps.clock.now().toString(36) });
  writing.onChange((mailbox) => watching.tell(mailbox, { kind: 'outbox' }));
  return {
    connections,
    folders: createFolders(lines),
    folderChanges: createFolderChanges(lines),
    lists,
    search,
    conversations: createConversations(lines, rows, lists),
    changes: createChanges({ lines, lists, rows, found: search.all }),
    watching,
    reading: createReading({ ...deps, connections, lines, letters }),
    unsubscribe: createUnsubscribing({ ...deps, writing }),
    writing,
    close: async () => {
      watching.close();
      await writing.close();
      lines.close();
      await connections.close();
      await letters.close();
    },
  };
}
