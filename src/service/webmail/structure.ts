/**
 * What of a message is its text and what is attached: from the structure that IMAP tells (RFC 9051 §7.5.2), or from one
 * that was parsed here when that could not be had. Called by opened.ts and message.ts. Pure.
 */
import type { MessageStructureObject } from 'imapflow';
import { fileName } from '#src/protocol/mime/search-text.ts';
import { parameterText } from '#src/protocol/mime/parameters.ts';
import type { MimePart } from '#src/protocol/mime/parse.ts';

/** One part, by the section under which IMAP gives its content. */
export interface MailPart {
  readonly section: string;
  /** Lower case, `text/plain`. */
  readonly type: string;
  readonly charset: string | null;
  /** `format`, `delsp`, `method`, `smime-type`, `protocol`, `start` … in lower case. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly encoding: string;
  /** Still encoded. */
  readonly sizeBytes: number;
  readonly isAttachment: boolean;
  readonly name: string | null;
  /** Without the angle brackets. */
  readonly contentId: string | null;
  /** Of a multipart; of message/rfc822 the message inside. */
  readonly children: readonly MailPart[];
}
/** Either or both of one piece of text. */
export interface Piece {
  readonly html: MailPart | null;
  readonly plain: MailPart | null;
}
export interface Contents {
  readonly pieces: readonly Piece[];
  readonly files: readonly MailPart[];
  /** Content-IDs that the HTML may name. */
  readonly inline: readonly MailPart[];
  readonly calendar: MailPart | null;
  readonly report: MailPart | null;
  readonly protection: 'none' | 'signed' | 'encrypted';
}
const MOST_PIECES = 20;
const MOST_FILES = 500;
const MOST_DEPTH = 60;

/** From what imapflow read. */
export function partsOfStructure(node: MessageStructureObject, depth = 0): MailPart {
  const isMessage = node.type === 'message/rfc822';
  const children =
    depth >= MOST_DEPTH ? [] : (node.childNodes ?? []).map((child) => partsOfStructure(child, depth + 1));
  return {
    section: node.part ?? '1',
    type: node.type.toLowerCase(),
    charset: node.parameters?.['charset'] ?? null,
    parameters: node.parameters ?? {},
    encoding: (node.encoding ?? '7bit').toLowerCase(),
    sizeBytes: node.size ?? 0,
    isAttachment: node.disposition?.toLowerCase() === 'attachment',
    name: node.dispositionParameters?.['filename'] ?? node.parameters?.['name'] ?? null,
    contentId: bareId(node.id ?? null),
    // The text of a message inside that has one part only is the first part of it (RFC 9051 §6.4.5).
    children: isMessage
      ? children.map((child) => (child.children.length === 0 ? { ...child, section: `${node.part ?? '1'}.1` } : child))
      : children,
  };
}

/** From what our own parser read. */
export function partsOfSource(part: MimePart, section = '', depth = 0): MailPart {
  const under = (index: number): string => (section === '' ? `${index + 1}` : `${section}.${index + 1}`);
  const own = section === '' ? '1' : section;
  const inside = part.message;
  return {
    section: own,
    type: `${part.type}/${part.subtype}`.toLowerCase(),
    charset: parameterText(part.parameters, 'charset'),
    parameters: Object.fromEntries(part.parameters.map(({ name, value }) => [name, value])),
    encoding: (part.encoding ?? '7bit').toLowerCase(),
    sizeBytes: part.octets,
    isAttachment: part.disposition?.value.toLowerCase() === 'attachment',
    name: fileName(part),
    contentId: bareId(part.id),
    children:
      depth >= MOST_DEPTH
        ? []
        : inside === null
          ? part.children.map((child, index) => partsOfSource(child, under(index), depth + 1))
          : [partsOfSource(inside, inside.children.length === 0 ? `${own}.1` : own, depth + 1)],
  };
}

