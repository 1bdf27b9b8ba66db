/**
 * Plans: limits, quota and price under the names that operators type (`mailbox.hour.max=300`). Windows and blocks are
 * seconds, quota is bytes (0 = none). The defaults are the limits of the articles. Pure.
 */

/** What each key takes. `least` is the smallest value that makes sense. */
export const PLAN_KEYS = {
  /** Messages (recipients) an hour per sending address; 300 in the articles. */
  'mailbox.hour.max': { kind: 'count', least: 1, standard: 300 },
  'mailbox.hour.window': { kind: 'seconds', least: 1, standard: 3600 },
  /** "60 full minutes have passed". */
  'mailbox.hour.block': { kind: 'seconds', least: 1, standard: 3600 },
  'mailbox.day.max': { kind: 'count', least: 1, standard: 1000 },
  /** 2000 an hour per domain in the articles. */
  'domain.hour.max': { kind: 'count', least: 1, standard: 2000 },
  'domain.hour.window': { kind: 'seconds', least: 1, standard: 3600 },
  'domain.hour.block': { kind: 'seconds', least: 1, standard: 3600 },
  'message.recipients.max': { kind: 'count', least: 1, standard: 100 },
  /** What the limits count: each recipient, or each message. */
  'limit.counts': { kind: 'word', least: 0, standard: 'recipients', words: ['recipients', 'messages'] },
  /** Over a limit: refused, or accepted and held until the Block ends. */
  'limit.mode': { kind: 'word', least: 0, standard: 'refuse', words: ['refuse', 'hold'] },
  /** At so many percent of a limit the sender is warned. */
  'limit.warn': { kind: 'percent', least: 1, standard: 80 },
  /** A mailbox younger than so many days may send at most so much an hour; 0 = no such rule. */
  'young.days': { kind: 'days', least: 0, standard: 0 },
  'young.hour.max': { kind: 'count', least: 0, standard: 0 },
  /** Recipients a day that this mailbox never wrote to before; 0 = no such rule. */
  'unknown.day.max': { kind: 'count', least: 0, standard: 0 },
  /** Percent of a day's recipients that bounced, once there are at least so many; 0 = no such rule. */
  'bounce.ratio.max': { kind: 'percent', least: 0, standard: 0 },
  'bounce.ratio.least': { kind: 'count', least: 1, standard: 50 },
  /** Suspicion of abuse closes outgoing mail. Days of history that volume and first-time recipients are judged on. */
  'abuse.learn.days': { kind: 'days', least: 0, standard: 7 },
  /** Today against the busiest of the last 30 days, once it is at least so much; factor 0 = no such rule. */
  'abuse.volume.factor': { kind: 'count', least: 0, standard: 10 },
  'abuse.volume.least': { kind: 'count', least: 1, standard: 100 },
  /** First-time recipients a day; 0 = no such rule. */
  'abuse.unknown.max': { kind: 'count', least: 0, standard: 200 },
  /** Countries of successful sign-ins within the window (seconds); 0 = no such rule. */
  'abuse.countries': { kind: 'count', least: 0, standard: 3 },
  'abuse.countries.window': { kind: 'seconds', least: 60, standard: 86_400 },
  /** Mailboxes of different customers that send the same text to at least so many recipients each; 0 = no such rule. */
  'abuse.copies': { kind: 'count', least: 0, standard: 3 },
  'abuse.copies.recipients': { kind: 'count', least: 1, standard: 20 },
  /** A mailing that breaks the rules for newsletters: let pass, told, or refused; one text to so many recipients an hour. */
  'bulk.mode': { kind: 'word', least: 0, standard: 'warn', words: ['off', 'warn', 'refuse'] },
  'bulk.recipients': { kind: 'count', least: 2, standard: 50 },
  /** Recipients of one mailing a day; 0 = no such rule. */
  'bulk.day.max': { kind: 'count', least: 0, standard: 0 },
  /** 5 GiB; 0 = no limit. */
  'quota.bytes': { kind: 'bytes', least: 0, standard: 5_368_709_120 },
  /** Days after an invoice's due date: reminder, last notice, outgoing stopped, incoming stopped, first day of deletion. */
  'dunning.reminder.days': { kind: 'days', least: 1, standard: 7 },
  'dunning.last.days': { kind: 'days', least: 1, standard: 14 },
  'dunning.stop.days': { kind: 'days', least: 1, standard: 21 },
  'dunning.incoming.days': { kind: 'days', least: 1, standard: 60 },
  'dunning.delete.days': { kind: 'days', least: 1, standard: 180 },
  /** Per month, in `price.currency`. */
  'price.amount': { kind: 'money', least: 0, standard: '0.00' },
  'price.currency': { kind: 'currency', least: 0, standard: 'NOK' },
} as const;

