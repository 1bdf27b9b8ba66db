/**
 * Finds what a CMS signature (RFC 5652 §5) is wrapped around: an Apple profile signed by whoever made it. Walks BER far
 * enough to find the content, in one piece or in chunks, and gives where it stands. Verifies nothing: the profile is checked
 * for what it says, not for who says it.
 */
interface Element {
  readonly tag: number;
  /** Of the value. */
  readonly from: number;
  readonly to: number;
  /** After the element, end-of-contents octets included. */
  readonly next: number;
}
interface Run {
  readonly from: number;
  readonly to: number;
}
const MOST_DEPTH = 12;
const MOST_CHUNKS = 20_000;
const [SEQUENCE, OCTETS, CHUNKED, OID, EXPLICIT] = [0x30, 0x04, 0x24, 0x06, 0xa0];
/** 1.2.840.113549.1.7.2 */
const SIGNED_DATA = '2a864886f70d010702';

/** The runs of the content in the bytes; null when it is no signed message. */
export function signedContent(bytes: Buffer): readonly Run[] | null {
  if (bytes[0] !== SEQUENCE) return null;
  const outer = elementAt(bytes, 0, bytes.length, 0);
  const type = outer === null ? null : child(bytes, outer, OID);
  if (outer === null || type === null || bytes.toString('hex', type.from, type.to) !== SIGNED_DATA) return null;
  const wrapped = child(bytes, outer, EXPLICIT);
  const signed = wrapped === null ? null : child(bytes, wrapped, SEQUENCE);
  const content = signed === null ? null : child(bytes, signed, SEQUENCE);
  const held = content === null ? null : child(bytes, content, EXPLICIT);
  if (held === null) return null;
  const runs: Run[] = [];
  for (const one of childrenOf(bytes, held)) if (!gather(bytes, one, runs, 0)) return null;
  return runs.length === 0 ? null : runs;
}

function gather(bytes: Buffer, element: Element, runs: Run[], depth: number): boolean {
  if (depth > MOST_DEPTH || runs.length > MOST_CHUNKS) return false;
  if (element.tag === OCTETS) {
    if (element.to > element.from) runs.push({ from: element.from, to: element.to });
    return true;
  }
  if (element.tag !== CHUNKED) return false;
  return childrenOf(bytes, element).every((one) => gather(bytes, one, runs, depth + 1));
}

const child = (bytes: Buffer, parent: Element, tag: number): Element | null =>
  childrenOf(bytes, parent).find((one) => one.tag === tag) ?? null;

function childrenOf(bytes: Buffer, { from, to }: Element): readonly Element[] {
  const children: Element[] = [];
  for (let at = from; at < to && children.length < MOST_CHUNKS;) {
    const element = elementAt(bytes, at, to, 0);
    if (element === null) break;
    children.push(element);
    at = element.next;
  }
  return children;
}

/** X.690 §8.1: tag, length (short, long or indefinite), value. Tags above 30 are not met here. */
function elementAt(bytes: Buffer, at: number, limit: number, depth: number): Element | null {
  if (at + 2 > limit || depth > MOST_DEPTH) return null;
  const tag = bytes[at];
  const first = bytes[at + 1];
  if ((tag & 0x1f) === 0x1f) return null;
  if (first === 0x80) return openElement(bytes, tag, at + 2, limit, depth);
  const size = first < 0x80 ? 0 : first & 0x7f;
  if (size > 4 || at + 2 + size > limit) return null;
  let length = first < 0x80 ? first : 0;
  for (let i = 0; i < size; i += 1) length = length * 256 + bytes[at + 2 + i];
  const from = at + 2 + size;
  const to = from + length;
  return to > limit ? null : { tag, from, to, next: to };
}

/** Indefinite length: ends with two zero octets after its last child. */
function openElement(bytes: Buffer, tag: number, from: number, limit: number, depth: number): Element | null {
  for (let at = from; at + 2 <= limit;) {
    if (bytes[at] === 0 && bytes[at + 1] === 0) return { tag, from, to: at, next: at + 2 };
    const inner = elementAt(bytes, at, limit, depth + 1);
    if (inner === null) return null;
    at = inner.next;
  }
  return null;
}
