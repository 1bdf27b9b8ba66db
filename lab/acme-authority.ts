/**
 * A small certificate authority for tests that need one to be strict, slow, forgetful or to suggest a renewal window: ACME
 * (RFC 8555) as a `WebFetch`, without sockets. Checks signatures, nonces and requests as a real one does; issues real
 * certificates. Beside it stands pebble in test/e2e/29-acme, which nobody here wrote.
 */
import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, verify, type webcrypto } from 'node:crypto';
import { thumbprint, type PublicJwk } from '#src/protocol/acme/jws.ts';
import * as der from '#src/protocol/tls/der.ts';
import { certificatePem, distinguishedName, extension, generalName, keyId } from '#src/net/tls-authority-keys.ts';
import type { WebAnswer, WebFetch } from '#src/net/web-answer.ts';
import type { ChallengeAnswers } from '#src/net/acme/challenge-answers.ts';

const BASE = 'https://ca.test';
export const DIRECTORY = `${BASE}/directory`;

export interface AuthorityOrder {
  readonly name: string;
  status: 'pending' | 'ready' | 'valid' | 'invalid';
  authorization: 'pending' | 'valid' | 'invalid' | 'deactivated';
  certificate: string | null;
  readonly replaces: string | null;
}
export interface LabAuthority {
  readonly fetch: WebFetch;
  readonly orders: AuthorityOrder[];
  readonly accounts: Set<string>;
  /** Requests that were said, signed ones by what they are about. */
  readonly said: string[];
  /** Names it refuses to order, and its answer. */
  readonly refuse: Map<string, { readonly type: string; readonly detail: string; readonly retryAfter?: string }>;
  /** RFC 9773; null: it does not offer it. */
  window: { readonly start: string; readonly end: string } | null;
  /** Names under which CAA records authorize it; null: it does not say. It asks no DNS itself. */
  caaIdentities: readonly string[] | null;
  /** How long a certificate lives. */
  lifeMs: number;
  /** Every so many nonces are refused. */
  badNonceEvery: number;
  /** Called before a request is heard; may throw: then it is not heard. */
  before: (request: string) => void;
  /** Called when the answer is on its way; may throw: then it never comes. */
  after: (request: string) => void;
}

interface Signed {
  readonly head: {
    readonly jwk?: webcrypto.JsonWebKey;
    readonly kid?: string;
    readonly nonce: string;
    readonly url: string;
  };
  readonly payload: unknown;
}
type Reply = { readonly status?: number; readonly body?: unknown; readonly headers?: Record<string, string> };
const problem = (type: string, detail: string, headers: Record<string, string> = {}, status = 400): Reply => ({
  status,
  body: { type: `urn:ietf:params:acme:error:${type}`, detail },
  headers,
});

/** The part of DER that a value begins with: tag, content and what follows. */
function part(bytes: Buffer): { readonly whole: Buffer; readonly content: Buffer; readonly rest: Buffer } {
  const long = bytes[1] & 0x80 ? bytes[1] & 0x7f : 0;
  const length = long === 0 ? bytes[1] : bytes.readUIntBE(2, long);
  const end = 2 + long + length;
  return { whole: bytes.subarray(0, end), content: bytes.subarray(2 + long, end), rest: bytes.subarray(end) };
}
/** The public key of a request (PKCS #10), when its signature is right. */
function keyOfRequest(csr: Buffer): KeyObject | null {
  const info = part(part(csr).content);
  const afterVersion = part(info.content).rest;
  const spki = part(part(afterVersion).rest).whole;
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  const signature = part(part(info.rest).rest).content.subarray(1);
  return verify('sha256', info.whole, key, signature) ? key : null;
}

