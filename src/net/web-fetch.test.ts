/** Fetching public documents: what comes back, what is refused, and that a hostile host takes no more than it may. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeLabCertificates, type CertificateKind } from '../../lab/lab-certificates.ts';
import { startWebHost, type WebHost } from '../../lab/web-host.ts';
import { systemClock } from './clock.ts';
import type { DnsAnswer } from './dns-answer.ts';
import { createReach } from './reach.ts';
import { createWebFetch, type WebFetchDeps } from './web-fetch.ts';

const NAME = 'web.far.test';
const PUBLIC = '93.184.216.34';
const certificates = makeLabCertificates(systemClock.now());
const hosts: WebHost[] = [];
let secure: WebHost;
let plain: WebHost;
const started = async (...given: Parameters<typeof startWebHost>): Promise<WebHost> => {
  const host = await startWebHost(...given);
  hosts.push(host);
  return host;
};
before(async () => {
  secure = await started(
    {
      '/ok': { body: 'hello', headers: { 'X-Two': 'b' } },
      '/silent': 'silent',
      '/endless': 'endless',
      '/loop': { status: 302, headers: { location: '/loop' } },
      '/once': { status: 301, headers: { location: '/ok' } },
      '/down': { status: 302, headers: { location: `http://${NAME}/ok` } },
      '/inside': { status: 302, headers: { location: 'https://169.254.169.254/latest/meta-data' } },
      '/ssh': { status: 302, headers: { location: `https://${NAME}:22/` } },
      '/named': { status: 302, headers: { location: 'https://inside.far.test/ok' } },
    },
    certificates.make('right', [NAME]),
  );
  plain = await started({ '/ok': { body: 'plain' } }, null);
});
after(() => Promise.all(hosts.map((host) => host.stop())));

const records = (list: readonly string[]): DnsAnswer<string> =>
  list.length === 0 ? { kind: 'nodata' } : { kind: 'records', records: list, ttlSeconds: 60 };
const NAMES: Readonly<Record<string, readonly string[]>> = {
  [NAME]: [PUBLIC],
  'inside.far.test': ['10.0.0.7'],
  'two.far.test': ['93.184.216.35', PUBLIC],
};
function fetcher(more: Partial<WebFetchDeps> = {}, overrides: Record<string, string> = {}) {
  const reach = createReach({
    [`${PUBLIC}:443`]: secure.address,
    [`${PUBLIC}:80`]: plain.address,
    [`93.184.216.35:443`]: '127.0.0.1:1',
    ...overrides,
  });
  const resolver = {
    a: async (name: string): Promise<DnsAnswer<string>> =>
      name in NAMES
        ? records(NAMES[name])
        : name === 'broken.test'
          ? { kind: 'failed', why: 'servfail' }
          : { kind: 'nxdomain' },
    aaaa: async (name: string): Promise<DnsAnswer<string>> =>
      name in NAMES ? records([]) : name === 'broken.test' ? { kind: 'failed', why: 'servfail' } : { kind: 'nxdomain' },
  };
  return createWebFetch({ resolver, reach, allowPrivate: false, trust: () => [certificates.trust], ...more });
}
const LIMITS = { limitMs: 1000, maxBytes: 65_536, maxRedirects: 3 };
const why = async (url: string, fetch = fetcher(), limits = LIMITS): Promise<string> => {
  const fetched = await fetch(url, limits);
  return fetched.kind === 'failed' ? fetched.why : `answer ${fetched.status}`;
};

test('a document over HTTPS, with the certificate that proved it', async () => {
  const answer = await fetcher()(`https://${NAME}/ok`, LIMITS);
  assert.ok(answer.kind === 'answer');
  assert.equal(answer.body, 'hello');
  assert.equal(answer.headers['x-two'], 'b');
  assert.equal(answer.address, PUBLIC);
  assert.deepEqual([answer.tls?.authorized, answer.tls?.why, answer.tls?.certificate?.names], [true, null, [NAME]]);
  assert.ok(secure.asked.includes(`GET ${NAME}/ok`), 'the host is named as the world knows it');
});

test('plain HTTP has no certificate', async () => {
  const answer = await fetcher()(`http://${NAME}/ok`, LIMITS);
  assert.ok(answer.kind === 'answer' && answer.tls === null && answer.body === 'plain');
});

const WRONG: Readonly<Partial<Record<CertificateKind, string>>> = {
  expired: 'CERT_HAS_EXPIRED',
  'not-yet': 'CERT_NOT_YET_VALID',
  'wrong-name': 'ERR_TLS_CERT_ALTNAME_INVALID',
  'self-signed': 'DEPTH_ZERO_SELF_SIGNED_CERT',
  'unknown-authority': 'SELF_SIGNED_CERT_IN_CHAIN',
  'no-intermediate': 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
};
test('a certificate that proves nothing is told, and leads nowhere', async () => {
  for (const [kind, code] of Object.entries(WRONG)) {
    const pages = { '/ok': { status: 302, headers: { location: `https://${NAME}/ok` } } };
    const host = await started(pages, certificates.make(kind as CertificateKind, [NAME]));
    const answer = await fetcher({}, { [`${PUBLIC}:443`]: host.address })(`https://${NAME}/ok`, LIMITS);
    assert.ok(answer.kind === 'answer', kind);
    assert.deepEqual([answer.status, answer.tls?.authorized, answer.tls?.why], [302, false, code], kind);
  }
});

test('an authority is believed only when it is named', async () => {
  const answer = await fetcher({ trust: () => [] })(`https://${NAME}/ok`, LIMITS);
  assert.ok(answer.kind === 'answer' && answer.tls?.authorized === false);
});

test('private addresses are not reached: by name, by literal, by redirect', async () => {
  for (const url of [
    'https://inside.far.test/ok',
    'https://127.0.0.1/ok',
    'http://[::1]/ok',
    'http://[::ffff:10.0.0.1]/',
    `https://${NAME}/inside`,
    `https://${NAME}/named`,
  ])
    assert.equal(await why(url), 'private-address', url);
  assert.notEqual(await why('https://127.0.0.1:1/ok', fetcher({ allowPrivate: true })), 'private-address');
});

test('redirects: few, not to plain, not to other doors', async () => {
  assert.equal(await why(`https://${NAME}/once`), 'answer 200');
  assert.equal(await why(`https://${NAME}/once`, fetcher(), { ...LIMITS, maxRedirects: 0 }), 'answer 301');
  assert.equal(await why(`https://${NAME}/loop`), 'too-many-redirects');
  assert.equal(await why(`https://${NAME}/down`), 'bad-redirect');
  assert.equal(await why(`https://${NAME}/ssh`), 'bad-redirect');
});

test('time and size are bounded', async () => {
  assert.equal(await why(`https://${NAME}/silent`, fetcher(), { ...LIMITS, limitMs: 150 }), 'timeout');
  assert.equal(await why(`https://${NAME}/endless`), 'too-large');
});

test('names and addresses that lead nowhere keep their kind', async () => {
  assert.equal(await why('https://gone.test/'), 'no-such-name');
  assert.equal(await why('https://broken.test/'), 'dns');
  assert.equal(await why('ftp://web.far.test/'), 'bad-url');
  assert.equal(await why(`https://kari:secret@${NAME}/`), 'bad-url');
  assert.equal(await why(`https://${NAME}/ok`, fetcher(), { ...LIMITS, family: 6 } as typeof LIMITS), 'no-address');
  assert.equal(await why('https://two.far.test/ok'), 'answer 200', 'the second address is tried');
  assert.equal(await why(`https://${NAME}/`, fetcher({}, { [`${PUBLIC}:443`]: plain.address })), 'tls');
});
