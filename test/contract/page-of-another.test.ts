/**
 * A page that one person opened, in a browser where another has signed in since (`?whose=`): every route of the contract refuses
 * before anything is done, in the name of neither; who does not say whose page it is goes on as before.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { addOperator } from '#src/service/centre/operators.ts';
import { startWorld, type World } from '../../lab/world.ts';
import { browser, type Browser, settled, signedIn } from '../centre-client.ts';
import { OPENAPI_FILE } from '../openapi.ts';
import { RULES, type Victim } from './centre-routes.ts';
import { folderId, mailReader, type Reader } from './mail-reader.ts';

interface Session {
  readonly person: { readonly name: string; readonly whose: string };
}
let world: World;
let anna: Reader;
let bo: Reader;
let annas: string;
const whoseOf = async (who: Browser): Promise<string> => (await who.get<Session>('/session')).body.person.whose;
const from = (path: string, whose: string): string => `${path}${path.includes('?') ? '&' : '?'}whose=${whose}`;

before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  anna = await mailReader(world, 541);
  bo = await mailReader(world, 542);
  annas = await whoseOf(anna.browser);
});
after(() => world.stop());

/** Where one becomes somebody, and what is for anybody. */
const isDoor = (route: string): boolean =>
  /^(?:GET|POST) \/(?:session|recovery|first-operator|public)(?:\/|$)/.test(route);

test('no route acts for a page that somebody else opened', async () => {
  const { paths } = JSON.parse(readFileSync(OPENAPI_FILE, 'utf8')) as { paths: Record<string, object> };
  const routes = Object.entries(paths).flatMap(([path, of]) =>
    Object.keys(of).map((how) => `${how.toUpperCase()} ${path}`),
  );
  const { address, domain } = bo.customer;
  const own = { domain, address, contact: address, customer: '1', invoice: '1', block: '1', case: '1' };
  const victim: Victim = { ...own, session: 'others', factor: '1', request: '1' };
  const shown = async (): Promise<string> => {
    const asked = ['/mail/folders', '/mail/drafts', '/mail/outbox', '/mail/settings', '/mail/contacts', '/sessions'];
    return JSON.stringify([await bo.list(), ...(await Promise.all(asked.map((path) => bo.browser.get(path))))]);
  };
  await bo.box.put('INBOX', { head: 'From: ola@far.example\r\nSubject: Til Bo alene', body: 'Hei' });
  const before = await shown();
  let asked = 0;
  for (const route of routes) {
    if (isDoor(route)) continue;
    const [method, template] = route.split(' ');
    const rule = RULES[route];
    const path = from(rule.path?.(victim) ?? template, annas);
    const answer = await bo.browser.ask(method, path, {
      body: method === 'GET' ? undefined : (rule.body?.(victim) ?? {}),
    });
    const text = await answer.text();
    assert.equal(answer.status, 409, `${route}: ${text}`);
    const problem = JSON.parse(text) as { key: string; title: string };
    assert.equal(problem.key, 'otherPerson', route);
    assert.ok(problem.title.includes(address), 'it says who is signed in');
    asked += 1;
  }
  assert.ok(asked > 150, `${asked} routes were asked`);
  assert.ok(routes.filter((route) => route.includes('/mail/')).length > 40, 'those of webmail are among them');
  assert.equal(await shown(), before, 'nothing changed');
});

test("what is done on Anna's page does not reach what has the same name in Bo's mailbox; said as his own it does", async () => {
  const [id] = await bo.ids();
  assert.ok(id !== undefined);
  const remove = { ids: [id] };
  const foreign = await bo.browser.post(from('/mail/messages/remove', annas), remove);
  assert.equal(foreign.body['key'], 'otherPerson');
  assert.deepEqual(await bo.ids(), [id]);
  const written = await bo.browser.post(from('/mail/drafts', annas), { subject: 'Annas hemmelighet' });
  assert.equal(written.body['key'], 'otherPerson');
  // A file on its way is refused before it is read.
  const file = await bo.browser.ask('POST', from('/mail/drafts/0/attachments?name=a.txt', annas), {
    body: 'x'.repeat(100_000),
  });
  assert.equal(((await file.json()) as { key: string }).key, 'otherPerson');
  // What a browser asks by an address alone: news, a letter in its frame, a letter on paper.
  for (const path of [
    '/mail/events',
    `/mail/messages/${id}/document`,
    `/mail/paper?ids=${id}`,
    `/mail/messages/${id}/source`,
  ])
    assert.equal((await bo.browser.get(from(path, annas))).body['key'], 'otherPerson', path);
  const mine = await whoseOf(bo.browser);
  assert.equal((await bo.browser.get(from(`/mail/folders/${folderId('INBOX')}/messages`, mine))).status, 200);
  assert.equal((await bo.browser.post(from('/mail/messages/remove', mine), remove)).status, 200);
  assert.deepEqual(await bo.ids(), []);
  // Another program says nothing, and goes on.
  assert.equal((await bo.browser.get('/mail/folders')).status, 200);
});

test('the door is open: such a page asks who is signed in, signs nobody out, and lets its own reader in again', async () => {
  const { status, body } = await bo.browser.get<Session>(from('/session', annas));
  assert.deepEqual([status, body.person.name], [200, bo.customer.address]);
  assert.notEqual(body.person.whose, annas);
  assert.equal((await bo.browser.ask('DELETE', from('/session', annas))).status, 409);
  assert.equal((await bo.browser.get('/session')).status, 200);
  const { address, password } = anna.customer;
  const back = await bo.browser.ask('POST', from('/session', annas), { body: { name: address, password } });
  assert.equal(back.status, 200);
  const again = browser(world, (back.headers.get('set-cookie') ?? '').split(';')[0]);
  assert.equal((await again.get(from('/mail/folders', annas))).status, 200);
  // One browser, one person; a page of somebody who is signed in no more is told that, not who came after him.
  assert.equal((await bo.browser.get(from('/mail/folders', annas))).body['key'], 'notSignedIn');
});

test('an operator who looks as a customer speaks for himself', async () => {
  const { app } = world.host;
  await settled(addOperator(app, { name: 'drift@far.example', role: 'owner', password: 'vakt i natt 77' }));
  const operator = await signedIn(world, 'drift@far.example', 'vakt i natt 77');
  const whose = await whoseOf(operator);
  const customer = await app.db.sql.selectFrom('customers').select('id').executeTakeFirstOrThrow();
  const seen = await operator.get<Session>(from(`/session?as=${customer.id}`, whose));
  assert.equal(seen.body.person.whose, whose);
  assert.equal((await operator.get(from(`/overview?as=${customer.id}`, whose))).status, 200);
  assert.equal((await operator.get(from(`/overview?as=${customer.id}`, annas))).body['key'], 'otherPerson');
});
