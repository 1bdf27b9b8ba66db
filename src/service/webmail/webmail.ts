/**
 * Webmail as the routes know it: what a reader may do with his own mail, put together from the files beside this one.
 * Made by host-app.ts, closed by host.ts. Does nothing itself.
 */
import { createMailConnections, type MailConnections } from './connections.ts';
import { createFolders, type Folders } from './folders.ts';
import { createLines } from './lines.ts';
import { createLists, type Lists } from './lists.ts';
import { createRows } from './rows.ts';
import { createReading, type MessageReading, type ReadingDeps } from './reading.ts';
import { createWriting, type Writing, type WritingDeps } from './writing.ts';

export interface WebmailDeps extends WritingDeps, Omit<ReadingDeps, 'connections' | 'hostname'> {}
export interface Webmail {
  readonly connections: Pick<MailConnections, 'use'>;
  readonly folders: Folders;
  readonly lists: Lists;
  readonly reading: MessageReading;
  /** Drafts, uploads, the outbox. */
  readonly writing: Writing;
  close(): Promise<void>;
}

/** Makes the parts; no connection is open before somebody reads. */
export function createWebmail(deps: WebmailDeps): Webmail {
  const connections = createMailConnections(deps);
  const lines = createLines(deps);
  const writing = createWriting(deps, connections);
  return {
    connections,
    folders: createFolders(connections),
    lists: createLists(lines, createRows()),
    reading: createReading({ ...deps, connections }),
    writing,
    close: async () => {
      lines.close();
      await writing.close();
      await connections.close();
    },
  };
}
