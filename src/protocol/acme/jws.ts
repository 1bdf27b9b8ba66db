/**
 * Signs what is said to a certificate authority: JWS in the flattened form of RFC 8555 §6.2 with an ECDSA P-256 key, the key
 * as a JWK with its thumbprint (RFC 7638), and the outside account's HMAC (RFC 8555 §7.3.4). Called by net/acme. Pure; sends nothing.
 */
import { createHash, createHmac, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';

/** A public P-256 key, members in the order that the thumbprint wants. */
export interface PublicJwk {
  readonly crv: 'P-256';
  readonly kty: 'EC';
  readonly x: string;
  readonly y: string;
}
export interface AccountKey {
  readonly privateKey: KeyObject;
  readonly jwk: PublicJwk;
}
export interface Said {
  readonly key: AccountKey;
  readonly url: string;
  readonly nonce: string;
  /** URL of the account; null: not known yet, the key itself is sent. */
  readonly account: string | null;
  /** Null = POST-as-GET (§6.3): an empty payload. */
  readonly payload: unknown;
}
/** An account that the operator has with the authority, outside ACME. */
export interface OutsideAccount {
  readonly kid: string;
  /** The HMAC key, base64url. */
  readonly key: string;
}

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Reads an account key from PEM. Throws when it is no P-256 key. */
export function accountKey(pem: string): AccountKey {
  const privateKey = createPrivateKey(pem);
  const { crv, kty, x, y } = createPublicKey(privateKey).export({ format: 'jwk' });
  if (crv !== 'P-256' || kty !== 'EC' || x === undefined || y === undefined) throw new TypeError('not a P-256 key');
  return { privateKey, jwk: { crv, kty, x, y } };
}

/** RFC 7638 §3: SHA-256 of the members in alphabetical order, without white space. */
export const thumbprint = ({ crv, kty, x, y }: PublicJwk): string =>
  createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');

/** RFC 8555 §8.1: what proves a challenge. */
export const keyAuthorization = (token: string, jwk: PublicJwk): string => `${token}.${thumbprint(jwk)}`;

/** The signed body of a request, as JSON text. */
export function signedRequest({ key, url, nonce, account, payload }: Said): string {
  const who = account === null ? { jwk: key.jwk } : { kid: account };
  const head = encoded({ alg: 'ES256', ...who, nonce, url });
  const body = payload === null ? '' : encoded(payload);
  // RFC 7518 §3.4: the two numbers side by side, not in DER.
  const signature = sign('sha256', Buffer.from(`${head}.${body}`), {
    key: key.privateKey,
    dsaEncoding: 'ieee-p1363',
  }).toString('base64url');
  return JSON.stringify({ protected: head, payload: body, signature });
}

/** RFC 8555 §7.3.4: our key, signed with the key of the outside account. */
export function outsideBinding(
  jwk: PublicJwk,
  { kid, key }: OutsideAccount,
  url: string,
): { readonly protected: string; readonly payload: string; readonly signature: string } {
  const head = encoded({ alg: 'HS256', kid, url });
  const payload = encoded(jwk);
  const signature = createHmac('sha256', Buffer.from(key, 'base64url'))
    .update(`${head}.${payload}`)
    .digest('base64url');
  return { protected: head, payload, signature };
}
