/**
 * The customer's side of the centre over HTTP: the overview never says more than was seen, a domain waits until DNS shows
 * whose it is, contacts are confirmed once by link, invoices say how to pay, support keeps and asks for another address.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addInvoice } from '#src/service/billing/invoices.ts';
import { claimDomain, proveDomain } from '#src/service/centre/domain-sheet.ts';
import { confirmByLink, hashOf } from '#src/service/centre/contacts.ts';
import { addMailbox } from '#src/service/mailboxes.ts';
import { putContactLink } from '#src/store/contacts.ts';
import { contactsOf } from '#src/store/customers.ts';
import { domainByName } from '#src/store/domains.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import { startWorld, type World } from '../../lab/world.ts';
import { type Browser, browser, type Owner, owner, settled, signedIn } from '../centre-client.ts';

let world: World;
let mine: Owner;
let contact: Browser;
let user: Browser;

before(async () => {
  world = await startWorld({
    POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"',
    POSTVAKT_BILLING__ACCOUNTS: '{ NOK = "1234 56 78901" }',
    POSTVAKT_BILLING__PAYLINK: '"https://pay.example/{invoice}?a={amount}"',
  });
  mine = await owner(world, 541);
  contact = await signedIn(world, mine.contact, mine.contactPassword);
  user = await signedIn(world, mine.customer.address, mine.customer.password);
});
after(() => world.stop());

interface Overview {
  readonly state: string;
  readonly lookedAt: string | null;
  readonly looking: boolean;
}
const overview = async (who: Browser): Promise<Overview> => (await who.get<Overview>('/overview')).body;

test('never looked: unknown and looking; looked: the time of the look, and only then that all works', async () => {
  const first = await overview(contact);
  assert.deepEqual([first.state, first.lookedAt, first.looking], ['unknown', null, true]);
  const seen = await contact.post<{ health: string; lookedAt: string }>(`/domains/${mine.customer.domain}/look`, {});
  assert.equal(seen.status, 200);
  const second = await overview(contact);
  assert.equal(second.lookedAt, seen.body.lookedAt);
  assert.equal(second.state === 'well', seen.body.health === 'well', 'all works only when the look saw it');
  const list = await contact.get<{ domains: { domain: string; health: string }[] }>('/domains');
  assert.equal(list.body.domains[0].health, seen.body.health);
});

test('an added domain waits: nobody has mailboxes in it, nobody else learns of it, DKIM in DNS opens it', async () => {
  const other = await owner(world, 542);
  const rival = await signedIn(world, other.contact, other.contactPassword);
  const added = await contact.post<{ domain: string }>('/domains', { domain: 'https://www.Nytt-541.example/' });
  assert.deepEqual([added.status, added.body.domain], [201, 'nytt-541.example']);
  type Sheet = { state: string; records: { purpose: string; state: string }[] };
  const sheet = await contact.get<Sheet>('/domains/nytt-541.example');
  assert.equal(sheet.body.state, 'waiting');
  const wanted = sheet.body.records.map(({ purpose }) => purpose).filter((purpose) => purpose !== 'setup');
  assert.deepEqual(wanted.toSorted(), ['dkim', 'dmarc', 'mx', 'spf']);
  const early = await addMailbox(world.host.app, { address: 'a@nytt-541.example', password: 'grønn hest 12345' });
  assert.equal(early.ok ? '' : early.problem.key, 'domainWaiting');
  const waiting = await domainByName(world.host.app.db.sql, 'nytt-541.example');
  assert.ok(waiting);
  const seen = await settled(world.host.app.recordStates('nytt-541.example'));
  const withDkim = (state: 'ok' | 'wrong') => seen.map((one) => (one.purpose === 'dkim' ? { ...one, state } : one));
  assert.equal((await proveDomain(world.host.app, waiting, withDkim('wrong'))).state, 'waiting');
  assert.equal((await proveDomain(world.host.app, waiting, withDkim('ok'))).state, 'active');
  assert.ok((await addMailbox(world.host.app, { address: 'a@nytt-541.example', password: 'grønn hest 12345' })).ok);
  const again = await contact.post<{ key: string; field: string }>('/domains', { domain: 'nytt-541.example' });
  assert.deepEqual([again.body.key, again.body.field], ['domainExists', 'domain']);
  const taken = await rival.post<{ key: string }>('/domains', { domain: 'nytt-541.example' });
  assert.equal(taken.body.key, 'domainTaken', 'not whose it is');
  assert.equal((await claimDomain(world.host.app, 'x', other.id as never, mine.customer.domain)).ok, false);
  const wrong = await contact.ask('DELETE', '/domains/nytt-541.example', { body: { confirm: 'noe annet' } });
  assert.equal(((await wrong.json()) as { field: string }).field, 'confirm');
  const gone = await contact.ask('DELETE', '/domains/nytt-541.example', { body: { confirm: 'nytt-541.example' } });
  assert.equal(gone.status, 204);
  assert.equal((await contact.get('/domains/nytt-541.example')).status, 404);
  const { activity } = (await contact.get<{ activity: { what: string; detail: string }[] }>('/activity?group=domain'))
    .body;
  assert.ok(activity.some(({ what, detail }) => what === 'domain.gone' && detail === 'nytt-541.example'));
});

test('a contact is confirmed by its link, once, by who is not signed in', async () => {
  const { db, clock } = world.host.app;
  assert.equal((await contact.post('/contacts', { address: 'ny541@far.example', role: 'technical' })).status, 201);
  const made = (await contactsOf(db.sql, mine.id as never)).find(({ address }) => address === 'ny541@far.example');
  assert.ok(made);
  const token = 'prøve'.repeat(9);
  const now = clock.now();
  await putContactLink(db.sql, { contact: made.id, hash: hashOf(token), at: now, until: now + 1000 });
  const nobody = browser(world);
  const done = await nobody.post<{ address: string }>('/contact-links', { token });
  assert.deepEqual([done.status, done.body.address], [200, 'ny541@far.example']);
  assert.equal((await nobody.post<{ key: string }>('/contact-links', { token })).body.key, 'linkOver', 'works once');
  await putContactLink(db.sql, { contact: made.id, hash: hashOf(token), at: now - 2, until: now - 1 });
  assert.equal((await confirmByLink(world.host.app, token)).ok, false, 'over is over');
  type List = { contacts: { address: string; confirmed: boolean; topics: string[]; role: string }[] };
  const list = (await contact.get<List>('/contacts')).body.contacts;
  const shown = list.find(({ address }) => address === 'ny541@far.example');
  assert.deepEqual([shown?.confirmed, shown?.topics], [true, ['mail']]);
  const last = await contact.ask('PATCH', `/contacts/${mine.contact}`, { body: { role: 'billing' } });
  assert.equal(((await last.json()) as { key: string }).key, 'contactLastOwner');
});

test('an invoice says how to pay and what opens; a mailbox user is told whom to ask, without amounts', async () => {
  const { app } = world.host;
  const lines = [{ price: '125.00', text: 'E-post', vat: '25' }];
  const due = new Date(app.clock.now() - 60 * 86_400_000).toISOString().slice(0, 10);
  const made = await settled(addInvoice(app.billing, { customer: mine.id, currency: 'NOK', due, lines }));
  type Sheet = {
    ways: { kind: string; url?: string; account?: string; scheme?: string }[];
    stopped: { code: string }[];
  };
  const sheet = (await contact.get<Sheet>(`/invoices/${made.number}`)).body;
  assert.deepEqual(
    sheet.ways.map(({ kind, url, account, scheme }) => [kind, url ?? account, scheme]),
    [
      ['link', `https://pay.example/${made.number}?a=125.00`, undefined],
      ['bank', '1234 56 78901', 'kid'],
    ],
  );
  assert.ok(sheet.stopped.length > 0, 'taken over late, so mail is stopped');
  const blocks = await user.ask('GET', '/blocks');
  const text = await blocks.text();
  assert.match(text, /Kunde 541/);
  assert.ok(!text.includes(made.number) && !text.includes('125'), text);
  const told = await (await user.ask('GET', '/overview')).text();
  assert.ok(!told.includes(made.number) && told.includes('Kunde 541'), told);
  assert.equal((await user.get(`/invoices/${made.number}`)).status, 404);
});

test('support asks a broken mailbox for another address, keeps the words, and shows them to nobody else', async () => {
  const { app } = world.host;
  const box = await mailboxByAddress(app.db.sql, mine.customer.address);
  assert.ok(box);
  await settled(
    app.blocks.start({
      subject: { kind: 'mailbox', id: box.id },
      directions: ['incoming'],
      rule: 'operator',
      cause: 'snd-outbound-operator',
      evidence: { reason: 'Test' },
      until: null,
      lifters: ['support'],
      actor: 'test',
    }),
  );
  assert.deepEqual((await user.get('/support/form')).body, { replyTo: '', mustAsk: true, case: null });
  const bare = await user.post<{ key: string; field: string }>('/support', { text: 'Får ingenting' });
  assert.deepEqual([bare.body.key, bare.body.field], ['replyToWanted', 'replyTo']);
  const same = await user.post<{ key: string }>('/support', { text: 'Får ingenting', replyTo: mine.customer.address });
  assert.equal(same.body.key, 'replyToBroken');
  const sent = await user.post<{ id: string }>('/support', { text: 'Får ingenting', replyTo: 'privat@far.example' });
  assert.equal(sent.status, 201);
  type Talk = { state: string; messages: { text: string }[] };
  const said = await user.post<Talk>(`/support/${sent.body.id}/messages`, { text: 'Hallo?' });
  assert.deepEqual(
    said.body.messages.map(({ text }) => text),
    ['Får ingenting', 'Hallo?'],
  );
  assert.equal((await user.post<Talk>(`/support/${sent.body.id}/close`, {})).body.state, 'closed');
  assert.equal((await contact.get(`/support/${sent.body.id}`)).status, 404, 'not even for the contact');
  assert.equal((await contact.get<{ requests: unknown[] }>('/support')).body.requests.length, 0);
});
