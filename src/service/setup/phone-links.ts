/**
 * One-time links that hand a phone its set-up without a sign-in. In memory alone: what may hold an app password is never
 * written down, and a restart ends what was open. Made by the API for who may change the mailbox; taken by http/setup.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '#src/net/clock.ts';

export const PHONE_LINK_MS = 15 * 60_000;
/** Open at once: of one mailbox, and of all. The oldest go first. */
const MOST_OF_ONE = 5;
const MOST = 20_000;

export interface PhoneSetup {
  readonly address: string;
  readonly domain: string;
  /** As recipients see it. */
  readonly name: string;
  /** Made for exactly this phone; null: the phone asks for the password. */
  readonly password: string | null;
  /** Epoch ms. */
  readonly until: number;
}
export interface PhoneLinks {
  /** The secret part of the link, told once. */
  make(setup: Omit<PhoneSetup, 'until'>): { readonly token: string; readonly until: number };
  /** What it is for, while it is open; taking nothing: previews of messengers look at links. */
  look(token: string): { readonly address: string; readonly leftMs: number } | null;
  /** Hands it over and ends it. */
  take(token: string): PhoneSetup | null;
}

const TOKEN = /^[A-Za-z0-9_-]{43}$/;
/** Only its hash is kept, so that comparing takes the same time whatever is asked. */
const keyOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

export function createPhoneLinks(clock: Clock): PhoneLinks {
  const open = new Map<string, PhoneSetup>();
  const clear = (): void => {
    const now = clock.now();
    for (const [key, { until }] of open) if (until <= now) open.delete(key);
  };
  const found = (token: string): PhoneSetup | null => {
    if (!TOKEN.test(token)) return null;
    const setup = open.get(keyOf(token));
    return setup === undefined || setup.until <= clock.now() ? null : setup;
  };
  return {
    make: (setup) => {
      clear();
      const own = [...open].filter(([, { address }]) => address === setup.address);
      for (const [key] of own.slice(0, Math.max(0, own.length - MOST_OF_ONE + 1))) open.delete(key);
      for (const key of open.keys()) {
        if (open.size < MOST) break;
        open.delete(key);
      }
      const token = randomBytes(32).toString('base64url');
      const until = clock.now() + PHONE_LINK_MS;
      open.set(keyOf(token), { ...setup, until });
      return { token, until };
    },
    look: (token) => {
      const setup = found(token);
      return setup === null ? null : { address: setup.address, leftMs: setup.until - clock.now() };
    },
    take: (token) => {
      const setup = found(token);
      if (setup !== null) open.delete(keyOf(token));
      return setup;
    },
  };
}