export function startLabAuthority(deps: {
  readonly now: () => number;
  /** How it looks whether a name is proved. */
  readonly answers: Pick<ChallengeAnswers, 'answer'>;
  /** Names that lead to us as it sees them. */
  readonly reaches: (name: string) => boolean;
}): LabAuthority {
  const root = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = distinguishedName('Lab authority');
  const keys = new Map<string, webcrypto.JsonWebKey>();
  const nonces = new Set<string>();
  let count = 0;
  const nonce = (): string => {
    const made = createHash('sha256').update(`nonce ${++count}`).digest('base64url');
    nonces.add(made);
    return made;
  };
  const certificateFor = (name: string, key: KeyObject): string =>
    certificatePem({
      issuer,
      subject: distinguishedName(name.slice(0, 64)),
      publicKey: key,
      signingKey: root.privateKey,
      from: deps.now(),
      until: deps.now() + authority.lifeMs,
      extensions: [
        extension('2.5.29.17', der.sequence(generalName(name))),
        extension('2.5.29.35', der.sequence(der.implicit(0, keyId(root.publicKey)))),
      ],
    });
  const tokenOf = (at: number): string => `token-of-order-number-${at}`;
  const shownOrder = (at: number): Reply => {
    const { name, status, certificate } = authority.orders[at];
    const body = {
      status,
      identifiers: [{ type: 'dns', value: name }],
      authorizations: [`${BASE}/authz/${at}`],
      finalize: `${BASE}/finalize/${at}`,
      ...(certificate === null ? {} : { certificate: `${BASE}/cert/${at}` }),
    };
    return { body, headers: { location: `${BASE}/order/${at}` } };
  };
  const prove = (at: number, jwk: PublicJwk): void => {
    const order = authority.orders[at];
    const isThere =
      deps.reaches(order.name) && deps.answers.answer(tokenOf(at)) === `${tokenOf(at)}.${thumbprint(jwk)}`;
    order.authorization = isThere ? 'valid' : 'invalid';
    order.status = isThere ? 'ready' : 'invalid';
  };
  const challenge = (at: number): object => ({
    type: 'http-01',
    url: `${BASE}/challenge/${at}`,
    token: tokenOf(at),
    status: authority.orders[at].authorization === 'deactivated' ? 'invalid' : authority.orders[at].authorization,
    ...(authority.orders[at].authorization === 'invalid'
      ? { error: { type: 'urn:ietf:params:acme:error:connection', detail: 'Fetching http://…: Connection refused' } }
      : {}),
  });
  const newOrder = (payload: unknown): Reply => {
    const { identifiers, replaces = null } = payload as { identifiers: [{ value: string }]; replaces?: string };
    const name = identifiers[0].value;
    const refused = authority.refuse.get(name);
    if (refused !== undefined) {
      const { type, detail, retryAfter } = refused;
      return problem(type, detail, retryAfter === undefined ? {} : { 'retry-after': retryAfter }, 429);
    }
    authority.orders.push({ name, status: 'pending', authorization: 'pending', certificate: null, replaces });
    return { ...shownOrder(authority.orders.length - 1), status: 201 };
  };
  const finalize = (at: number, payload: unknown): Reply => {
    const order = authority.orders[at];
    if (order.status !== 'ready') return problem('orderNotReady', 'The order is not ready');
    const key = keyOfRequest(Buffer.from((payload as { csr: string }).csr, 'base64url'));
    if (key === null) return problem('badCSR', 'The request is not signed');
    order.certificate = certificateFor(order.name, key);
    order.status = 'valid';
    return shownOrder(at);
  };
  const orders = (): Reply => ({ body: { orders: authority.orders.map((_, at) => `${BASE}/order/${at}`) } });
  const account = ({ head }: Signed): Reply => {
    const name = `${BASE}/account/${thumbprint(head.jwk as PublicJwk)}`;
    authority.accounts.add(name);
    keys.set(name, head.jwk ?? {});
    return { status: 201, headers: { location: name }, body: { status: 'valid', orders: `${BASE}/orders` } };
  };
  const signed = (path: string, said: Signed, jwk: PublicJwk): Reply => {
    const [, what, id] = path.split('/');
    const at = Number(id);
    switch (what) {
      case 'new-account':
        return account(said);
      case 'new-order':
        return newOrder(said.payload);
      case 'orders':
        return orders();
      case 'order':
        return shownOrder(at);
      case 'authz': {
        const order = authority.orders[at];
        if ((said.payload as { status?: string } | null)?.status === 'deactivated') order.authorization = 'deactivated';
        const identifier = { type: 'dns', value: order.name };
        return { body: { status: order.authorization, identifier, challenges: [challenge(at)] } };
      }
      case 'challenge':
        if (authority.orders[at].authorization === 'pending') prove(at, jwk);
        return { body: challenge(at) };
      case 'finalize':
        return finalize(at, said.payload);
      case 'cert':
        return { body: authority.orders[at].certificate ?? '' };
      default:
        return problem('malformed', `Nothing is at ${path}`, {}, 404);
    }
  };
  const hear = (url: string, body: string): Reply => {
    const { protected: head64, payload: payload64, signature } = JSON.parse(body) as Record<string, string>;
    const head = JSON.parse(Buffer.from(head64, 'base64url').toString()) as Signed['head'];
    const jwk = head.jwk ?? keys.get(head.kid ?? '');
    if (jwk === undefined) return problem('accountDoesNotExist', 'No such account');
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    const text = Buffer.from(`${head64}.${payload64}`);
    const isRight = verify('sha256', text, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
    if (!isRight || head.url !== url) return problem('malformed', 'The signature is not right');
    if (!nonces.delete(head.nonce) || count % authority.badNonceEvery === 0) return problem('badNonce', 'Try again');
    const payload = payload64 === '' ? null : (JSON.parse(Buffer.from(payload64, 'base64url').toString()) as unknown);
    return signed(new URL(url).pathname, { head, payload }, jwk as unknown as PublicJwk);
  };
  const replyTo = (url: string, body: string | undefined): Reply => {
    const path = new URL(url).pathname;
    if (body !== undefined) return hear(url, body);
    if (path === '/directory') {
      const [newNonce, newAccount, newOrder] = ['nonce', 'new-account', 'new-order'].map((one) => `${BASE}/${one}`);
      return {
        body: {
          newNonce,
          newAccount,
          newOrder,
          ...(authority.window === null ? {} : { renewalInfo: `${BASE}/ari` }),
          ...(authority.caaIdentities === null ? {} : { meta: { caaIdentities: authority.caaIdentities } }),
        },
      };
    }
    if (path.startsWith('/ari/') && authority.window !== null)
      return { body: { suggestedWindow: authority.window }, headers: { 'retry-after': '3600' } };
    return path === '/nonce' ? {} : { status: 404 };
  };
  const authority: LabAuthority = {
    orders: [],
    accounts: new Set(),
    said: [],
    refuse: new Map(),
    window: null,
    caaIdentities: null,
    lifeMs: 90 * 86_400_000,
    badNonceEvery: 5,
    before: () => undefined,
    after: () => undefined,
    fetch: async (url, { body }): Promise<WebAnswer> => {
      const request = new URL(url).pathname;
      authority.before(request);
      authority.said.push(request);
      const reply = replyTo(url, body);
      const headers = {
        ...(body === undefined && request !== '/nonce' ? {} : { 'replay-nonce': nonce() }),
        ...reply.headers,
      };
      authority.after(request);
      const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? {});
      const tls = { authorized: true, why: null, version: 'TLSv1.3', certificate: null };
      return { kind: 'answer', status: reply.status ?? 200, headers, body: text, url, address: '192.0.2.1', tls };
    },
  };
  return authority;
}
