/**
 * A letter as bytes: text and HTML of the same words, pictures inside it, files beside it (RFC 5322, RFC 2045–2047, RFC 2387,
 * RFC 3676). Called when a draft is left and when it is sent. Adds no field that tells of the program or the sender's place.
 */
import { createReadStream } from 'node:fs';
import MimeNode from 'nodemailer/lib/mime-node';
import type { Identity } from '#src/model/webmail-settings.ts';
import type { Origin, Written } from './draft.ts';
import { flowed } from './flowed.ts';
import { type Addressed, readRecipients } from './recipients.ts';
import { cleanHtml } from '#src/protocol/safe-html/written.ts';
import { shownImages, textOfHtml } from './written-html.ts';

export interface ComposedFile {
  readonly name: string;
  readonly type: string;
  readonly cid: string | null;
  /** Where its bytes lie. */
  readonly path: string;
}
export interface Letter {
  readonly written: Written;
  readonly identity: Identity;
  readonly origin: Origin | null;
  readonly files: readonly ComposedFile[];
  /** With angle brackets. */
  readonly messageId: string;
  /** Epoch ms. */
  readonly at: number;
  /** A draft keeps its blind copies; what is sent has none. */
  readonly keepsBlind: boolean;
}

const TEXT = 'text/plain; charset=utf-8; format=flowed';
const HTML = 'text/html; charset=utf-8';

/** The whole message, CRLF lines. */
export async function composeLetter(letter: Letter): Promise<Buffer> {
  const isHtml = letter.written.format === 'html';
  const html = isHtml ? cleanHtml(letter.written.html) : '';
  const text = flowed(isHtml ? textOfHtml(html) : letter.written.text);
  const shown = shownImages(html);
  const inside = letter.files.filter(({ cid }) => cid !== null && shown.has(cid));
  const beside = letter.files.filter((file) => !inside.includes(file) && (file.cid === null || !isHtml));
  const options = { keepBcc: letter.keepsBlind, newline: 'win', textEncoding: 'Q' as const };
  const root = new MimeNode(beside.length > 0 ? 'multipart/mixed' : isHtml ? 'multipart/alternative' : TEXT, options);
  header(root, letter);
  const at = (type: string): MimeNode => (beside.length > 0 ? root.createChild(type) : root);
  if (isHtml) {
    const both = at('multipart/alternative');
    both.createChild(TEXT).setContent(text);
    if (inside.length === 0) both.createChild(HTML).setContent(page(html));
    else {
      const related = both.createChild('multipart/related; type="text/html"');
      related.createChild(HTML).setContent(page(html));
      for (const file of inside) put(related, file, true);
    }
  } else at(TEXT).setContent(text);
  for (const file of beside) put(root, file, false);
  return await root.build();
}

const page = (html: string): string =>
  `<!doctype html>\r\n<html><head><meta charset="utf-8"></head><body>${html.replace(/\r?\n/g, '\r\n')}</body></html>\r\n`;

function put(parent: MimeNode, file: ComposedFile, inside: boolean): void {
  const node = parent.createChild(file.type, { filename: file.name });
  node.setHeader('Content-Disposition', inside ? 'inline' : 'attachment');
  if (inside && file.cid !== null) node.setHeader('Content-ID', `<${file.cid}>`);
  node.setHeader('Content-Transfer-Encoding', 'base64');
  node.setContent(createReadStream(file.path));
}

const people = (lines: readonly string[]): readonly Addressed[] => readRecipients(lines).good;

function header(root: MimeNode, { written, identity, origin, messageId, at, keepsBlind }: Letter): void {
  const set = (name: string, value: unknown): void => void root.setHeader(name, value as string);
  set('From', { name: identity.name, address: identity.address });
  if (identity.replyTo !== null && identity.replyTo !== identity.address) set('Reply-To', identity.replyTo);
  for (const [name, lines] of [
    ['To', written.to],
    ['Cc', written.cc],
    ['Bcc', keepsBlind ? written.bcc : []],
  ] as const) {
    const all = people(lines);
    if (all.length > 0) set(name, all);
  }
  set('Subject', written.subject);
  set('Date', new Date(at).toUTCString().replace('GMT', '+0000'));
  set('Message-ID', messageId);
  if (origin !== null && origin.references.length > 0) {
    if (origin.kind !== 'forward' && origin.messageId !== null) set('In-Reply-To', origin.messageId);
    set('References', origin.references.join(' '));
  }
}
