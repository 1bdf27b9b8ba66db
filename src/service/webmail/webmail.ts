/**
 * Webmail as the routes know it: what a reader may do with his own mail, put together from the files beside this one.
 * Made by host-app.ts, closed by host.ts. Does nothing itself.
 */
import { createMailConnections, type MailDoorDeps } from './connections.ts';
import { createFolders, type Folders } from './folders.ts';

export interface Webmail {
  readonly folders: Folders;
  close(): Promise<void>;
}

/** Makes the parts; no connection is open before somebody reads. */
export function createWebmail(deps: MailDoorDeps): Webmail {
  const connections = createMailConnections(deps);
  return { folders: createFolders(connections), close: () => connections.close() };
}
