/**
 * The dialer of the diagnosis: what a mail or web server shows to one who comes from outside, address by address. Resolves
 * by our resolver, refuses private addresses, asks twice before a "no", remembers for a moment, and comes to a foreign
 * server with at most two connections at once. Used by probes/outside. Gives facts, signs in nowhere, never throws.
 */
import { networkInterfaces } from 'node:os';
import { isIP } from 'node:net';
import { isPublicAddress } from './address-range.ts';
import type { Clock } from './clock.ts';
import { createTrust, type Trust } from './dial-certificate.ts';
import { type DialMode, type Dialled, type DialProtocol, dialOnce } from './dial-session.ts';
import type { DnsAnswer, Resolver } from './dns-answer.ts';
import type { Place, Reach } from './reach.ts';

export interface DialDeps {
  readonly resolver: Pick<Resolver, 'a' | 'aaaa'>;
  readonly reach: Reach;
  readonly allowPrivate: boolean;
  readonly clock: Clock;
  /** Our own authority and the ones of `net.trust`, PEM; public ones are always believed. */
  readonly authority: () => string | null;
  readonly trust: () => readonly string[];
  /** Default: whether this machine has a global IPv6 address. */
  readonly hasIpv6?: () => boolean;
}
export interface DialAsk {
  readonly host: string;
  readonly port: number;
  readonly protocol: DialProtocol;
  readonly mode: DialMode;
  readonly hello: string;
  readonly limitMs: number;
  /** Ours: never remembered, and no limit of connections at once. */
  readonly isOurs: boolean;
  /** Passes over what is remembered: something was repaired. */
  readonly fresh?: boolean;
  readonly recipient?: string;
  readonly maxTls?: 'TLSv1.2';
}
export interface DialledAddress extends Dialled {
  readonly address: string;
  readonly family: 4 | 6;
  /** `private`: not dialled. `no-route`: this machine has no way to addresses of the family, which says nothing of the server. */
  readonly refusal: 'private' | 'no-route' | null;
}
export type DialAnswer =
  | { readonly kind: 'dialled'; readonly addresses: readonly DialledAddress[] }
  | { readonly kind: 'none'; readonly why: 'no-such-name' | 'no-address' | 'dns' };

export interface Dialer {
  /** Each address of the host, at most two a family. */
  dial(ask: DialAsk): Promise<DialAnswer>;
  /** One place of our own, straight: the self-test of a door. */
  dialPlace(place: Place, ask: DialAsk): Promise<Dialled>;
  /** Whom it believes now. */
  trust(): Trust;
}

const MOST_PER_FAMILY = 2;
const CONNECT_MS = 900;
const AGAIN_AFTER_MS = 40;
const KEPT_FOREIGN_MS = 60_000;
const MOST_KEPT = 2000;
const AT_ONCE = 2;

interface Kept {
  readonly at: number;
  readonly dialled: Promise<Dialled>;
  isOver: boolean;
}
/** An answer that is worth a second question: a network loses things, a server restarts. */
const isNo = ({ state, greeting, tlsTrouble }: Dialled): boolean =>
  state !== 'open' || greeting === 'closed' || tlsTrouble !== null;

const globalIpv6 = (): boolean =>
  Object.values(networkInterfaces()).some((list) =>
    list?.some(({ family, internal, address }) => family === 'IPv6' && !internal && isPublicAddress(address)),
  );

