/**
 * Reads the ClientHello (RFC 8446 §4.1.2, RFC 5246 §7.4.1.2) out of the first bytes of a connection: which server name
 * and which highest version a client asked for, also when the handshake fails afterwards. Called by the listener.
 * Never decides anything and never throws on bad bytes.
 */

/** What the first bytes are. `more` = could still become a ClientHello: wait for more bytes. */
export type FirstBytes =
  | { readonly kind: 'more' }
  | { readonly kind: 'not-tls' }
  | {
      readonly kind: 'client-hello';
      readonly sni?: string;
      readonly clientMax?: string;
      /** Application protocols it offers (RFC 7301); absent: none. */
      readonly protocols?: readonly string[];
    };

const HANDSHAKE = 22;
const CLIENT_HELLO = 1;
const SERVER_NAME = 0;
const SUPPORTED_VERSIONS = 43;
const APPLICATION_PROTOCOLS = 16;
const MOST_PROTOCOLS = 16;
/** Hellos with post-quantum key shares are near 2 KB; RFC 8446 allows more, no mail client needs more. */
export const MAX_CLIENT_HELLO_BYTES = 16_384;

const VERSION_NAMES = new Map([
  [0x0300, 'SSLv3'],
  [0x0301, 'TLSv1.0'],
  [0x0302, 'TLSv1.1'],
  [0x0303, 'TLSv1.2'],
  [0x0304, 'TLSv1.3'],
]);

/** A TLS record of type handshake with major version 3 begins like nothing that a mail client says. */
export const looksLikeTls = (bytes: Buffer): boolean =>
  bytes.length > 0 && bytes[0] === HANDSHAKE && (bytes.length < 2 || bytes[1] === 3);

/** A fatal `protocol_version` alert (RFC 8446 §6, RFC 5246 §7.2): the answer to a ClientHello on a plain-text port. */
export const PROTOCOL_VERSION_ALERT: Buffer = Buffer.from([21, 3, 3, 0, 2, 2, 70]);

/** Reads bytes in order and remembers whether it ran over the end; all lengths come from the peer. */
class Cursor {
  readonly bytes: Buffer;
  at = 0;
  end: number;
  short = false;

  constructor(bytes: Buffer, at: number, end: number) {
    this.bytes = bytes;
    this.at = at;
    this.end = Math.min(end, bytes.length);
  }
  number(octets: 1 | 2 | 3): number {
    if (this.at + octets > this.end) {
      this.short = true;
      this.at = this.end;
      return 0;
    }
    const value = this.bytes.readUIntBE(this.at, octets);
    this.at += octets;
    return value;
  }
  /** The next `octets` bytes as their own cursor. */
  part(octets: number): Cursor {
    if (this.at + octets > this.end) this.short = true;
    const inner = new Cursor(this.bytes, this.at, Math.min(this.at + octets, this.end));
    this.at = inner.end;
    return inner;
  }
}

/** Joins the handshake fragments of consecutive records (RFC 8446 §5.1); null when a record is of another type. */
function handshakeBytes(bytes: Buffer): { readonly message: Buffer; readonly complete: boolean } | null {
  const parts: Buffer[] = [];
  let total = 0;
  let at = 0;
  while (at + 5 <= bytes.length) {
    if (bytes[at] !== HANDSHAKE || bytes[at + 1] !== 3) return null;
    const length = bytes.readUInt16BE(at + 3);
    if (length === 0 || length > MAX_CLIENT_HELLO_BYTES) return null;
    const part = bytes.subarray(at + 5, at + 5 + length);
    parts.push(part);
    total += part.length;
    at += 5 + length;
    if (total >= 4) break;
  }
  let message = parts.length === 1 ? parts[0] : Buffer.concat(parts);
  if (message.length < 4) return { message, complete: false };
  if (message[0] !== CLIENT_HELLO) return null;
  const wanted = 4 + message.readUIntBE(1, 3);
  if (wanted > MAX_CLIENT_HELLO_BYTES) return null;
  while (message.length < wanted && at + 5 <= bytes.length) {
    if (bytes[at] !== HANDSHAKE || bytes[at + 1] !== 3) return null;
    const length = bytes.readUInt16BE(at + 3);
    if (length === 0 || length > MAX_CLIENT_HELLO_BYTES) return null;
    message = Buffer.concat([message, bytes.subarray(at + 5, at + 5 + length)]);
    at += 5 + length;
  }
  return { message: message.subarray(0, wanted), complete: message.length >= wanted };
}

