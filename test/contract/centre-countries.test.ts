/**
 * Mailbox lists, one mailbox's page, countries and journeys over real HTTP, with real sign-ins behind them: at home, refused
 * abroad, with an old password. By contact, mailbox user and operator.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Browser, settled, signedIn } from '../centre-client.ts';
import { AT_HOME, type House, IN_SPAIN, OPERATOR, receive, startHouse } from '../e2e/14-mailboxes/house.ts';

interface Line {
  readonly address: string;
  readonly states: readonly string[];
}
interface List {
  readonly mailboxes: readonly Line[];
  readonly total: number;
  readonly next: string | null;
  readonly counts: Record<string, number>;
}
let house: House;
let contact: Browser;
let user: Browser;
let operator: Browser;
let address: string;
let path: string;
const MANY = 12;

before(async () => {
  house = await startHouse(641, MANY);
  const { world, mine } = house;
  ({ address } = mine.customer);
  path = `/mailboxes/${encodeURIComponent(address)}`;
  contact = await signedIn(world, mine.contact, mine.contactPassword);
  user = await signedIn(world, address, mine.customer.password);
  operator = await signedIn(world, OPERATOR.name, OPERATOR.password);
});
after(() => house.world.stop());

const json = async <T>(answer: Promise<Response>): Promise<{ status: number; body: T }> => {
  const got = await answer;
  const text = await got.text();
  return { status: got.status, body: (text === '' ? null : JSON.parse(text)) as T };
};
const day = (days: number): string =>
  new Date(house.world.host.app.clock.now() + days * 86_400_000).toISOString().slice(0, 10);

test('mailboxes come in pages, by part and by state; nobody is missed or told twice', async () => {
  const seen: string[] = [];
  for (let after = ''; ;) {
    const { body } = await contact.get<List>(
      `/mailboxes?limit=5${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`,
    );
    assert.equal(body.total, MANY + 1);
    seen.push(...body.mailboxes.map((one) => one.address));
    if (body.next === null) break;
    after = body.next;
  }
  assert.deepEqual([seen.length, new Set(seen).size], [MANY + 1, MANY + 1]);
  const must = await contact.get<List>('/mailboxes?state=must-change');
  assert.deepEqual(
    must.body.mailboxes.map((one) => one.states),
    [['must-change']],
  );
  assert.equal(must.body.counts['mustChange'], 1);
  assert.equal((await contact.get<List>('/mailboxes?q=ANSATT003')).body.total, 1);
  assert.equal((await contact.get<List>('/mailboxes?state=galt')).status, 422);
  assert.deepEqual(
    (await user.get<List>('/mailboxes')).body.mailboxes.map((one) => one.address),
    [address],
  );
  assert.ok((await operator.get<List>('/mailboxes')).body.total >= MANY + 1);
});

test('a full mailbox is found, the fullest first, and says so', async () => {
  const { app } = house.world.host;
  const { setQuota } = await import('#src/service/mailbox-settings.ts');
  await receive(house, 'Et brev', 4000);
  await settled(setQuota(app, address, 4000));
  const { body } = await contact.get<List>('/mailboxes?state=full');
  assert.deepEqual(
    body.mailboxes.map((one) => [one.address, one.states]),
    [[address, ['full']]],
  );
  const now = await user.get<{ states: string[]; quota: { usedBytes: number }; delivery: { lastReceivedAt: string } }>(
    `${path}/now`,
  );
  assert.deepEqual(now.body.states, ['full']);
  assert.ok(now.body.quota.usedBytes >= 4000 && now.body.delivery.lastReceivedAt !== null);
  const { folders } = (await user.get<{ folders: { name: string; messages: number }[] }>(path)).body;
  assert.deepEqual(
    folders.map(({ name, messages }) => [name, messages]),
    [['INBOX', 1]],
  );
  await settled(setQuota(app, address, 'plan'));
});

test('a password is made by us and told once; the plan is the operator’s to choose', async () => {
  const made = `laget@${house.mine.customer.domain}`;
  const plan = await contact.post('/mailboxes', { address: made, plan: 'standard' });
  assert.deepEqual([plan.status, plan.body['key']], [403, 'notAllowed']);
  const { status, body } = await contact.post<{ password: string }>('/mailboxes', { address: made });
  assert.equal(status, 201);
  assert.match(body.password, /^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
  await signedIn(house.world, made, body.password);
  const choices = await contact.get<{ domains: string[]; plans: string[] }>('/mailbox-choices');
  assert.deepEqual(choices.body.domains, [house.mine.customer.domain]);
  assert.deepEqual(choices.body.plans, []);
  assert.deepEqual((await operator.get<{ plans: string[] }>('/mailbox-choices')).body.plans, ['standard']);
  assert.deepEqual((await user.get<{ domains: string[] }>('/mailbox-choices')).body.domains, []);
});

test('removed ones say until when, and what stands in their way', async () => {
  type Removed = {
    removed: { address: string; until: string; removedAt: string; inTheWay: string | null }[];
    keepDays: number;
  };
  const gone = `sluttet@${house.mine.customer.domain}`;
  const { body } = await contact.get<Removed>('/removed-mailboxes');
  const [one] = body.removed;
  assert.deepEqual([one.address, one.inTheWay], [gone, null]);
  assert.equal(Date.parse(one.until) - Date.parse(one.removedAt), body.keepDays * 86_400_000);
  assert.deepEqual((await user.get<Removed>('/removed-mailboxes')).body.removed, []);
  assert.equal((await contact.post('/mailboxes', { address: gone })).status, 201);
  assert.equal((await contact.get<Removed>('/removed-mailboxes')).body.removed[0].inTheWay, 'mailbox');
  assert.equal((await contact.post(`/mailboxes/${encodeURIComponent(gone)}/restore`, {})).status, 409);
});

test('devices: the one with the old password and the one abroad fail, the one at home works', async () => {
  type Sheet = {
    devices: { program: string; country: string; advice: string | null; cause: string | null; title: string | null }[];
  };
  const { devices } = (await user.get<Sheet>(`${path}?lang=en`)).body;
  assert.deepEqual(
    devices
      .map(({ program, country, advice, cause }) => [program, country, advice, cause])
      .toSorted((a, b) => (String(a) < String(b) ? -1 : 1)),
    [
      ['Thunderbird 140.1', 'NO', 'fails', 'cli-stale-password'],
      ['iPhone 18.2', 'ES', 'fails', 'net-geo-block-by-us'],
      ['iPhone 18.2', 'NO', null, null],
    ],
  );
  assert.ok(
    devices.every(({ cause, title }) => (cause === null) === (title === null)),
    'each cause has words',
  );
});

test('app passwords say where they were used; aliases and settings are there', async () => {
  type Sheet = {
    appPasswords: { name: string; lastFrom: { program: string; country: string } | null }[];
    aliases: { address: string }[];
    settings: { hostname: string; servers: { protocol: string; port: number }[] };
    keepDays: number;
  };
  const { body } = await user.get<Sheet>(path);
  assert.deepEqual(body.appPasswords[0].lastFrom, { program: 'iPhone 18.2', country: 'NO', remoteAddress: AT_HOME });
  assert.deepEqual(body.aliases, [{ address: `post@${house.mine.customer.domain}`, others: [] }]);
  assert.equal(body.settings.servers.find(({ protocol }) => protocol === 'imap')?.port, house.world.port('imaps'));
});

test('switches: who may turn which, and what it does at once', async () => {
  const patch = (who: Browser, body: unknown) => json<Record<string, unknown>>(who.ask('PATCH', path, { body }));
  assert.equal((await patch(user, { mustChangePassword: true })).status, 403);
  assert.equal((await patch(contact, { plan: 'standard' })).status, 403);
  const on = await patch(user, { appPasswordsOnly: true });
  assert.deepEqual([on.status, on.body['appPasswordsOnly']], [200, true]);
  assert.match(await house.signIn(address, house.mine.customer.password, AT_HOME), /a2 NO/);
  assert.equal(
    (await patch(contact, { appPasswordsOnly: false, mustChangePassword: true })).body['mustChangePassword'],
    true,
  );
  assert.match(await house.signIn(address, house.mine.customer.password, AT_HOME), /a2 NO/);
  assert.equal((await patch(contact, { mustChangePassword: false })).status, 200);
  assert.match(await house.signIn(address, house.mine.customer.password, AT_HOME), /a2 OK/);
});

interface Countries {
  readonly here: string | null;
  readonly knowsPlaces: boolean;
  readonly tries: { country: string; state: string; program: string }[];
  readonly travel: { id: string; countries: string[] }[];
  readonly welcome: string[];
}
test('refused abroad: the owner is asked, opens the country with one press, and gets in', async () => {
  const before = await user.get<Countries>(`${path}/countries`);
  assert.equal(before.body.knowsPlaces, true);
  assert.deepEqual(
    before.body.tries.map(({ country, state, program }) => [country, state, program]),
    [['ES', 'unanswered', 'iPhone 18.2']],
  );
  assert.match(await house.signIn(address, house.mine.customer.password, IN_SPAIN), /a2 NO/);
  const all = await contact.get<{ refused: { address: string; country: string }[] }>('/countries');
  assert.deepEqual(
    all.body.refused.map((one) => [one.address, one.country]),
    [[address, 'ES']],
  );
  assert.deepEqual((await operator.get<{ refused: unknown[] }>('/countries')).body.refused, []);
  const opened = await user.post<Countries>(`${path}/travel`, { countries: ['ES'], from: day(0), until: day(14) });
  assert.equal(opened.status, 200);
  assert.match(await house.signIn(address, house.mine.customer.password, IN_SPAIN), /a2 OK/);
  const after = await user.get<Countries>(`${path}/countries`);
  assert.deepEqual([after.body.tries[0].state, after.body.welcome.toSorted()], ['open', ['ES', 'NO', 'SE']]);
  const end = `${path}/travel/${after.body.travel[0].id}`;
  assert.equal((await contact.ask('DELETE', end)).status, 200);
  assert.match(await house.signIn(address, house.mine.customer.password, IN_SPAIN), /a2 NO/);
  const again = await json<{ key: string }>(user.ask('DELETE', end));
  assert.deepEqual([again.status, again.body.key], [409, 'journeyOver']);
});

test('a new password answers "that was not me"', async () => {
  const { world, mine } = house;
  assert.equal((await contact.post(`${path}/password`, { password: 'helt ny hest 2026' })).status, 204);
  const { body } = await contact.get<Countries>(`${path}/countries`);
  assert.deepEqual(
    body.tries.map(({ state }) => state),
    ['password-changed'],
  );
  assert.equal((await contact.post(`${path}/password`, { password: mine.customer.password })).status, 204);
  user = await signedIn(world, address, mine.customer.password);
});

test('where the asking browser is, by its address; a rule that somebody else changed is not written over', async () => {
  const at = await fetch(`${house.base}/api/v1${path}/countries`, {
    headers: { cookie: user.cookie, 'x-forwarded-for': IN_SPAIN },
  });
  assert.equal(((await at.json()) as Countries).here, 'ES');
  assert.equal((await user.get<Countries>(`${path}/countries`)).body.here, null);
  const put = (who: Browser, body: unknown) =>
    json<{ key?: string; countries?: string[] }>(who.ask('PUT', `${path}/countries`, { body }));
  const seen = { mode: 'allow', countries: ['SE', 'NO'] };
  assert.deepEqual((await put(contact, { mode: 'allow', countries: ['NO', 'SE', 'DK'], seen })).body.countries, [
    'DK',
    'NO',
    'SE',
  ]);
  const late = await put(user, { mode: 'off', countries: [], seen });
  assert.deepEqual([late.status, late.body.key], [409, 'changedMeanwhile']);
  assert.equal((await put(user, { mode: 'allow', countries: [] })).status, 422);
});

test('a journey for several mailboxes at once; another’s among them and nothing is done', async () => {
  const { domain } = house.mine.customer;
  const mailboxes = [`ansatt000@${domain}`, `ansatt001@${domain}`];
  const journey = { countries: ['TH'], from: day(0), until: day(5) };
  const foreign = await contact.post('/travel', { mailboxes: [...mailboxes, 'noen@far.example'], ...journey });
  assert.deepEqual([foreign.status, foreign.body['field']], [404, 'mailboxes']);
  const planned = await contact.post<{ planned: { address: string; ok: boolean }[] }>('/travel', {
    mailboxes,
    ...journey,
  });
  assert.deepEqual(
    planned.body.planned.map(({ ok }) => ok),
    [true, true],
  );
  const backwards = await contact.post('/travel', { mailboxes, ...journey, until: day(-3) });
  assert.deepEqual([backwards.status, backwards.body['field']], [422, 'until']);
  for (let i = 0; i < 11; i += 1) await contact.post('/travel', { mailboxes: [mailboxes[0]], ...journey });
  const full = await contact.post<{ planned: { ok: boolean; problem: string | null }[] }>('/travel', {
    mailboxes,
    ...journey,
  });
  assert.deepEqual(
    full.body.planned.map(({ ok }) => ok),
    [false, true],
  );
  assert.match(full.body.planned[0].problem ?? '', /reise/i);
});
