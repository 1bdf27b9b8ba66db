/**
 * The guide's own door, on loopback: the page, links that sign in — through the centre's own sign-in, whose cookie is handed
 * on — and buttons for what somebody in the world does. Started by lab/demo.ts. Knows the demo's password, nothing else.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { isLanguage, type Language } from '#src/model/language.ts';
import type { Acts } from './acts.ts';
import { CAST, OPERATOR, PASSWORD, signInName } from './cast.ts';
import { GUIDE_STYLE_HASH, guidePage } from './page.ts';

export interface GuideDoor {
  readonly url: string;
  /** The link that signs in as this one; `operator` too. */
  link(key: string): string;
  stop(): Promise<void>;
}
export interface GuideDeps {
  readonly acts: Acts;
  /** Where the web app is. */
  readonly app: string;
  readonly language: Language;
  /** 0: any free one. */
  readonly port: number;
}
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src ${GUIDE_STYLE_HASH}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};
const MOST_TYPED_BYTES = 4096;

/** The centre's answer to a sign-in with the demo's password. */
const signIn = (app: string, name: string, agent: string): Promise<Response> =>
  fetch(`${app}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', 'user-agent': agent },
    body: JSON.stringify({ name, password: PASSWORD }),
  });

async function typedIn(request: http.IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > MOST_TYPED_BYTES) return '';
  }
  return new URLSearchParams(text).get('typed') ?? '';
}

/** Starts it. Stop it, or the process stays. */
export async function startGuide({ acts, app, language: usual, port }: GuideDeps): Promise<GuideDoor> {
  const answer = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const asked = url.searchParams.get('lang');
    const language = isLanguage(asked) ? asked : usual;
    const go = (where: string, more: http.OutgoingHttpHeaders = {}): void =>
      void response.writeHead(303, { ...HEADERS, location: where, ...more }).end();
    const [, what = '', key = ''] = url.pathname.split('/');
    // The cookie is for one host name: a reader who came by another one is led to the right one first.
    if (request.headers.host !== undefined && !request.headers.host.startsWith('127.0.0.1'))
      return go(`${door.url}${url.pathname}${url.search}`);
    if (request.method === 'POST' && what === 'act') {
      if (request.headers['sec-fetch-site'] !== 'same-origin' && request.headers.origin !== door.url)
        return void response.writeHead(403, HEADERS).end();
      const done = await acts.perform(key, await typedIn(request));
      return go(`/?lang=${language}${done ? `&done=${key}` : ''}#${key}`);
    }
    if (request.method !== 'GET') return void response.writeHead(405, HEADERS).end();
    if (what === '') {
      const done = url.searchParams.get('done');
      return void response.writeHead(200, HEADERS).end(guidePage({ language, app, acts: acts.keys, done }));
    }
    const role = CAST.find((one) => one.key === key);
    const name = key === 'operator' ? OPERATOR : role === undefined ? null : signInName(role);
    if (what !== 'in' || name === null) return void response.writeHead(404, HEADERS).end();
    const signed = await signIn(app, name, request.headers['user-agent'] ?? '');
    // Each by itself: joined in one field, the last one's path would be everybody's, and the app could not take it back.
    const cookies = signed.headers.getSetCookie();
    const place = signed.ok ? (key === 'operator' ? 'console' : (role?.opens ?? 'overview')) : 'sign-in';
    go(`${app}/${place}?lang=${language}`, { 'set-cookie': cookies });
  };
  const server = http.createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500, HEADERS).end());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const door: GuideDoor = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    link: (key) => `${door.url}/in/${key}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return door;
}
