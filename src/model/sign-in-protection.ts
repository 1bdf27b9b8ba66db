/**
 * Guessing of passwords, told from a phone with an old one: what is counted for a network, and when enough is enough. Only
 * different guesses count: the same wrong secret for the same name is one, however often it is repeated. Pure.
 */

export interface ProtectRule {
  /** Different guesses within the window that stop sign-ins. */
  readonly failures: number;
  readonly windowMs: number;
  readonly blockMs: number;
}

/** One name with one wrong secret. */
export interface Guess {
  readonly name: string;
  readonly first: number;
  last: number;
  count: number;
  /** Program that said so last: IMAP ID or EHLO name. */
  client: string | null;
}

/** What is remembered of one network. */
export interface Tally {
  /** By name and fingerprint of the secret. */
  readonly guesses: Map<string, Guess>;
  /** Names that signed in from there, with the time of the last. */
  readonly good: Map<string, number>;
}

/** A network where so many mailboxes have signed in lately is an office or a household: it is never stopped as a whole. */
export const AT_HOME_NAMES = 2;
export const AT_HOME_MS = 24 * 3_600_000;
/** Names at home that are remembered of one network. */
const MOST_GOOD = 32;

export const newTally = (): Tally => ({ guesses: new Map(), good: new Map() });

/** Forgets guesses older than the window and homes older than a day. */
export function prune(tally: Tally, rule: ProtectRule, now: number): void {
  for (const [key, guess] of tally.guesses) if (guess.last <= now - rule.windowMs) tally.guesses.delete(key);
  for (const [name, at] of tally.good) if (at <= now - AT_HOME_MS) tally.good.delete(name);
}

/** `mark` is equal for equal wrong secrets of one name. Keeps no more guesses than the rule needs. */
export function noteGuess(
  tally: Tally,
  rule: ProtectRule,
  { name, mark, at, client }: { name: string; mark: string; at: number; client: string | null },
): void {
  const key = `${name}\u0000${mark}`;
  const known = tally.guesses.get(key);
  if (known !== undefined) {
    known.last = at;
    known.count += 1;
    known.client = client ?? known.client;
    return;
  }
  tally.guesses.set(key, { name, first: at, last: at, count: 1, client });
  const oldest = tally.guesses.keys().next().value;
  if (tally.guesses.size > rule.failures * 2 && oldest !== undefined) tally.guesses.delete(oldest);
}

/** Who signs in has not guessed: what failed under this name was a slip of its owner. */
export function noteSuccess(tally: Tally, name: string, at: number): void {
  for (const [key, guess] of tally.guesses) if (guess.name === name) tally.guesses.delete(key);
  tally.good.delete(name);
  tally.good.set(name, at);
  const oldest = tally.good.keys().next().value;
  if (tally.good.size > MOST_GOOD && oldest !== undefined) tally.good.delete(oldest);
}

/** Different secrets tried for this name. */
const guessesOf = (tally: Tally, name: string): number =>
  [...tally.guesses.values()].filter((guess) => guess.name === name).length;

export type Stop =
  /** The whole network. */
  | { readonly kind: 'network' }
  /** This name from there; everybody else goes on. */
  | { readonly kind: 'login'; readonly name: string }
  /** Names that are not at home there; those who are go on. */
  | { readonly kind: 'strangers'; readonly spares: readonly string[] };

/** True when it is worth to ask who is at home there. */
export const isEnough = (tally: Tally, rule: ProtectRule): boolean => tally.guesses.size >= rule.failures;

/**
 * What has to stop after a guess under `name`; null = nothing yet. `isShared`: a vendor's servers, where the address says
 * nothing of who guesses.
 */
export function stopFor(tally: Tally, rule: ProtectRule, name: string, isShared: boolean): Stop | null {
  if (!isEnough(tally, rule)) return null;
  const isHome = isShared || tally.good.size >= AT_HOME_NAMES;
  if (!isHome) return { kind: 'network' };
  if (guessesOf(tally, name) >= rule.failures) return { kind: 'login', name };
  const strangers = [...tally.guesses.values()].filter((guess) => !tally.good.has(guess.name)).length;
  // Of a vendor's servers many customers are behind one address: only the name that is guessed at is stopped.
  if (isShared || strangers < rule.failures) return null;
  return { kind: 'strangers', spares: [...tally.good.keys()] };
}

export interface TallyNumbers {
  readonly [name: string]: string | number;
  readonly guesses: number;
  readonly failures: number;
  readonly names: number;
  /** The name with the most different guesses, else the most failures. */
  readonly culprit: string;
  readonly culpritGuesses: number;
  readonly culpritClient: string;
}

/** The numbers that prove it, for the Block's evidence. */
export function numbersOf(tally: Tally): TallyNumbers {
  const byName = new Map<string, { guesses: number; failures: number; client: string | null }>();
  let failures = 0;
  for (const { name, count, client } of tally.guesses.values()) {
    const one = byName.get(name) ?? { guesses: 0, failures: 0, client: null };
    byName.set(name, { guesses: one.guesses + 1, failures: one.failures + count, client: client ?? one.client });
    failures += count;
  }
  const [worst] = [...byName].sort(
    ([a, x], [b, y]) => y.guesses - x.guesses || y.failures - x.failures || (a < b ? -1 : 1),
  );
  return {
    guesses: tally.guesses.size,
    failures,
    names: byName.size,
    culprit: worst?.[0] ?? '',
    culpritGuesses: worst?.[1].guesses ?? 0,
    culpritClient: worst?.[1].client ?? '',
  };
}
