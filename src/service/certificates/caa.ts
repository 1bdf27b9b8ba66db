/**
 * Looks up whether the owner of a name lets our authority make certificates for it (CAA, RFC 8659 §3), before an order is made
 * that must fail. Asked by keeper.ts. Judges by protocol/caa; orders nothing.
 */
import type { CaaTrouble } from '#src/net/acme/kept-files.ts';
import type { DnsResolver } from '#src/net/resolver.ts';
import { plainWords } from '#src/protocol/acme/documents.ts';
import { type CaaRecord, type Issuance, mayIssue, readCaa } from '#src/protocol/caa/issuance.ts';

export type CaaLook =
  | { readonly kind: 'allowed'; readonly methods: readonly string[] }
  | { readonly kind: 'forbidden'; readonly words: string; readonly caa: CaaTrouble }
  /** DNS could not be read: the authority would refuse too. */
  | { readonly kind: 'unknown'; readonly words: string };

type Found =
  | { readonly kind: 'records'; readonly at: string; readonly records: readonly CaaRecord[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly at: string; readonly why: string };

/**
 * The records that count: those of the nearest name that has any, from the name itself up to its top-level domain. An alias is
 * followed, but the names above what it leads to do not count (RFC 8659 §3).
 */
async function countingRecords({ query }: Pick<DnsResolver, 'query'>, name: string): Promise<Found> {
  const labels = name.replace(/^\*\./, '').split('.');
  for (let from = 0; from < labels.length; from += 1) {
    const at = labels.slice(from).join('.');
    const answer = await query(at, 'CAA');
    // Our own resolver will not look there: that says nothing of what the authority sees, and it is asked.
    if (answer.kind === 'failed' && answer.why === 'refused') return { kind: 'none' };
    if (answer.kind === 'failed') return { kind: 'failed', at, why: answer.why };
    if (answer.kind !== 'records') continue;
    // What cannot be read is not for nothing there: a property nobody knows, and critical if it says so.
    const records = answer.records.map(
      ({ data, number }) => readCaa(data) ?? { flags: number, tag: 'unreadable', value: data },
    );
    return { kind: 'records', at: answer.records[0]?.name ?? at, records };
  }
  return { kind: 'none' };
}

const WORDS = {
  critical: 'asks for something that no authority may pass over',
  nobody: 'lets nobody make certificates',
  others: 'lets only others make certificates',
  account: 'lets only another account of this authority make certificates',
  method: 'lets names be proved only in ways that we do not have',
} as const;

/** Asks DNS and judges. Never throws. */
export async function lookAtCaa(
  resolver: Pick<DnsResolver, 'query'>,
  name: string,
  asked: Omit<Issuance, 'isWildcard'>,
): Promise<CaaLook> {
  const found = await countingRecords(resolver, name);
  if (found.kind === 'failed')
    return {
      kind: 'unknown',
      words: `DNS: the CAA records of ${found.at} could not be read (${found.why}); the authority would refuse too`,
    };
  const { at, records } = found.kind === 'records' ? found : { at: name, records: [] };
  const verdict = mayIssue(records, { ...asked, isWildcard: name.startsWith('*.') });
  if (verdict.kind === 'allowed') return verdict;
  const { why, wanted } = verdict;
  const said = verdict.records.map((one) => plainWords(one, 300));
  const instead = why === 'critical' ? 'in its place' : 'wanted beside it';
  const remedy =
    wanted === null ? 'the authority does not say under which name it may be allowed' : `${instead}: ${wanted}`;
  const words = `CAA at ${at} ${WORDS[why]}: ${said.join(' and ')}; ${remedy}`;
  return { kind: 'forbidden', words: plainWords(words), caa: { at, why, records: said, wanted } };
}
