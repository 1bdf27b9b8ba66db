/** Sending from webmail on a real host: what arrives, what the sender keeps, undo, refusals; by bytes that a foreign reader read. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startWorld, type World } from '../../lab/world.ts';
import { type Browser, type Owner, owner, signedIn } from '../centre-client.ts';

let world: World;
let one: Owner;
let reader: Browser;

before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  one = await owner(world, 741);
  reader = await signedIn(world, one.customer.address, one.customer.password);
  await reader.ask('PUT', '/mail/settings', { body: { undoSeconds: 0 } });
});
after(() => world.stop());

test('a letter is begun, saved and sent', async () => {
  const begun = await reader.post<{ id: string; version: number; from: string }>('/mail/drafts', {
    to: [one.customer.address],
    subject: 'Hei på deg',
  });
  assert.equal(begun.status, 200, JSON.stringify(begun.body));
  const sent = await reader.post(`/mail/drafts/${begun.body.id}/send`, { version: begun.body.version });
  assert.equal(sent.status, 200, JSON.stringify(sent.body));
  await world.host.app.webmail.writing.idle();
  const { outgoing } = (await reader.get<{ outgoing: { state: string }[] }>('/mail/outbox')).body;
  assert.deepEqual(
    outgoing.map(({ state }) => state),
    ['sent'],
  );
});
