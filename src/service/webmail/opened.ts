/**
 * One message as IMAP gives it: its header, its structure, and the parts that are asked for — never the whole of it. Called
 * by message.ts, document.ts and parts.ts. A structure that the protocol's reader cannot take is parsed here instead.
 */
import type { FetchMessageObject, ImapFlow } from 'imapflow';
import { decodeBase64, decodeQuotedPrintable } from '#src/protocol/mime/decode.ts';
import { parseMessage } from '#src/protocol/mime/parse.ts';
import { MailRefused } from './attempt.ts';
import type { MailConnections, MailUser } from './connections.ts';
import type { MessageRef } from './message-id.ts';
import { type MailPart, partAt, partsOfSource, partsOfStructure } from './structure.ts';

export interface Opened {
  readonly ref: MessageRef;
  readonly flags: ReadonlySet<string>;
  readonly receivedAt: Date | null;
  readonly sizeBytes: number;
  /** Of the message, or of the one inside that was asked for; at most `MOST_HEADER` bytes. */
  readonly header: Buffer;
  readonly root: MailPart;
  /** Section of the message inside that was asked for. */
  readonly inside: string | null;
  /** What could not be read of the structure. */
  readonly trouble: 'none' | 'structure' | 'deep';
}
export const MOST_HEADER = 256 * 1024;
/** Of a message whose structure nobody told us. */
const MOST_SOURCE = 2 * 1024 * 1024;

/** The folder of a message, selected; refuses when it, or the message's time in it, is gone. */
export async function selectFolder(imap: ImapFlow, ref: MessageRef): Promise<void> {
  const current = imap.mailbox;
  if (current === false || current.path !== ref.path) {
    try {
      await imap.mailboxOpen(ref.path, { readOnly: true });
    } catch (error) {
      if (!imap.usable) throw error;
      throw new MailRefused('folderGone');
    }
  }
  if (imap.mailbox === false || Number(imap.mailbox.uidValidity) !== ref.validity) throw new MailRefused('messageGone');
}

/** Opens the message, or the one that lies in it at `inside`. Throws MailRefused when it is gone. */
export async function openMessage(
  connections: Pick<MailConnections, 'use'>,
  user: MailUser,
  ref: MessageRef,
  inside: string | null,
): Promise<Opened> {
  const told = await connections
    .use(user, async (imap) => {
      await selectFolder(imap, ref);
      return await fetchOne(imap, ref.uid, {
        flags: true,
        internalDate: true,
        size: true,
        bodyStructure: true,
        bodyParts: [{ key: headerSection(inside), maxLength: MOST_HEADER }],
      });
    })
    .catch((error: unknown) => {
      // A structure that imapflow cannot take looks to it like no answer; whether the message is there shows below.
      if (error instanceof MailRefused ? error.key !== 'messageGone' || inside !== null : !isUnread(error)) throw error;
      return 'unread' as const;
    });
  if (told !== 'unread' && told.bodyStructure !== undefined)
    return openedFrom(ref, told, partsOfStructure(told.bodyStructure), inside, 'none');
  return await connections.use(user, async (imap) => {
    await selectFolder(imap, ref);
    const source = await fetchOne(imap, ref.uid, {
      flags: true,
      internalDate: true,
      size: true,
      source: { start: 0, maxLength: MOST_SOURCE },
      bodyParts: [{ key: headerSection(inside), maxLength: MOST_HEADER }],
    });
    return openedFrom(ref, source, partsOfSource(parseMessage(source.source ?? Buffer.alloc(0))), inside, 'structure');
  });
}

const headerSection = (inside: string | null): string => (inside === null ? 'HEADER' : `${inside}.HEADER`);
/** The answer came, but imapflow's reader does not go as deep as a hostile message does. */
const isUnread = (error: unknown): boolean =>
  /nesting|pars|Unexpected|literal/i.test(`${(error as Error).message} ${(error as { code?: string }).code ?? ''}`);

async function fetchOne(
  imap: ImapFlow,
  uid: number,
  query: Parameters<ImapFlow['fetchOne']>[1],
): Promise<FetchMessageObject> {
  const found = await imap.fetchOne(String(uid), query, { uid: true });
  if (found === false || found === undefined) throw new MailRefused('messageGone');
  return found;
}

function openedFrom(
  ref: MessageRef,
  told: FetchMessageObject,
  whole: MailPart,
  inside: string | null,
  trouble: Opened['trouble'],
): Opened {
  const holder = inside === null ? null : partAt(whole, inside);
  if (inside !== null && holder?.type !== 'message/rfc822') throw new MailRefused('messageGone');
  const header = told.headers ?? told.bodyParts?.get(headerSection(inside).toLowerCase()) ?? Buffer.alloc(0);
  return {
    ref,
    flags: told.flags ?? new Set(),
    receivedAt: told.internalDate instanceof Date ? told.internalDate : null,
    sizeBytes: holder === null ? (told.size ?? 0) : holder.sizeBytes,
    header,
    root:
      holder === null
        ? whole
        : (holder.children[0] ?? { ...holder, type: 'text/plain', section: `${holder.section}.1` }),
    inside,
    trouble,
  };
}

/** The first bytes of these parts, as sent. */
export async function fetchSections(
  connections: Pick<MailConnections, 'use'>,
  user: MailUser,
  ref: MessageRef,
  wanted: readonly { readonly section: string; readonly maxBytes: number }[],
): Promise<ReadonlyMap<string, Buffer>> {
  if (wanted.length === 0) return new Map();
  return await connections.use(user, async (imap) => {
    await selectFolder(imap, ref);
    const found = await fetchOne(imap, ref.uid, {
      bodyParts: wanted.map(({ section, maxBytes }) => ({ key: section, maxLength: maxBytes })),
    });
    return new Map(
      wanted.map(({ section }) => [section, found.bodyParts?.get(section.toLowerCase()) ?? Buffer.alloc(0)]),
    );
  });
}

/** Undoes the transfer encoding (RFC 2045 §6); one that nobody knows is left as it is. */
export function decoded(bytes: Buffer, encoding: string): Buffer {
  if (encoding === 'base64') return decodeBase64(bytes);
  return encoding === 'quoted-printable' ? decodeQuotedPrintable(bytes) : bytes;
}