const bareId = (id: string | null): string | null => id?.trim().replace(/^<|>$/g, '').slice(0, 500) ?? null;

/** The part at a section; null when there is none. */
export function partAt(root: MailPart, section: string): MailPart | null {
  const waiting: MailPart[] = [root];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    if (part.section === section && (part.children.length === 0 || part.type === 'message/rfc822')) return part;
    waiting.push(...part.children);
  }
  return null;
}

interface Found {
  pieces: Piece[];
  files: MailPart[];
  inline: MailPart[];
  calendar: MailPart | null;
  report: MailPart | null;
  protection: Contents['protection'];
}

/** Sorts the parts of a message into its text and its files. */
export function contentsOf(root: MailPart): Contents {
  const found: Found = { pieces: [], files: [], inline: [], calendar: null, report: null, protection: 'none' };
  place(root, found);
  return found;
}

function place(part: MailPart, into: Found): void {
  switch (part.type) {
    case 'multipart/alternative':
      return alternative(part, into);
    case 'multipart/related':
      return related(part, into);
    case 'multipart/signed':
      into.protection = into.protection === 'none' ? 'signed' : into.protection;
      for (const child of part.children) if (!/signature/.test(child.type)) place(child, into);
      return undefined;
    case 'multipart/encrypted':
      into.protection = 'encrypted';
      for (const child of part.children) file(child, into);
      return undefined;
    case 'message/delivery-status':
    case 'message/global-delivery-status':
      into.report ??= part;
      return undefined;
    case 'application/pkcs7-mime':
    case 'application/x-pkcs7-mime':
      into.protection = part.parameters['smime-type'] === 'signed-data' ? 'signed' : 'encrypted';
      return file(part, into);
    case 'text/calendar':
      into.calendar ??= part;
      return part.name === null ? undefined : file(part, into);
    default:
      if (part.type.startsWith('multipart/')) for (const child of part.children) place(child, into);
      else if (isText(part)) addText(part, into);
      else file(part, into);
      return undefined;
  }
}

const isText = ({ type, isAttachment, name }: MailPart): boolean =>
  !isAttachment && name === null && /^text\/(?:plain|html|enriched|x-markdown|markdown)$/.test(type);

function addText(part: MailPart, into: Found): void {
  if (into.pieces.length >= MOST_PIECES) return file(part, into);
  into.pieces.push(part.type === 'text/html' ? { html: part, plain: null } : { html: null, plain: part });
  return undefined;
}
function file(part: MailPart, into: Found): void {
  if (into.files.length < MOST_FILES) into.files.push(part);
}

/** The best form to show, and plain text beside it (RFC 2046 §5.1.4: the last one is the best). */
function alternative(part: MailPart, into: Found): void {
  let html: MailPart | null = null;
  let plain: MailPart | null = null;
  for (const child of part.children) {
    const inner: Found = { pieces: [], files: [], inline: [], calendar: null, report: null, protection: 'none' };
    place(child, inner);
    into.calendar ??= inner.calendar;
    into.inline.push(...inner.inline);
    into.files.push(...inner.files.filter(({ type }) => type !== 'text/x-amp-html'));
    for (const piece of inner.pieces) {
      html = piece.html ?? html;
      plain ??= piece.plain;
    }
  }
  if (html !== null || plain !== null) into.pieces.push({ html, plain });
}

function related(part: MailPart, into: Found): void {
  const start = part.parameters['start']?.replace(/^<|>$/g, '');
  const root = part.children.find(({ contentId }) => contentId !== null && contentId === start) ?? part.children[0];
  if (root === undefined) return;
  const before = into.pieces.length;
  place(root, into);
  const hasHtml = into.pieces.slice(before).some(({ html }) => html !== null);
  for (const child of part.children)
    if (child !== root) {
      if (hasHtml && child.contentId !== null && child.type.startsWith('image/')) into.inline.push(child);
      else place(child, into);
    }
}
