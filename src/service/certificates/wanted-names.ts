/**
 * Which names should have a certificate, and whether a name leads here so that an order can succeed. Asked by keeper.ts.
 * Resolves names; orders nothing.
 */
import type { Resolver } from '#src/net/dns-answer.ts';
import { isPublicAddress } from '#src/net/address-range.ts';
import type { Database } from '#src/store/database.ts';
import { allDomains } from '#src/store/domains.ts';
import { SETUP_LABELS } from '../setup/offers.ts';

export interface WantedNamesDeps {
  readonly db: Database;
  readonly hostname: string;
  /** `tls.names`. */
  readonly more: readonly string[];
}

/** The host's own names first, then those under which each hosted domain's programs and senders look for us. */
export async function wantedNames({ db, hostname, more }: WantedNamesDeps): Promise<readonly string[]> {
  const hosted = (await allDomains(db.sql)).filter(({ state }) => state === 'active');
  const labelled = hosted.flatMap(({ name }) => SETUP_LABELS.map((label) => `${label}.${name}`));
  return [...new Set([hostname, ...more, ...labelled])];
}

export type Pointing =
  | { readonly kind: 'here' }
  /** The name is not there at all, or leads to nobody: nobody meant it to lead here. */
  | { readonly kind: 'nowhere' }
  | { readonly kind: 'elsewhere'; readonly words: string }
  | { readonly kind: 'not-public'; readonly words: string }
  | { readonly kind: 'unknown'; readonly words: string };

interface PointingDeps {
  readonly resolver: Pick<Resolver, 'a' | 'aaaa'>;
  readonly hostname: string;
  /** Addresses that lead here beside those of the host name. */
  readonly addresses: readonly string[];
  readonly allowPrivate: boolean;
}

type Found =
  | { readonly kind: 'addresses'; readonly addresses: readonly string[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly why: string };

async function addressesOf(resolver: PointingDeps['resolver'], name: string): Promise<Found> {
  const [four, six] = await Promise.all([resolver.a(name), resolver.aaaa(name)]);
  const addresses = [four, six].flatMap((answer) => (answer.kind === 'records' ? answer.records : []));
  const failed = [four, six].find((answer) => answer.kind === 'failed');
  // An authority asks both families: half an answer is none.
  if (failed?.kind === 'failed') return { kind: 'failed', why: failed.why };
  return addresses.length === 0 ? { kind: 'none' } : { kind: 'addresses', addresses };
}

/**
 * Every address of the name must be one of ours: an authority may come to any of them. The host name's own addresses are
 * ours by what it means.
 */
export async function pointsHere(deps: PointingDeps, name: string): Promise<Pointing> {
  const { resolver, hostname, allowPrivate } = deps;
  if (!name.includes('.')) return { kind: 'not-public', words: `${name} is not a public name` };
  const found = await addressesOf(resolver, name);
  if (found.kind === 'failed') return { kind: 'unknown', words: `DNS: ${found.why}` };
  if (found.kind === 'none')
    return name === hostname ? { kind: 'elsewhere', words: `${name} has no address` } : { kind: 'nowhere' };
  if (!allowPrivate && !found.addresses.some(isPublicAddress))
    return { kind: 'not-public', words: `${name} → ${found.addresses.join(', ')}` };
  if (name === hostname) return { kind: 'here' };
  const own = await addressesOf(resolver, hostname);
  if (own.kind === 'failed') return { kind: 'unknown', words: `DNS: ${own.why}` };
  const ours = new Set([...(own.kind === 'addresses' ? own.addresses : []), ...deps.addresses]);
  const strange = found.addresses.filter((address) => !ours.has(address));
  return strange.length === 0
    ? { kind: 'here' }
    : { kind: 'elsewhere', words: `${name} → ${strange.join(', ')}, not ${[...ours].join(', ')}` };
}
