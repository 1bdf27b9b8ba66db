/**
 * The chain of trust from the root to a domain (RFC 4035 §5): each zone's DS in the zone above, its keys, its signatures.
 * Says where the chain breaks and why. Pure: what was heard and the moment are arguments. Called by net/dns-chain.ts.
 */
import type { DnsRecord } from '../dns/message.ts';
import { deniesDs } from './denial.ts';
import { type Ds, isKeyOf, isSupported, isZoneKey, readDs, readKey, type ZoneKey } from './key.ts';
import { isCovered, setIn, type SignatureFault, type SignedSet } from './signature.ts';

export type BogusReason = SignatureFault | 'ds-mismatch' | 'no-dnskey' | 'denial-wrong';
export type ChainResult =
  | { readonly state: 'secure'; /** First signature that runs out, epoch seconds. */ readonly until: number }
  | { readonly state: 'insecure'; /** The first unsigned zone. */ readonly zone: string; readonly why: InsecureReason }
  | {
      readonly state: 'bogus';
      readonly zone: string;
      readonly reason: BogusReason;
      /** Which set is not covered, e.g. `MX`. */
      readonly type: string;
      /** When a signature ran out or begins, epoch seconds. */
      readonly at: number | null;
      readonly dsTags: readonly number[];
      readonly keyTags: readonly number[];
    }
  | { readonly state: 'unknown'; readonly why: string };
export type InsecureReason = 'no-ds' | 'unsupported-algorithm';

export interface ChainLink {
  readonly zone: string;
  /** What the zone above says of its DS: answer or authority section; for the root the anchors. */
  readonly above: readonly DnsRecord[];
  /** Its own DNSKEY answer; null when none of its servers could be asked. */
  readonly keys: readonly DnsRecord[] | null;
}
/** A set of the last zone that must be covered, with the authority section beside it when there is none. */
export interface Leaf {
  readonly set: SignedSet;
  readonly authorities: readonly DnsRecord[];
}

const bogus = (
  zone: string,
  reason: BogusReason,
  type: string,
  more: { at?: number | null; ds?: readonly Ds[]; keys?: readonly ZoneKey[] } = {},
): ChainResult => ({
  state: 'bogus',
  zone,
  reason,
  type,
  at: more.at ?? null,
  dsTags: (more.ds ?? []).map((ds) => ds.tag),
  keyTags: (more.keys ?? []).filter((key) => (key.flags & 1) !== 0).map((key) => key.tag),
});

const unsupported = (zone: string): ChainResult => ({ state: 'insecure', zone, why: 'unsupported-algorithm' });

type Step = Proven | ChainResult;

/** Which DS records count for this zone; a result when the chain ends here. */
function dsOf(link: ChainLink, parent: { zone: string; keys: readonly ZoneKey[] }, now: number): Ds[] | ChainResult {
  const { zone, above } = link;
  const set = setIn(above, zone, 'DS');
  if (set.records.length > 0) {
    const before = vouched.get(above);
    if (before?.keys === parent.keys && before.until > now) return [...before.ds];
    const covered = isCovered(set, parent.zone, parent.keys, now);
    if (covered.kind === 'fault')
      return covered.fault === 'unsupported-algorithm'
        ? unsupported(parent.zone)
        : bogus(parent.zone, covered.fault, 'DS', { at: covered.until, keys: parent.keys });
    const ds = set.records.flatMap((record) => readDs(record.data) ?? []);
    if (covered.kind === 'valid') vouched.set(above, { keys: parent.keys, ds, until: covered.until });
    return ds;
  }
  const denial = deniesDs(above, zone, parent.zone);
  if (denial.kind === 'too-costly') return { state: 'insecure', zone, why: 'no-ds' };
  if (denial.kind === 'not-proven') return bogus(parent.zone, 'denial-wrong', 'DS');
  for (const { name, type } of denial.by) {
    const covered = isCovered(setIn(above, name, type), parent.zone, parent.keys, now);
    if (covered.kind === 'fault' && covered.fault !== 'unsupported-algorithm')
      return bogus(parent.zone, covered.fault, type, { at: covered.until, keys: parent.keys });
  }
  return { state: 'insecure', zone, why: 'no-ds' };
}

/**
 * Keys that were found good, by the very answer they came in: the zones above many domains are the same and are not
 * checked again each time. Nothing is kept beyond the life of that answer.
 */
