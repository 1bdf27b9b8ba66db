/**
 * Ids of folders and messages as webmail's routes give them out: opaque, safe in an address, never a position. Used by every
 * part of webmail. A message's id names its folder, the folder's UIDVALIDITY and its UID (RFC 9051 §2.3.1.1).
 */

/** The id under which a folder is asked for: no slash, whatever its name. */
export const folderId = (path: string): string => Buffer.from(path).toString('base64url');
/** The path again; any text gives some path, which then exists or not. */
export const folderPath = (id: string): string => Buffer.from(id, 'base64url').toString();

export interface MessageRef {
  readonly path: string;
  readonly validity: number;
  readonly uid: number;
}

export const messageId = ({ path, validity, uid }: MessageRef): string => `${folderId(path)}.${validity}.${uid}`;

/** What an id names; null for what cannot be one. */
export function messageRef(id: string): MessageRef | null {
  const found = /^([\w-]{1,8000})\.(\d{1,10})\.(\d{1,10})$/.exec(id);
  return found === null ? null : { path: folderPath(found[1]), validity: Number(found[2]), uid: Number(found[3]) };
}
