/**
 * PROXY protocol v1 and v2 (haproxy, "The PROXY protocol", sections 2.1 and 2.2): who really connects, as told by a
 * trusted proxy. Called by the listener for peers inside `proxy.trusted` only; from others the header is never read.
 */
import { BlockList, isIP } from 'node:net';

export type ProxyHeader =
  | { readonly kind: 'more' }
  /** Not a PROXY header: from a trusted peer that is an error, the connection ends. */
  | { readonly kind: 'invalid' }
  /** The proxy's own check (LOCAL, UNKNOWN): the connection is from the proxy itself. */
  | { readonly kind: 'local'; readonly headerBytes: number }
  | { readonly kind: 'proxied'; readonly address: string; readonly port: number; readonly headerBytes: number };

const V2_SIGNATURE = Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1');
const V1_START = Buffer.from('PROXY ', 'latin1');
/** Section 2.1: the longest v1 line is 107 characters with CRLF. */
const MAX_V1_BYTES = 107;
/** v2 addresses and TLVs; the length field allows 64 KiB, no proxy needs more than this. */
const MAX_V2_BYTES = 4096;

const startsLike = (bytes: Buffer, wanted: Buffer): boolean => {
  const length = Math.min(bytes.length, wanted.length);
  return bytes.subarray(0, length).equals(wanted.subarray(0, length));
};

/** Reads the header at the start of `bytes`, which are all bytes since the connection began. */
export function readProxyHeader(bytes: Buffer): ProxyHeader {
  if (startsLike(bytes, V2_SIGNATURE)) return bytes.length < 16 ? { kind: 'more' } : readV2(bytes);
  if (startsLike(bytes, V1_START)) return readV1(bytes);
  return { kind: 'invalid' };
}

function readV1(bytes: Buffer): ProxyHeader {
  const end = bytes.indexOf('\r\n');
  if (end < 0) return bytes.length < MAX_V1_BYTES ? { kind: 'more' } : { kind: 'invalid' };
  const headerBytes = end + 2;
  if (headerBytes > MAX_V1_BYTES) return { kind: 'invalid' };
  const [, family, source, , sourcePort, destinationPort, ...rest] = bytes.toString('latin1', 0, end).split(' ');
  if (family === 'UNKNOWN') return { kind: 'local', headerBytes };
  const version = family === 'TCP4' ? 4 : family === 'TCP6' ? 6 : 0;
  if (version === 0 || rest.length > 0 || isIP(source ?? '') !== version) return { kind: 'invalid' };
  if (!isPort(sourcePort) || !isPort(destinationPort)) return { kind: 'invalid' };
  return { kind: 'proxied', address: plainAddress(source), port: Number(sourcePort), headerBytes };
}

const isPort = (text: string | undefined): boolean =>
  text !== undefined && /^(?:0|[1-9][0-9]{0,4})$/.test(text) && Number(text) <= 65_535;

function readV2(bytes: Buffer): ProxyHeader {
  const length = bytes.readUInt16BE(14);
  const headerBytes = 16 + length;
  const command = bytes[12];
  if (headerBytes > MAX_V2_BYTES || command >> 4 !== 2 || (command & 15) > 1) return { kind: 'invalid' };
  if (bytes.length < headerBytes) return { kind: 'more' };
  const family = bytes[13] >> 4;
  if ((command & 15) === 0 || family === 0 || family === 3) return { kind: 'local', headerBytes };
  if (family === 1 && length >= 12)
    return { kind: 'proxied', address: bytes.subarray(16, 20).join('.'), port: bytes.readUInt16BE(24), headerBytes };
  if (family === 2 && length >= 36) {
    const groups = Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(16 + 2 * i).toString(16));
    const address = plainAddress(new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1));
    return { kind: 'proxied', address, port: bytes.readUInt16BE(48), headerBytes };
  }
  return { kind: 'invalid' };
}

/** `::ffff:192.0.2.1` (also in hexadecimal) is 192.0.2.1: one peer has one spelling in facts, limits and rules. */
export function plainAddress(address: string): string {
  const mapped = /^::ffff:(?:([0-9.]+)|([0-9a-f]{1,4}):([0-9a-f]{1,4}))$/i.exec(address);
  if (mapped === null) return address.toLowerCase();
  if (mapped[1] !== undefined) return mapped[1];
  const [high, low] = [Number.parseInt(mapped[2], 16), Number.parseInt(mapped[3], 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** A test for "is this address inside one of the networks?". Throws a RangeError that names a network that is none. */
export function networkMatcher(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [base, bits, more] = network.split('/');
    const version = isIP(base);
    const widest = version === 4 ? 32 : 128;
    const prefix = bits === undefined ? widest : /^[0-9]{1,3}$/.test(bits) ? Number(bits) : -1;
    if (version === 0 || prefix < 0 || prefix > widest || more !== undefined)
      throw new RangeError(`not a network: ${network}`);
    list.addSubnet(base, prefix, version === 4 ? 'ipv4' : 'ipv6');
  }
  return (address) => {
    const version = isIP(address);
    return version !== 0 && list.check(address, version === 4 ? 'ipv4' : 'ipv6');
  };
}