const proven = new WeakMap<readonly DnsRecord[], { readonly by: string; readonly step: Proven }>();
interface Proven {
  readonly keys: readonly ZoneKey[];
  readonly until: number;
}

function keysOf(link: ChainLink, ds: readonly Ds[], now: number): Step {
  const by = `${link.zone} ${JSON.stringify(ds)}`;
  const before = link.keys === null ? undefined : proven.get(link.keys);
  if (before?.by === by && before.step.until > now) return before.step;
  const step = checkKeys(link, ds, now);
  if (link.keys !== null && !('state' in step)) proven.set(link.keys, { by, step });
  return step;
}

/** DS records that were found good, by the answer they came in and the keys that vouched for them. */
const vouched = new WeakMap<
  readonly DnsRecord[],
  { readonly keys: readonly ZoneKey[]; readonly ds: readonly Ds[]; readonly until: number }
>();

/** The zone's keys, trusted by its DS records. */
function checkKeys(link: ChainLink, all: readonly Ds[], now: number): Step {
  const { zone } = link;
  if (link.keys === null) return { state: 'unknown', why: 'keys-not-asked' };
  const ds = all.filter(isSupported);
  if (ds.length === 0) return unsupported(zone);
  const set = setIn(link.keys, zone, 'DNSKEY');
  const keys = set.records.flatMap((record) => (record.octets === undefined ? [] : (readKey(record.octets) ?? [])));
  if (keys.length === 0) return bogus(zone, 'no-dnskey', 'DNSKEY', { ds });
  const trusted = keys.filter((key) => isZoneKey(key) && ds.some((one) => isKeyOf(zone, one, key)));
  if (trusted.length === 0) return bogus(zone, 'ds-mismatch', 'DNSKEY', { ds, keys });
  const covered = isCovered(set, zone, trusted, now);
  if (covered.kind === 'fault')
    return covered.fault === 'unsupported-algorithm'
      ? unsupported(zone)
      : bogus(zone, covered.fault, 'DNSKEY', { at: covered.until, ds, keys });
  return { keys: keys.filter(isZoneKey), until: covered.until };
}

/** Checks the chain; `now` in epoch seconds, `anchors` are DS records of the root. */
export function checkChain(
  anchors: readonly Ds[],
  links: readonly ChainLink[],
  leaves: readonly Leaf[],
  now: number,
): ChainResult {
  let parent = { zone: '', keys: [] as readonly ZoneKey[] };
  let until = Infinity;
  for (const [i, link] of links.entries()) {
    const ds = i === 0 ? [...anchors] : dsOf(link, parent, now);
    if (!Array.isArray(ds)) return ds;
    const step = keysOf(link, ds, now);
    // A root that does not fit our anchors is another root, or one whose signatures were taken away on the way to us:
    // that says something of our view, and nothing of the zone that was asked about.
    if ('state' in step)
      return link.zone === '' && step.state === 'bogus' ? { state: 'unknown', why: 'root-not-ours' } : step;
    until = Math.min(until, step.until);
    parent = { zone: link.zone, keys: step.keys };
  }
  for (const leaf of leaves) {
    const covered = leafCovered(leaf, parent, now);
    if (covered.kind === 'valid') until = Math.min(until, covered.until);
    else if (covered.fault === 'unsupported-algorithm') return unsupported(parent.zone);
    else return bogus(parent.zone, covered.fault, leaf.set.type, { at: covered.until, keys: parent.keys });
  }
  return { state: 'secure', until };
}

/** A set must be signed; where there is none, the proof of its absence must be (RFC 4035 §5.4). */
function leafCovered({ set, authorities }: Leaf, parent: { zone: string; keys: readonly ZoneKey[] }, now: number) {
  if (set.records.length > 0) return isCovered(set, parent.zone, parent.keys, now);
  const proofs = authorities.filter((record) => record.type === 'NSEC' || record.type === 'NSEC3');
  if (proofs.length === 0) return { kind: 'fault', fault: 'missing-signature', until: null } as const;
  let until = Infinity;
  for (const { name, type } of proofs) {
    const covered = isCovered(setIn(authorities, name, type), parent.zone, parent.keys, now);
    if (covered.kind === 'fault') return covered;
    until = Math.min(until, covered.until);
  }
  return { kind: 'valid', until } as const;
}
