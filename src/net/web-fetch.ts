/**
 * Fetches a public document by HTTP or HTTPS for a probe: MTA-STS policies, set-up records of mail programs. Resolves by
 * our resolver, connects only to checked addresses, follows few redirects, reads few bytes, takes little time. What goes
 * wrong is a value, a certificate that proves nothing included. Never sends credentials, never throws.
 */
import http from 'node:http';
import https from 'node:https';
import {
  checkServerIdentity,
  createSecureContext,
  rootCertificates,
  type PeerCertificate,
  type SecureContext,
  type TLSSocket,
} from 'node:tls';
import { isIP } from 'node:net';
import { type Clock, systemClock } from './clock.ts';
import {
  tlsOf,
  type WebAnswer,
  type WebFailure,
  type WebFetch,
  type WebFetched,
  type WebFetchOptions,
} from './web-answer.ts';
import { type TargetDeps, type WebTarget, webTargets } from './web-target.ts';

export interface WebFetchDeps extends TargetDeps {
  /** Authorities believed beside the public ones, as PEM; read at each fetch. */
  readonly trust?: () => readonly string[];
  readonly clock?: Clock;
}
const MOST_REDIRECTS = 3;
const MOST_URL = 2048;

/** Makes the fetcher. It keeps no connection open between fetches: there is nothing to close. */
export function createWebFetch(deps: WebFetchDeps): WebFetch {
  const context = trusting(deps.trust ?? (() => []));
  const clock = deps.clock ?? systemClock;
  return async (text, options) => {
    const until = clock.monotonic() + options.limitMs;
    const left = (): number => until - clock.monotonic();
    let asking = options;
    let url = readUrl(text);
    if (url === null) return { kind: 'failed', why: 'bad-url', url: text.slice(0, MOST_URL) };
    for (let hop = 0; ; hop += 1) {
      const answer = await fetchOnce({ deps, context, url, options: asking, left });
      const location = answer.kind === 'answer' ? redirectOf(answer) : null;
      if (answer.kind === 'failed' || location === null || (options.maxRedirects ?? 0) === 0) return answer;
      // Who cannot prove his name must not lead us anywhere.
      if (answer.tls?.authorized === false) return answer;
      if (hop >= Math.min(options.maxRedirects ?? 0, MOST_REDIRECTS))
        return { kind: 'failed', why: 'too-many-redirects', url: url.href };
      const next = readUrl(location, url);
      if (next === null || !isRedirectAllowed(url, next)) return { kind: 'failed', why: 'bad-redirect', url: url.href };
      // RFC 9110 §15.4: 307 and 308 keep the method, the others make it GET.
      if (![307, 308].includes(answer.status)) asking = { ...asking, method: 'GET', body: undefined };
      url = next;
    }
  };
}

function readUrl(text: string, base?: URL): URL | null {
  const url = text.length > MOST_URL ? null : URL.parse(text, base?.href);
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  return url === null || !isWeb || url.username !== '' || url.password !== '' ? null : url;
}
const portOf = (url: URL): number => Number(url.port || (url.protocol === 'https:' ? 443 : 80));
const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
const redirectOf = (answer: WebAnswer): string | null =>
  [301, 302, 303, 307, 308].includes(answer.status) ? (answer.headers.location ?? null) : null;
/** Not from protected to plain, and not to ports where something other than the web listens. */
const isRedirectAllowed = (from: URL, to: URL): boolean =>
  !(from.protocol === 'https:' && to.protocol === 'http:') &&
  (to.port === '' || to.port === from.port || portOf(to) >= 1024);

/** One context for the same authorities: reading all public ones takes long. */
function trusting(trust: () => readonly string[]): () => SecureContext {
  let made: { readonly key: string; readonly context: SecureContext } | null = null;
  return () => {
    const more = trust();
    const key = more.join('\n');
    if (made?.key !== key) made = { key, context: createSecureContext({ ca: [...rootCertificates, ...more] }) };
    return made.context;
  };
}

interface Once {
  readonly deps: WebFetchDeps;
  readonly context: () => SecureContext;
  readonly url: URL;
  readonly options: WebFetchOptions;
  readonly left: () => number;
}

