/** `dns.dmarc-check`: which DMARC record applies to a domain (RFC 9989 §4.10), whether it can be read, and what stands astray. */
import type { DnsDmarcCheck } from '#src/diagnosis/observed-authenticity.ts';
import type { Resolver } from '#src/net/dns-answer.ts';
import { dmarcNames, isDmarc, isNearDmarc, mendDmarc, parseDmarc, policyFor } from '#src/protocol/dmarc/record.ts';
import { type Untold, untold } from '../run-probe.ts';

const MOST_TEXT = 2000;
const DEFAULT = 'v=DMARC1; p=none';

interface Level {
  readonly domain: string;
  readonly name: string;
  readonly records: readonly string[];
  readonly near: readonly string[];
}

/** Asks one name; text when DNS did not say. */
async function levelOf(resolver: Resolver, domain: string): Promise<Level | string> {
  const name = `_dmarc.${domain}`;
  const answer = await resolver.txt(name);
  if (answer.kind === 'failed') return answer.why;
  const texts = answer.kind === 'records' ? answer.records.map((text) => text.slice(0, MOST_TEXT)) : [];
  return { domain, name, records: texts.filter(isDmarc), near: texts.filter(isNearDmarc) };
}

/** Looks at a domain; used by `domain show` too. */
export async function lookAtDmarc(resolver: Resolver, domain: string): Promise<DnsDmarcCheck | Untold> {
  const levels = await Promise.all(dmarcNames(domain).map((name) => levelOf(resolver, name)));
  const failed = levels.find((level) => typeof level === 'string');
  const [own, ...above] = levels.filter((level) => typeof level !== 'string');
  if (failed !== undefined) return untold(failed);
  const shared = { domain, misplaced: [] };
  // §4.7: with several records at one name receivers go on as if there were none; so do they with one they cannot read.
  if (own.records.length > 1)
    return { ...shared, ...judged(own, 'several', null, null), value: mendDmarc(own.records) };
  if (own.records.length === 1) return { ...shared, ...read(own, true) };
  if (own.near.length > 0)
    return { ...shared, ...judged(own, 'bad', 'near', own.near[0]), records: own.near, value: mendDmarc(own.near) };
  const organisation = above.filter((level) => level.records.length === 1 && !isSuffix(level)).at(-1);
  if (organisation !== undefined) {
    const found = read(organisation, false);
    // What the name above has wrong is its owner's: here it only means that nothing applies.
    if (found.state === 'ok') return { ...shared, ...found };
  }
  const misplaced = await astray(resolver, domain);
  const value = misplaced.length > 0 ? mendDmarc(misplaced.map((one) => one.record)) : DEFAULT;
  return { ...shared, ...judged(own, 'none', null, null), misplaced, value };
}

const judged = (
  { name, records }: Level,
  state: DnsDmarcCheck['state'],
  problem: string | null,
  term: string | null,
): Pick<DnsDmarcCheck, 'name' | 'records' | 'state' | 'problem' | 'term' | 'policy'> => ({
  name,
  records,
  state,
  problem,
  term,
  policy: null,
});
function read(level: Level, isOwn: boolean): Omit<DnsDmarcCheck, 'domain' | 'misplaced'> {
  const parsed = parseDmarc(level.records[0]);
  if (parsed.kind === 'wrong')
    return { ...judged(level, 'bad', parsed.problem, parsed.term), value: mendDmarc(level.records) };
  return { ...judged(level, 'ok', null, null), policy: policyFor(parsed.record, isOwn), value: level.records[0] };
}
function isSuffix({ records }: Level): boolean {
  const parsed = parseDmarc(records[0]);
  return parsed.kind === 'record' && parsed.record.suffix === 'y';
}

/** Places where the record ends up by mistake: the domain itself, without the underscore, with the domain twice. */
async function astray(resolver: Resolver, domain: string): Promise<DnsDmarcCheck['misplaced']> {
  const names = [domain, `dmarc.${domain}`, `_dmarc.${domain}.${domain}`, `_dmarc._dmarc.${domain}`];
  const found = await Promise.all(
    names.map(async (name) => {
      const answer = await resolver.txt(name);
      const texts = answer.kind === 'records' ? answer.records.filter(isDmarc) : [];
      return texts.map((record) => ({ name, record: record.slice(0, MOST_TEXT) }));
    }),
  );
  return found.flat().slice(0, 5);
}
