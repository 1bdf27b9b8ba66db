/** The centre's own things over real HTTP: overview, domains, mailboxes, passwords, countries; by contact and mailbox user. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startWorld, type World } from '../../lab/world.ts';
import { type Browser, type Owner, owner, settled, signedIn } from '../centre-client.ts';

let world: World;
let mine: Owner;
let contact: Browser;
let user: Browser;
before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  mine = await owner(world, 511);
  contact = await signedIn(world, mine.contact, mine.contactPassword);
  user = await signedIn(world, mine.customer.address, mine.customer.password);
});
after(() => world.stop());

test('the overview says that all is well, then what is stopped and what to do first', async () => {
  type Overview = { state: string; sentence: string; first: unknown; blocks: number; looking: boolean };
  let seen = (await contact.get<Overview>('/overview')).body;
  // Never "all works" before a look was taken.
  assert.ok(seen.state !== 'well' || !seen.looking, seen.sentence);
  for (let tries = 0; seen.looking && tries < 1200; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    seen = (await contact.get<Overview>('/overview')).body;
  }
  assert.deepEqual([seen.looking, seen.blocks], [false, 0]);
  assert.notEqual(seen.state, 'stopped', seen.sentence);
  const block = await settled(
    world.host.app.blocks.start({
      subject: { kind: 'customer', id: mine.id as never },
      directions: ['outgoing'],
      rule: 'operator',
      cause: 'snd-outbound-operator',
      evidence: { reason: 'Vi ser på saken' },
      until: null,
      lifters: ['support'],
      actor: 'test',
    }),
  );
  const stopped = await contact.get<{ state: string; sentence: string; first: { link: string } }>('/overview');
  assert.equal(stopped.body.state, 'stopped');
  assert.match(stopped.body.sentence, /Vi ser på saken/);
  assert.equal(stopped.body.first.link, `/blocks/${block.code}`);
  await settled(world.host.app.blocks.lift(block.id, 'support', 'test'));
});

test('a domain shows the records wanted and seen; a mailbox user sees none', async () => {
  const list = await contact.get<{ domains: { domain: string; mailboxes: number }[] }>('/domains');
  assert.deepEqual(
    list.body.domains.map((one) => [one.domain, one.mailboxes]),
    [[mine.customer.domain, 1]],
  );
  const { body } = await contact.get<{ records: { purpose: string; state: string; seen: string[] }[] }>(
    `/domains/${mine.customer.domain}`,
  );
  assert.deepEqual(
    body.records.filter(({ purpose }) => purpose !== 'setup').map(({ purpose, state }) => [purpose, state]),
    [
      ['mx', 'ok'],
      ['spf', 'ok'],
      ['dkim', 'ok'],
      ['dmarc', 'ok'],
    ],
  );
  assert.ok(body.records[0].seen[0].includes('mx.host.test'));
  assert.deepEqual((await user.get('/domains')).body, { domains: [] });
  assert.equal((await user.get(`/domains/${mine.customer.domain}`)).status, 404);
});

test('a mailbox is made, used, given a new password, removed and restored', async () => {
  const address = `ny@${mine.customer.domain}`;
  const made = await contact.post('/mailboxes', { address, password: 'grønn sykkel 77' });
  assert.deepEqual([made.status, made.body], [201, { address, password: null, hostname: 'mx.host.test' }]);
  const again = await contact.post('/mailboxes', { address, password: 'grønn sykkel 77' });
  assert.deepEqual([again.status, again.body['field'], again.body['key']], [409, 'address', 'mailboxExists']);
  const short = await contact.post('/mailboxes', { address: `x${address}`, password: 'abc' });
  assert.deepEqual([short.status, short.body['field']], [422, 'password']);
  const his = await signedIn(world, address, 'grønn sykkel 77');
  const path = `/mailboxes/${encodeURIComponent(address)}`;
  const shown = await his.get<{ limits: { rule: string; used: number; max: number }[]; quota: { usedBytes: number } }>(
    path,
  );
  assert.equal(shown.status, 200, JSON.stringify(shown.body));
  assert.equal(shown.body.quota.usedBytes, 0);
  assert.ok(shown.body.limits.some(({ rule, used, max }) => rule === 'mailbox-hour' && used === 0 && max > 0));
  const wrong = await his.post(`${path}/password`, { password: 'blå sykkel 78', current: 'galt' });
  assert.deepEqual([wrong.status, wrong.body['field']], [422, 'current']);
  const other = await signedIn(world, address, 'grønn sykkel 77');
  assert.equal(
    (await his.post(`${path}/password`, { password: 'blå sykkel 78', current: 'grønn sykkel 77' })).status,
    204,
  );
  assert.equal((await other.get('/session')).status, 401, 'the other session is over');
  assert.equal((await his.get('/session')).status, 200);
  assert.equal((await his.ask('DELETE', path)).status, 403, 'made and removed by the customer');
  assert.equal((await contact.ask('DELETE', path)).status, 204);
  assert.equal((await his.get('/session')).status, 401);
  const domain = await contact.get<{ removed: { address: string }[] }>(`/domains/${mine.customer.domain}`);
  assert.deepEqual(
    domain.body.removed.map((one) => one.address),
    [address],
  );
  assert.equal((await contact.post(`${path}/restore`, {})).status, 200);
  await signedIn(world, address, 'blå sykkel 78');
});

test('app passwords, countries and journeys', async () => {
  const path = `/mailboxes/${encodeURIComponent(mine.customer.address)}`;
  const made = await user.post<{ secret: string }>(`${path}/app-passwords`, { name: 'Telefon', scopes: ['imap'] });
  assert.equal(made.status, 201);
  assert.ok(made.body.secret.length > 10);
  assert.equal((await user.post(`${path}/app-passwords`, { name: 'Telefon' })).status, 409);
  assert.equal((await contact.ask('DELETE', `${path}/app-passwords/Telefon`)).status, 204);
  const set = await user.ask('PUT', `${path}/countries`, { body: { mode: 'allow', countries: ['NO', 'se'] } });
  assert.deepEqual(((await set.json()) as { countries: string[] }).countries, ['NO', 'SE']);
  const bad = await user.ask('PUT', `${path}/countries`, { body: { mode: 'allow', countries: ['XX'] } });
  assert.deepEqual([bad.status, ((await bad.json()) as { field: string }).field], [422, 'countries']);
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const trip = await user.post<{ travel: unknown[] }>(`${path}/travel`, {
    countries: ['ES'],
    from: day(0),
    until: day(5),
  });
  assert.equal(trip.body.travel.length, 1);
  assert.equal((await user.ask('DELETE', `${path}/travel`)).status, 200);
  assert.equal((await user.ask('PUT', `${path}/countries`, { body: { mode: 'off', countries: [] } })).status, 200);
});
