/**
 * From http to https: where a name is shown a certificate that the world believes, pages are on https alone, and browsers are
 * told to remember it (RFC 6797). Programs' documents, proofs for a certificate authority, and what watches the host stay on
 * http too. Put before all routes by http/server.ts.
 */
import type { Context, Hono } from 'hono';
import { networkMatcher, plainAddress } from '#src/net/proxy-protocol.ts';
import { SETUP_LABELS } from '#src/service/setup/offers.ts';
import { isOwnTls, peerOf, visitsThrough } from './visit.ts';

export interface SecureWay {
  /** Where the name is served over https, without a slash at the end; null: not by us, or not with a certificate to believe. */
  readonly baseOf: (name: string) => string | null;
  /** Proxies of ours speak plainly to us: they are never sent elsewhere. */
  readonly trustedProxies: readonly string[];
}

const HALF_A_YEAR_SECONDS = 180 * 86_400;
/** Asked over http by custom: Thunderbird's autoconfig, Outlook's first question, RFC 8555 §8.3; and what watches the host. */
const PLAIN_PATHS = /^\/(?:\.well-known\/|mail\/config-v1\.1\.xml$|autodiscover\/|health$|metrics$|ca\.pem$)/i;

const isLoopback = (address: string): boolean => address.startsWith('127.') || address === '::1';
const nameOf = (context: Context): string =>
  (context.req.header('host') ?? '').toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');
/** Programs come by these; a browser's memory of them would outlive the domain's stay here. */
const isForPrograms = (name: string): boolean => SETUP_LABELS.some((label) => name.startsWith(`${label}.`));

/** @throws RangeError when a trusted network is none. */
export function putSecureWay(app: Hono, { baseOf, trustedProxies }: SecureWay): void {
  const visits = visitsThrough(trustedProxies);
  const isTrusted = networkMatcher(trustedProxies);
  app.use(async (context, next) => {
    const name = nameOf(context);
    const isSecure = visits.isSecure(context);
    const base = isForPrograms(name) ? null : baseOf(name);
    const peer = plainAddress(peerOf(context));
    const isOurOwn = isLoopback(peer) || isTrusted(peer);
    if (!isSecure && base !== null && !isOurOwn && !PLAIN_PATHS.test(context.req.path)) {
      const { pathname, search } = new URL(context.req.url);
      return context.redirect(`${base}${pathname}${search}`, 308);
    }
    await next();
    if (isSecure) context.header('cross-origin-opener-policy', 'same-origin');
    if (isOwnTls(context) && base !== null)
      context.header('strict-transport-security', `max-age=${HALF_A_YEAR_SECONDS}`);
    return undefined;
  });
}
