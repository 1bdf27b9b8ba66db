/**
 * Parts of a message as streams: attachments, the source, pictures. Called by the routes and by archive.ts. Reads a few
 * megabytes at a time, only as fast as they are taken; undoes the encoding on the way. Holds no connection between.
 */
import { decodeBase64, decodeQuotedPrintable } from '#src/protocol/mime/decode.ts';
import type { MailConnections, MailUser } from './connections.ts';
import type { MessageRef } from './message-id.ts';
import { selectFolder } from './opened.ts';
import type { MailPart } from './structure.ts';

const CHUNK_BYTES = 8 << 20;

/** The content of a section as sent; '' is the whole source. Ends early when the message goes away meanwhile. */
export async function* sectionBytes(
  connections: Pick<MailConnections, 'use'>,
  user: MailUser,
  ref: MessageRef,
  section: string,
): AsyncGenerator<Buffer, void> {
  for (let at = 0; ; at += CHUNK_BYTES) {
    const chunk = await connections.use(user, async (imap) => {
      await selectFolder(imap, ref);
      const query =
        section === ''
          ? { source: { start: at, maxLength: CHUNK_BYTES } }
          : { bodyParts: [{ key: section, start: at, maxLength: CHUNK_BYTES }] };
      const found = await imap.fetchOne(String(ref.uid), query, { uid: true });
      if (found === false || found === undefined) return null;
      return (section === '' ? found.source : found.bodyParts?.get(section.toLowerCase())) ?? null;
    });
    if (chunk === null || chunk.length === 0) return;
    yield chunk;
    if (chunk.length < CHUNK_BYTES) return;
  }
}

/** The content of a part with its transfer encoding undone. */
export async function* partBytes(
  connections: Pick<MailConnections, 'use'>,
  user: MailUser,
  ref: MessageRef,
  part: MailPart,
): AsyncGenerator<Buffer, void> {
  const undo = DECODERS[part.encoding];
  let rest = Buffer.alloc(0);
  for await (const chunk of sectionBytes(connections, user, ref, part.section)) {
    if (undo === undefined) {
      yield chunk;
      continue;
    }
    const all = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = undo.whole(all);
    rest = Buffer.from(all.subarray(end));
    if (end > 0) yield undo.decode(all.subarray(0, end));
  }
  if (undo !== undefined && rest.length > 0) yield undo.decode(rest);
}

interface Decoder {
  /** How many of these bytes can be decoded without those to come. */
  readonly whole: (bytes: Buffer) => number;
  readonly decode: (bytes: Buffer) => Buffer;
}
const DECODERS: Readonly<Record<string, Decoder>> = {
  base64: { whole: wholeQuads, decode: decodeBase64 },
  'quoted-printable': { whole: wholeLines, decode: decodeQuotedPrintable },
};

/** Up to the last character that completes four of the alphabet; all of it when there is padding inside. */
function wholeQuads(bytes: Buffer): number {
  let letters = 0;
  // By index: an iterator over megabytes costs ten times as much.
  // oxlint-disable-next-line typescript/prefer-for-of
  for (let at = 0; at < bytes.length; at++) if (isLetter(bytes[at])) letters++;
  let over = letters % 4;
  let end = bytes.length;
  while (over > 0) if (isLetter(bytes[--end])) over--;
  return end;
}
const isLetter = (byte: number): boolean =>
  (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122) || (byte >= 47 && byte <= 57) || byte === 43 || byte === 61;

/** A soft line break may stand at the end; a line longer than a chunk is taken as it is. */
function wholeLines(bytes: Buffer): number {
  const end = bytes.lastIndexOf(10) + 1;
  return end > 0 || bytes.length < CHUNK_BYTES ? end : bytes.length;
}

/** A stream for an HTTP answer; what is wrong ends it. */
export function streamOf(chunks: AsyncGenerator<Buffer, void>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await chunks.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        controller.error(error);
      }
    },
    async cancel() {
      await chunks.return();
    },
  });
}
