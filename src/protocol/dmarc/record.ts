/**
 * DMARC records as values (RFC 9989 §4.7). Called by the probes of DMARC. Pure; what receivers would not apply is told.
 */
import { readTags } from '../tag-list.ts';

export type DmarcPolicy = 'none' | 'quarantine' | 'reject';
export interface DmarcRecord {
  readonly policy: DmarcPolicy;
  /** For names below; null = as `policy`. */
  readonly subdomains: DmarcPolicy | null;
  readonly strictDkim: boolean;
  readonly strictSpf: boolean;
  /** `psd=y`: a suffix under which others register; `psd=n`: here the organisation begins. */
  readonly suffix: 'y' | 'n' | 'u';
  /** `t=y` (RFC 9989 §4.7): the policy is one step milder than it says. */
  readonly testing: boolean;
}
export type DmarcProblem = 'no-policy' | 'bad-policy' | 'bad-subdomain-policy' | 'not-a-list';
export type DmarcParsed =
  | { readonly kind: 'record'; readonly record: DmarcRecord }
  | { readonly kind: 'wrong'; readonly problem: DmarcProblem; readonly term: string };

/** The version comes first and exactly so; anything else is no DMARC record for any receiver. */
export const isDmarc = (text: string): boolean => /^[vV][ \t]*=[ \t]*DMARC1[ \t]*(?:;|$)/.test(text);
/** Meant as one, but none: `v=DMARC1,p=none`, `v=dmarc1`, a quotation mark or blank in front, `DMARC1; p=none`. */
export const isNearDmarc = (text: string): boolean =>
  !isDmarc(text) && /^[\s"'“”\\]*(?:v\s*=?\s*)?dmarc/i.test(text) && /[;,\s]/.test(text);

const POLICIES: readonly string[] = ['none', 'quarantine', 'reject'];
const policyOf = (text: string | undefined): DmarcPolicy | null => {
  const word = text?.toLowerCase();
  return word !== undefined && POLICIES.includes(word) ? (word as DmarcPolicy) : null;
};

/** Reads a record for which `isDmarc` holds. RFC 9989 §4.10.1: an unfit policy counts as none when reports are asked for. */
export function parseDmarc(text: string): DmarcParsed {
  const { tags, wrong } = readTags(text);
  if (wrong !== null) return { kind: 'wrong', problem: 'not-a-list', term: wrong };
  const policy = policyOf(tags.get('p'));
  const subdomains = policyOf(tags.get('sp'));
  const given = tags.get('p');
  if (given !== undefined && policy === null) return { kind: 'wrong', problem: 'bad-policy', term: `p=${given}` };
  if (policy === null && !tags.has('rua')) return { kind: 'wrong', problem: 'no-policy', term: 'p=' };
  if (tags.has('sp') && subdomains === null)
    return { kind: 'wrong', problem: 'bad-subdomain-policy', term: `sp=${tags.get('sp')}` };
  const suffix = tags.get('psd')?.toLowerCase();
  return {
    kind: 'record',
    record: {
      policy: policy ?? 'none',
      subdomains,
      strictDkim: tags.get('adkim')?.toLowerCase() === 's',
      strictSpf: tags.get('aspf')?.toLowerCase() === 's',
      suffix: suffix === 'y' || suffix === 'n' ? suffix : 'u',
      testing: tags.get('t')?.toLowerCase() === 'y',
    },
  };
}

const MILDER: Readonly<Record<DmarcPolicy, DmarcPolicy>> = { reject: 'quarantine', quarantine: 'none', none: 'none' };
/** What receivers apply to a domain: its own policy, or that of a name above it for names below. */
export function policyFor(record: DmarcRecord, isOwn: boolean): DmarcPolicy {
  const policy = isOwn ? record.policy : (record.subdomains ?? record.policy);
  return record.testing ? MILDER[policy] : policy;
}

/** The names to ask, nearest first (RFC 9989 §4.10: at most eight, from seven labels on). */
export function dmarcNames(domain: string): readonly string[] {
  const labels = domain.split('.');
  const above = labels.length > 7 ? labels.slice(-7) : labels.slice(1);
  return [domain, ...above.map((_, index) => above.slice(index).join('.'))];
}

/** One record out of what was meant: the strictest policy that somebody wrote, report addresses kept. */
export function mendDmarc(records: readonly string[]): string {
  const lists = records.map((text) =>
    readTags(text.replaceAll(/["'“”\\]/g, '').replaceAll(/,\s*(?=[a-z]{1,5}\s*=)/gi, ';')),
  );
  const policies = lists.flatMap(({ tags }) => policyOf(tags.get('p')) ?? []);
  const policy = POLICIES.findLast((one) => policies.includes(one as DmarcPolicy)) ?? 'none';
  const kept = ['sp', 'adkim', 'aspf', 'pct', 'fo', 'psd', 't'].flatMap((name) => {
    const value = lists.map(({ tags }) => tags.get(name)).find((one) => one !== undefined && one !== '');
    return value === undefined || (name === 'sp' && policyOf(value) === null) ? [] : [`${name}=${value}`];
  });
  const reports = ['rua', 'ruf'].flatMap((name) => {
    const all = lists.flatMap(({ tags }) => (tags.get(name) ?? '').split(',')).map((one) => one.trim());
    const uris = [
      ...new Set(all.filter((one) => one !== '').map((one) => (/^\w+:/.test(one) ? one : `mailto:${one}`))),
    ];
    return uris.length === 0 ? [] : [`${name}=${uris.slice(0, 10).join(',')}`];
  });
  return ['v=DMARC1', `p=${policy}`, ...kept, ...reports].join('; ');
}
