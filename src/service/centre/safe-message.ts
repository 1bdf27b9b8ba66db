/**
 * A message made safe to look at: its header fields decoded, its text as plain text, its attachments by name, and the hosts
 * that its links lead to. Nothing of it is ever run or fetched. Called by the console's quarantine. Pure; bounded.
 */
import { partText } from '#src/protocol/mime/decode.ts';
import { fieldValue } from '#src/protocol/mime/header-fields.ts';
import { htmlText } from '#src/protocol/mime/html-text.ts';
import { type MimePart, parseMessage } from '#src/protocol/mime/parse.ts';
import { fileName } from '#src/protocol/mime/search-text.ts';
import { decodeWords } from '#src/protocol/mime/words.ts';

export interface SafeMessage {
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  /** The plain text, or what the HTML says without its tags. */
  readonly text: string;
  readonly isFromHtml: boolean;
  /** True when more text follows than is shown. */
  readonly isCut: boolean;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly bytes: number }[];
  readonly linkHosts: readonly string[];
}

const MOST_FIELDS = 100;
const MOST_VALUE = 2000;
const MOST_TEXT = 50_000;
const MOST_READ = 1 << 20;
const MOST_PARTS = 50;
const MOST_HOSTS = 30;

function* leaves(part: MimePart): Generator<MimePart> {
  if (part.children.length > 0) for (const child of part.children) yield* leaves(child);
  else yield part;
}
const isText = (part: MimePart, subtype: string): boolean =>
  part.kind === 'leaf' &&
  part.type.toLowerCase() === 'text' &&
  part.subtype.toLowerCase() === subtype &&
  part.disposition?.value.toLowerCase() !== 'attachment';

/** Reads it; never throws for what is in it. */
export function safeMessage(bytes: Buffer): SafeMessage {
  const message = parseMessage(bytes);
  const parts = [...leaves(message)].slice(0, MOST_PARTS);
  const plain = parts.find((part) => isText(part, 'plain'));
  const html = parts.find((part) => isText(part, 'html'));
  const shown = plain ?? html;
  const read = (part: MimePart | undefined): string => (part === undefined ? '' : partText(bytes, part, MOST_READ));
  const markup = read(html);
  const text = shown === html ? htmlText(markup) : read(plain);
  return {
    fields: message.fields.slice(0, MOST_FIELDS).map((field) => ({
      name: bytes.toString('latin1', field.start, field.start + field.key.length),
      value: visible(decodeWords(fieldValue(bytes, field))).slice(0, MOST_VALUE),
    })),
    text: visible(text.replaceAll('\r\n', '\n').replaceAll(/\n{3,}/g, '\n\n'))
      .slice(0, MOST_TEXT)
      .trim(),
    isFromHtml: shown === html && html !== undefined,
    isCut: text.length > MOST_TEXT,
    attachments: parts
      .filter((part) => part !== plain && part !== html)
      .map((part) => ({
        name: visible(fileName(part) ?? '').slice(0, 200),
        type: `${part.type}/${part.subtype}`.toLowerCase(),
        bytes: part.bodyEnd - part.bodyStart,
      })),
    linkHosts: hostsIn(`${read(plain)} ${markup}`),
  };
}

/** Letters that turn the direction of writing or hide are shown as what they are. */
const visible = (text: string): string =>
  text.replaceAll(
    // oxlint-disable-next-line no-control-regex
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu,
    '\ufffd',
  );

function hostsIn(text: string): readonly string[] {
  const hosts = new Set<string>();
  for (const [address] of text.slice(0, MOST_READ).matchAll(/https?:\/\/[^\s"'<>)\]]{3,2000}/giu)) {
    const host = URL.parse(address)?.hostname;
    if (host !== undefined && host !== '') hosts.add(host);
    if (hosts.size >= MOST_HOSTS) break;
  }
  return [...hosts];
}
