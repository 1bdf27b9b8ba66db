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

/** What the server tells of the line that a request came by; nothing in tests that ask the routes alone. */
interface Reached {
  readonly incoming?: { readonly socket?: { readonly encrypted?: boolean } };
}

/** Address of the peer; empty when there is no socket (tests that ask the routes alone). */
export const peerOf = (context: Context): string => {
  try {
    return getConnInfo(context).remote.address ?? '';
  } catch {
    return '';
  }
};
/**
 * Came in by our own door with TLS: the connection itself says so. The address asked for does not: a request may name any
 * (`GET https://… HTTP/1.1`, RFC 9112 §3.2.2) over a line that nobody protects.
 */
export const isOwnTls = (context: Context): boolean => {
  const { server, incoming } = (context.env ?? {}) as Reached & { readonly server?: Reached };
  return (server?.incoming ?? incoming)?.socket?.encrypted === true;
};

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
