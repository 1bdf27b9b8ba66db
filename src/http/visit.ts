/**
 * Who visits and over what: the visitor's address in front of our proxies, whether the way is protected, and the cookie of a
 * session, which over https bears the prefix that no other site and no unprotected page can set (`__Host-`).
 * Shared by the API, the help centre and the web door. Decides nothing about accounts.
 */
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { visitorReader } from './visitor.ts';

const COOKIE = 'postvakt';

export interface Visits {
  readonly remoteOf: (context: Context) => string;
  /** The peer is a proxy of ours whose word counts. */
  readonly isProxied: (context: Context) => boolean;
  /** Our own https door, or the word of a trusted proxy. */
  readonly isSecure: (context: Context) => boolean;
}

/** Address of the peer; empty when there is no socket (tests that ask the routes alone). */
export const peerOf = (context: Context): string => {
  try {
    return getConnInfo(context).remote.address ?? '';
  } catch {
    return '';
  }
};
/** Came in by our own door with TLS. */
export const isOwnTls = (context: Context): boolean => URL.parse(context.req.url)?.protocol === 'https:';

/** @throws RangeError when `trustedProxies` names a network that is none. */
export function visitsThrough(trustedProxies: readonly string[]): Visits {
  const visitor = visitorReader(trustedProxies);
  const remoteOf = (context: Context): string => visitor(peerOf(context), context.req.header('x-forwarded-for'));
  // A proxy that changed the visitor's address is one whose word counts.
  const isProxied = (context: Context): boolean => remoteOf(context) !== peerOf(context);
  const isSecure = (context: Context): boolean =>
    isOwnTls(context) || (isProxied(context) && context.req.header('x-forwarded-proto') === 'https');
  return { remoteOf, isProxied, isSecure };
}

/** The token of the session, as the browser tells it; over https only that of the prefixed cookie counts. */
export const sessionCookie = (context: Context, isSecure: boolean): string | undefined =>
  isSecure ? getCookie(context, COOKIE, 'host') : getCookie(context, COOKIE);

/** For our pages only, never readable by script. */
export function giveSessionCookie(context: Context, isSecure: boolean, token: string, expiresAt: number): void {
  const usual = { httpOnly: true, sameSite: 'Lax', path: '/', expires: new Date(expiresAt) } as const;
  if (isSecure) setCookie(context, COOKIE, token, { ...usual, prefix: 'host', secure: true });
  else setCookie(context, COOKIE, token, usual);
}
export function takeSessionCookie(context: Context, isSecure: boolean): void {
  deleteCookie(context, COOKIE, isSecure ? { path: '/', prefix: 'host', secure: true } : { path: '/' });
}