export type PlanKey = keyof typeof PLAN_KEYS;
export type PlanValues = {
  readonly [K in PlanKey]: (typeof PLAN_KEYS)[K]['kind'] extends 'money' | 'currency' | 'word' ? string : number;
};
export interface Plan {
  readonly name: string;
  readonly values: PlanValues;
}

export const STANDARD_PLAN = 'standard';
export const DEFAULT_PLAN_VALUES: PlanValues = Object.fromEntries(
  Object.entries(PLAN_KEYS).map(([key, { standard }]) => [key, standard]),
) as unknown as PlanValues;

export type PlanProblem =
  | { readonly problem: 'not-an-assignment'; readonly text: string }
  | { readonly problem: 'unknown-key'; readonly key: string }
  | { readonly problem: 'bad-value'; readonly key: PlanKey; readonly value: string; readonly least: number };
export type ParsedAssignments =
  { readonly ok: true; readonly values: Partial<PlanValues> } | ({ readonly ok: false } & PlanProblem);

const isKey = (key: string): key is PlanKey => Object.hasOwn(PLAN_KEYS, key);
/** A hundred years of seconds, a petabyte: beyond this a number is a slip of the finger. */
const MOST = {
  count: 1_000_000_000,
  seconds: 3_155_760_000,
  bytes: 1_125_899_906_842_624,
  days: 36_500,
  percent: 100,
} as const;

function parseValue(key: PlanKey, text: string): number | string | null {
  const rule = PLAN_KEYS[key];
  switch (rule.kind) {
    case 'money':
      return /^\d{1,9}(\.\d{1,2})?$/.test(text) ? Number(text).toFixed(2) : null;
    case 'currency':
      return /^[A-Za-z]{3}$/.test(text) ? text.toUpperCase() : null; // ISO 4217
    case 'word':
      return (rule.words as readonly string[]).includes(text) ? text : null;
    case 'count':
    case 'percent':
    case 'seconds':
    case 'days':
    case 'bytes': {
      if (!/^\d{1,16}$/.test(text)) return null;
      const value = Number(text);
      return value >= rule.least && value <= MOST[rule.kind] ? value : null;
    }
  }
}

/** Reads `key=value` words; the first wrong one is named. The last of two for the same key counts. */
export function parseAssignments(words: readonly string[]): ParsedAssignments {
  const values: Record<string, number | string> = {};
  for (const word of words) {
    const at = word.indexOf('=');
    if (at <= 0) return { ok: false, problem: 'not-an-assignment', text: word };
    const key = word.slice(0, at).trim();
    const value = word.slice(at + 1).trim();
    if (!isKey(key)) return { ok: false, problem: 'unknown-key', key };
    const parsed = parseValue(key, value);
    if (parsed === null) return { ok: false, problem: 'bad-value', key, value, least: PLAN_KEYS[key].least };
    values[key] = parsed;
  }
  return { ok: true, values };
}

/** Stored assignments over the defaults; what is no longer known or no longer fits is ignored. */
export function planValues(assignments: Readonly<Record<string, unknown>>): PlanValues {
  const known: Record<string, number | string> = {};
  for (const [key, value] of Object.entries(assignments)) {
    if (!isKey(key) || (typeof value !== 'number' && typeof value !== 'string')) continue;
    const parsed = parseValue(key, String(value));
    if (parsed !== null) known[key] = parsed;
  }
  return { ...DEFAULT_PLAN_VALUES, ...known };
}

/** A plan's name: a short word. */
export const isPlanName = (name: string): boolean => /^[a-z0-9][a-z0-9._-]{0,63}$/.test(name);
