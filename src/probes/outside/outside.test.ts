/** The probes from outside piece by piece: settings of strangers, SRV, the missing piece of a chain, doors that are off. */
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { makeLabCertificates } from '../../../lab/lab-certificates.ts';
import type { DnsAnswer } from '#src/net/dns-answer.ts';
import { createTrust, type DialTls } from '#src/net/dial-certificate.ts';
import type { DnsResolver } from '#src/net/resolver.ts';
import type { WebAnswer, WebFetch, WebFetched } from '#src/net/web-answer.ts';
import { createChains } from './chains.ts';
import { discoverSettings } from './discovery.ts';
import { srvServers, srvTargets } from './srv.ts';

type Names = Readonly<Record<string, readonly string[]>>;
/** Records by `TYPE name`; what is not there does not exist. */
function resolverOf(names: Names): DnsResolver {
  const answer = (type: string, name: string): DnsAnswer<string> => {
    const records = names[`${type} ${name}`];
    return records === undefined ? { kind: 'nxdomain' } : { kind: 'records', records, ttlSeconds: 60 };
  };
  const mapped = <T>(one: DnsAnswer<string>, map: (data: string) => T): DnsAnswer<T> =>
    one.kind === 'records' ? { ...one, records: one.records.map(map) } : one;
  return {
    a: (name: string) => Promise.resolve(answer('A', name)),
    aaaa: (name: string) => Promise.resolve(answer('AAAA', name)),
    mx: (name: string) => Promise.resolve(mapped(answer('MX', name), (exchange) => ({ preference: 10, exchange }))),
    query: (name: string, type: string) =>
      Promise.resolve(
        mapped(answer(type, name), (data) => ({
          name,
          type,
          ttlSeconds: 60,
          data,
          number: Number(data.split(' ')[0]),
        })),
      ),
  } as unknown as DnsResolver;
}
const failed: WebFetched = { kind: 'failed', why: 'no-such-name', url: '' };
const page = (body: string, authorized = true): WebAnswer => ({
  kind: 'answer',
  status: 200,
  headers: {},
  body,
  url: '',
  address: '198.51.100.1',
  tls: { authorized, why: null, version: 'TLSv1.3', certificate: null },
});
const fetchOf =
  (pages: Readonly<Record<string, WebFetched>>): WebFetch =>
  (url) =>
    Promise.resolve(pages[url] ?? failed);
const config =
  '<clientConfig version="1.1"><emailProvider id="x"><incomingServer type="imap"><hostname>in.%EMAILDOMAIN%</hostname>' +
  '<port>993</port><socketType>SSL</socketType><username>%EMAILLOCALPART%</username></incomingServer></emailProvider></clientConfig>';

test('settings of a stranger: what the domain says itself goes before what is known, and both before a guess', async () => {
  const resolver = resolverOf({
    'MX x.test': ['mx1.websupport.se'],
    'A mail.x.test': ['198.51.100.9'],
    'SRV _submissions._tcp.x.test': ['10 1 465 second.x.test', '0 1 465 First.x.test', '0 0 0 .'],
  });
  const fetch = fetchOf({ 'https://autoconfig.x.test/mail/config-v1.1.xml': page(config) });
  const found = await discoverSettings({ resolver, fetch }, 'x.test');
  assert.deepEqual(
    found.incoming.map(({ host, source, userName }) => [host, source, userName]),
    [
      ['in.x.test', 'autoconfig', 'local-part'],
      ['imap.websupport.se', 'profile', 'address'],
      ['mail.x.test', 'guess', 'address'],
    ],
  );
  assert.deepEqual(
    found.outgoing.map(({ host, source }) => [host, source]),
    [
      ['First.x.test', 'srv'],
      ['second.x.test', 'srv'],
      ['smtp.websupport.se', 'profile'],
      ['mail.x.test', 'guess'],
    ],
  );
});

