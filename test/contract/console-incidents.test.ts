/**
 * Incidents of the console on a real host: from real programs that give up, over the note that customers read, to the answer
 * that goes to each of them.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asCustomer } from '#src/service/centre/customer-desk.ts';
import { incidentNotesFor } from '#src/service/centre/incident-notes.ts';
import { customerById } from '#src/store/customers.ts';
import { startWorld, type World } from '../../lab/world.ts';
import { type Owner, owner } from '../centre-client.ts';
import { type ConsolePeople, consolePeople } from './console-people.ts';

let world: World;
let by: ConsolePeople['by'];
let owners: ConsolePeople['owners'];
let contact: ConsolePeople['contact'];
let incident = '';

before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  ({ by, owners, contact } = await consolePeople(world, [601, 602, 603, 604]));
});
after(() => world.stop());

const imaps = (from: string) => ({ port: world.port('imaps'), from, tls: true });
async function turnsCertificateDown(one: Owner): Promise<void> {
  const { from } = one.customer;
  await world.say({ ...imaps(from), says: [], handshake: 'certificate_expired' });
}

test('four customers whose programs say that our certificate has expired are one incident; three strangers are none', async () => {
  for (const one of owners) {
    const { from, address, password } = one.customer;
    await world.say({ ...imaps(from), says: [`a1 LOGIN "${address}" "${password}"`, 'a2 LOGOUT'], signIns: 1 });
  }
  for (const stranger of ['127.9.1.1', '127.9.1.2', '127.9.1.3'])
    await world.say({ ...imaps(stranger), says: [], handshake: 'certificate_expired' });
  assert.deepEqual((await by.reader.get<{ incidents: unknown[] }>('/console/incidents')).body.incidents, []);
  for (const one of owners.slice(0, 2)) await turnsCertificateDown(one);
  assert.deepEqual(
    (await by.reader.get<{ incidents: unknown[] }>('/console/incidents')).body.incidents,
    [],
    'two are chance',
  );
  for (const one of owners.slice(2)) await turnsCertificateDown(one);
  const { incidents } = (
    await by.reader.get<{
      incidents: { id: string; cause: string; thing: object; customers: number; going: boolean; state: string }[];
    }>('/console/incidents')
  ).body;
  assert.deepEqual(
    incidents.map(({ cause, thing, customers, going, state }) => ({ cause, thing, customers, going, state })),
    [{ cause: 'svc-cert-expired', thing: { kind: 'door', name: 'imaps' }, customers: 4, going: true, state: 'new' }],
  );
  incident = incidents[0].id;
});

test('a reader who looks changes nothing; support sees it, takes it; every step is in the audit log', async () => {
  const path = `/console/incidents/${incident}`;
  const read = await by.reader.get<{ state: string; members: { subject: string }[]; draft: Record<string, string> }>(
    path,
  );
  assert.equal(read.body.state, 'new');
  assert.deepEqual(
    read.body.members.map(({ subject }) => subject).sort(),
    owners.map((one) => one.customer.address).sort(),
  );
  for (const language of ['nb', 'sv', 'en']) assert.match(read.body.draft[language], /imaps/);
  assert.equal((await by.support.get<{ state: string }>(path)).body.state, 'seen');
  const taken = await by.support.post<{ state: string; holder: string }>(`${path}/state`, { state: 'working' });
  assert.deepEqual([taken.body.state, taken.body.holder], ['working', 'support']);
  const { entries } = (
    await by.reader.get<{ entries: { action: string; actor: string }[] }>(`/console/audit?subject=${incident}`)
  ).body;
  assert.ok(entries.some(({ action, actor }) => action === 'incident.state' && actor === 'support'));
  assert.ok(entries.some(({ action, actor }) => action === 'operator.view' && actor === 'reader'));
});

test('a note in three languages is what the affected read, and nobody else; a missing language is named', async () => {
  const path = `/console/incidents/${incident}/note`;
  const partly = await by.support.ask('PUT', path, { body: { note: { nb: 'x', sv: ' ', en: 'x' } } });
  assert.deepEqual([partly.status, ((await partly.json()) as { field: string }).field], [422, 'sv']);
  const note = { nb: 'Vi fornyer sertifikatet.', sv: 'Vi förnyar certifikatet.', en: 'We renew the certificate.' };
  assert.equal((await by.support.ask('PUT', path, { body: { note } })).status, 200);
  const { app } = world.host;
  const told = async (id: string, language: 'nb' | 'sv') => {
    const customer = await customerById(app.db.sql, id);
    assert.ok(customer);
    return (await incidentNotesFor(app, asCustomer(customer), language)).map(({ text, subjects }) => ({
      text,
      subjects,
    }));
  };
  assert.deepEqual(await told(owners[0].id, 'sv'), [{ text: note.sv, subjects: [owners[0].customer.address] }]);
  const read = await contact.get<{ notes: { head: string; text: string; touches: string }[] }>('/notes');
  assert.equal(read.body.notes[0].text, note.nb);
  assert.match(read.body.notes[0].head, /^Vi vet om en feil siden/);
  assert.ok(read.body.notes[0].touches.includes(owners[0].customer.address));
  const other = await owner(world, 605);
  assert.deepEqual(await told(other.id, 'nb'), []);
});

test('one answer goes to every customer in his own language, once, and he can read that it did', async () => {
  const text = { nb: 'Nå virker det igjen.', sv: 'Nu fungerar det igen.', en: 'It works again.' };
  const sent = await by.support.post<{ customers: number; letters: number }>(`/console/incidents/${incident}/answer`, {
    text,
  });
  assert.deepEqual([sent.status, sent.body.customers], [200, 4]);
  assert.ok(sent.body.letters >= 4, 'each has a contact');
  const { entries } = (
    await by.reader.get<{ entries: { action: string; after: { text: string } }[] }>(
      `/console/audit?subject=${owners[0].id}`,
    )
  ).body;
  assert.equal(entries.find(({ action }) => action === 'incident.told')?.after.text, text.nb);
});

test('over by hand stays over until something new happens', async () => {
  const over = await by.support.post<{ state: string }>(`/console/incidents/${incident}/state`, { state: 'over' });
  assert.equal(over.body.state, 'over');
  const open = async () => (await by.reader.get<{ incidents: { id: string }[] }>('/console/incidents')).body.incidents;
  assert.deepEqual(await open(), []);
  assert.equal((await by.reader.get<{ incidents: unknown[] }>('/console/incidents?over=yes')).body.incidents.length, 1);
  await turnsCertificateDown(owners[1]);
  assert.deepEqual(
    (await open()).map(({ id }) => id),
    [incident],
    'open again, the same one',
  );
});
