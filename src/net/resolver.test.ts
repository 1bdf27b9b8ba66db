import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startDnsServer } from '../../lab/dns-server.ts';
import type { DnsServer } from '../../lab/dns-server.ts';
import { callableResolver } from './resolver-callable.ts';
import { createResolver, parseDnsServer } from './resolver.ts';

let dns: DnsServer;
const zones = {
  'fjord.example': {
    SOA: { minimum: 30 },
    MX: ['20 mx2.fjord.example', '10 mx1.fjord.example'],
    TXT: [['v=spf1 ', '-all']],
    ttl: 100,
  },
  'mx1.fjord.example': { A: ['192.0.2.1'], AAAA: ['2001:db8::1'] },
  'alias.fjord.example': { CNAME: 'mx1.fjord.example' },
  'null.example': { MX: ['0 .'] },
  'big.example': { TXT: Array.from({ length: 20 }, (_, i) => `${i}`.repeat(150)) },
  'broken.example': { mood: 'servfail' as const },
  'closed.example': { mood: 'refused' as const },
  'silent.example': { mood: 'silent' as const },
  'forged.example': { mood: 'wrong-id' as const },
  'bent.example': { mood: 'wrong-question' as const },
  'mangled.example': { mood: 'malformed' as const },
  'cut.example': { A: ['192.0.2.9'], mood: 'truncated' as const },
  '1.2.0.192.in-addr.arpa': { PTR: ['mx1.fjord.example'] },
};
before(async () => {
  dns = await startDnsServer(zones);
});
after(() => dns.stop());
const make = (more = {}) => createResolver({ servers: [dns.address], timeoutMs: 60, tries: 2, ...more });

test('each kind of answer is its own', async () => {
  const r = make();
  assert.deepEqual(await r.mx('Fjord.example.'), {
    kind: 'records',
    records: [
      { preference: 20, exchange: 'mx2.fjord.example' },
      { preference: 10, exchange: 'mx1.fjord.example' },
    ],
    ttlSeconds: 100,
  });
  const text = await r.txt('fjord.example');
  assert.deepEqual(text.kind === 'records' && text.records, ['v=spf1 -all']);
  const alias = await r.aaaa('alias.fjord.example');
  assert.deepEqual(alias.kind === 'records' && alias.records, ['2001:db8::1']);
  const none = await r.mx('null.example');
  assert.deepEqual(none.kind === 'records' && none.records, [{ preference: 0, exchange: '' }]);
  const ptr = await r.ptr('192.0.2.1');
  assert.deepEqual(ptr.kind === 'records' && ptr.records, ['mx1.fjord.example']);
  assert.deepEqual(await r.a('fjord.example'), { kind: 'nodata' });
  assert.deepEqual(await r.a('nowhere.example'), { kind: 'nxdomain' });
  const server = dns.address;
  assert.deepEqual(await r.a('broken.example'), { kind: 'failed', why: 'servfail', server });
  assert.deepEqual(await r.a('closed.example'), { kind: 'failed', why: 'refused', server });
  assert.deepEqual(await r.a('silent.example'), { kind: 'failed', why: 'timeout', server });
  assert.deepEqual(await r.a('mangled.example'), { kind: 'failed', why: 'malformed', server });
  assert.deepEqual(await r.a('two..dots'), { kind: 'failed', why: 'malformed', server });
  assert.equal(r.stats().inFlight, 0);
});

test('forged answers are not believed', async () => {
  const r = make();
  for (const name of ['forged.example', 'bent.example']) assert.equal((await r.a(name)).kind, 'failed', name);
});

test('what does not fit in UDP comes over TCP', async () => {
  const r = make();
  const cut = await r.a('cut.example');
  assert.deepEqual(cut.kind === 'records' && cut.records, ['192.0.2.9']);
  const big = await r.txt('big.example');
  assert.equal(big.kind === 'records' && big.records.length, 20);
  assert.equal(r.stats().tcp, 2);
});

test('answers are kept for their time, negative ones by the SOA, and asked once at a time', async () => {
  let now = 0;
  const r = make({ clock: { now: () => now, monotonic: () => now } });
  const from = dns.queries.length;
  await Promise.all(Array.from({ length: 20 }, () => r.mx('fjord.example')));
  await r.a('gone.fjord.example');
  assert.equal(dns.queries.length - from, 2);
  now = 29_000;
  assert.equal((await r.a('gone.fjord.example')).kind, 'nxdomain');
  const kept = await r.mx('fjord.example');
  assert.equal(kept.kind === 'records' && kept.ttlSeconds, 71);
  assert.equal(dns.queries.length - from, 2);
  now = 31_000;
  await r.a('gone.fjord.example');
  assert.equal(dns.queries.length - from, 3);
  now = 101_000;
  await r.mx('fjord.example');
  assert.equal(dns.queries.length - from, 4);
});

test('the number kept and the number on the way are bounded', async () => {
  const r = make({ cacheEntries: 10, maxInFlight: 4 });
  const names = Array.from({ length: 40 }, (_, i) => `n${i}.fjord.example`);
  const all = Promise.all(names.map((name) => r.a(name)));
  await Promise.resolve();
  assert.ok(r.stats().inFlight <= 4);
  assert.ok((await all).every((answer) => answer.kind === 'nxdomain'));
  assert.equal(r.stats().cached, 10);
});

test('a dead server is passed over; without servers the answer says so', async () => {
  const dead = await startDnsServer();
  await dead.stop();
  const r = make({ servers: [dead.address, dns.address] });
  assert.equal((await r.a('mx1.fjord.example')).kind, 'records');
  const alone = await make({ servers: [dead.address] }).a('mx1.fjord.example');
  assert.equal(alone.kind === 'failed' && alone.why, 'unreachable');
});

test('addresses of servers', () => {
  assert.deepEqual(parseDnsServer('127.0.0.1:5300'), { host: '127.0.0.1', port: 5300 });
  assert.deepEqual(parseDnsServer('[::1]:53'), { host: '::1', port: 53 });
  assert.deepEqual(parseDnsServer('2001:db8::1'), { host: '2001:db8::1', port: 53 });
  for (const wrong of ['', 'dns.example', '1.2.3.4:0', '1.2.3.4:70000', '[1.2.3.4'])
    assert.equal(parseDnsServer(wrong), null);
  assert.throws(() => createResolver({ servers: ['dns.example'] }), /dns\.example/);
});

test('in the shape Node has', async () => {
  const ask = callableResolver(make());
  assert.deepEqual(await ask('fjord.example', 'TXT'), [['v=spf1 -all']]);
  assert.deepEqual(await ask('null.example', 'MX'), [{ priority: 0, exchange: '' }]);
  await assert.rejects(ask('nowhere.example', 'TXT'), { code: 'ENOTFOUND' });
  await assert.rejects(ask('mx1.fjord.example', 'TXT'), { code: 'ENODATA' });
  await assert.rejects(ask('broken.example', 'TXT'), { code: 'ESERVFAIL' });
});
