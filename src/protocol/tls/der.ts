/**
 * Writes DER (ITU-T X.690): just the types that an X.509 certificate needs. Called by net/tls-authority-keys.ts.
 * Never reads DER.
 */

const tagged = (tag: number, content: Buffer): Buffer => {
  const { length } = content;
  const octets = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 255];
  if (length > 0xffff) throw new RangeError('DER value above 64 KiB');
  return Buffer.concat([Buffer.from([tag, ...octets]), content]);
};

export const sequence = (...parts: readonly Buffer[]): Buffer => tagged(0x30, Buffer.concat(parts));
export const set = (...parts: readonly Buffer[]): Buffer => tagged(0x31, Buffer.concat(parts));
export const octetString = (content: Buffer): Buffer => tagged(0x04, content);
export const utf8String = (text: string): Buffer => tagged(0x0c, Buffer.from(text));
export const boolean = (value: boolean): Buffer => tagged(0x01, Buffer.from([value ? 0xff : 0]));
/** `unused`: bits at the end that do not count (X.690 §8.6). */
export const bitString = (content: Buffer, unused = 0): Buffer =>
  tagged(0x03, Buffer.concat([Buffer.from([unused]), content]));
/** Context-specific tag, constructed (wraps) or primitive (replaces). */
export const explicit = (tag: number, content: Buffer): Buffer => tagged(0xa0 | tag, content);
export const implicit = (tag: number, content: Buffer): Buffer => tagged(0x80 | tag, content);

/** A positive integer of any length, big-endian. */
export function integer(value: Buffer | number): Buffer {
  const bytes = typeof value === 'number' ? Buffer.from([value]) : value;
  return tagged(0x02, bytes[0] >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
}

/** An object identifier from its dotted form. */
export function objectId(dotted: string): Buffer {
  const [first, second, ...rest] = dotted.split('.').map(Number);
  const octets = [first * 40 + second];
  for (const arc of rest) {
    const groups = [arc & 127];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) groups.unshift((left & 127) | 128);
    octets.push(...groups);
  }
  return tagged(0x06, Buffer.from(octets));
}

/** RFC 5280 §4.1.2.5: UTCTime until 2049, GeneralizedTime from 2050. */
export function time(at: Date): Buffer {
  const digits = at.toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  return at.getUTCFullYear() < 2050
    ? tagged(0x17, Buffer.from(digits.slice(2), 'latin1'))
    : tagged(0x18, Buffer.from(digits, 'latin1'));
}
