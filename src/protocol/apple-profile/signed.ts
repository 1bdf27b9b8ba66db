/**
 * Signs a document as CMS SignedData with the document inside (RFC 5652 §5), as Apple wants profiles: with the certificate
 * and key that the host shows in TLS, RSA or ECDSA, and the chain beside. Used by service/setup. Pure: the time is given.
 */
import { createHash, createPrivateKey, sign, X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate } from '@peculiar/asn1-x509';
import * as der from '../tls/der.ts';

export interface SigningIdentity {
  /** PEM: the certificate, then those above it. */
  readonly chain: string;
  /** PEM. */
  readonly key: string;
}

const DATA = '1.2.840.113549.1.7.1';
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const SHA256 = der.sequence(der.objectId('2.16.840.1.101.3.4.2.1'));
const NULL = Buffer.from([0x05, 0x00]);
/** RFC 3370 §3.2 (with parameters), RFC 5754 §3.3 (without). */
const ALGORITHMS: Readonly<Record<string, Buffer>> = {
  rsa: der.sequence(der.objectId('1.2.840.113549.1.1.11'), NULL),
  ec: der.sequence(der.objectId('1.2.840.10045.4.3.2')),
};

const certificatesIn = (chain: string): readonly Buffer[] =>
  (chain.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []).map(
    (pem) => new X509Certificate(pem).raw,
  );

const attribute = (type: string, value: Buffer): Buffer => der.sequence(der.objectId(type), der.set(value));

/** `[0]` in place of the type's own tag (X.690 §8.14): the first octet is the tag. */
const retagged = (tag: number, value: Buffer): Buffer => Buffer.concat([Buffer.from([0xa0 | tag]), value.subarray(1)]);

/** X.690 §11.6: a set is written in the order of its bytes. */
const sorted = (parts: readonly Buffer[]): readonly Buffer[] => parts.toSorted((a, b) => Buffer.compare(a, b));

/** The signed document as DER; null when the key is of a kind that Apple does not read (Ed25519). Throws what is no key at all. */
export function signDocument(document: string, { chain, key }: SigningIdentity, atMs: number): Buffer | null {
  const certificates = certificatesIn(chain);
  const signingKey = createPrivateKey(key);
  const algorithm = ALGORITHMS[signingKey.asymmetricKeyType ?? ''];
  if (algorithm === undefined || certificates.length === 0) return null;
  const { tbsCertificate } = AsnConvert.parse(certificates[0], Certificate);
  const signer = der.sequence(
    Buffer.from(AsnConvert.serialize(tbsCertificate.issuer)),
    der.integer(Buffer.from(tbsCertificate.serialNumber)),
  );
  const content = Buffer.from(document, 'utf8');
  const attributes = der.set(
    ...sorted([
      attribute('1.2.840.113549.1.9.3', der.objectId(DATA)),
      attribute('1.2.840.113549.1.9.4', der.octetString(createHash('sha256').update(content).digest())),
      attribute('1.2.840.113549.1.9.5', der.time(new Date(atMs))),
    ]),
  );
  // §5.4: signed as a SET, sent with the tag [0].
  const signature = sign('sha256', attributes, signingKey);
  const signerInfo = der.sequence(
    der.integer(1),
    signer,
    SHA256,
    retagged(0, attributes),
    algorithm,
    der.octetString(signature),
  );
  const signed = der.sequence(
    der.integer(1),
    der.set(SHA256),
    der.sequence(der.objectId(DATA), der.explicit(0, der.octetString(content))),
    retagged(0, der.set(...sorted(certificates))),
    der.set(signerInfo),
  );
  return der.sequence(der.objectId(SIGNED_DATA), der.explicit(0, signed));
}
