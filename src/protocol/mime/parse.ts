/**
 * A message as a tree of parts with byte offsets (RFC 2045, RFC 2046). Called by the IMAP data items, search and the
 * notices' reader. Pure: one pass over the bytes, no copies, nothing decoded, never throws; every offset lies in range.
 */
import { Boundaries, type Delimiter, MAX_BOUNDARY } from './boundaries.ts';
import { type HeaderField, fieldNamed, fieldValue, scanHeader, trimBlank } from './header-fields.ts';
import { LineCounter } from './line-counter.ts';
import { type Parameter, parseParameterised } from './parameters.ts';

/** Multiparts and messages nested deeper than this are opaque: one part, not looked into. */
export const MAX_DEPTH = 50;
/** After this many parts the last one takes all that is left. */
export const MAX_PARTS = 1_000;

export interface Disposition {
  readonly value: string;
  readonly parameters: readonly Parameter[];
}

/** One entity: the whole message or a body part. Offsets are bytes from the start of the message; ends are exclusive. */
export interface MimePart {
  readonly headerStart: number;
  /** With the empty line. */
  readonly headerEnd: number;
  readonly hasEmptyLine: boolean;
  readonly bodyStart: number;
  readonly bodyEnd: number;
  readonly fields: readonly HeaderField[];
  /** As written (`Text`, `plain`); the default of RFC 2045 §5.2 or, in a digest, RFC 2046 §5.1.5 when absent. */
  readonly type: string;
  readonly subtype: string;
  /** False when the type is a default because the field is absent or breaks the grammar. */
  readonly hasType: boolean;
  readonly parameters: readonly Parameter[];
  /** Content-Transfer-Encoding as written; null when absent. */
  readonly encoding: string | null;
  readonly disposition: Disposition | null;
  readonly id: string | null;
  readonly description: string | null;
  readonly languages: readonly string[];
  readonly location: string | null;
  readonly md5: string | null;
  /** Line ends in the body. */
  readonly lines: number;
  readonly octets: number;
  /** Parts of a multipart in order; empty for a leaf, and for a multipart without a single boundary line. */
  readonly children: readonly MimePart[];
  /** What the part is to a reader of structure. `opaque`: a multipart or message beyond the caps, not looked into. */
  readonly kind: 'leaf' | 'multipart' | 'message' | 'opaque';
  /** The message inside message/rfc822. */
  readonly message: MimePart | null;
}

/** Parses a whole message. */
export function parseMessage(bytes: Buffer): MimePart {
  return new Walker(bytes).entity(0, 0, false).part;
}

interface Found {
  readonly part: MimePart;
  /** The boundary line that ended the part; null at the end of the message. */
  readonly endedBy: Delimiter | null;
}
interface Body {
  readonly kind: MimePart['kind'];
  readonly children: readonly MimePart[];
  readonly message: MimePart | null;
  readonly endedBy: Delimiter | null;
}

/** One pass over one message. All open multiparts' boundaries are looked for at once, so nesting costs nothing. */
class Walker {
  readonly #bytes: Buffer;
  readonly #lines: LineCounter;
  readonly #boundaries: Boundaries;
  #levels = 0;
  #parts = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#lines = new LineCounter(bytes);
    this.#boundaries = new Boundaries(bytes);
  }

  entity(start: number, depth: number, inDigest: boolean): Found {
    this.#parts++;
    const bytes = this.#bytes;
    const stopsAt = this.#full || this.#boundaries.none ? undefined : (at: number) => this.#boundaries.at(at) !== null;
    const header = scanHeader(bytes, start, bytes.length, stopsAt);
    const facts = contentFacts(bytes, header.fields, inDigest);
    const body = this.#body(header.end, depth, facts);
    const contentEnd = body.endedBy?.contentEnd ?? bytes.length;
    // A boundary right after the header owns the line end in front of it, which may be the header's own.
    const bodyStart = Math.min(header.end, Math.max(contentEnd, start));
    const bodyEnd = Math.max(bodyStart, contentEnd);
    const part: MimePart = {
      headerStart: start,
      headerEnd: bodyStart,
      hasEmptyLine: header.hasEmptyLine,
      bodyStart,
      bodyEnd,
      fields: header.fields,
      ...facts,
      lines: isCounted(facts) ? this.#lines.between(bodyStart, bodyEnd) : 0,
      octets: bodyEnd - bodyStart,
      children: body.children,
      kind: body.kind,
      message: body.message === null || bodyStart === header.end ? body.message : emptyAt(body.message, bodyStart),
    };
    return { part, endedBy: body.endedBy };
  }

  #body(start: number, depth: number, facts: ContentFacts): Body {
    const type = facts.type.toLowerCase();
    const isMessage = type === 'message' && facts.subtype.toLowerCase() === 'rfc822';
    if (type !== 'multipart' && !isMessage)
      return { kind: 'leaf', children: [], message: null, endedBy: this.#nextDelimiter(start) };
    const boundary = type === 'multipart' ? boundaryOf(facts) : null;
    if (depth >= MAX_DEPTH || this.#full)
      return { kind: 'opaque', children: [], message: null, endedBy: this.#nextDelimiter(start) };
    if (boundary !== null) return this.#multipart(start, depth, boundary, facts.subtype.toLowerCase() === 'digest');
    const inside = this.entity(start, depth + 1, false);
    return { kind: 'message', children: [], message: inside.part, endedBy: inside.endedBy };
  }

  #multipart(start: number, depth: number, boundary: string, isDigest: boolean): Body {
    const level = ++this.#levels;
    const hidden = this.#boundaries.open(boundary, level);
    const children: MimePart[] = [];
    let delimiter = this.#nextDelimiter(start);
    while (delimiter?.level === level && !delimiter.closing) {
      const found: Found = this.entity(delimiter.next, depth + 1, isDigest);
      children.push(found.part);
      delimiter = found.endedBy;
    }
    this.#boundaries.close(boundary, hidden);
    this.#levels--;
    // After the closing line comes the epilogue, up to a boundary of a multipart around this one.
    if (delimiter?.level === level) delimiter = this.#nextDelimiter(delimiter.next);
    return { kind: 'multipart', children, message: null, endedBy: delimiter };
  }

  /** No more parts are told apart: the one being read takes all that is left. */
  get #full(): boolean {
    return this.#parts >= MAX_PARTS;
  }

  #nextDelimiter(start: number): Delimiter | null {
    return this.#full ? null : this.#boundaries.next(start);
  }
}

