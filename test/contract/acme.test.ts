/**
 * The keeper of certificates with an authority of the lab: a kill at any point of an order loses nothing and leaves nothing open;
 * renewal by the authority's window and by life; failures ever rarer, in the authority's words; never an order that must fail.
 */
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { renewalId } from '#src/net/acme/certificate-request.ts';
import { HOST, house } from '../acme-house.ts';

const AUTO = 'autoconfig.fjord.example';
const MINUTE = 60_000;
const DAY = 86_400_000;

const serialOf = (chain: string): string => new X509Certificate(chain).serialNumber;

test('killed at any request, before it is heard or before its answer comes: one order, one certificate, nothing left open', async (t) => {
  const whole = house(t);
  await whole.open().keeper.round();
  const { length } = whole.authority.said;
  assert.ok(length >= 9, whole.authority.said.join(' '));
  for (const when of ['before', 'after'] as const)
    for (let at = 1; at <= length; at += 1) {
      const { authority, open, noted, time } = house(t);
      let heard = 0;
      authority[when] = () => {
        heard += 1;
        if (heard >= at) throw new Error('killed');
      };
      await open().keeper.round();
      authority[when] = () => undefined;
      const next = open();
      await next.keeper.round();
      const told = `killed ${when} request ${at}: ${authority.said.join(' ')}`;
      assert.equal((await next.keeper.list())[0].state, 'valid', told);
      assert.equal(authority.accounts.size, 1, told);
      assert.equal(authority.orders.length, 1, told);
      assert.deepEqual(noted, [`certificate.issue ${HOST}`], told);
      assert.equal(next.held.trusts(HOST), true);
      time.now += MINUTE;
      const said = authority.said.length;
      await next.keeper.round();
      assert.equal(authority.said.length, said, 'what is good is left alone');
    }
});

test('a certificate is renewed when a third of its life is left, and replaced where it is shown', async (t) => {
  const { authority, open, time, noted } = house(t);
  const { keeper, held } = open();
  await keeper.round();
  const first = held.identity().chain;
  const context = held.secureContext(undefined);
  time.now += 57 * DAY;
  await keeper.round();
  assert.equal(held.identity().chain, first);
  time.now += 2 * DAY;
  await keeper.round();
  assert.notEqual(serialOf(held.identity().chain), serialOf(first));
  assert.notEqual(held.secureContext(undefined), context);
  assert.equal(authority.orders.length, 2);
  assert.equal(authority.orders[1].replaces, null);
  assert.deepEqual(noted, [`certificate.issue ${HOST}`, `certificate.renew ${HOST}`]);
});

test('the authority’s window goes before: asked again in its time, followed when it moves, and the order says what it replaces', async (t) => {
  const { authority, open, time } = house(t);
  const at = (days: number): string => new Date(time.now + days * DAY).toISOString();
  authority.window = { start: at(40), end: at(42) };
  const { keeper, held } = open();
  await keeper.round();
  const id = renewalId(held.identity().chain);
  assert.equal((await keeper.list())[0].renewAt, Date.parse(at(41)));
  const asked = authority.said.length;
  time.now += 30 * MINUTE;
  await keeper.round();
  assert.equal(authority.said.length, asked, 'not before an hour, as it said');
  // It has to be revoked: the window moves into the past.
  authority.window = { start: at(-2), end: at(-1) };
  time.now += 31 * MINUTE;
  await keeper.round();
  assert.equal(authority.orders.length, 2);
  assert.equal(authority.orders[1].replaces, id);
});

test('a refusal is said in its words and tried again when it says; the own authority stands in meanwhile', async (t) => {
  const { authority, open, time, noted } = house(t);
  authority.refuse.set(HOST, {
    type: 'rateLimited',
    detail: 'too many certificates already issued',
    retryAfter: '7200',
  });
  const { keeper, held } = open();
  await keeper.round();
  const [seen] = await keeper.list();
  assert.equal(seen.state, 'failing');
  assert.equal(seen.trouble?.words, 'rateLimited: too many certificates already issued');
  assert.equal(seen.nextAt, time.now + 7_200_000);
  assert.equal(held.trusts(HOST), false);
  assert.match(new X509Certificate(held.identity().chain).issuer, /Postvakt own authority/);
  const said = authority.said.length;
  time.now += 119 * MINUTE;
  await keeper.round();
  assert.equal(authority.said.length, said);
  authority.refuse.clear();
  time.now += 2 * MINUTE;
  await keeper.round();
  assert.equal((await keeper.list())[0].state, 'valid');
  assert.deepEqual(noted, [`certificate.fail ${HOST}`, `certificate.issue ${HOST}`]);
});

