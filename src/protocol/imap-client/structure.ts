/**
 * BODYSTRUCTURE as a client gets it (RFC 9051 §7.5.2) → a tree of parts, and what a list wants of it: the part with the
 * first words, and whether files come with it. Used by service/webmail. Pure, capped, never throws.
 */
import { decodeExtended, type Parameter } from '../mime/parameters.ts';
import { decodeWords } from '../mime/words.ts';
import { asList, asNumber, asText, type Value } from './values.ts';

export interface Part {
  /** As FETCH names it: `1.2`. */
  readonly number: string;
  /** `text/plain`, lower case. */
  readonly type: string;
  readonly charset: string;
  readonly encoding: string;
  readonly sizeBytes: number;
  readonly disposition: string;
  /** Decoded; empty when it has none. */
  readonly fileName: string;
  readonly contentId: boolean;
  readonly parts: readonly Part[];
}

const MOST_PARTS = 1000;

/** Parses; anything at all gives some tree. */
export function readStructure(value: Value | undefined): Part {
  let left = MOST_PARTS;
  const read = (list: readonly Value[], path: string): Part => {
    left -= 1;
    if (Array.isArray(list[0])) return multipart(list, path);
    const parameters = pairs(list[2]);
    const type = `${asText(list[0])}/${asText(list[1])}`.toLowerCase();
    const rest = type.startsWith('text/') ? 8 : type === 'message/rfc822' || type === 'message/global' ? 10 : 7;
    const disposition = asList(list[rest + 1]);
    return {
      number: path === '' ? '1' : path,
      type,
      charset: named(parameters, 'charset'),
      encoding: asText(list[5]).toLowerCase(),
      sizeBytes: asNumber(list[6]),
      disposition: asText(disposition[0]).toLowerCase(),
      fileName: named(pairs(disposition[1]), 'filename') || named(parameters, 'name'),
      contentId: asText(list[3]) !== '',
      parts: [],
    };
  };
  const multipart = (list: readonly Value[], path: string): Part => {
    const parts: Part[] = [];
    let at = 0;
    for (; Array.isArray(list[at]); at += 1)
      if (left > 0) parts.push(read(asList(list[at]), path === '' ? `${at + 1}` : `${path}.${at + 1}`));
    const type = `multipart/${asText(list[at])}`.toLowerCase();
    return { ...NOTHING, number: path, type, parts };
  };
  return read(asList(value), '');
}

const NOTHING = { charset: '', encoding: '', sizeBytes: 0, disposition: '', fileName: '', contentId: false };

function pairs(value: Value | undefined): readonly Parameter[] {
  const list = asList(value);
  const found: Parameter[] = [];
  for (let at = 0; at + 1 < list.length && found.length < 100; at += 2)
    found.push({ name: asText(list[at]).toLowerCase(), value: asText(list[at + 1]) });
  return found;
}

/** A parameter's text: RFC 2231 in one piece or many, RFC 2047 though it is not allowed, or as it stands. */
function named(parameters: readonly Parameter[], name: string): string {
  const extended = parameters.find((one) => one.name === `${name}*`);
  if (extended !== undefined) return decodeExtended(extended.value);
  const pieces = parameters.filter((one) => one.name.startsWith(`${name}*`));
  if (pieces.length > 0) {
    const order = pieces.toSorted(
      (a, b) => Number.parseInt(a.name.slice(name.length + 1), 10) - Number.parseInt(b.name.slice(name.length + 1), 10),
    );
    return decodeExtended(order.map(({ value }) => value).join(''));
  }
  return decodeWords(parameters.find((one) => one.name === name)?.value ?? '');
}

function* leaves(part: Part): Generator<Part> {
  if (part.parts.length === 0 && !part.type.startsWith('multipart/')) yield part;
  for (const one of part.parts) yield* leaves(one);
}

/** The text a reader sees first: plain before HTML; null: there is none. */
export function firstText(root: Part): Part | null {
  let html: Part | null = null;
  for (const part of leaves(root)) {
    if (part.disposition === 'attachment' || part.sizeBytes === 0) continue;
    if (part.type === 'text/plain' && part.fileName === '') return part;
    if (part.type === 'text/html') html ??= part;
  }
  return html;
}

/** Sent along for programs, not for people. */
const SIGNATURES =
  /^application\/(?:pgp-signature|(?:x-)?pkcs7-signature|pgp-encrypted)$|^message\/(?:delivery-status|disposition-notification)$/;

/** Parts that a reader would call files: not the text, not its pictures, not signatures. */
export function files(root: Part): readonly Part[] {
  return [...leaves(root)].filter((part) => {
    if (SIGNATURES.test(part.type) || (part.type === '/' && part.sizeBytes === 0)) return false;
    if (part.disposition === 'attachment')
      return !(part.contentId && part.type.startsWith('image/') && isRelated(root, part));
    if (part.type.startsWith('text/')) return part.fileName !== '' && part.disposition !== 'inline';
    return !(part.contentId && part.type.startsWith('image/'));
  });
}

/** A picture inside `multipart/related` is shown in the text, whatever its disposition says. */
function isRelated(root: Part, wanted: Part): boolean {
  return root.type === 'multipart/related'
    ? root.parts.includes(wanted) || root.parts.some((part) => isRelated(part, wanted))
    : root.parts.some((part) => isRelated(part, wanted));
}
