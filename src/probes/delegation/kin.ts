/**
 * Probe of domains of this host that the one asked about may be mistaken for: the same name under another top-level domain,
 * or letters that look alike or are written otherwise (ø–o, å–aa, а–a). Only those whose public MX leads here are told:
 * what a stranger learns, DNS tells everybody.
 */
import { domainToUnicode } from 'node:url';
import type { StateKin } from '#src/diagnosis/observed-delegation.ts';
import { domainNames } from '#src/store/domains.ts';
import type { GroupDeps } from '../group.ts';

const MOST_DOMAINS = 20_000;
const MOST_KIN = 3;

/** Letters of other alphabets, and figures, that look like these. */
const LOOKS: Readonly<Record<string, string>> = {
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'i',
  ѕ: 's',
  ј: 'j',
  ԁ: 'd',
  һ: 'h',
  к: 'k',
  м: 'm',
  т: 't',
  в: 'b',
  н: 'h',
  ο: 'o',
  α: 'a',
  ν: 'v',
  ρ: 'p',
  κ: 'k',
  '0': 'o',
  '1': 'l',
};
/** Written with two letters where the keyboard lacks one. */
const SPELT: readonly (readonly [RegExp, string])[] = [
  [/æ|ä/g, 'ae'],
  [/å/g, 'aa'],
  [/ø|ö/g, 'oe'],
  [/ü/g, 'ue'],
  [/ß/g, 'ss'],
];

/** Skeletons under which a name may be mistaken: by look, and by spelling. */
export function skeletonsOf(domain: string): readonly string[] {
  const text = domainToUnicode(domain) || domain;
  const plain = (name: string): string =>
    Array.from(name.normalize('NFKD').replaceAll(/\p{M}/gu, ''), (letter) => LOOKS[letter] ?? letter).join('');
  const spelt = SPELT.reduce((name, [letters, two]) => name.replaceAll(letters, two), text.normalize('NFC'));
  return [...new Set([plain(text.replaceAll('æ', 'ae')), plain(spelt)])];
}

function likeness(asked: string, ours: string, skeletons: ReadonlySet<string>): 'top' | 'letters' | null {
  if (asked === ours) return null;
  const name = (domain: string): string => domain.slice(0, domain.lastIndexOf('.'));
  if (name(asked) === name(ours)) return 'top';
  return skeletonsOf(ours).some((one) => skeletons.has(one)) ? 'letters' : null;
}

/** `dns.kin` of a domain that is not ours. */
export async function lookAtKin({ db, resolver, host }: GroupDeps, domain: string): Promise<StateKin> {
  const skeletons = new Set(skeletonsOf(domain));
  const { hostname } = host();
  const found: { domain: string; like: 'top' | 'letters' }[] = [];
  for (const ours of await domainNames(db.sql, MOST_DOMAINS)) {
    const like = likeness(domain, ours, skeletons);
    if (like === null || found.length >= MOST_KIN) continue;
    const mx = await resolver.mx(ours);
    if (mx.kind === 'records' && mx.records.some((record) => record.exchange === hostname))
      found.push({ domain: ours, like });
  }
  return { domain, kin: found };
}
