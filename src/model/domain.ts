/** A domain that mail is hosted for. Pure. */
import type { CustomerId, DomainId, SigningKeyId } from './ids.ts';

/** `waiting`: nobody has shown yet that the domain is his; nothing is delivered, sent or signed for it. */
export const DOMAIN_STATES = ['active', 'waiting'] as const;
export type DomainState = (typeof DOMAIN_STATES)[number];

export interface Domain {
  readonly id: DomainId;
  /** Lower-case A-labels, no final dot. */
  readonly name: string;
  readonly customer: CustomerId;
  readonly state: DomainState;
  readonly createdAt: number;
}

/** A DKIM key of a domain (RFC 6376); the private half is PKCS #8 PEM and never leaves the host. */
export interface DomainKey {
  readonly id: SigningKeyId;
  readonly domain: DomainId;
  readonly selector: string;
  readonly algorithm: 'rsa-sha256' | 'ed25519-sha256';
  readonly privateKey: string;
  /** As in the record's `p=`. */
  readonly publicKey: string;
  readonly active: boolean;
  readonly createdAt: number;
}