/** Tries the addresses one after the other; the first that answers at all counts. */
async function fetchOnce(once: Once): Promise<WebFetched> {
  const { deps, url, options, left } = once;
  const late = Promise.withResolvers<null>();
  const timer = setTimeout(() => late.resolve(null), Math.max(1, left()));
  const found = await Promise.race([webTargets(deps, hostOf(url), portOf(url), options.family), late.promise]);
  clearTimeout(timer);
  if (found === null) return { kind: 'failed', why: 'timeout', url: url.href };
  if (found.kind === 'none') return { kind: 'failed', why: found.why, url: url.href };
  let last: WebFetched = { kind: 'failed', why: 'unreachable', url: url.href };
  for (const [index, target] of found.targets.entries()) {
    const limitMs = left() / (found.targets.length - index);
    if (limitMs < 1) return { kind: 'failed', why: 'timeout', url: url.href };
    last = await request(once, target, limitMs);
    if (last.kind === 'answer' || ['too-large', 'malformed', 'tls'].includes(last.why)) return last;
  }
  return last;
}

function request(once: Once, { address, connectTo }: WebTarget, limitMs: number): Promise<WebFetched> {
  const { url, options } = once;
  const { promise, resolve } = Promise.withResolvers<WebFetched>();
  const isSecure = url.protocol === 'https:';
  const fail = (why: WebFailure): void => resolve({ kind: 'failed', why, url: url.href, address });
  const shared = {
    ...connectTo,
    method: options.method ?? 'GET',
    path: `${url.pathname}${url.search}`,
    headers: { 'user-agent': 'Postvakt', 'accept-encoding': 'identity', ...options.headers, host: url.host },
    agent: false,
  };
  const name = hostOf(url);
  const secure = {
    secureContext: isSecure ? once.context() : undefined,
    rejectUnauthorized: options.isProven === true, // else what is unfit is reported, not refused
    servername: isIP(name) === 0 ? name : '', // RFC 6066 §3: no addresses
    checkServerIdentity: (_: string, certificate: PeerCertificate) => checkServerIdentity(name, certificate),
  };
  let sent: http.ClientRequest;
  try {
    sent = isSecure ? https.request({ ...shared, ...secure }) : http.request(shared);
  } catch {
    return Promise.resolve({ kind: 'failed', why: 'bad-url', url: url.href });
  }
  const timer = setTimeout(() => {
    fail('timeout');
    sent.destroy();
  }, limitMs);
  sent.on('error', (error) => fail(failureOf(error)));
  sent.on('response', (response) => {
    const tls = isSecure ? tlsOf(response.socket as TLSSocket) : null;
    readBody(response, options, (body) => {
      if (body === null) fail('too-large');
      else
        resolve({
          kind: 'answer',
          status: response.statusCode ?? 0,
          headers: headersOf(response),
          body,
          url: url.href,
          address,
          tls,
        });
      sent.destroy();
    });
    response.on('error', () => fail('cut-off'));
    response.on('aborted', () => fail('cut-off'));
  });
  sent.end(options.body);
  return promise.finally(() => clearTimeout(timer));
}

function readBody(
  response: http.IncomingMessage,
  { maxBytes, isBinary }: WebFetchOptions,
  done: (body: string | null) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxBytes) done(null);
    else chunks.push(chunk);
  });
  response.on('end', () =>
    done(size > maxBytes ? null : Buffer.concat(chunks).toString(isBinary === true ? 'latin1' : 'utf8')),
  );
}

const headersOf = (response: http.IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : `${value}`,
    ]),
  );

function failureOf(error: unknown): WebFailure {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === 'ECONNREFUSED') return 'refused';
  if (/^(?:EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EINVAL)$/.test(code)) return 'unreachable';
  if (code === 'ETIMEDOUT') return 'timeout';
  if (code === 'EPROTO' || /^ERR_(?:SSL|TLS)_|CERT|UNABLE_TO_|^(?:CRL|HOSTNAME|INVALID_CA|PATH_LENGTH)_/.test(code))
    return 'tls';
  if (code.startsWith('HPE_')) return 'malformed';
  return 'cut-off';
}
