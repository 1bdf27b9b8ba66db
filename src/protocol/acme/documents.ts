/**
 * Reads what a certificate authority answers (RFC 8555 §7.1, RFC 9773 §4.2): directory, order, authorization, problem,
 * renewal window. Every text, list and address has a cap; what does not fit is null. Called by net/acme. Pure, never throws.
 */

export interface AcmeDirectory {
  readonly newNonce: string;
  readonly newAccount: string;
  readonly newOrder: string;
  /** RFC 9773; null: the authority does not offer it. */
  readonly renewalInfo: string | null;
  readonly termsOfService: string | null;
  readonly needsOutsideAccount: boolean;
  /** Names under which CAA records authorize it, in lower case; null: it does not say. */
  readonly caaIdentities: readonly string[] | null;
}
export type OrderStatus = 'pending' | 'ready' | 'processing' | 'valid' | 'invalid';
export interface AcmeProblem {
  /** What follows `urn:ietf:params:acme:error:`; else the whole type. */
  readonly type: string;
  /** The authority's own words. */
  readonly detail: string;
}
export interface AcmeOrder {
  readonly status: OrderStatus;
  readonly names: readonly string[];
  readonly authorizations: readonly string[];
  readonly finalize: string;
  readonly certificate: string | null;
  readonly error: AcmeProblem | null;
}
export type AuthorizationStatus = 'pending' | 'valid' | 'invalid' | 'deactivated' | 'expired' | 'revoked';
export interface AcmeChallenge {
  readonly type: string;
  readonly url: string;
  readonly token: string;
  readonly status: 'pending' | 'processing' | 'valid' | 'invalid';
  readonly error: AcmeProblem | null;
}
export interface AcmeAuthorization {
  readonly name: string;
  readonly status: AuthorizationStatus;
  readonly challenges: readonly AcmeChallenge[];
}
/** When the authority would like the certificate to be renewed, epoch milliseconds. */
export interface RenewalWindow {
  readonly from: number;
  readonly until: number;
}

/** A document of the authority may be so long; certificates too. */
export const MOST_ACME_BYTES = 256 * 1024;
const MOST_URL = 2048;
const MOST_WORDS = 600;
const MOST_IN_LIST = 100;
const ERROR_PREFIX = 'urn:ietf:params:acme:error:';

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A JSON object, or null. */
function fieldsOf(text: string): Fields | null {
  if (text.length > MOST_ACME_BYTES) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}
/** RFC 8555 §6.1: everything goes over HTTPS. */
function address(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > MOST_URL) return null;
  const url = URL.parse(value);
  return url?.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : null;
}
/** Words of a stranger for logs and terminals: one line, no control characters, not endless. */
export function plainWords(value: unknown, most = MOST_WORDS): string {
  if (typeof value !== 'string') return '';
  const clean = value
    .slice(0, most * 4)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return clean.length > most ? `${clean.slice(0, most - 1)}…` : clean;
}
const list = (value: unknown): readonly unknown[] | null =>
  Array.isArray(value) && value.length <= MOST_IN_LIST ? value : null;
const oneOf = <T extends string>(value: unknown, words: readonly T[]): T | null =>
  words.find((word) => word === value) ?? null;

/** Null: a list with something in it that is no address. */
function addresses(value: unknown): readonly string[] | null {
  const read = list(value)?.map(address) ?? [];
  return read.length === 0 || read.includes(null) ? null : (read as string[]);
}

/** Null: none, or something that is no name; half a list would forbid too much. */
function hostNames(value: unknown): readonly string[] | null {
  const names = list(value)?.map((one) => (typeof one === 'string' ? one.toLowerCase().replace(/\.$/, '') : '')) ?? [];
  const isName = (name: string): boolean => name.length <= 253 && /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(name);
  return names.length > 0 && names.every(isName) ? names : null;
}

export function readDirectory(text: string): AcmeDirectory | null {
  const fields = fieldsOf(text);
  if (fields === null) return null;
  const [newNonce, newAccount, newOrder] = [fields.newNonce, fields.newAccount, fields.newOrder].map(address);
  if (newNonce === null || newAccount === null || newOrder === null) return null;
  const meta = isFields(fields.meta) ? fields.meta : {};
  return {
    newNonce,
    newAccount,
    newOrder,
    renewalInfo: address(fields.renewalInfo),
    termsOfService: address(meta.termsOfService),
    needsOutsideAccount: meta.externalAccountRequired === true,
    caaIdentities: hostNames(meta.caaIdentities),
  };
}

