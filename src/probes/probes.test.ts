/** Probes of DNS records and of the registry against real sockets: each state, each way of not knowing. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createResolver, type DnsResolver } from '#src/net/resolver.ts';
import { systemClock } from '#src/net/clock.ts';
import type { EssentialRecord } from '#src/model/wanted-records.ts';
import { type DnsServer, startDnsServer } from '../../lab/dns-server.ts';
import { type Registry, startRegistry } from '../../lab/registry.ts';
import { checkRecord } from './dns-records.ts';
import { probeRegistry } from './registry.ts';
import type { ProbeDeps, RegistryOptions } from './sources.ts';

let dns: DnsServer;
let registry: Registry;
let resolver: DnsResolver;
const host = { hostname: 'mx.host.test', ports: { imaps: 993, pop3s: 995, submissions: 465 }, addresses: [] };

before(async () => {
  dns = await startDnsServer({});
  registry = await startRegistry({ 'fjord.test': { status: ['client hold'], expiresAt: '2027-01-02T00:00:00Z' } });
  resolver = createResolver({ servers: [dns.address], cacheEntries: 0, timeoutMs: 300, tries: 1 });
});
after(async () => {
  await dns.stop();
  await registry.stop();
});

const ours = { 'mx.host.test': { A: ['203.0.113.25'] } };
const spf: EssentialRecord = {
  name: 'fjord.test',
  type: 'TXT',
  value: 'v=spf1 mx a:mx.host.test ~all',
  purpose: 'spf',
};
const dkim: EssentialRecord = {
  name: 'pv1._domainkey.fjord.test',
  type: 'TXT',
  value: 'v=DKIM1; k=rsa; p=AbC/1+',
  purpose: 'dkim',
};
const dmarc: EssentialRecord = {
  name: '_dmarc.mail.fjord.test',
  type: 'TXT',
  value: 'v=DMARC1; p=none',
  purpose: 'dmarc',
};
const mx: EssentialRecord = { name: 'fjord.test', type: 'MX', value: '10 mx.host.test', purpose: 'mx' };

const CASES: readonly (readonly [string, EssentialRecord, Parameters<DnsServer['set']>[0], string])[] = [
  ['as wanted', spf, { 'fjord.test': { TXT: [spf.value] } }, 'ok'],
  [
    'our address by another way',
    spf,
    { 'fjord.test': { TXT: ['v=spf1 include:s.test -all'] }, 's.test': { TXT: ['v=spf1 ip4:203.0.113.0/24 -all'] } },
    'ok',
  ],
  [
    'by redirect',
    spf,
    { 'fjord.test': { TXT: ['v=spf1 redirect=s.test'] }, 's.test': { TXT: ['v=spf1 a:mx.host.test -all'] } },
    'ok',
  ],
  ['without us', spf, { 'fjord.test': { TXT: ['v=spf1 ip4:198.51.100.1 -all'] } }, 'wrong'],
  ['two of them', spf, { 'fjord.test': { TXT: ['v=spf1 mx ~all', 'v=spf1 ~all'] } }, 'wrong'],
  ['only other texts', spf, { 'fjord.test': { TXT: ['v=spf10', 'site-verification=1'] } }, 'missing'],
  ['no such name', spf, {}, 'missing'],
  ['broken server', spf, { 'fjord.test': { mood: 'servfail' } }, 'unchecked'],
  ['key in two strings with blanks', dkim, { [dkim.name]: { TXT: [['v=DKIM1; k=rsa;', ' p=AbC /1+;']] } }, 'ok'],
  ['by CNAME', dkim, { [dkim.name]: { CNAME: 'k.test' }, 'k.test': { TXT: ['p=AbC/1+'] } }, 'ok'],
  ['another key', dkim, { [dkim.name]: { TXT: ['v=DKIM1; p=zzz'] } }, 'wrong'],
  ['no key', dkim, {}, 'missing'],
  ['policy of the domain above', dmarc, { '_dmarc.fjord.test': { TXT: ['v=DMARC1; p=reject'] } }, 'ok'],
  ['misspelt policy', dmarc, { [dmarc.name]: { TXT: ['v=DMARC1; p=rejekt'] } }, 'wrong'],
  ['none anywhere', dmarc, {}, 'missing'],
  ['ours by name', mx, { 'fjord.test': { MX: ['10 mx.host.test'] } }, 'ok'],
  ['ours by address', mx, { 'fjord.test': { MX: ['5 a.test'] }, 'a.test': { A: ['203.0.113.25'] } }, 'ok'],
  [
    'somebody else too',
    mx,
    { 'fjord.test': { MX: ['10 mx.host.test', '20 b.test'] }, 'b.test': { A: ['198.51.100.1'] } },
    'wrong',
  ],
  [
    'the other one cannot be asked',
    mx,
    { 'fjord.test': { MX: ['10 b.test'] }, 'b.test': { mood: 'refused' } },
    'unchecked',
  ],
  ['silent server', mx, { 'fjord.test': { mood: 'silent' } }, 'unchecked'],
];
for (const [title, wanted, zones, state] of CASES)
  test(`${wanted.purpose}, ${title}: ${state}`, async () => {
    dns.set({ ...ours, ...zones });
    assert.equal((await checkRecord(resolver, wanted, host)).state, state);
  });

const ask = async (domain: string, options: Partial<RegistryOptions> = {}) => {
  const registryOptions = { rdap: { test: registry.url }, allowPrivate: true, ...options };
  const deps = { resolver, clock: systemClock, registry: registryOptions } as unknown as ProbeDeps;
  const evidence = await probeRegistry(deps, domain);
  return evidence.kind === 'known' ? evidence.observed : evidence.why;
};

test('the registry: registered, a name inside a domain, nobody’s, and five ways of not knowing', async () => {
  assert.deepEqual(await ask('fjord.test'), {
    domain: 'fjord.test',
    registered: true,
    server: new URL(registry.url).host,
    statuses: ['client hold'],
    expiresAt: '2027-01-02T00:00:00Z',
    changedAt: null,
    registrar: null,
    atUs: null,
    nameServers: null,
    transferredAt: null,
  });
  assert.equal(((await ask('mail.fjord.test')) as { registered?: boolean }).registered, true);
  assert.equal(((await ask('nobody.test')) as { registered?: boolean }).registered, false);
  registry.set('busy.test', 'refusing');
  registry.set('down.test', 'broken');
  assert.equal(await ask('busy.test'), 'refused');
  assert.equal(await ask('down.test'), 'unreachable');
  assert.equal(await ask('fjord.nowhere'), 'not-configured');
  assert.equal(await ask('fjord.test', { rdap: 'off' }), 'not-configured');
  assert.equal(await ask('fjord.test', { rdap: { test: 'http://127.0.0.1:1/' } }), 'unreachable');
});

test('a private address is not asked unless that is allowed', async () => {
  const before = registry.asked.length;
  assert.equal(await ask('fjord.test', { allowPrivate: false }), 'private');
  dns.set({ 'rdap.test': { A: ['127.0.0.1'] } });
  const byName = registry.url.replace('127.0.0.1', 'rdap.test');
  assert.equal(await ask('fjord.test', { allowPrivate: false, rdap: { test: byName } }), 'private');
  assert.equal(registry.asked.length, before);
  assert.equal(((await ask('fjord.test', { rdap: { test: byName } })) as { registered?: boolean }).registered, true);
});
