/** The probes of mail authentication with a resolver that answers from a table: what they see, and what they leave unknown. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { DnsAnswer } from '#src/net/dns-answer.ts';
import type { DnsResolver } from '#src/net/resolver.ts';
import type { WebFetch } from '#src/net/web-answer.ts';
import type { GroupDeps } from '../group.ts';
import { isUntold } from '../run-probe.ts';
import { lookAtBlockLists } from './block-lists.ts';
import { checkSelector } from './dkim.ts';
import { lookAtDmarc } from './dmarc.ts';
import { lookAtMtaSts } from './mta-sts.ts';
import { lookAtPtr } from './ptr.ts';
import { isNearSpf, lookAtSpf } from './spf.ts';
import { lookAtTlsa } from './tlsa.ts';

const DOMAIN = 'fjord.example';
const HOST = 'mx.host.example';
const ADDRESS = '203.0.113.25';
type Table = Readonly<Record<string, readonly string[] | 'broken'>>;

/** Keys `TYPE name`; what is not there does not exist. */
function resolverOf(table: Table): DnsResolver {
  const ask = (type: string, name: string): Promise<DnsAnswer<string>> => {
    const found = table[`${type} ${name}`] ?? table[`* ${name}`] ?? table['*'];
    if (found === 'broken') return Promise.resolve({ kind: 'failed', why: 'servfail' });
    return Promise.resolve(
      found === undefined ? { kind: 'nxdomain' } : { kind: 'records', records: found, ttlSeconds: 60 },
    );
  };
  return {
    txt: (name: string) => ask('TXT', name),
    a: (name: string) => ask('A', name),
    aaaa: (name: string) => ask('AAAA', name),
    ptr: (address: string) => ask('PTR', address),
    cname: (name: string) => ask('CNAME', name),
    mx: () => Promise.resolve({ kind: 'nxdomain' }),
    query: () => Promise.resolve(table['*'] === 'broken' ? { kind: 'failed', why: 'servfail' } : { kind: 'nxdomain' }),
  } as unknown as DnsResolver;
}
function depsOf(table: Table, lists: readonly string[] = [], names: readonly string[] = []): GroupDeps {
  return {
    resolver: resolverOf(table),
    host: () => ({ hostname: HOST, ports: { imaps: 993, pop3s: 995, submissions: 465 }, addresses: [] }),
    certificate: () => null,
    configuration: {
      net: { allowPrivate: true },
      outbound: { formerAddresses: [] },
      reputation: { ipLists: lists, domainLists: names },
    },
  } as unknown as GroupDeps;
}
const HOME: Table = { [`A ${HOST}`]: [ADDRESS] };
const never: WebFetch = () => Promise.reject(new Error('nothing is to be fetched'));

test('when DNS is broken nothing is said', async () => {
  const deps = depsOf({ '*': 'broken' }, ['bl.example'], ['names.example']);
  const mx = { hosts: [{ host: HOST, addresses: [ADDRESS] }] };
  for (const look of [
    lookAtSpf(deps, DOMAIN),
    lookAtDmarc(deps.resolver, DOMAIN),
    lookAtPtr(deps),
    lookAtBlockLists(deps, DOMAIN),
    lookAtMtaSts(deps, never, DOMAIN, undefined),
    lookAtTlsa(deps, DOMAIN, mx),
  ])
    assert.ok(isUntold(await look), JSON.stringify(await look));
  assert.equal(await checkSelector(deps.resolver, { name: 's', publicKey: 'x', algorithm: 'rsa' }), 'servfail');
});

test('an included record that cannot be asked is no fault of the domain', async () => {
  const spf = await lookAtSpf(
    depsOf({ ...HOME, [`TXT ${DOMAIN}`]: ['v=spf1 include:b.example -all'], 'TXT b.example': 'broken' }),
    DOMAIN,
  );
  assert.ok(!isUntold(spf));
  assert.deepEqual([spf.addresses[0].result, spf.addresses[0].why], ['temperror', 'dns']);
});

