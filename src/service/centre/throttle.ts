/**
 * Slows down guessing at the centre and never bans: the way out must not be behind a lock. After a few wrong tries the same
 * name from the same network waits a little longer each time, and is told how long; a name or a network that is guessed at
 * from everywhere is answered slowly. A browser that has been in before has a line of its own, so that guessing by strangers
 * never makes its owner wait. Called by sign-in and by what asks for a password again. Asks no Block.
 */
import { signInNetwork } from '#src/net/geo/range-table.ts';
import type { Clock } from '#src/net/clock.ts';

export interface Guess {
  readonly name: string;
  readonly remote: string;
  /** Hash of the browser's own cookie, when this browser has signed this name in before. */
  readonly device?: string | null;
  /** Who tries has the session or the password already: then strangers cannot get here, and waits may be longer. */
  readonly isProven?: boolean;
}
/** `void`: nothing was compared (too busy). */
export type Result = 'right' | 'wrong' | 'void';
export type Admission =
  /** `tries`: wrong ones on this line before. */
  | { readonly kind: 'go'; readonly tries: number; readonly settle: (result: Result) => void }
  | { readonly kind: 'later'; readonly seconds: number };
export interface Throttle {
  /** May it be tried now? Each admission counts as wrong until it is settled: trying at the same time gains nothing. */
  enter(guess: Guess): Promise<Admission>;
  /** The person has proven himself otherwise (a link by mail). */
  forgive(guess: Guess): void;
}

const FORGET_MS = 15 * 60_000;
const MOST_KNOWN = 20_000;
/** Tries before anybody waits: a person mistypes; a network holds an office. */
const FREE = { line: 4, proven: 5, everywhere: 20 } as const;
const LONGEST_LINE_MS = 30_000;
const LONGEST_PROVEN_MS = 300_000;
const LONGEST_HELD_MS = 4000;
/** Answers held back at once: of one network, and of all. */
const MOST_HELD = { network: 8, all: 1000 } as const;

interface Entry {
  readonly count: number;
  readonly at: number;
}

/** Makes the throttle; its memory is bounded and forgets by itself. */
export function createThrottle(
  clock: Clock,
  wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms)),
): Throttle {
  const known = new Map<string, Entry>();
  const held = new Map<string, number>();
  let allHeld = 0;
  const entryOf = (key: string): Entry => {
    const entry = known.get(key);
    if (entry !== undefined && clock.monotonic() - entry.at < FORGET_MS) return entry;
    known.delete(key);
    return { count: 0, at: 0 };
  };
  const add = (key: string, more: number): void => {
    const { count: before, at } = entryOf(key);
    const count = before + more;
    known.delete(key);
    if (count > 0) known.set(key, { count, at: more > 0 ? clock.monotonic() : at });
    // The oldest first: a Map keeps the order of the last use.
    if (known.size > MOST_KNOWN) for (const old of [...known.keys()].slice(0, MOST_KNOWN / 4)) known.delete(old);
  };
  const heldMs = (key: string): number => {
    const over = entryOf(key).count - FREE.everywhere;
    return over < 0 ? 0 : Math.min(LONGEST_HELD_MS, 250 * 2 ** Math.min(10, over));
  };
  /** Holds the answer back; false when too many wait already. */
  const hold = async (network: string, ms: number): Promise<boolean> => {
    const mine = held.get(network) ?? 0;
    if (mine >= MOST_HELD.network || allHeld >= MOST_HELD.all) return false;
    held.set(network, mine + 1);
    allHeld += 1;
    await wait(ms);
    allHeld -= 1;
    const left = (held.get(network) ?? 1) - 1;
    if (left > 0) held.set(network, left);
    else held.delete(network);
    return true;
  };
  return {
    enter: async (guess) => {
      const keys = keysOf(guess);
      const line = entryOf(keys.line);
      const leftMs = lineWaitMs(line, guess.isProven === true, clock.monotonic());
      if (leftMs > 0) return { kind: 'later', seconds: Math.ceil(leftMs / 1000) };
      const ms = Math.max(...keys.everywhere.map(heldMs));
      const all = [keys.line, ...keys.everywhere];
      for (const key of all) add(key, 1);
      const undo = (): void => {
        for (const key of all) add(key, -1);
      };
      if (ms > 0 && !(await hold(keys.network, ms))) {
        undo();
        return { kind: 'later', seconds: Math.ceil(LONGEST_HELD_MS / 1000) };
      }
      let isSettled = false;
      const settle = (result: Result): void => {
        if (isSettled) return;
        isSettled = true;
        if (result !== 'wrong') undo();
        if (result === 'right') known.delete(keys.line);
      };
      return { kind: 'go', tries: line.count, settle };
    },
    forgive: (guess) => void known.delete(keysOf(guess).line),
  };
}

function keysOf({ name, remote, device = null, isProven = false }: Guess) {
  const network = signInNetwork(remote) ?? remote;
  if (isProven) return { network, line: `p ${name}`, everywhere: [`w ${network}`] };
  if (device !== null) return { network, line: `d ${device} ${name}`, everywhere: [`w ${network}`] };
  return { network, line: `l ${network} ${name}`, everywhere: [`n ${name}`, `w ${network}`] };
}

function lineWaitMs({ count, at }: Entry, isProven: boolean, now: number): number {
  const over = count - (isProven ? FREE.proven : FREE.line);
  if (over < 0) return 0;
  const first = isProven ? 5000 : 2000;
  const wholeMs = Math.min(isProven ? LONGEST_PROVEN_MS : LONGEST_LINE_MS, first * 2 ** Math.min(10, over));
  return Math.max(0, at + wholeMs - now);
}
