/** Webmail's folders on a real host: through our own IMAP door, with no password; of the reader alone. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startWorld, type World } from '../../lab/world.ts';
import { type Browser, type Owner, owner, signedIn } from '../centre-client.ts';

interface Listed {
  readonly folders: readonly { id: string; name: string; role: string | null; total: number; unread: number }[];
}
let world: World;
let one: Owner;
let reader: Browser;

before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  one = await owner(world, 701);
  reader = await signedIn(world, one.customer.address, one.customer.password);
});
after(() => world.stop());

test('a reader sees his folders with their roles', async () => {
  const { status, body } = await reader.get<Listed>('/mail/folders');
  assert.equal(status, 200);
  assert.deepEqual(
    body.folders
      .map(({ role }) => role)
      .filter(Boolean)
      .toSorted((a, b) => String(a).localeCompare(String(b))),
    ['archive', 'drafts', 'inbox', 'junk', 'sent', 'trash'],
  );
});

test('the contact of the customer has no mail to read, and nobody is told that he has to sign in', async () => {
  const contact = await signedIn(world, one.contact, one.contactPassword);
  assert.equal((await contact.get('/mail/folders')).status, 404);
});

test('no program is said to have signed in', async () => {
  const events = await world.host.app.journal.query({ kinds: ['sign-in'], limit: 50 });
  assert.deepEqual(events, []);
});