test('a full SPF record takes our addresses, which cost no question', async () => {
  const names = Array.from({ length: 10 }, (_, i) => `s${i}.example`);
  const table: Table = {
    ...HOME,
    [`TXT ${DOMAIN}`]: [`v=spf1 ${names.map((name) => `include:${name}`).join(' ')} -all`],
    ...Object.fromEntries(names.map((name) => [`TXT ${name}`, ['v=spf1 ip4:192.0.2.1 -all']])),
  };
  const spf = await lookAtSpf(depsOf(table), DOMAIN);
  assert.ok(!isUntold(spf));
  assert.equal(spf.addresses[0].result, 'fail');
  assert.ok(spf.merged?.startsWith(`v=spf1 ip4:${ADDRESS} include:s0.example`), String(spf.merged));
  const mended = await lookAtSpf(depsOf({ ...table, [`TXT ${DOMAIN}`]: [String(spf.merged)] }), DOMAIN);
  assert.ok(!isUntold(mended) && mended.addresses[0].result === 'pass');
});

test('texts that are meant as SPF, and texts that are not', () => {
  for (const text of [
    '"v=spf1 mx ~all"',
    ' v=spf1 mx ~all',
    'v=spf mx -all',
    'spf1 include:a.example ~all',
    'v=spfv1 a -all',
  ])
    assert.ok(isNearSpf(text), text);
  for (const text of ['v=spf1 mx ~all', 'spf: see above', 'v=DMARC1; p=none', 'the spf record is gone', 'v=spf10'])
    assert.ok(!isNearSpf(text), text);
});

const reversed = ADDRESS.split('.').toReversed().join('.');
const list = (more: Table = {}): Table => ({ ...HOME, 'A 2.0.0.127.bl.example': ['127.0.0.2'], ...more });
const stateOf = async (table: Table): Promise<string> => {
  const seen = await lookAtBlockLists(depsOf(table, ['bl.example']), null);
  if (isUntold(seen)) return `unknown ${seen.unknown}`;
  const [{ state, listed }] = seen.lists;
  return listed.length === 0 ? state : `${state} ${listed[0].entry}`;
};

test('a block list is believed only when it passes its own test', async () => {
  assert.equal(await stateOf(list()), 'works');
  assert.equal(await stateOf(list({ [`A ${reversed}.bl.example`]: ['127.0.0.4'] })), `works ${ADDRESS}`);
  assert.equal(await stateOf(list({ [`A ${reversed}.bl.example`]: ['127.255.255.254'] })), 'refuses-us');
  assert.equal(await stateOf(list({ [`A ${reversed}.bl.example`]: 'broken' })), 'unknown servfail');
  assert.equal(await stateOf(list({ 'A 1.0.0.127.bl.example': ['127.0.0.2'] })), 'says-yes-to-all');
  assert.equal(await stateOf({ ...HOME, 'A 2.0.0.127.bl.example': ['127.255.255.255'] }), 'refuses-us');
  assert.equal(await stateOf({ ...HOME, 'A 2.0.0.127.bl.example': ['198.51.100.1'] }), 'says-yes-to-all');
  assert.equal(await stateOf(HOME), 'gone');
});

test('addresses that nobody outside sees have no reverse name to miss', async () => {
  for (const address of ['127.0.0.1', '10.1.2.3', '192.168.0.4', '172.20.0.1', '169.254.1.1']) {
    const ptr = await lookAtPtr(depsOf({ [`A ${HOST}`]: [address] }));
    assert.ok(!isUntold(ptr) && ptr.addresses.length === 0, address);
  }
  const ptr = await lookAtPtr(depsOf(HOME));
  assert.ok(!isUntold(ptr) && ptr.addresses[0].state === 'none');
});

test('DMARC: the name itself, the name above, a suffix above', async () => {
  const told = async (table: Table): Promise<string> => {
    const seen = await lookAtDmarc(resolverOf(table), 'post.fjord.example');
    return isUntold(seen) ? seen.unknown : `${seen.state} ${seen.policy ?? ''} ${seen.name}`;
  };
  assert.equal(
    await told({ 'TXT _dmarc.post.fjord.example': ['v=DMARC1; p=reject'] }),
    'ok reject _dmarc.post.fjord.example',
  );
  const above = { 'TXT _dmarc.fjord.example': ['v=DMARC1; p=reject; sp=quarantine'] };
  assert.equal(await told(above), 'ok quarantine _dmarc.fjord.example');
  assert.equal(
    await told({ ...above, 'TXT _dmarc.example': ['v=DMARC1; p=none; psd=y'] }),
    'ok quarantine _dmarc.fjord.example',
  );
  assert.equal(await told({ 'TXT _dmarc.fjord.example': ['v=DMARC1; p=rejct'] }), 'none  _dmarc.post.fjord.example');
  assert.equal(await told({}), 'none  _dmarc.post.fjord.example');
});
