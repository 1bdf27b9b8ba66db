/**
 * Who may issue is looked up in real DNS (the lab's) before an order: forbidden, nothing is ordered and the record is named;
 * allowed again, the certificate comes; unreadable, the order waits; only the allowed way of proof is taken.
 */
import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { createResolver } from '#src/net/resolver.ts';
import { lookAtCaa } from '#src/service/certificates/caa.ts';
import type { ChallengeKind } from '#src/service/certificates/prove.ts';
import { startDnsServer, type Zones } from '../../lab/dns-server.ts';
import { house } from '../acme-house.ts';

const NAME = 'mta-sts.fjord.example';
const MINUTE = 60_000;
const address = { A: ['127.0.0.1'] };

async function owned(t: TestContext, zones: Zones, challenges: readonly ChallengeKind[] = ['http-01']) {
  const dns = await startDnsServer({ [NAME]: address, ...zones });
  t.after(() => dns.stop());
  const resolver = createResolver({ servers: [dns.address], cacheEntries: 0, timeoutMs: 300, tries: 1 });
  const built = house(t, [NAME], { challenges, caa: (name, asked) => lookAtCaa(resolver, name, asked) });
  built.authority.caaIdentities = ['ca.test', 'other-name.test'];
  const { keeper } = built.open();
  const look = async () => {
    await keeper.round();
    return (await keeper.list())[0];
  };
  return { ...built, dns, look, keeper };
}

test('others are named: no order, the record and the wanted one are said; once it stands, the certificate comes', async (t) => {
  const { dns, look, authority, time, noted } = await owned(t, {
    'fjord.example': { CAA: ['0 issue letsencrypt.org'] },
  });
  const seen = await look();
  assert.equal(seen.state, 'forbidden');
  assert.deepEqual(seen.trouble?.caa, {
    at: 'fjord.example',
    why: 'others',
    records: ['0 issue "letsencrypt.org"'],
    wanted: '0 issue "ca.test"',
  });
  assert.match(seen.trouble.words, /^CAA at fjord\.example .*0 issue "letsencrypt\.org".*0 issue "ca\.test"$/);
  assert.equal(authority.orders.length, 0);
  assert.equal(authority.accounts.size, 0);
  const asked = dns.queries.length;
  time.now += 5 * MINUTE;
  await look();
  assert.equal(dns.queries.length, asked, 'not asked at each pass');
  time.now += 8 * MINUTE;
  await look();
  assert.ok(dns.queries.length > asked);
  assert.deepEqual(noted, [`certificate.fail ${NAME}`], 'said once, not at every look');
  dns.set({ [NAME]: address, 'fjord.example': { CAA: ['0 issue letsencrypt.org', '0 issue other-name.test'] } });
  time.now += 13 * MINUTE;
  assert.equal((await look()).state, 'valid');
  assert.deepEqual(noted, [`certificate.fail ${NAME}`, `certificate.issue ${NAME}`]);
});

test('the nearest name counts, an alias is followed, and what is above its target does not count', async (t) => {
  const near = await owned(t, {
    [NAME]: { ...address, CAA: ['0 issue ca.test'] },
    'fjord.example': { CAA: ['0 issue ;'] },
  });
  assert.equal((await near.look()).state, 'valid');
  const alias = await owned(t, {
    [NAME]: { CNAME: 'web.vik.example' },
    'web.vik.example': { ...address, CAA: ['0 issue elsewhere.test'] },
  });
  assert.equal((await alias.look()).trouble?.caa?.at, 'web.vik.example');
  const above = await owned(t, {
    [NAME]: { CNAME: 'web.vik.example' },
    'web.vik.example': address,
    'vik.example': { CAA: ['0 issue ;'] },
  });
  assert.equal((await above.look()).state, 'valid');
  const top = await owned(t, { example: { CAA: ['0 issue ;'] } });
  assert.equal((await top.look()).trouble?.caa?.at, 'example');
});

test('DNS that cannot be read is said, and the order waits as long', async (t) => {
  const { dns, look, authority, time } = await owned(t, { 'fjord.example': { mood: 'servfail' } });
  const seen = await look();
  assert.equal(seen.state, 'failing');
  assert.equal(seen.trouble?.kind, 'unreachable');
  assert.match(seen.trouble.words, /CAA records of fjord\.example could not be read \(servfail\)/);
  assert.equal(authority.orders.length, 0);
  dns.set({ [NAME]: address });
  time.now += 13 * MINUTE;
  assert.equal((await look()).state, 'valid');
});

test('a resolver that will not look above its own names leaves the word to the authority', async (t) => {
  const { look } = await owned(t, { example: { mood: 'refused' } });
  assert.equal((await look()).state, 'valid');
});

test('an account and a way of proof that the owner asks for are kept to, from the first order on', async (t) => {
  const ways: readonly ChallengeKind[] = ['tls-alpn-01', 'http-01'];
  const only = 'ca.test; validationmethods=http-01';
  const { dns, look, authority, time, keeper } = await owned(
    t,
    { 'fjord.example': { CAA: [`0 issue ${only}`] } },
    ways,
  );
  // The authority of the lab offers http-01 alone; the preferred way would have failed.
  assert.equal((await look()).state, 'valid');
  const [account] = authority.accounts;
  const bound = (url: string): Zones => ({
    [NAME]: address,
    'fjord.example': { CAA: [`0 issue ca.test; accounturi=${url}`] },
  });
  dns.set(bound('https://ca.test/account/another'));
  time.now += 60 * 86_400_000;
  const seen = await look();
  assert.deepEqual([seen.state, seen.trouble?.caa?.why], ['forbidden', 'account']);
  assert.ok(seen.until !== null, 'what there is stays');
  assert.equal(seen.trouble?.caa?.wanted, `0 issue "ca.test; accounturi=${account}"`);
  assert.equal(authority.orders.length, 1);
  dns.set(bound(account));
  assert.equal(await keeper.renew(NAME), true);
  assert.equal((await keeper.list())[0].state, 'valid');
  assert.equal(authority.orders.length, 2);
});

test('an authority that does not say its name is asked, unless nobody may', async (t) => {
  const named = await owned(t, { 'fjord.example': { CAA: ['0 issue letsencrypt.org'] } });
  named.authority.caaIdentities = null;
  assert.equal((await named.look()).state, 'valid');
  const nobody = await owned(t, { 'fjord.example': { CAA: ['0 issue ;'] } });
  nobody.authority.caaIdentities = null;
  const { state, trouble } = await nobody.look();
  assert.deepEqual([state, trouble?.caa?.why, trouble?.caa?.wanted], ['forbidden', 'nobody', null]);
});