/** What went wrong in the authority's words; a problem without words is still one. `subproblems` are added to it. */
export function readProblem(value: unknown): AcmeProblem {
  const fields = isFields(value) ? value : {};
  const type = plainWords(fields.type, 200);
  const below = (list(fields.subproblems) ?? []).flatMap((one) =>
    isFields(one) ? [plainWords(one.detail, 200)].filter((words) => words !== '') : [],
  );
  return {
    type: type.startsWith(ERROR_PREFIX) ? type.slice(ERROR_PREFIX.length) : type,
    detail: plainWords([plainWords(fields.detail), ...below].join('; ')),
  };
}
export const readProblemText = (text: string): AcmeProblem =>
  readProblem(fieldsOf(text) ?? { detail: plainWords(text, 200) });
const problemOrNull = (value: unknown): AcmeProblem | null => (isFields(value) ? readProblem(value) : null);

const dnsName = (value: unknown): string | null =>
  isFields(value) && value.type === 'dns' && typeof value.value === 'string' && value.value.length <= 253
    ? value.value.toLowerCase()
    : null;

export function readOrder(text: string): AcmeOrder | null {
  const fields = fieldsOf(text);
  const status = oneOf<OrderStatus>(fields?.status, ['pending', 'ready', 'processing', 'valid', 'invalid']);
  const names = list(fields?.identifiers)?.map(dnsName) ?? [];
  const authorizations = addresses(fields?.authorizations);
  const finalize = address(fields?.finalize);
  if (fields === null || status === null || names.length === 0 || names.includes(null)) return null;
  if (authorizations === null || finalize === null) return null;
  return {
    status,
    names: names as string[],
    authorizations,
    finalize,
    certificate: address(fields.certificate),
    error: problemOrNull(fields.error),
  };
}

function challenge(value: unknown): readonly AcmeChallenge[] {
  if (!isFields(value)) return [];
  const url = address(value.url);
  const type = plainWords(value.type, 40);
  const status = oneOf<AcmeChallenge['status']>(value.status, ['pending', 'processing', 'valid', 'invalid']);
  // §8.3: base64url only; it becomes a path and a key in memory.
  const token = typeof value.token === 'string' && /^[\w-]{16,512}$/.test(value.token) ? value.token : null;
  if (url === null || status === null || token === null) return [];
  return [{ type, url, token, status, error: problemOrNull(value.error) }];
}

export function readAuthorization(text: string): AcmeAuthorization | null {
  const fields = fieldsOf(text);
  const states = ['pending', 'valid', 'invalid', 'deactivated', 'expired', 'revoked'] as const;
  const status = oneOf<AuthorizationStatus>(fields?.status, states);
  const name = dnsName(fields?.identifier);
  const challenges = list(fields?.challenges);
  if (status === null || name === null || challenges === null) return null;
  return { name, status, challenges: challenges.flatMap(challenge) };
}

/** The orders of an account (§7.1.2.1), newest last as far as the authority says; null: no list. */
export function readOrderList(text: string): readonly string[] | null {
  const fields = fieldsOf(text);
  const orders = Array.isArray(fields?.orders) ? fields.orders : null;
  return orders === null ? null : orders.slice(-MOST_IN_LIST).flatMap((one) => address(one) ?? []);
}
/** Where the orders of an account are listed; null: nowhere. */
export const readOrdersAddress = (text: string): string | null => address(fieldsOf(text)?.orders);

/** RFC 9773 §4.2; null also for a window that is none. */
export function readRenewalWindow(text: string): RenewalWindow | null {
  const fields = fieldsOf(text);
  const window = isFields(fields?.suggestedWindow) ? fields.suggestedWindow : {};
  const [from, until] = [window.start, window.end].map((one) => (typeof one === 'string' ? Date.parse(one) : NaN));
  return Number.isFinite(from) && Number.isFinite(until) && until > from ? { from, until } : null;
}

/** RFC 9110 §10.2.3 `Retry-After`: seconds or a date, as milliseconds from `nowMs`; 0 when it is neither or over. */
export function readRetryAfter(value: string | undefined, nowMs: number): number {
  if (value === undefined || value.length > 64) return 0;
  const isDate = /^[A-Z][a-z]{2,8}, /.test(value);
  const ms = /^\d{1,9}$/.test(value) ? Number(value) * 1000 : isDate ? Date.parse(value) - nowMs : 0;
  return Number.isFinite(ms) && ms > 0 ? ms : 0;
}
