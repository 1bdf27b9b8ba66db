/**
 * What is written for a certificate authority in DER: the request to finalize an order (PKCS #10, RFC 2986), the certificate
 * that proves a name on port 443 (RFC 8737), and the id under which a certificate is asked about (RFC 9773 §4.1).
 * Called by service/certificates and net/acme. Keeps nothing on disk.
 */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import { AuthorityKeyIdentifier, Certificate, id_ce_authorityKeyIdentifier } from '@peculiar/asn1-x509';
import * as der from '#src/protocol/tls/der.ts';
import { certificatePem, distinguishedName, extension, generalName, privatePem } from '../tls-authority-keys.ts';

const DAY_MS = 86_400_000;
const ECDSA_WITH_SHA256 = der.sequence(der.objectId('1.2.840.10045.4.3.2'));

/** A fresh P-256 key as PEM. */
export const freshKey = (): string => privatePem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);

const alternativeNames = (names: readonly string[]): Buffer =>
  extension('2.5.29.17', der.sequence(...names.map(generalName)));

/** The request for these names, signed with their key; DER. */
export function certificateRequest(names: readonly string[], keyPem: string): Buffer {
  const key = createPrivateKey(keyPem);
  const attribute = der.sequence(
    der.objectId('1.2.840.113549.1.9.14'), // extensionRequest
    der.set(der.sequence(alternativeNames(names))),
  );
  const info = der.sequence(
    der.integer(0),
    der.sequence(), // RFC 8555 §7.4: the names are in the extension; a common name adds nothing
    createPublicKey(key).export({ type: 'spki', format: 'der' }),
    der.explicit(0, attribute),
  );
  return der.sequence(info, ECDSA_WITH_SHA256, der.bitString(sign('sha256', info, key)));
}

/** RFC 8737 §3: a self-signed certificate for the name that carries the digest of the key authorization. */
export function proofCertificate(
  name: string,
  keyAuthorization: string,
  now: number,
): { readonly chain: string; readonly key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const subject = distinguishedName(name.slice(0, 64));
  const digest = createHash('sha256').update(keyAuthorization).digest();
  const chain = certificatePem({
    issuer: subject,
    subject,
    publicKey,
    signingKey: privateKey,
    from: now - DAY_MS,
    until: now + DAY_MS,
    extensions: [alternativeNames([name]), extension('1.3.6.1.5.5.7.1.31', der.octetString(digest), true)],
  });
  return { chain, key: privatePem(privateKey) };
}

/** Names the certificate to the authority that made it; null when it lacks the authority's key id. */
export function renewalId(chain: string): string | null {
  try {
    const { tbsCertificate } = AsnConvert.parse(new X509Certificate(chain).raw, Certificate);
    const found = tbsCertificate.extensions?.find(({ extnID }) => extnID === id_ce_authorityKeyIdentifier);
    const id =
      found === undefined ? undefined : AsnConvert.parse(found.extnValue.buffer, AuthorityKeyIdentifier).keyIdentifier;
    if (id === undefined) return null;
    const text = (bytes: ArrayBuffer): string => Buffer.from(bytes).toString('base64url');
    return `${text(id.buffer)}.${text(tbsCertificate.serialNumber)}`;
  } catch {
    return null;
  }
}