/** A message of which nothing is left: the boundary right after the header of the part around it took its line end. */
const emptyAt = (message: MimePart, at: number): MimePart => ({
  ...message,
  headerStart: at,
  headerEnd: at,
  bodyStart: at,
  bodyEnd: at,
  lines: 0,
  octets: 0,
});

function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ' \t\r'.includes(text[end - 1])) end--;
  return end === text.length ? text : text.slice(0, end);
}

type ContentFacts = Pick<
  MimePart,
  | 'type'
  | 'subtype'
  | 'hasType'
  | 'parameters'
  | 'encoding'
  | 'disposition'
  | 'id'
  | 'description'
  | 'languages'
  | 'location'
  | 'md5'
>;

function contentFacts(bytes: Buffer, fields: readonly HeaderField[], inDigest: boolean): ContentFacts {
  const text = (key: string): string | null => {
    const field = fieldNamed(fields, key);
    return field === undefined ? null : fieldValue(bytes, field);
  };
  const contentType = text('content-type');
  const typed = contentType === null ? null : parseParameterised(contentType);
  const slash = typed?.value.indexOf('/') ?? -1;
  // RFC 2045 §5.2: a field that breaks the grammar counts as absent; so does a multipart without a usable boundary.
  const hasType =
    typed !== null &&
    slash > 0 &&
    slash < typed.value.length - 1 &&
    (typed.value.slice(0, slash).toLowerCase() !== 'multipart' || boundaryOf(typed) !== null);
  const disposition = text('content-disposition');
  const encoding = text('content-transfer-encoding');
  return {
    type: hasType ? typed.value.slice(0, slash) : inDigest ? 'message' : 'text',
    subtype: hasType ? typed.value.slice(slash + 1) : inDigest ? 'rfc822' : 'plain',
    hasType,
    parameters: hasType ? typed.parameters : [],
    encoding: encoding === null ? null : parseParameterised(encoding).value || null,
    disposition: disposition === null ? null : dispositionOf(disposition),
    id: text('content-id'),
    description: text('content-description'),
    languages: languagesOf(text('content-language')),
    location: text('content-location'),
    md5: text('content-md5'),
  };
}

function dispositionOf(text: string): Disposition | null {
  const { value, parameters } = parseParameterised(text);
  return value === '' ? null : { value, parameters };
}

/** RFC 3282: a list of tags with commas; comments are left out. */
function languagesOf(text: string | null): readonly string[] {
  if (text === null) return [];
  const bare = text.includes('(') ? parseParameterised(text).value : text;
  return bare
    .slice(0, 2_000)
    .split(',')
    .map(trimBlank)
    .filter((tag) => tag !== '')
    .slice(0, 50);
}

function boundaryOf(typed: { readonly parameters: readonly Parameter[] }): string | null {
  const value = typed.parameters.find((parameter) => parameter.name === 'boundary')?.value;
  const boundary = value === undefined ? '' : trimEnd(value);
  return boundary === '' || boundary.length > MAX_BOUNDARY ? null : boundary;
}

/** Only text and messages tell their line count (RFC 3501 §7.4.2). */
const isCounted = (facts: ContentFacts): boolean => {
  const type = facts.type.toLowerCase();
  return type === 'text' || type === 'message';
};