/** RFC 6066 §3: the first host name, as ASCII; anything else is left out. */
function readServerName(extension: Cursor): string | undefined {
  const list = extension.part(extension.number(2));
  while (list.at < list.end) {
    const type = list.number(1);
    const name = list.part(list.number(2));
    if (list.short) return undefined;
    if (type !== 0) continue;
    const text = name.bytes.toString('latin1', name.at, name.end).toLowerCase();
    return /^[a-z0-9._-]{1,255}$/.test(text) ? text : undefined;
  }
  return undefined;
}

/** RFC 8446 §4.2.1; GREASE values (RFC 8701) are not versions. */
function readHighestVersion(extension: Cursor): number {
  const list = extension.part(extension.number(1));
  let highest = 0;
  while (list.at + 1 < list.end) {
    const version = list.number(2);
    if (VERSION_NAMES.has(version) && version > highest) highest = version;
  }
  return highest;
}

/** RFC 7301 §3.1. */
function readProtocols(extension: Cursor): readonly string[] {
  const list = extension.part(extension.number(2));
  const names: string[] = [];
  while (list.at < list.end && names.length < MOST_PROTOCOLS) {
    const name = list.part(list.number(1));
    if (list.short) return names;
    names.push(name.bytes.toString('latin1', name.at, name.end));
  }
  return names;
}

/**
 * Tells a ClientHello from anything else and reads server name and highest offered version. `bytes` are all bytes since
 * the connection began, at most MAX_CLIENT_HELLO_BYTES are looked at.
 */
export function readFirstBytes(bytes: Buffer): FirstBytes {
  if (bytes.length === 0) return { kind: 'more' };
  if (!looksLikeTls(bytes)) return { kind: 'not-tls' };
  const joined = handshakeBytes(bytes);
  if (joined === null) return bytes.length < 5 ? { kind: 'more' } : { kind: 'client-hello' };
  if (!joined.complete) return bytes.length >= MAX_CLIENT_HELLO_BYTES ? { kind: 'client-hello' } : { kind: 'more' };
  return { kind: 'client-hello', ...readHello(new Cursor(joined.message, 4, joined.message.length)) };
}

function readHello(hello: Cursor): {
  readonly sni?: string;
  readonly clientMax?: string;
  readonly protocols?: readonly string[];
} {
  const legacyVersion = hello.number(2);
  hello.part(32); // random
  hello.part(hello.number(1)); // session id
  hello.part(hello.number(2)); // cipher suites
  hello.part(hello.number(1)); // compression
  let sni: string | undefined;
  let protocols: readonly string[] | undefined;
  // RFC 8446 §4.2.1: without the extension the legacy version is the highest one, and it cannot mean 1.3.
  let highest = Math.min(legacyVersion, 0x0303);
  const extensions = hello.part(hello.at < hello.end ? hello.number(2) : 0);
  while (extensions.at < extensions.end && !extensions.short) {
    const type = extensions.number(2);
    const extension = extensions.part(extensions.number(2));
    if (type === SERVER_NAME) sni ??= readServerName(extension);
    if (type === APPLICATION_PROTOCOLS) protocols ??= readProtocols(extension);
    if (type === SUPPORTED_VERSIONS) highest = readHighestVersion(extension) || highest;
  }
  const clientMax = VERSION_NAMES.get(highest);
  return {
    ...(sni === undefined ? {} : { sni }),
    ...(clientMax === undefined ? {} : { clientMax }),
    ...(protocols === undefined ? {} : { protocols }),
  };
}
