/**
 * Protection against guessing (model/sign-in-protection.ts): counts failures per network, starts Blocks on a network or on one
 * name from it, refuses in words before any hash is worked out. Memory and Block rows are bounded whatever comes: beyond the
 * bound the oldest networks are forgotten, and further stops live in memory only. Never bans loopback or a trusted proxy.
 */
import type { Block, BlockSubject } from '#src/model/block.ts';
import type { ConnectionFacts } from '#src/model/journal.ts';
import type { Language } from '#src/model/language.ts';
import type { Refusal } from '#src/model/refusal.ts';
import {
  AT_HOME_MS,
  AT_HOME_NAMES,
  isEnough,
  newTally,
  noteGuess,
  noteSuccess,
  numbersOf,
  type ProtectRule,
  prune,
  type Stop,
  stopFor,
  type Tally,
} from '#src/model/sign-in-protection.ts';
import type { Clock } from '#src/net/clock.ts';
import { signInNetwork } from '#src/net/geo/range-table.ts';
import type { Blocks } from '../block-port.ts';
import type { SignInProtection } from './protection-port.ts';
import { stoppedRefusal } from './stopped-refusal.ts';

export interface ProtectionDeps {
  readonly blocks: Blocks;
  readonly clock: Clock;
  readonly rule: ProtectRule;
  /** Where short links begin, without a slash at the end. */
  readonly linkBase: () => string;
  /** Names that have signed in from this address since then; asked only when a network is about to be stopped. */
  readonly signedInFrom: (remoteAddress: string, since: number) => Promise<readonly string[]>;
  /** Addresses that are never stopped, beside loopback: trusted proxies. */
  readonly isExempt?: (remoteAddress: string) => boolean;
  readonly onTrouble?: (error: unknown) => void;
  readonly bounds?: Partial<Bounds>;
}
export interface Bounds {
  /** Different guesses remembered in all. */
  readonly guesses: number;
  readonly networks: number;
  /** Stops remembered in memory. */
  readonly stops: number;
  /** Block rows active at once that this rule may make. */
  readonly rows: number;
}
const BOUNDS: Bounds = { guesses: 100_000, networks: 50_000, stops: 20_000, rows: 1000 };
/** An owner frees the same network so often a day: an attacker with one real mailbox gets no further. */
const OWNER_LIFTS = 3;
const DAY_MS = 24 * 3_600_000;

export interface RunningProtection extends SignInProtection {
  /**
   * The owner of this mailbox signed in to the customer centre from there,: the network is
   * free again, and so is this name. Gives the Blocks that ended.
   */
  ownerSeenFrom(remoteAddress: string, mailbox: string): Promise<readonly Block[]>;
  /** What is held in memory, for tests and metrics. */
  sizes(): { readonly networks: number; readonly guesses: number; readonly stops: number };
  /** Resolves when everything counted so far has been acted on. */
  settled(): Promise<void>;
  close(): void;
}

/** In force from memory alone: its row is not yet written, or there are too many rows. */
interface Stopped {
  readonly until: number;
  readonly spares: ReadonlySet<string>;
}

const isLoopback = (address: string): boolean => address.startsWith('127.') || address === '::1';
const keyOf = (network: string, stop: Stop): string =>
  stop.kind === 'network' ? network : `${network} ${stop.kind === 'login' ? stop.name : '*'}`;
const subjectOf = (network: string, stop: Stop): BlockSubject =>
  stop.kind === 'network' ? { kind: 'network', id: network } : { kind: 'network-login', id: keyOf(network, stop) };
/** Every Block that may stop this name from this network. */
export const subjectsFor = (network: string, name: string): readonly BlockSubject[] => [
  { kind: 'network', id: network },
  { kind: 'network-login', id: `${network} ${name}` },
  { kind: 'network-login', id: `${network} *` },
];