/** Makes the dialer. It holds no connection between dials: there is nothing to close. */
export function createDialer(deps: DialDeps): Dialer {
  const trust = createTrust(deps.authority, deps.trust);
  const kept = new Map<string, Kept>();
  const queues = new Map<string, Turnstile>();

  /** At most two connections to one place at once. */
  const inTurn = async <T>(place: string, work: () => Promise<T>): Promise<T> => {
    const queue = queues.get(place) ?? new Turnstile();
    queues.set(place, queue);
    await queue.enter();
    try {
      return await work();
    } finally {
      if (queue.leave()) queues.delete(place);
    }
  };

  const twice = async (place: Place, ask: DialAsk): Promise<Dialled> => {
    const until = deps.clock.monotonic() + ask.limitMs;
    const once = (): Promise<Dialled> =>
      dialOnce({
        ...ask,
        connectTo: place,
        connectMs: CONNECT_MS,
        limitMs: Math.max(1, until - deps.clock.monotonic()),
        trust: trust(),
      });
    const first = await once();
    if (!isNo(first) || until - deps.clock.monotonic() < 2 * AGAIN_AFTER_MS) return first;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS));
    const second = await once();
    return isNo(second) && first.state === 'open' && second.state !== 'open' ? first : second;
  };

  const remembered = (place: Place, ask: DialAsk): Promise<Dialled> => {
    const target = `${place.host} ${place.port}`;
    const key = [target, ask.host, ask.protocol, ask.mode, ask.recipient ?? '', ask.maxTls ?? ''].join(' ');
    const now = deps.clock.monotonic();
    const before = kept.get(key);
    // Our own doors are looked at anew each time; many who ask at once share one look.
    const holds = before !== undefined && (ask.isOurs ? !before.isOver : now - before.at < KEPT_FOREIGN_MS);
    if (holds && ask.fresh !== true) return before.dialled;
    const work = (): Promise<Dialled> => twice(place, ask);
    const dialled = ask.isOurs ? work() : inTurn(target, work);
    const entry: Kept = { at: now, dialled, isOver: false };
    kept.delete(key);
    kept.set(key, entry);
    void dialled.finally(() => {
      entry.isOver = true;
      if (ask.isOurs && kept.get(key) === entry) kept.delete(key);
    });
    if (kept.size > MOST_KEPT) for (const old of [...kept.keys()].slice(0, MOST_KEPT / 4)) kept.delete(old);
    return dialled;
  };

  const one = async (ask: DialAsk, address: string, place: Place | null): Promise<DialledAddress> => {
    const family = isIP(address) === 6 ? 6 : 4;
    const refuse = (refusal: 'private' | 'no-route'): DialledAddress => ({ ...NOT_DIALLED, address, family, refusal });
    if (place === null && !deps.allowPrivate && !isPublicAddress(address)) return refuse('private');
    if (place === null && family === 6 && !(deps.hasIpv6 ?? globalIpv6)()) return refuse('no-route');
    const dialled = await remembered(place ?? { host: address, port: ask.port }, ask);
    if (dialled.state === 'unreachable') return refuse('no-route');
    return { ...dialled, address, family, refusal: null };
  };

  return {
    trust,
    dialPlace: (place, ask) => remembered(place, ask),
    dial: async (ask) => {
      const whole = deps.reach(ask.host, ask.port);
      if (whole !== null)
        return { kind: 'dialled', addresses: [await one(ask, addressIn(whole.host, ask.host), whole)] };
      const answers =
        isIP(ask.host) === 0
          ? await Promise.all([deps.resolver.a(ask.host), deps.resolver.aaaa(ask.host)])
          : [{ kind: 'records', records: [ask.host], ttlSeconds: 0 } as const];
      const found = answers.flatMap((answer) =>
        answer.kind === 'records' ? [...answer.records].sort().slice(0, MOST_PER_FAMILY) : [],
      );
      if (found.length === 0) return { kind: 'none', why: whyNone(answers) };
      const dialled = found.map((address) => one(ask, address, deps.reach(address, ask.port)));
      return { kind: 'dialled', addresses: await Promise.all(dialled) };
    },
  };
}

const NOT_DIALLED: Dialled = {
  state: 'unreachable',
  connectMs: null,
  greeting: 'none',
  greetingText: null,
  greetingMs: null,
  helloName: null,
  offers: [],
  starttls: null,
  tls: null,
  tlsTrouble: null,
  recipient: null,
};
const addressIn = (place: string, host: string): string => (isIP(host) !== 0 ? host : place);

function whyNone(answers: readonly DnsAnswer<string>[]): 'no-such-name' | 'no-address' | 'dns' {
  if (answers.some((answer) => answer.kind === 'failed')) return 'dns';
  return answers.every((answer) => answer.kind === 'nxdomain') ? 'no-such-name' : 'no-address';
}

/** Lets two through at once; the others wait in order. */
class Turnstile {
  #inside = 0;
  readonly #waiting: (() => void)[] = [];

  async enter(): Promise<void> {
    if (this.#inside >= AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#inside += 1;
  }
  /** True when nobody is left. */
  leave(): boolean {
    const next = this.#waiting.shift();
    if (next !== undefined) next();
    else this.#inside -= 1;
    return this.#inside === 0;
  }
}
