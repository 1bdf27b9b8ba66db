/**
 * Makes the keys and certificates of the own certificate authority (ECDSA P-256, RFC 5280). Called by authority.ts,
 * which keeps them on disk. Never touches files.
 */
import {
  X509Certificate,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto';
import { isIP, isIPv4 } from 'node:net';
import * as der from '#src/protocol/tls/der.ts';

/** PEM texts. */
export interface AuthorityKeys {
  readonly caCert: string;
  readonly caKey: string;
  /** Server certificate followed by the CA certificate. */
  readonly serverChain: string;
  readonly serverKey: string;
}

const DAY_MS = 86_400_000;
const CA_DAYS = 3650;
/** Apple's mail programs refuse server certificates that live longer than 398 days. */
const SERVER_DAYS = 397;
const ECDSA_WITH_SHA256 = der.sequence(der.objectId('1.2.840.10045.4.3.2'));

/** A name that is a common name only. */
export const distinguishedName = (commonName: string): Buffer =>
  der.sequence(der.set(der.sequence(der.objectId('2.5.4.3'), der.utf8String(commonName))));
export const extension = (id: string, value: Buffer, critical = false): Buffer =>
  der.sequence(der.objectId(id), ...(critical ? [der.boolean(true)] : []), der.octetString(value));

const publicBytes = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });
export const privatePem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }) as string;
/** RFC 5280 §4.2.1.2 (1): SHA-1 of the key bits; P-256 keys have a fixed 26-octet header before them. */
export const keyId = (key: KeyObject): Buffer => createHash('sha1').update(publicBytes(key).subarray(26)).digest();

export interface CertificatePlan {
  readonly issuer: Buffer;
  readonly subject: Buffer;
  readonly publicKey: KeyObject;
  readonly signingKey: KeyObject;
  readonly from: number;
  readonly until: number;
  readonly extensions: readonly Buffer[];
}

/** Signs a certificate as planned; PEM. */
export function certificatePem(plan: CertificatePlan): string {
  const serial = randomBytes(16);
  // RFC 5280 §4.1.2.2: positive and not zero.
  serial[0] = (serial[0] & 0x7f) | 0x40;
  const body = der.sequence(
    der.explicit(0, der.integer(2)),
    der.integer(serial),
    ECDSA_WITH_SHA256,
    plan.issuer,
    der.sequence(der.time(new Date(plan.from)), der.time(new Date(plan.until))),
    plan.subject,
    publicBytes(plan.publicKey),
    der.explicit(3, der.sequence(...plan.extensions)),
  );
  const signature = sign('sha256', body, plan.signingKey);
  const whole = der.sequence(body, ECDSA_WITH_SHA256, der.bitString(signature));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

const CA_NAME = distinguishedName('Postvakt own authority');

export interface ServerWish {
  /** Host names and addresses; the first is the common name. */
  readonly names: readonly string[];
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A new authority and its first server certificate. */
export function makeAuthority(wish: ServerWish): AuthorityKeys {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const caCert = certificatePem({
    issuer: CA_NAME,
    subject: CA_NAME,
    publicKey,
    signingKey: privateKey,
    from: wish.now - DAY_MS,
    until: wish.now + CA_DAYS * DAY_MS,
    extensions: [
      extension('2.5.29.19', der.sequence(der.boolean(true), der.integer(0)), true), // CA, no CA below
      extension('2.5.29.15', der.bitString(Buffer.from([0x06]), 1), true), // keyCertSign, cRLSign
      extension('2.5.29.14', der.octetString(keyId(publicKey))),
    ],
  });
  const caKey = privatePem(privateKey);
  return { caCert, caKey, ...makeServerCertificate(wish, { caCert, caKey }) };
}

/** A server certificate signed by the authority. Throws when the authority's files are damaged. */
export function makeServerCertificate(
  wish: ServerWish,
  authority: Pick<AuthorityKeys, 'caCert' | 'caKey'>,
): Pick<AuthorityKeys, 'serverChain' | 'serverKey'> {
  const signingKey = createPrivateKey(authority.caKey);
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = certificatePem({
    issuer: CA_NAME,
    // A common name has at most 64 characters (RFC 5280 appendix A); clients read the alternative names.
    subject: distinguishedName(wish.names[0].slice(0, 64)),
    publicKey,
    signingKey,
    from: wish.now - DAY_MS,
    until: wish.now + SERVER_DAYS * DAY_MS,
    extensions: [
      extension('2.5.29.19', der.sequence(), true),
      extension('2.5.29.15', der.bitString(Buffer.from([0x80]), 7), true), // digitalSignature
      extension('2.5.29.37', der.sequence(der.objectId('1.3.6.1.5.5.7.3.1'))), // serverAuth
      extension('2.5.29.17', der.sequence(...wish.names.map(generalName))),
      extension('2.5.29.35', der.sequence(der.implicit(0, keyId(createPublicKey(signingKey))))),
      extension('2.5.29.14', der.octetString(keyId(publicKey))),
    ],
  });
  return { serverChain: pem + authority.caCert, serverKey: privatePem(privateKey) };
}

/** RFC 5280 §4.2.1.6: dNSName [2] or iPAddress [7]. */
export const generalName = (name: string): Buffer =>
  isIP(name) === 0 ? der.implicit(2, Buffer.from(name, 'latin1')) : der.implicit(7, addressBytes(name));

function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number));
  const [head, tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const groups = (text: string | undefined): string[] => (text === undefined || text === '' ? [] : text.split(':'));
  const [left, right] = [groups(head), groups(tail)];
  const zeros = Array.from<string>({ length: 8 - left.length - right.length }).fill('0');
  const bytes = Buffer.alloc(16);
  [...left, ...zeros, ...right].forEach((group, i) => bytes.writeUInt16BE(Number.parseInt(group, 16), 2 * i));
  return bytes;
}

/** Until when a certificate holds (epoch milliseconds) and whether it names all of `names` and was signed by `caCert`. */
export function readServerCertificate(
  chain: string,
  caCert: string,
  names: readonly string[],
): { readonly until: number; readonly covers: boolean } {
  const cert = new X509Certificate(chain);
  const covers =
    cert.verify(new X509Certificate(caCert).publicKey) &&
    names.every((name) => (isIP(name) === 0 ? cert.checkHost(name) : cert.checkIP(name)) !== undefined);
  return { until: new Date(cert.validTo).getTime(), covers };
}
