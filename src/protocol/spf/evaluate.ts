/**
 * Evaluates SPF for an address as every receiver does (RFC 7208 §4–§6), and keeps the tree: which record asked what, how
 * many questions that took, where it ended. Called by the probes with a resolver behind `SpfLookup`. Bounded by the RFC's
 * own limits (ten questions, two void ones); asks nobody itself, never throws.
 */
import { ipv6Groups } from '../dns/reverse-name.ts';
import { expandMacros } from './macro.ts';
import { isSpf, parseSpf, type SpfMechanism, type SpfProblem, type SpfRecord } from './record.ts';

/** `none`: no such name or no such record; `failed`: could not be asked. */
export type SpfFound =
  { readonly kind: 'found'; readonly values: readonly string[] } | { readonly kind: 'none' | 'failed' };
export interface SpfLookup {
  /** Strings of each record joined. */
  txt(name: string): Promise<SpfFound>;
  a(name: string): Promise<SpfFound>;
  aaaa(name: string): Promise<SpfFound>;
  /** Host names. */
  mx(name: string): Promise<SpfFound>;
  /** Names of an address. */
  ptr(address: string): Promise<SpfFound>;
}

export type SpfResult = 'pass' | 'fail' | 'softfail' | 'neutral' | 'none' | 'permerror' | 'temperror';
export type SpfError =
  | SpfProblem
  | 'several-records'
  | 'too-many-lookups'
  | 'too-many-void'
  | 'too-many-mx'
  /** An include or redirect leads to a name without SPF record (§5.2, §6.1). */
  | 'no-record-there'
  | 'dns';
export interface SpfStep {
  /** Name whose record this is. */
  readonly domain: string;
  /** How we came here; null for the first. */
  readonly by: string | null;
  readonly record: string | null;
  readonly result: SpfResult;
  /** The term that decided, as written. */
  readonly matched: string | null;
  readonly below: readonly SpfStep[];
}
export interface SpfOutcome {
  readonly result: SpfResult;
  readonly why: SpfError | null;
  /** Where it went wrong: the name, and the term in its record. */
  readonly at: { readonly domain: string; readonly term: string } | null;
  /** Term of the domain's own record that decided; null when nothing matched. */
  readonly matched: string | null;
  /** Questions of the kind that counts, and those without an answer, until the result was there. */
  readonly lookups: number;
  readonly voids: number;
  readonly tree: SpfStep;
}
export interface SpfQuery {
  readonly domain: string;
  readonly address: string;
  /** `local@domain`. */
  readonly sender: string;
  readonly helo: string;
}

const MOST_LOOKUPS = 10;
const MOST_VOIDS = 2;
const MOST_NAMES = 10;

/** Ends the evaluation of the whole, from any depth. */
class Stop extends Error {
  readonly result: 'permerror' | 'temperror';
  readonly why: SpfError;
  readonly at: SpfOutcome['at'];
  constructor(result: 'permerror' | 'temperror', why: SpfError, at: SpfOutcome['at']) {
    super(why);
    this.result = result;
    this.why = why;
    this.at = at;
  }
}
interface Walk {
  readonly lookup: SpfLookup;
  readonly query: SpfQuery;
  lookups: number;
  voids: number;
  validated: string | null;
}
type Steps = SpfStep[];

/** The result for one address. */
export async function evaluateSpf(lookup: SpfLookup, query: SpfQuery): Promise<SpfOutcome> {
  const walk: Walk = { lookup, query, lookups: 0, voids: 0, validated: null };
  const steps: Steps = [];
  let why: SpfError | null = null;
  let at: SpfOutcome['at'] = null;
  let result: SpfResult;
  try {
    result = await checkHost(walk, query.domain, null, steps);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    ({ result, why, at } = error);
  }
  const tree = steps[0] ?? { domain: query.domain, by: null, record: null, result, matched: null, below: [] };
  const { lookups, voids } = walk;
  return { result, why, at, matched: tree.matched, lookups, voids, tree: { ...tree, result } };
}

/** check_host() of §4; puts its step into `steps`, also when it is stopped halfway. */
async function checkHost(walk: Walk, domain: string, by: string | null, steps: Steps): Promise<SpfResult> {
  const at = steps.length;
  const below: Steps = [];
  let record: string | null = null;
  const tell = (result: SpfResult, matched: string | null): SpfResult => {
    steps[at] = { domain, by, record, result, matched, below };
    return result;
  };
  try {
    const answer = await walk.lookup.txt(domain);
    if (answer.kind === 'failed') throw new Stop('temperror', 'dns', { domain, term: by ?? '' });
    const records = answer.kind === 'found' ? answer.values.filter(isSpf) : [];
    if (records.length === 0) return tell('none', null);
    record = records[0];
    if (records.length > 1) throw new Stop('permerror', 'several-records', { domain, term: '' });
    const parsed = parseSpf(record);
    if (parsed.kind === 'wrong') throw new Stop('permerror', parsed.problem, { domain, term: parsed.term });
    const { result, matched } = await byRecord(walk, domain, parsed.record, below);
    return tell(result, matched);
  } catch (error) {
    if (error instanceof Stop) tell(error.result, error.at?.domain === domain ? error.at.term : null);
    throw error;
  }
}

