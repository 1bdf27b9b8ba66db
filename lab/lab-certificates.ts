/**
 * Certificates of the simulated internet: an authority with an intermediate that probes are told to trust (`net.trust`),
 * and server certificates right or broken in a known way. For tests and scenarios; made anew in each process, secret to
 * nobody. The files for `net.trust` are written by the caller.
 */
import { createPublicKey, generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto';
import {
  certificatePem,
  distinguishedName,
  extension,
  generalName,
  keyId,
  makeAuthority,
  privatePem,
} from '#src/net/tls-authority-keys.ts';
import * as der from '#src/protocol/tls/der.ts';

const DAY_MS = 86_400_000;

/**
 * - `right`: for the name asked for, chain complete
 * - `expired`: ended yesterday; `ends-soon`: ends in three days; `not-yet`: begins tomorrow
 * - `wrong-name`: for another name
 * - `self-signed`: by itself; `unknown-authority`: by an authority nobody knows
 * - `no-intermediate`: right, but the certificate between it and the authority is not sent
 */
export type CertificateKind =
  | 'right'
  | 'expired'
  | 'ends-soon'
  | 'not-yet'
  | 'wrong-name'
  | 'self-signed'
  | 'unknown-authority'
  | 'no-intermediate';

/** PEM; what a TLS server takes as `cert` and `key`. */
export interface LabCertificate {
  readonly cert: string;
  readonly key: string;
}
export interface LabCertificates {
  /** PEM of the authority at the top, for `net.trust`. */
  readonly trust: string;
  /** The certificate between that authority and the servers' own, as bytes: what an `issuerUrl` leads to. */
  readonly intermediate: Buffer;
  /** Host names or addresses; the first is the common name. `issuerUrl`: where it says that the one above it is to be had. */
  make(kind: CertificateKind, names: readonly string[], issuerUrl?: string): LabCertificate;
  /** As a program or firewall makes it that opens connections: by an authority of this name that nobody else knows. */
  intercepted(issuer: string, names: readonly string[]): LabCertificate;
}

interface Issuer {
  readonly name: Buffer;
  readonly key: KeyObject;
}
const freshKey = (): { publicKey: KeyObject; privateKey: KeyObject } =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** RFC 5280 §4.2.2.1: caIssuers as a URI. */
const authorityInformation = (url: string): Buffer =>
  extension(
    '1.3.6.1.5.5.7.1.1',
    der.sequence(der.sequence(der.objectId('1.3.6.1.5.5.7.48.2'), der.implicit(6, Buffer.from(url, 'latin1')))),
  );

function leaf(
  names: readonly string[],
  issuer: Issuer | null,
  from: number,
  until: number,
  issuerUrl?: string,
): LabCertificate {
  const { publicKey, privateKey } = freshKey();
  const subject = distinguishedName(names[0].slice(0, 64));
  const signingKey = issuer?.key ?? privateKey;
  const cert = certificatePem({
    issuer: issuer?.name ?? subject,
    subject,
    publicKey,
    signingKey,
    from,
    until,
    extensions: [
      extension('2.5.29.19', der.sequence(), true),
      extension('2.5.29.15', der.bitString(Buffer.from([0x80]), 7), true), // digitalSignature
      extension('2.5.29.37', der.sequence(der.objectId('1.3.6.1.5.5.7.3.1'))), // serverAuth
      extension('2.5.29.17', der.sequence(...names.map(generalName))),
      extension('2.5.29.35', der.sequence(der.implicit(0, keyId(createPublicKey(signingKey))))),
      ...(issuerUrl === undefined ? [] : [authorityInformation(issuerUrl)]),
    ],
  });
  return { cert, key: privatePem(privateKey) };
}

function authority(name: string, now: number, above?: Issuer): { readonly cert: string; readonly issuer: Issuer } {
  const { publicKey, privateKey } = freshKey();
  const own = distinguishedName(name);
  const signer = above ?? { name: own, key: privateKey };
  const cert = certificatePem({
    issuer: signer.name,
    subject: own,
    publicKey,
    signingKey: signer.key,
    from: now - 30 * DAY_MS,
    until: now + 3650 * DAY_MS,
    extensions: [
      extension('2.5.29.19', der.sequence(der.boolean(true)), true),
      extension('2.5.29.15', der.bitString(Buffer.from([0x06]), 1), true), // keyCertSign, cRLSign
      extension('2.5.29.14', der.octetString(keyId(publicKey))),
      extension('2.5.29.35', der.sequence(der.implicit(0, keyId(createPublicKey(signer.key))))),
    ],
  });
  return { cert, issuer: { name: own, key: privateKey } };
}

/** Makes the authority and its intermediate; `now` is epoch milliseconds, against which "expired" is meant. */
export function makeLabCertificates(now: number): LabCertificates {
  const root = authority('Lab root', now);
  const middle = authority('Lab intermediate', now, root.issuer);
  const months = [now - 90 * DAY_MS, now + 90 * DAY_MS] as const;
  const signed = (names: readonly string[], from: number, until: number): LabCertificate => {
    const made = leaf(names, middle.issuer, from, until);
    return { ...made, cert: made.cert + middle.cert };
  };
  return {
    trust: root.cert,
    intercepted: (issuer, names) => leaf(names, authority(issuer, now).issuer, ...months),
    intermediate: new X509Certificate(middle.cert).raw,
    make: (kind, names, issuerUrl) => {
      switch (kind) {
        case 'right':
          return signed(names, ...months);
        case 'expired':
          return signed(names, now - 91 * DAY_MS, now - DAY_MS);
        case 'ends-soon':
          return signed(names, now - 87 * DAY_MS, now + 3 * DAY_MS);
        case 'not-yet':
          return signed(names, now + DAY_MS, now + 91 * DAY_MS);
        case 'wrong-name':
          return signed(['other.lab.test'], ...months);
        case 'self-signed':
          return leaf(names, null, ...months);
        case 'unknown-authority': {
          const stranger = makeAuthority({ names, now });
          return { cert: stranger.serverChain, key: stranger.serverKey };
        }
        case 'no-intermediate':
          return leaf(names, middle.issuer, ...months, issuerUrl);
      }
    },
  };
}