export function createProtection(deps: ProtectionDeps): RunningProtection {
  const { blocks, clock, rule, onTrouble } = deps;
  const bounds: Bounds = { ...BOUNDS, ...deps.bounds };
  const tallies = new Map<string, Tally>();
  const stops = new Map<string, Stopped>();
  const rows = new Map<string, number>();
  const ownerLifts = new Map<string, { count: number; since: number }>();
  const background = new Set<Promise<void>>();
  let guesses = 0;

  const networkOf = ({ remoteAddress }: Pick<ConnectionFacts, 'remoteAddress'>): string | null =>
    isLoopback(remoteAddress) || deps.isExempt?.(remoteAddress) === true ? null : signInNetwork(remoteAddress);

  const forget = (network: string): void => {
    guesses -= tallies.get(network)?.guesses.size ?? 0;
    tallies.delete(network);
  };
  /** Changes a tally and keeps the sum; the network becomes the youngest, and the oldest go when there are too many. */
  const touch = (network: string, work: (tally: Tally) => void): Tally => {
    const tally = tallies.get(network) ?? newTally();
    const before = tallies.has(network) ? tally.guesses.size : 0;
    tallies.delete(network);
    tallies.set(network, tally);
    prune(tally, rule, clock.now());
    work(tally);
    guesses += tally.guesses.size - before;
    for (const oldest of tallies.keys()) {
      if (tallies.size <= bounds.networks && guesses <= bounds.guesses) break;
      if (oldest !== network) forget(oldest);
    }
    return tally;
  };

  const keep = (key: string, stopped: Stopped): void => {
    stops.delete(key);
    stops.set(key, stopped);
    const oldest = stops.keys().next().value;
    if (stops.size > bounds.stops && oldest !== undefined) stops.delete(oldest);
  };
  const inForce = (key: string): Stopped | null => {
    const stopped = stops.get(key);
    if (stopped === undefined) return null;
    if (clock.now() < stopped.until) return stopped;
    stops.delete(key);
    return null;
  };
  const free = (key: string): void => {
    stops.delete(key);
    const network = key.split(' ')[0];
    if (tallies.has(network)) touch(network, (tally) => tally.guesses.clear());
  };

  const begin = async (network: string, stop: Stop, tally: Tally, connection: ConnectionFacts): Promise<void> => {
    const now = clock.now();
    const until = now + rule.blockMs;
    const key = keyOf(network, stop);
    if (inForce(key) !== null) return;
    const spares = stop.kind === 'strangers' ? stop.spares : [];
    const evidence = {
      network,
      scope: stop.kind,
      ...numbersOf(tally),
      limit: rule.failures,
      windowSeconds: rule.windowMs / 1000,
      spares,
      ...(connection.network === undefined ? {} : { networkName: connection.network }),
    };
    // In force at once; the row follows.
    keep(key, { until, spares: new Set(spares) });
    touch(network, (mine) => mine.guesses.clear());
    for (const [row, end] of rows) if (end <= now) rows.delete(row);
    if (rows.size >= bounds.rows) return;
    rows.set(key, until);
    const started = await blocks.start({
      subject: subjectOf(network, stop),
      directions: ['sign-in'],
      rule: 'failed-sign-ins',
      cause: 'net-ip-banned-failed-logins',
      evidence,
      until,
      lifters: ['time', 'customer', 'support'],
      actor: 'rule',
    });
    // From here on the Block alone counts, so that whoever lifts it, in any process, is heard.
    if (started.ok) stops.delete(key);
  };

  const judge = async (network: string, name: string, connection: ConnectionFacts): Promise<void> => {
    const tally = tallies.get(network);
    if (tally === undefined || !isEnough(tally, rule)) return;
    const isShared = connection.networkKind === 'vendor';
    const since = clock.now() - AT_HOME_MS;
    // After a restart memory does not know who is at home; the journal does.
    if (!isShared && tally.good.size < AT_HOME_NAMES) {
      for (const home of await deps.signedInFrom(connection.remoteAddress, since).catch(() => []))
        if (!tally.good.has(home)) tally.good.set(home, clock.now());
    }
    const stop = stopFor(tally, rule, name, isShared);
    if (stop !== null) await begin(network, stop, tally, connection);
  };

  const refuse = (until: number, code: string | null, isLogin: boolean, language: Language): Refusal =>
    stoppedRefusal({ until, code, isLogin, language, now: clock.now(), linkBase: deps.linkBase() });

  const unlisten = blocks.onChange((block, what) => {
    const { subject } = block;
    if (what !== 'lifted' || block.rule !== 'failed-sign-ins') return;
    rows.delete(subject.id);
    free(subject.id);
  });

  const run = (work: () => Promise<void>): void => {
    const running = work().catch((error: unknown) => onTrouble?.(error));
    background.add(running);
    void running.finally(() => background.delete(running));
  };

  return {
    before: async ({ connection, name, language }) => {
      const network = networkOf(connection);
      if (network === null) return null;
      const whole = inForce(network);
      if (whole !== null) return refuse(whole.until, null, false, language);
      const login = inForce(`${network} ${name}`);
      if (login !== null) return refuse(login.until, null, true, language);
      const strangers = inForce(`${network} *`);
      if (strangers !== null && !strangers.spares.has(name)) return refuse(strangers.until, null, true, language);
      // Of this process or another, or from before a restart.
      const found = (await blocks.active(subjectsFor(network, name))).find(
        (block) => block.rule === 'failed-sign-ins' && block.until !== null && !isSpared(block, name),
      );
      if (found?.until == null) return null;
      return refuse(found.until, found.code, found.subject.kind === 'network-login', language);
    },
    failed: ({ connection, name, mark }) => {
      const network = networkOf(connection);
      if (network === null) return;
      const client = connection.client ?? connection.ehlo ?? null;
      const tally = touch(network, (mine) => noteGuess(mine, rule, { name, mark, at: clock.now(), client }));
      if (isEnough(tally, rule)) run(() => judge(network, name, connection));
    },
    succeeded: ({ connection, name }) => {
      const network = networkOf(connection);
      if (network !== null) touch(network, (tally) => noteSuccess(tally, name, clock.now()));
    },
    ownerSeenFrom: async (remoteAddress, mailbox) => {
      const network = signInNetwork(remoteAddress);
      if (network === null) return [];
      touch(network, (tally) => noteSuccess(tally, mailbox, clock.now()));
      if (!mayFree(ownerLifts, `${network} ${mailbox}`, clock.now())) return [];
      for (const key of [network, `${network} ${mailbox}`]) if (inForce(key) !== null) free(key);
      const lifted: Block[] = [];
      for (const block of await blocks.active(subjectsFor(network, mailbox).slice(0, 2))) {
        if (block.rule !== 'failed-sign-ins') continue;
        const ended = await blocks.lift(block.id, 'customer', mailbox);
        if (ended.ok) lifted.push(ended.value);
      }
      return lifted;
    },
    sizes: () => ({ networks: tallies.size, guesses, stops: stops.size }),
    settled: async () => {
      await Promise.all(background);
    },
    close: unlisten,
  };
}

/** A name at home in a network whose strangers are stopped. */
export const isSpared = ({ evidence }: Block, name: string): boolean =>
  Array.isArray(evidence['spares']) && (evidence['spares'] as readonly string[]).includes(name);

/** Counts an owner's lifts of a day; bounded. */
function mayFree(lifts: Map<string, { count: number; since: number }>, key: string, now: number): boolean {
  const known = lifts.get(key);
  const fresh = known === undefined || now - known.since > DAY_MS ? { count: 0, since: now } : known;
  fresh.count += 1;
  lifts.delete(key);
  lifts.set(key, fresh);
  const oldest = lifts.keys().next().value;
  if (lifts.size > 5000 && oldest !== undefined) lifts.delete(oldest);
  return fresh.count <= OWNER_LIFTS;
}