async function byRecord(
  walk: Walk,
  domain: string,
  record: SpfRecord,
  below: Steps,
): Promise<{ readonly result: SpfResult; readonly matched: string | null }> {
  for (const mechanism of record.mechanisms)
    if (await matches(walk, domain, mechanism, below)) return { result: mechanism.qualifier, matched: mechanism.text };
  const { redirect } = record;
  if (redirect === null) return { result: 'neutral', matched: null };
  const term = `redirect=${redirect}`;
  count(walk, domain, term);
  const target = expandMacros(redirect, valuesOf(walk, domain));
  const result = await checkHost(walk, target, term, below);
  if (result === 'none') throw new Stop('permerror', 'no-record-there', { domain, term });
  return { result, matched: term };
}

const valuesOf = (walk: Walk, domain: string) => ({
  ...walk.query,
  domain,
  validated: walk.validated ?? 'unknown',
});

/** §4.6.4: include, a, mx, ptr, exists and redirect count. */
function count(walk: Walk, domain: string, term: string): void {
  walk.lookups += 1;
  if (walk.lookups > MOST_LOOKUPS) throw new Stop('permerror', 'too-many-lookups', { domain, term });
}

/** The values of an answer; a void one counts, one that could not be had ends it all. */
function valuesIn(
  walk: Walk,
  found: SpfFound,
  at: { readonly domain: string; readonly term: string },
): readonly string[] {
  if (found.kind === 'failed') throw new Stop('temperror', 'dns', at);
  if (found.kind === 'found') return found.values;
  walk.voids += 1;
  if (walk.voids > MOST_VOIDS) throw new Stop('permerror', 'too-many-void', at);
  return [];
}

async function matches(walk: Walk, domain: string, mechanism: SpfMechanism, below: Steps): Promise<boolean> {
  const { address } = walk.query;
  const at = { domain, term: mechanism.text };
  switch (mechanism.kind) {
    case 'all':
      return true;
    case 'ip4':
    case 'ip6':
      return isWithin(address, mechanism.address, mechanism.prefix);
    case 'include': {
      count(walk, domain, mechanism.text);
      const target = expandMacros(mechanism.domain, valuesOf(walk, domain));
      const result = await checkHost(walk, target, mechanism.text, below);
      if (result === 'none') throw new Stop('permerror', 'no-record-there', at);
      return result === 'pass';
    }
    case 'exists': {
      count(walk, domain, mechanism.text);
      const name = expandMacros(mechanism.domain, valuesOf(walk, domain));
      // §5.7: an A question, whatever the family of the address.
      return valuesIn(walk, await walk.lookup.a(name), at).length > 0;
    }
    case 'ptr':
      count(walk, domain, mechanism.text);
      return await matchesName(walk, mechanism.domain === null ? domain : target(walk, domain, mechanism.domain));
    case 'a':
    case 'mx': {
      count(walk, domain, mechanism.text);
      const name = mechanism.domain === null ? domain : target(walk, domain, mechanism.domain);
      const prefix = address.includes(':') ? mechanism.prefix6 : mechanism.prefix4;
      const hosts = mechanism.kind === 'a' ? [name] : valuesIn(walk, await walk.lookup.mx(name), at);
      if (mechanism.kind === 'mx' && hosts.length > MOST_NAMES) throw new Stop('permerror', 'too-many-mx', at);
      for (const host of hosts) {
        if (host === '') continue; // a null MX has no host
        const found = await addressesOf(walk, host);
        // §4.6.4: only the question that a term itself asks can be void; an MX host without this family is not.
        const values = mechanism.kind === 'a' ? valuesIn(walk, found, at) : valuesOrStop(found, at);
        if (values.some((one) => isWithin(address, one, prefix))) return true;
      }
      return false;
    }
  }
}

const target = (walk: Walk, domain: string, spec: string): string => expandMacros(spec, valuesOf(walk, domain));
const addressesOf = (walk: Walk, host: string): Promise<SpfFound> =>
  walk.query.address.includes(':') ? walk.lookup.aaaa(host) : walk.lookup.a(host);
function valuesOrStop(found: SpfFound, at: { readonly domain: string; readonly term: string }): readonly string[] {
  if (found.kind === 'failed') throw new Stop('temperror', 'dns', at);
  return found.kind === 'found' ? found.values : [];
}

/** §5.5: a name of the address that leads back to it and ends in the domain. Failures here just do not match. */
async function matchesName(walk: Walk, domain: string): Promise<boolean> {
  const names = await walk.lookup.ptr(walk.query.address);
  if (names.kind !== 'found') return false;
  for (const name of names.values.slice(0, MOST_NAMES)) {
    const back = await addressesOf(walk, name);
    if (back.kind !== 'found' || !back.values.some((one) => isWithin(walk.query.address, one, 128))) continue;
    walk.validated ??= name;
    if (name === domain || name.endsWith(`.${domain}`)) return true;
  }
  return false;
}

/** Are two addresses of one family equal in their first bits? */
export function isWithin(address: string, network: string, bits: number): boolean {
  const [first, second] = [bitsOf(address), bitsOf(network)];
  if (first === null || second === null || first.size !== second.size) return false;
  const shift = BigInt(first.size - Math.min(bits, first.size));
  return first.value >> shift === second.value >> shift;
}

function bitsOf(address: string): { readonly value: bigint; readonly size: 32 | 128 } | null {
  if (!address.includes(':')) {
    const octets = address.split('.').map(Number);
    if (octets.length !== 4 || octets.some((octet) => !(octet >= 0 && octet <= 255))) return null;
    return { value: octets.reduce((sum, octet) => sum * 256n + BigInt(octet), 0n), size: 32 };
  }
  const groups = ipv6Groups(address);
  if (groups === null) return null;
  return { value: groups.reduce((sum, group) => sum * 65_536n + BigInt(group), 0n), size: 128 };
}
