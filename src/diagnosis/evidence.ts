/**
 * Evidence: what one probe observed, from where, when — or why it could not. Probes make it, `reason()` reads it.
 * "Unknown" is a value, never a guess; the words for people live in `messages/`.
 */
export const VANTAGES = [
  'registry',
  'dns',
  'state',
  'auth',
  'mta',
  'connection',
  'outside',
  'customer',
  'loop',
  'text',
] as const;
export type Vantage = (typeof VANTAGES)[number];

export type Observed = { readonly [key: string]: Json };
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

interface EvidenceBase {
  /** Which probe, e.g. `dns.mx`. */
  readonly probe: string;
  readonly vantage: Vantage;
  /** ISO 8601, UTC. */
  readonly at: string;
}
export interface Known extends EvidenceBase {
  readonly kind: 'known';
  readonly observed: Observed;
}
export interface Unknown extends EvidenceBase {
  readonly kind: 'unknown';
  /** Machine word, e.g. `timeout`, `not-configured`, `refused`. */
  readonly why: string;
}
export type Evidence = Known | Unknown;
