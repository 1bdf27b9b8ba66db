/**
 * Talks ACME (RFC 8555) with one certificate authority: directory, nonces, signed requests; a used-up nonce is replaced and
 * the request said again. Called by service/certificates. Keeps no state but nonces and the directory; decides nothing.
 */
import {
  type AcmeDirectory,
  type AcmeProblem,
  MOST_ACME_BYTES,
  readDirectory,
  readProblemText,
  readRenewalWindow,
  readRetryAfter,
  type RenewalWindow,
} from '#src/protocol/acme/documents.ts';
import { type AccountKey, signedRequest } from '#src/protocol/acme/jws.ts';
import type { Clock } from '../clock.ts';
import type { WebAnswer, WebFetch, WebFetchOptions } from '../web-answer.ts';

export type Told<T> =
  | { readonly kind: 'told'; readonly value: T; readonly location: string | null; readonly retryAfterMs: number }
  /** The authority said no. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly problem: AcmeProblem;
      readonly retryAfterMs: number;
    }
  /** It could not be asked, or its answer could not be understood. */
  | { readonly kind: 'unreachable'; readonly why: string };

export interface AcmeClient {
  directory(): Promise<Told<AcmeDirectory>>;
  /** Says something signed; `account` null: with the key itself. `payload` null: asks only (POST-as-GET). */
  say<T>(
    request: { readonly url: string; readonly account: string | null; readonly payload: unknown },
    read: (text: string) => T | null,
  ): Promise<Told<T>>;
  /** When a certificate should be renewed; no signature is needed (RFC 9773 §4.1). */
  renewalWindow(base: string, id: string): Promise<Told<RenewalWindow>>;
}

const LIMIT_MS = 30_000;
const KEPT_NONCES = 8;
const MOST_TRIES = 6;
const DIRECTORY_MS = 3_600_000;

export function createAcmeClient(deps: {
  readonly fetch: WebFetch;
  readonly clock: Clock;
  readonly directoryUrl: string;
  readonly key: AccountKey;
}): AcmeClient {
  const { fetch, clock, directoryUrl, key } = deps;
  const nonces: string[] = [];
  let known: { readonly at: number; readonly value: AcmeDirectory } | null = null;

  const ask = async (url: string, options: Partial<WebFetchOptions>): Promise<WebAnswer | string> => {
    const answer = await fetch(url, { limitMs: LIMIT_MS, maxBytes: MOST_ACME_BYTES, ...options });
    if (answer.kind === 'failed') return answer.why;
    if (answer.tls?.authorized !== true) return `tls: ${answer.tls?.why ?? 'not protected'}`;
    const nonce = answer.headers['replay-nonce'];
    if (nonce !== undefined && /^[\w-]{1,512}$/.test(nonce) && nonces.length < KEPT_NONCES) nonces.push(nonce);
    return answer;
  };
  const toldOf = <T>(answer: WebAnswer, read: (text: string) => T | null): Told<T> => {
    const retryAfterMs = readRetryAfter(answer.headers['retry-after'], clock.now());
    if (answer.status < 200 || answer.status > 299)
      return { kind: 'refused', status: answer.status, problem: readProblemText(answer.body), retryAfterMs };
    const value = read(answer.body);
    if (value === null) return { kind: 'unreachable', why: 'malformed answer' };
    return { kind: 'told', value, location: answer.headers['location'] ?? null, retryAfterMs };
  };
  const directory = async (): Promise<Told<AcmeDirectory>> => {
    if (known !== null && Math.abs(clock.now() - known.at) < DIRECTORY_MS)
      return { kind: 'told', value: known.value, location: null, retryAfterMs: 0 };
    const answer = await ask(directoryUrl, {});
    if (typeof answer === 'string') return { kind: 'unreachable', why: answer };
    const told = toldOf(answer, readDirectory);
    if (told.kind === 'told') known = { at: clock.now(), value: told.value };
    return told;
  };
  /** A nonce to use, or why there is none. */
  const nonce = async (): Promise<{ readonly nonce: string } | { readonly why: string }> => {
    if (nonces.length === 0) {
      const at = await directory();
      if (at.kind !== 'told') return { why: at.kind === 'refused' ? at.problem.detail : at.why };
      const answer = await ask(at.value.newNonce, { method: 'HEAD' });
      if (typeof answer === 'string') return { why: answer };
    }
    const next = nonces.pop();
    return next === undefined ? { why: 'no nonce' } : { nonce: next };
  };

  const say: AcmeClient['say'] = async ({ url, account, payload }, read) => {
    for (let attempt = 1; ; attempt += 1) {
      const found = await nonce();
      if ('why' in found) return { kind: 'unreachable', why: found.why };
      const answer = await ask(url, {
        method: 'POST',
        body: signedRequest({ key, url, nonce: found.nonce, account, payload }),
        headers: { 'content-type': 'application/jose+json' },
      });
      if (typeof answer === 'string') return { kind: 'unreachable', why: answer };
      const told = toldOf(answer, read);
      // §6.5: a nonce may be over at any time; the refusal brings a new one.
      if (told.kind !== 'refused' || told.problem.type !== 'badNonce' || attempt >= MOST_TRIES) return told;
    }
  };
  return {
    directory,
    say,
    renewalWindow: async (base, id) => {
      const answer = await ask(`${base.replace(/\/$/, '')}/${id}`, {});
      return typeof answer === 'string'
        ? { kind: 'unreachable', why: answer }
        : toldOf(answer, (text) => readRenewalWindow(text));
    },
  };
}
