/**
 * Who visits a page, and whether a form came from our own page. Used by pages that take a password: guesses are counted by
 * the visitor's true address, and no other site may send the form. Pure.
 */
import { isIP } from 'node:net';
import { networkMatcher, plainAddress } from '#src/net/proxy-protocol.ts';

const MOST_HOPS = 20;
const isLoopback = (address: string): boolean => address.startsWith('127.') || address === '::1';

/**
 * The address in front of our own proxies: the last of `X-Forwarded-For` that is none of them. Believed only from loopback or
 * a trusted proxy; else the peer itself is the visitor. @throws RangeError when `trusted` names a network that is none.
 */
export function visitorReader(trusted: readonly string[]): (peer: string, forwardedFor: string | undefined) => string {
  const isTrusted = networkMatcher(trusted);
  const isOurs = (address: string): boolean => isLoopback(address) || isTrusted(address);
  return (peer, forwardedFor) => {
    let visitor = plainAddress(peer);
    const hops = (forwardedFor ?? '').split(',').slice(-MOST_HOPS);
    while (isOurs(visitor) && hops.length > 0) {
      const hop = plainAddress((hops.pop() ?? '').trim());
      // A zone (`fe80::1%eth0`) is free text and means nothing on another machine.
      if (isIP(hop) === 0 || hop.includes('%')) break;
      visitor = hop;
    }
    return visitor;
  };
}

/** What the browser says of where a form was. */
export interface FormOrigin {
  /** `Sec-Fetch-Site`. */
  readonly site: string | undefined;
  readonly origin: string | undefined;
  readonly host: string | undefined;
  /** Where our links begin: behind a proxy the host may be another name. */
  readonly linkBase: string;
}

/** Only a form of our own page: without a word about its origin it is turned away. */
export function isOwnForm({ site, origin, host, linkBase }: FormOrigin): boolean {
  if (site !== undefined) return site === 'same-origin';
  const from = URL.parse(origin ?? '');
  if (from === null) return false;
  return from.host === host?.toLowerCase() || from.origin === URL.parse(linkBase)?.origin;
}