test('a document whose server proves no name is not believed; nothing at all gives nothing', async () => {
  const fetch = fetchOf({ 'https://autoconfig.x.test/mail/config-v1.1.xml': page(config, false) });
  const found = await discoverSettings({ resolver: resolverOf({}), fetch }, 'x.test');
  assert.deepEqual([found.incoming, found.outgoing, found.mx], [[], [], []]);
});

test('a document cannot make us knock at doors that are not for mail', async () => {
  const at = 'https://autoconfig.x.test/mail/config-v1.1.xml';
  const fetch = fetchOf({ [at]: page(config.replace('>993<', '>22<')) });
  const resolver = resolverOf({ 'SRV _imaps._tcp.x.test': ['0 1 6379 a.test'] });
  assert.deepEqual((await discoverSettings({ resolver, fetch }, 'x.test')).incoming, []);
});

test('SRV: no service means no server, and few targets are enough', async () => {
  const many = Array.from({ length: 50 }, (_, n) => `${n} 1 993 host${n}.test`);
  const resolver = resolverOf({ 'SRV _imaps._tcp.x.test': many, 'SRV _pop3s._tcp.x.test': ['0 0 0 .'] });
  assert.equal((await srvTargets(resolver, '_imaps._tcp.x.test'))?.length, 4);
  assert.deepEqual(await srvTargets(resolver, '_pop3s._tcp.x.test'), []);
  assert.deepEqual(await srvTargets(resolver, '_imap._tcp.x.test'), []);
  assert.ok((await srvServers(resolver, 'x.test')).every(({ protocol }) => protocol === 'imap'));
});

test('SRV data of any shape never breaks the probe', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ maxLength: 40 }), { maxLength: 6 }), async (data) => {
      const found = await srvTargets(resolverOf({ 'SRV _imaps._tcp.x.test': data }), '_imaps._tcp.x.test');
      assert.ok(found !== null && found.length <= 4);
    }),
    { numRuns: 100 },
  );
});

const lab = makeLabCertificates(Date.now());
const URL_OF_ISSUER = 'http://pki.test/middle.der';
const shown = (pem: string, more: Partial<DialTls['certificate']> = {}): DialTls => ({
  version: 'TLSv1.3',
  cipher: 'x',
  raw: new X509Certificate(pem),
  above: [],
  certificate: {
    names: ['mx.test'],
    issuer: 'CN=Lab intermediate',
    from: '',
    until: '',
    fingerprint: '',
    chain: 'leaf-only',
    isOwn: false,
    covers: true,
    issuerUrl: URL_OF_ISSUER,
    ...more,
  },
});
const bare = shown(lab.make('no-intermediate', ['mx.test'], URL_OF_ISSUER).cert);
const chains = (pages: Readonly<Record<string, WebFetched>>, file: string | null = null) => {
  const trust = createTrust(
    () => null,
    () => [lab.trust],
  );
  return createChains(fetchOf(pages), trust, () => file);
};

test('the missing piece is found where the certificate says, at another door, or on our own disk', async () => {
  const at = { [URL_OF_ISSUER]: page(lab.intermediate.toString('latin1')) };
  assert.equal(await chains(at).complete(bare), 'issuer');
  const learned = chains({});
  assert.equal(await learned.complete(bare), null);
  learned.learn({ ...bare, above: [new X509Certificate(lab.intermediate)] });
  assert.equal(await learned.complete(bare), 'other-door');
  assert.equal(await chains({}, lab.make('right', ['mx.test']).cert).complete(bare), 'other-door');
});

test('a piece of somebody else, or bytes that are none, complete nothing', async () => {
  const other = makeLabCertificates(Date.now());
  const at = (body: string) => chains({ [URL_OF_ISSUER]: page(body) });
  assert.equal(await at(other.intermediate.toString('latin1')).complete(bare), null);
  assert.equal(await at('not a certificate').complete(bare), null);
  assert.equal(
    await at(lab.intermediate.toString('latin1')).complete(
      shown(lab.make('right', ['mx.test']).cert, { chain: 'complete' }),
    ),
    null,
  );
  const known = chains({});
  known.learn({ ...bare, above: [new X509Certificate(other.intermediate)] });
  assert.equal(await known.complete(bare), null);
});
