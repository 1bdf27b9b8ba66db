/**
 * A mailbox user's address book in a running host: found as one types, also without å and ø; learnt from what was sent; vCard
 * files in and out; groups; a book of 5,000 (how quick: bench/address-book.ts). The store on SQLite and PostgreSQL.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { CustomerId, DomainId, MailboxId } from '#src/model/ids.ts';
import type { MailContact } from '#src/model/mail-contact.ts';
import { termsOf } from '#src/model/mail-contact.ts';
import { USUAL_SETTINGS } from '#src/model/webmail-settings.ts';
import { contactsOf, knownAddresses, sentTo } from '#src/service/webmail/contacts.ts';
import { openDatabase } from '#src/store/database.ts';
import { forgetGoneMailboxes } from '#src/store/gone-mailboxes.ts';
import { insertTombstone } from '#src/store/tombstones.ts';
import { putWebmailSettings } from '#src/store/webmail-people.ts';
import { contactsWith, deleteContact, findContacts, insertContacts, updateContact } from '#src/store/mail-contacts.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import { type Customer, startWorld, type World } from '../../lab/world.ts';
import { type Browser, owner, signedIn } from '../centre-client.ts';
import { onEachEngine } from './store-engines.ts';

interface Contacts {
  readonly contacts: readonly MailContact[];
  readonly total: number;
}
let world: World;
before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
});
after(() => world.stop());

async function user(seed: number): Promise<{ browser: Browser; customer: Customer; id: MailboxId }> {
  const customer = await world.customer(seed);
  const box = await mailboxByAddress(world.host.app.db.sql, customer.address);
  assert.ok(box !== null);
  return { browser: await signedIn(world, customer.address, customer.password), customer, id: box.id };
}
const found = async (browser: Browser, query: string): Promise<readonly string[]> =>
  (await browser.get<Contacts>(`/mail/contacts?${query}`)).body.contacts.map(
    ({ name, addresses }) => name || addresses[0],
  );
const put = async (browser: Browser, path: string, body: unknown): Promise<number> =>
  (await browser.ask('PUT', path, { body })).status;

test('found by the beginning of any word of name, organisation and address, whatever the keyboard', async () => {
  const { browser } = await user(61_001);
  for (const [name, address, organisation] of [
    ['Åse Ødegård', 'ase@fjell.example', 'Sør-Varanger kommune'],
    ['Bjørn Söderström', 'b.soder@dal.example', ''],
    ['Anne-Kari Å', 'ak@hav.example', ''],
  ])
    assert.equal((await browser.post('/mail/contacts', { name, addresses: [address], organisation })).status, 201);
  for (const [q, who] of [
    ['åse', 'Åse Ødegård'],
    ['ase od', 'Åse Ødegård'],
    ['ØDE', 'Åse Ødegård'],
    ['varanger', 'Åse Ødegård'],
    ['soder', 'Bjørn Söderström'],
    ['b.sod', 'Bjørn Söderström'],
    ['dal.ex', 'Bjørn Söderström'],
    ['kari', 'Anne-Kari Å'],
    ['"Anne-Kari', 'Anne-Kari Å'],
  ])
    assert.deepEqual(await found(browser, `q=${encodeURIComponent(q)}`), [who], q);
  for (const q of ['jell', '%', '_', "' or 1=1 --", 'zz'])
    assert.deepEqual(await found(browser, `q=${encodeURIComponent(q)}`), [], q);
  assert.deepEqual(await found(browser, 'order=name'), ['Anne-Kari Å', 'Åse Ødegård', 'Bjørn Söderström']);
});

test('who is written to often comes first; what was only learnt becomes a contact without being doubled', async () => {
  const { browser, customer, id } = await user(61_002);
  const me = { id, address: customer.address };
  const { app } = world.host;
  await sentTo(app, me, [
    { name: 'Eva Vik', address: 'EVA@far.example' },
    { name: '', address: 'erik@far.example' },
    { name: 'Jeg', address: customer.address },
    { name: 'x', address: 'ingen adresse' },
  ]);
  await sentTo(app, me, [
    { name: 'Erik', address: 'erik@far.example' },
    { name: '', address: 'erik@far.example' },
  ]);
  assert.deepEqual(await found(browser, 'q=e'), ['Erik', 'Eva Vik'], 'Erik twice; not himself, not nonsense');
  const [erik] = (await browser.get<Contacts>('/mail/contacts?q=erik')).body.contacts;
  assert.deepEqual([erik.source, erik.uses], ['sent', 2]);
  const made = await browser.post<MailContact>('/mail/contacts', {
    name: 'Erik Lund',
    addresses: ['erik@far.example'],
  });
  assert.deepEqual([made.status, made.body.id, made.body.uses, made.body.source], [201, erik.id, 2, 'own']);
  await sentTo(app, me, [{ name: 'E. L.', address: 'erik@far.example' }]);
  assert.deepEqual(await found(browser, 'q=erik'), ['Erik Lund'], 'his own name stays');
  assert.deepEqual(
    [...(await knownAddresses(app, id, ['Erik@far.example', 'fremmed@far.example']))],
    ['erik@far.example'],
  );
});

test('changing, removing, what is refused with its field; nobody sees another’s', async () => {
  const { browser } = await user(61_003);
  const other = await user(61_004);
  const bad = await browser.post<{ field: string; key: string }>('/mail/contacts', {
    name: 'X',
    addresses: ['a@b.example', 'nei'],
  });
  assert.deepEqual([bad.status, bad.body.field, bad.body.key], [422, 'addresses.1', 'mailContactAddressBad']);
  assert.equal((await browser.post('/mail/contacts', { name: '', addresses: [] })).status, 422);
  const { id } = (
    await browser.post<MailContact>('/mail/contacts', {
      name: 'Styret',
      kind: 'group',
      addresses: ['a@b.example', 'A@B.example', 'c@d.example'],
    })
  ).body;
  assert.equal(await put(other.browser, `/mail/contacts/${id}`, { name: 'Mitt', addresses: ['x@y.example'] }), 404);
  assert.equal((await other.browser.ask('DELETE', `/mail/contacts/${id}`)).status, 404);
  assert.equal((await other.browser.get<Contacts>('/mail/contacts')).body.total, 0);
  assert.equal(await put(browser, `/mail/contacts/${id}`, { name: 'Styret 2026', addresses: ['c@d.example'] }), 200);
  const [group] = (await browser.get<Contacts>('/mail/contacts?q=styr')).body.contacts;
  assert.deepEqual(
    [group.kind, group.name, group.addresses],
    ['group', 'Styret 2026', ['c@d.example']],
    'a group stays one',
  );
  assert.equal((await browser.ask('DELETE', `/mail/contacts/${id}`)).status, 204);
  assert.equal((await browser.ask('DELETE', `/mail/contacts/${id}`)).status, 404);
});

test('a vCard file comes in once, completes who is there, and goes out so that it comes in elsewhere', async () => {
  const { browser } = await user(61_005);
  const elsewhere = await user(61_006);
  await browser.post('/mail/contacts', { name: 'Eva', addresses: ['eva@far.example'] });
  const card = (...lines: readonly string[]): string =>
    ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD'].join('\r\n');
  const text = [
    card('FN:Eva Vik', 'EMAIL:eva@far.example', 'TEL:900'),
    card('FN:Per', 'EMAIL:per@far.example'),
    card('FN:Per igjen', 'EMAIL:per@far.example', 'EMAIL:per@hjem.example'),
    card('NOTE:ingen'),
    card('FN:Alle', 'X-ADDRESSBOOKSERVER-KIND:group', 'X-ADDRESSBOOKSERVER-MEMBER:mailto:per@far.example'),
  ].join('\r\n');
  const first = await browser.post('/mail/contacts/import', { text });
  assert.deepEqual(first.body, { added: 2, completed: 1, same: 1, skipped: 1 });
  assert.deepEqual((await browser.post('/mail/contacts/import', { text })).body, {
    added: 0,
    completed: 0,
    same: 4,
    skipped: 1,
  });
  assert.equal((await browser.post('/mail/contacts/import', { text: 'navn;adresse' })).status, 422);
  const odd = ['BEGIN:VCARD', 'FN:Odd', 'EMAIL:n/a', 'EMAIL:odd@far.example', `NOTE:${'x'.repeat(9000)}`, 'END:VCARD'];
  assert.deepEqual((await browser.post('/mail/contacts/import', { text: odd.join('\r\n') })).body, {
    added: 1,
    completed: 0,
    same: 0,
    skipped: 0,
  });
  const kept = await browser.get<{ contacts: MailContact[] }>('/mail/contacts?q=odd');
  assert.deepEqual(kept.body.contacts[0].addresses, ['odd@far.example'], 'one bad line costs only itself');
  await browser.ask('DELETE', `/mail/contacts/${kept.body.contacts[0].id}`);
  const [eva] = (await browser.get<Contacts>('/mail/contacts?q=eva')).body.contacts;
  assert.deepEqual(
    [eva.name, eva.phones, eva.source],
    ['Eva', ['900'], 'own'],
    'his own name stays, the number is new',
  );
  for (const version of ['3', '4']) {
    const file = await browser.ask('GET', `/mail/contacts/export?version=${version}`);
    assert.match(String(file.headers.get('content-type')), /^text\/vcard/);
    await elsewhere.browser.post('/mail/contacts/import', { text: await file.text() });
    const plain = async (one: Browser) =>
      (await one.get<Contacts>('/mail/contacts?order=name')).body.contacts.map(({ kind, name, addresses, phones }) => ({
        kind,
        name,
        addresses,
        phones,
      }));
    assert.deepEqual(await plain(elsewhere.browser), await plain(browser), `version ${version}`);
  }
});

test('contacts of customers have no address book here, also where they look at a mailbox of theirs', async () => {
  const mine = await owner(world, 61_007);
  const contact = await signedIn(world, mine.contact, mine.contactPassword);
  for (const path of ['/mail/contacts', '/mail/settings', '/mail/identities', '/mail/contacts/export'])
    assert.equal((await contact.get<{ key: string }>(path)).body.key, 'notThere', path);
});

const person = (index: number): MailContact => ({
  id: `c${String(index).padStart(6, '0')}`,
  kind: 'person',
  name: `Navn${index} Etternavn${index % 97} Ås`,
  addresses: [`navn${index}@firma${index % 50}.example`],
  organisation: `Firma ${index % 50}`,
  phones: [],
  note: '',
  source: 'own',
  uses: index % 7,
  usedAt: index,
});

onEachEngine('address books', (engine) => {
  test('among 5,000 contacts what is typed is found, the most used first', async () => {
    const db = await openDatabase(await engine.fresh());
    try {
      const box = 'b1' as MailboxId;
      await db.write((tx) =>
        insertContacts(
          tx,
          box,
          Array.from({ length: 5000 }, (_, at) => person(at)),
          1,
        ),
      );
      await db.write((tx) => insertContacts(tx, 'b2' as MailboxId, [{ ...person(1), id: 'other' }], 1));
      const question = { order: 'used', count: 10, from: 0 } as const;
      const { contacts, total } = await contactsOf({ db }, box, { ...question, q: 'navn499' });
      assert.equal(total, 11);
      assert.deepEqual(
        contacts.map(({ uses }) => uses),
        contacts.map(({ uses }) => uses).toSorted((a, b) => b - a),
      );
      await db.write((tx) => updateContact(tx, box, { ...contacts[0], addresses: ['ny@x.example'] }, 2));
      assert.deepEqual(
        [...(await contactsWith(db.sql, box, ['ny@x.example', contacts[0].addresses[0]])).keys()],
        ['ny@x.example'],
      );
      await db.write((tx) => deleteContact(tx, box, contacts[0].id));
      const left = await findContacts(db.sql, box, { terms: termsOf('ny@x'), order: 'name', limit: 5, offset: 0 });
      assert.equal(left.total, 0);
    } finally {
      await db.close();
    }
  });

  test('what a removed mailbox had goes with it for good, and not before', async () => {
    const db = await openDatabase(await engine.fresh());
    try {
      const [here, kept, gone] = ['m1', 'm2', 'm3'] as unknown as readonly MailboxId[];
      await db.write(async (tx) => {
        for (const [at, box] of [here, kept, gone].entries()) {
          await insertContacts(tx, box, [{ ...person(at), id: `c${at}` }], 1);
          await putWebmailSettings(tx, box, USUAL_SETTINGS, 1);
        }
        const stone = { kind: 'mailbox', deletedAt: 1, actor: 'x', restoredAt: null } as const;
        await insertTombstone(tx, { ...stone, id: 't2' as never, subject: kept, address: 'b@x.example' }, {});
        const [customer, domain] = ['k1' as CustomerId, 'd1' as DomainId];
        await tx.insertInto('customers').values({ id: customer, name: 'K', language: 'nb', created_at: 1 }).execute();
        await tx
          .insertInto('domains')
          .values({ id: domain, name: 'x.example', customer_id: customer, state: 'active', created_at: 1 })
          .execute();
        await tx
          .insertInto('plans')
          .values({ name: 'p', assignments: '{}', created_at: 1, updated_at: 1 })
          .onConflict((one) => one.doNothing())
          .execute();
        await tx
          .insertInto('mailboxes')
          .values({
            id: here,
            address: 'a@x.example',
            domain_id: domain,
            local: 'a',
            password_hash: null,
            must_change: 0,
            language: 'nb',
            quota_bytes: null,
            plan: 'p',
            protocols: '',
            sign_in_countries: null,
            password_changed_at: null,
            previous_password_hash: null,
            previous_password_until: null,
            created_at: 1,
          })
          .execute();
        assert.equal(await forgetGoneMailboxes(tx), 3, 'settings, contact and its address');
        for (const [box, left] of [
          [here, 1],
          [kept, 1],
          [gone, 0],
        ] as const)
          assert.equal(
            (await findContacts(tx, box, { terms: [], order: 'name', limit: 9, offset: 0 })).total,
            left,
            box,
          );
        return null;
      });
    } finally {
      await db.close();
    }
  });
});
