/**
 * Webmail as the routes know it: what a reader may do with his own mail, put together from the files beside this one.
 * Made by host-app.ts, closed by host.ts. Does nothing itself.
 */
import { createMailConnections, type MailConnections, type MailDoorDeps } from './connections.ts';
import { createFolders, type Folders } from './folders.ts';
import { createLines } from './lines.ts';
import { createLists, type Lists } from './lists.ts';
import { createRows } from './rows.ts';
import { createReading, type MessageReading, type ReadingDeps } from './reading.ts';

export interface WebmailDeps extends MailDoorDeps, Omit<ReadingDeps, 'connections' | 'hostname'> {}
export interface Webmail {
  readonly connections: Pick<MailConnections, 'use'>;
  readonly folders: Folders;
  readonly lists: Lists;
  readonly reading: MessageReading;
  close(): Promise<void>;
}

/** Makes the parts; no connection is open before somebody reads. */
export function createWebmail(deps: WebmailDeps): Webmail {
  const connections = createMailConnections(deps);
  const lines = createLines(deps);
  return {
    connections,
    folders: createFolders(connections),
    lists: createLists(lines, createRows()),
    reading: createReading({ ...deps, connections }),
    close: async () => {
      lines.close();
      await connections.close();
    },
  };
}
