/**
 * The BODY and BODYSTRUCTURE data items (RFC 3501 §7.4.2). Called by `summary.ts`. Pure; text is one character a byte
 * (latin1). Tells what the message says of itself, never a guess.
 */
import type { Parameter } from '../mime/parameters.ts';
import type { MimePart } from '../mime/parse.ts';
import { nstring } from './data-text.ts';
import { envelopeText } from './envelope.ts';

const DEFAULT_CHARSET = '"charset" "us-ascii"';
/** A multipart must have a part; one without gets this empty text (also what Dovecot says). */
const EMPTY_PART = `("text" "plain" (${DEFAULT_CHARSET}) NIL NIL "7bit" 0 0`;

/** BODYSTRUCTURE when `extended`, else BODY. Depth is bounded by the parser (MAX_DEPTH). */
export function bodyStructureText(bytes: Buffer, part: MimePart, extended: boolean): string {
  switch (part.kind) {
    case 'multipart':
      return multipartText(bytes, part, extended);
    case 'message':
    case 'leaf':
    case 'opaque':
      return leafText(bytes, part, extended);
  }
}

function multipartText(bytes: Buffer, part: MimePart, extended: boolean): string {
  const parts =
    part.children.length === 0
      ? `${EMPTY_PART}${extended ? ' NIL NIL NIL NIL' : ''})`
      : part.children.map((child) => bodyStructureText(bytes, child, extended)).join('');
  const tail = extended ? ` ${parametersText(part.parameters)} ${extensionText(part)}` : '';
  return `(${parts} ${nstring(part.subtype)}${tail})`;
}

function leafText(bytes: Buffer, part: MimePart, extended: boolean): string {
  // Beyond the caps, not looked into: a multipart without parts would be wrong grammar.
  const opaque = part.kind === 'opaque';
  const isText = !opaque && part.type.toLowerCase() === 'text';
  const type = opaque ? '"application" "octet-stream"' : `${nstring(part.type)} ${nstring(part.subtype)}`;
  const facts = [
    type,
    isText ? textParametersText(part.parameters) : parametersText(part.parameters),
    nstring(part.id),
    nstring(part.description),
    nstring(part.encoding ?? '7bit'),
    String(part.octets),
  ];
  if (isText) facts.push(String(part.lines));
  else if (part.message !== null)
    facts.push(
      envelopeText(bytes, part.message.fields),
      bodyStructureText(bytes, part.message, extended),
      String(part.lines),
    );
  if (extended) facts.push(nstring(part.md5), extensionText(part));
  return `(${facts.join(' ')})`;
}

/** Disposition, language, location. */
function extensionText(part: MimePart): string {
  const disposition =
    part.disposition === null
      ? 'NIL'
      : `(${nstring(part.disposition.value)} ${parametersText(part.disposition.parameters)})`;
  const languages = part.languages.length === 0 ? 'NIL' : `(${part.languages.map(nstring).join(' ')})`;
  return `${disposition} ${languages} ${nstring(part.location)}`;
}

const pairs = (parameters: readonly Parameter[]): string =>
  parameters.map((parameter) => `${nstring(parameter.name)} ${nstring(parameter.value)}`).join(' ');

const parametersText = (parameters: readonly Parameter[]): string =>
  parameters.length === 0 ? 'NIL' : `(${pairs(parameters)})`;

/** RFC 2046 §4.1.2: text without a charset is US-ASCII; clients expect to be told. */
const textParametersText = (parameters: readonly Parameter[]): string =>
  parameters.some((parameter) => parameter.name === 'charset' || parameter.name === 'charset*')
    ? `(${pairs(parameters)})`
    : `(${[pairs(parameters), DEFAULT_CHARSET].filter((text) => text !== '').join(' ')})`;
