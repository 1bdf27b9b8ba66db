/**
 * What the headers of a message say by themselves: who, when, the way from host to host with the time each took, and how
 * the receiver judged SPF, DKIM and DMARC. For the page that explains pasted texts. Pure; never throws; bounded.
 */
export interface Hop {
  readonly from: string | null;
  readonly by: string | null;
  readonly at: number | null;
  /** Seconds since the hop before; null where a clock is missing. */
  readonly took: number | null;
}
export interface HeaderStory {
  readonly from: string | null;
  readonly to: string | null;
  readonly subject: string | null;
  /** In the order in which the message went. */
  readonly hops: readonly Hop[];
  readonly totalSeconds: number | null;
  readonly checks: readonly { readonly kind: 'spf' | 'dkim' | 'dmarc'; readonly result: string }[];
}
const MOST_HOPS = 30;

/** Null when the text has no headers of a message. */
export function readHeaders(text: string): HeaderStory | null {
  const fields = fieldsOf(text.slice(0, 131_072));
  const all = (name: string): readonly string[] => fields.filter(([key]) => key === name).map(([, value]) => value);
  const received = all('received');
  if (received.length === 0 && all('authentication-results').length === 0) return null;
  const times = received.slice(0, MOST_HOPS).toReversed();
  const hops: Hop[] = [];
  for (const line of times) {
    const at = timeOf(line);
    const before = hops.at(-1)?.at ?? null;
    hops.push({
      from: word(line, 'from'),
      by: word(line, 'by'),
      at,
      took: at === null || before === null ? null : (at - before) / 1000,
    });
  }
  const known = hops.flatMap(({ at }) => (at === null ? [] : [at]));
  const [first, last] = [known[0], known.at(-1)];
  return {
    from: all('from')[0] ?? null,
    to: all('to')[0] ?? null,
    subject: all('subject')[0] ?? null,
    hops,
    totalSeconds: first === undefined || last === undefined || known.length < 2 ? null : (last - first) / 1000,
    checks: checksOf(all('authentication-results').join('; ')),
  };
}

/** Unfolded (RFC 5322 §2.2.3), up to the body or anything else that is no field. */
function fieldsOf(text: string): readonly (readonly [string, string])[] {
  const fields: [string, string][] = [];
  for (const line of text.split(/\r?\n/)) {
    if (/^[ \t]/.test(line)) {
      const last = fields.at(-1);
      if (last !== undefined) last[1] += ` ${line.trim()}`;
      continue;
    }
    const found = /^([!-9;-~]{1,80}):\s?(.*)$/.exec(line);
    if (found !== null) fields.push([(found[1] ?? '').toLowerCase(), found[2] ?? '']);
    else if (fields.length > 2 && line.trim() === '') break;
  }
  return fields;
}

const word = (line: string, name: string): string | null =>
  new RegExp(`(?:^|\\s)${name}\\s+([^\\s;()]{1,253})`, 'i').exec(line)?.[1] ?? null;
function timeOf(line: string): number | null {
  const at = Date.parse((line.slice(line.lastIndexOf(';') + 1).split('(')[0] ?? '').trim());
  return Number.isNaN(at) ? null : at;
}
function checksOf(line: string): HeaderStory['checks'] {
  const seen = new Map<'spf' | 'dkim' | 'dmarc', string>();
  for (const [, kind = '', result = ''] of line.matchAll(/\b(spf|dkim|dmarc)\s*=\s*([a-z]+)/gi)) {
    const key = kind.toLowerCase() as 'spf' | 'dkim' | 'dmarc';
    // One good signature is enough.
    if (seen.get(key) !== 'pass') seen.set(key, result.toLowerCase());
  }
  return [...seen].map(([kind, result]) => ({ kind, result }));
}