test('a proof that fails is tried ever more rarely, each time with an order of its own', async (t) => {
  const { authority, open, time, unreached } = house(t);
  unreached.add(HOST);
  const { keeper } = open();
  const waits: number[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    await keeper.round();
    const [{ nextAt, trouble }] = await keeper.list();
    assert.match(trouble?.words ?? '', /Connection refused/);
    waits.push(((nextAt ?? 0) - time.now) / MINUTE);
    time.now = nextAt ?? 0;
  }
  assert.deepEqual(waits, [5, 10, 20, 40]);
  assert.equal(authority.orders.length, 4);
  assert.ok(authority.orders.every(({ status }) => status === 'invalid'));
});

test('a name that leads elsewhere, or nowhere, is never ordered; nor more than so many in an hour', async (t) => {
  const names = [HOST, AUTO, 'mta-sts.fjord.example', 'a.test.example', 'b.test.example'];
  const { authority, open, pointing, time } = house(t, names, { ordersPerHour: 2 });
  pointing.set(AUTO, { kind: 'elsewhere', words: `${AUTO} → 192.0.2.9` });
  pointing.set('mta-sts.fjord.example', { kind: 'nowhere' });
  const { keeper } = open();
  await keeper.round();
  const states = async (): Promise<readonly string[]> => (await keeper.list()).map(({ state }) => state);
  assert.deepEqual(await states(), ['valid', 'elsewhere', 'absent', 'valid', 'waiting']);
  time.now += 59 * MINUTE;
  await open().keeper.round();
  assert.equal(authority.orders.length, 2, 'a restart frees nothing');
  time.now += 2 * MINUTE;
  await keeper.round();
  assert.deepEqual(await states(), ['valid', 'elsewhere', 'absent', 'valid', 'valid']);
  assert.deepEqual(
    authority.orders.map(({ name }) => name),
    [HOST, 'a.test.example', 'b.test.example'],
  );
});

test('a domain that leaves takes its open order back, and is shown no more; it comes back with what it had', async (t) => {
  const { authority, open, wanted } = house(t, [HOST, AUTO]);
  const { keeper, held } = open();
  await keeper.round();
  assert.equal(held.trusts(AUTO), true);
  wanted.names = [HOST];
  await keeper.round();
  assert.equal(held.trusts(AUTO), false);
  wanted.names = [HOST, AUTO, 'c.test.example'];
  authority.after = (request) => {
    if (request === '/new-order') return;
    if (request.startsWith('/order/2')) throw new Error('the line is cut');
  };
  await keeper.round();
  assert.equal(held.trusts(AUTO), true);
  assert.equal(authority.orders.length, 3);
  wanted.names = [HOST, AUTO];
  authority.after = () => undefined;
  await keeper.round();
  assert.equal(authority.orders[2].authorization, 'deactivated');
});

test('an authority that has forgotten us knows us again; a damaged file is put aside and ordered anew', async (t) => {
  const { authority, open, folder, time } = house(t);
  await open().keeper.round();
  const file = join(folder, 'tls/acme/names', `${HOST}.json`);
  writeFileSync(file, '{"name": "post.fj');
  const account = readdirSync(join(folder, 'tls/acme')).find((one) => one.startsWith('account-'));
  const path = join(folder, 'tls/acme', account ?? '');
  const kept = JSON.parse(readFileSync(path, 'utf8')) as { url: string };
  writeFileSync(path, JSON.stringify({ ...kept, url: 'https://ca.test/account/forgotten' }));
  const { keeper, files } = open();
  assert.deepEqual(files.damaged, [file]);
  assert.equal(readFileSync(`${file}.damaged`, 'utf8'), '{"name": "post.fj');
  await keeper.round();
  assert.equal((await keeper.list())[0].trouble?.words, 'accountDoesNotExist: No such account');
  time.now += 10 * MINUTE;
  await keeper.round();
  assert.equal((await keeper.list())[0].state, 'valid');
  assert.equal(authority.accounts.size, 1);
});
