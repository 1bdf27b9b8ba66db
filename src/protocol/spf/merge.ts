/**
 * Makes one SPF record out of what a domain has and what we need: foreign senders stay, ours are added, two records become
 * one. Called by the probes (finished values for repairs) and by the repairs themselves. Pure; a record that it does not
 * understand is left alone and named.
 */
import { isSpf, parseSpf, readTerm, termsOf } from './record.ts';

export type SpfMerged =
  /** `changed`: false when nothing had to be done. */
  | { readonly kind: 'merged'; readonly value: string; readonly changed: boolean }
  /** Terms that nobody can read, so that nobody can say whom they were meant to allow. */
  | { readonly kind: 'unclear'; readonly terms: readonly string[] };

/** Slips whose meaning is beyond doubt, with what was meant. */
const SLIPS: readonly (readonly [RegExp, string])[] = [
  [/^([+\-~?]?)ipv([46])[:=]/i, '$1ip$2:'],
  [/^([+\-~?]?)(ip4|ip6|include|exists)=/i, '$1$2:'],
  [/^([+\-~?]?)ip:(?=\d+\.)/i, '$1ip4:'],
  [/^([+\-~?]?)ip4:(?=[^/]*:)/i, '$1ip6:'],
  [/^([+\-~?]?)ip6:(?=\d+\.\d+\.\d+\.\d+(?:\/\d+)?$)/i, '$1ip4:'],
  [/^([+\-~?]?)(?:includes|incude|inlcude|inclde|inculde):/i, '$1include:'],
  [/^redirect:/i, 'redirect='],
  [/^([+\-~?])(?:al|alll|ll)$/i, '$1all'],
  [/^([+\-~?])all[;.,]+$/i, '$1all'],
];
const WEIGHT: Readonly<Record<string, number>> = { '+': 3, '?': 2, '~': 1, '-': 0 };
const signOf = (term: string): string => (/^[+\-~?]/.test(term) ? term[0] : '+');
const nameOf = (term: string): string => term.toLowerCase().replace(/^\+/, '');
const isAll = (term: string): boolean => /^[+\-~?]?all$/i.test(term);

/** A term that can be read, mended when it is a known slip; null when it cannot. */
function readable(term: string): string | null {
  // Punctuation and quotation marks that stuck to a term when it was copied.
  const bare = term.replaceAll(/^["'“”]+|["'“”;,]+$/g, '');
  const slips = SLIPS.filter(([slip]) => slip.test(bare)).map(([slip, meant]) => bare.replace(slip, meant));
  // `include=x` is no error but a modifier without meaning (RFC 7208 §6): what was meant comes first there.
  const order = /^[+\-~?]?(?:include|ip[46]|exists)=/i.test(bare) ? [...slips, term] : [term, bare, ...slips];
  return order.find((candidate) => candidate !== '' && !('problem' in readTerm(candidate))) ?? null;
}

/** `include: x` and `~ all` written apart: the parts belong together. */
function joinedTerms(text: string): readonly string[] {
  const terms: string[] = [];
  for (const term of termsOf(text.replaceAll(/\s+/g, ' '))) {
    const last = terms.at(-1);
    if (last !== undefined && (/^[+\-~?]$/.test(last) || /^[+\-~?]?(?:include|ip4|ip6|a|mx|exists):$/i.test(last)))
      terms[terms.length - 1] = last + term;
    else terms.push(term);
  }
  return terms;
}

/**
 * One record out of `existing` (all SPF records of the name) that also allows `ours` (terms such as `a:mx.host.example`).
 * Ours come first, so that no term before them can refuse us or fail. Of several `all` the mildest stays; what stood
 * behind `all`, where no receiver reads it, moves before it; a `redirect` beside other records becomes an `include`.
 */
export function mergeSpf(existing: readonly string[], ours: readonly string[]): SpfMerged {
  const records = existing.filter((text) => isSpf(text));
  const unclear: string[] = [];
  const senders: string[] = [];
  const modifiers: string[] = [];
  const redirects: string[] = [];
  const alls: string[] = [];
  for (const text of records)
    for (const term of joinedTerms(text)) {
      const read = readable(term);
      if (read === null) unclear.push(term);
      else if (isAll(read)) alls.push(read);
      else if (/^redirect=/i.test(read)) redirects.push(read);
      else (/^[a-z][a-z0-9._-]*=/i.test(read) ? modifiers : senders).push(read);
    }
  if (unclear.length > 0) return { kind: 'unclear', terms: [...new Set(unclear)].slice(0, 10) };
  const [redirect, ...moreRedirects] = [...new Set(redirects)];
  const isAlone = records.length <= 1 && moreRedirects.length === 0;
  const includes = isAlone ? [] : redirects.map((one) => one.replace(/^redirect=/i, 'include:'));
  const all = alls.toSorted((a, b) => WEIGHT[signOf(b)] - WEIGHT[signOf(a)])[0];
  const kept = unique([...ours, ...senders, ...includes]);
  const single = unique(modifiers.filter((one) => !/^exp=/i.test(one)));
  const explained = modifiers.find((one) => /^exp=/i.test(one));
  const end = isAlone && redirect !== undefined ? (all === undefined ? [redirect] : [all, redirect]) : [all ?? '~all'];
  // A lone record without `all` ends neutral on purpose or by neglect: that is the owner's to say.
  const isOpen = records.length === 1 && all === undefined && redirect === undefined;
  const last = isOpen ? [] : end;
  const value = ['v=spf1', ...kept, ...last, ...single, ...(explained === undefined ? [] : [explained])].join(' ');
  return { kind: 'merged', value, changed: records.length !== 1 || records[0].trim() !== value };
}

const unique = (terms: readonly string[]): readonly string[] => {
  const seen = new Set<string>();
  return terms.filter((term) => !seen.has(nameOf(term)) && seen.add(nameOf(term)));
};

/** Does a record read without a problem? */
export const isReadable = (text: string): boolean => isSpf(text) && parseSpf(text).kind === 'record';
