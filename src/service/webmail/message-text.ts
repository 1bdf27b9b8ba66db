/**
 * The readable text of an opened message: its pieces fetched, decoded and in Unicode, with what was wrong about them. Called
 * by message.ts and document.ts. Caps: 1 MiB of each piece, 4 MiB of all.
 */
import type { LetterPiece } from '#src/protocol/safe-html/unaddressed.ts';
import { decodeCharset, decodeUnlabelled, knowsCharset } from '#src/protocol/mime/charset.ts';
import { unflowed } from '#src/protocol/safe-html/plain.ts';
import type { JobText } from './html-job.ts';
import type { MailConnections, MailUser } from './connections.ts';
import { decoded, fetchSections, type Opened } from './opened.ts';
import type { SafeLetters } from './safe-letters.ts';
import { type Contents, contentsOf, type MailPart } from './structure.ts';

export type Trouble = 'encoding' | 'charset' | 'bytes' | 'empty';
export interface Body {
  readonly contents: Contents;
  readonly pieces: readonly LetterPiece[];
  /** Plain, also of HTML alone. */
  readonly text: string;
  readonly isCut: boolean;
  readonly calendar: string | null;
  /** Fields of the delivery status. */
  readonly status: string | null;
  readonly trouble: readonly Trouble[];
}
const MOST_PIECE = 1 << 20;
const MOST_ALL = 4 << 20;
export const MOST_TEXT = 1 << 20;
const MOST_SMALL = 256 * 1024;
const ENCODINGS = new Set(['7bit', '8bit', 'binary', 'quoted-printable', 'base64', '']);

interface BodyDeps {
  readonly connections: Pick<MailConnections, 'use'>;
  readonly letters: Pick<SafeLetters, 'text'>;
}

/** Fetches and decodes what is shown of the message. */
export async function bodyOf({ connections, letters }: BodyDeps, user: MailUser, opened: Opened): Promise<Body> {
  const contents = contentsOf(opened.root);
  const wanted: { section: string; maxBytes: number }[] = [];
  let left = MOST_ALL;
  const want = (part: MailPart | null, most: number): void => {
    const maxBytes = Math.min(most, left);
    if (part === null || maxBytes <= 0 || part.sizeBytes === 0) return;
    wanted.push({ section: part.section, maxBytes });
    left -= Math.min(part.sizeBytes, maxBytes);
  };
  for (const { html, plain } of contents.pieces) {
    want(html, MOST_PIECE * 2);
    want(plain, MOST_PIECE);
  }
  want(contents.calendar, MOST_SMALL);
  want(contents.report, MOST_SMALL);
  const got = await fetchSections(connections, user, opened.ref, wanted);
  const trouble = new Set<Trouble>();
  const textOf = (part: MailPart | null): string | null =>
    part === null ? null : textOfPart(got.get(part.section) ?? Buffer.alloc(0), part, trouble);
  const pieces = contents.pieces.map(({ html, plain }) => ({ html: textOf(html), plain: textOf(plain) }));
  const isCutPart = (part: MailPart | null): boolean =>
    part !== null && part.sizeBytes > (wanted.find(({ section }) => section === part.section)?.maxBytes ?? Infinity);
  const texts: JobText[] = [];
  for (const { html, plain } of pieces)
    texts.push(plain === null ? await letters.text(user.id, html ?? '', MOST_TEXT) : { text: plain, isCut: false });
  const text = texts
    .map((one) => one.text)
    .join('\n\n')
    .trim();
  if (
    text === '' &&
    contents.files.length === 0 &&
    contents.inline.length === 0 &&
    opened.root.sizeBytes > 0 &&
    pieces.every(({ html }) => !/<img/i.test(html ?? ''))
  )
    trouble.add('empty');
  return {
    contents,
    pieces,
    text: text.slice(0, MOST_TEXT),
    isCut:
      text.length > MOST_TEXT ||
      texts.some((one) => one.isCut) ||
      contents.pieces.some(({ html, plain }) => isCutPart(html ?? plain)),
    calendar: textOf(contents.calendar),
    status: textOf(contents.report),
    trouble: [...trouble],
  };
}

const UTF8 = /^(?:utf-?8|us-ascii|ascii|)$/i;
const lenient = new TextDecoder('utf-8');
/** UTF-8 with a torn character here and there is still UTF-8. */
function inUnicode(bytes: Buffer, charset: string | null): string {
  if (!UTF8.test(charset?.trim() ?? '')) return decodeCharset(bytes, charset ?? '');
  const text = lenient.decode(bytes);
  const torn = text.split('\ufffd').length - 1;
  if (torn === 0) return text;
  const whole = text.length - torn - (text.match(/[\u0000-\u007f]/g)?.length ?? 0); // oxlint-disable-line no-control-regex
  return torn <= whole ? text : decodeUnlabelled(bytes);
}

/** Text of a part: encoding and character set undone, NULs and lone CRs gone, flowing lines joined. */
export function textOfPart(bytes: Buffer, part: MailPart, trouble: Set<Trouble>): string {
  if (!ENCODINGS.has(part.encoding)) trouble.add('encoding');
  const plain = decoded(bytes, part.encoding);
  const { charset } = part;
  if (charset !== null && charset !== '' && !knowsCharset(charset)) trouble.add('charset');
  const text = inUnicode(plain, charset);
  if (text.includes('\u0000')) trouble.add('bytes');
  const lines = text
    .replaceAll('\u0000', '')
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0001-\u0008\u000b\u000e-\u001f\ufeff]/g, '');
  const isFlowed = part.type === 'text/plain' && part.parameters['format']?.toLowerCase() === 'flowed';
  return isFlowed ? unflowed(lines, part.parameters['delsp']?.toLowerCase() === 'yes') : lines;
}
