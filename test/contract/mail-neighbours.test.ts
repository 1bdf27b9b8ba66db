/**
 * A neighbour who knows the ids: drafts, their files, the outbox, contacts, pictures of another mailbox, asked for by another
 * customer's user, by a colleague of the same domain and by the owner's own contact. Nothing is shown, nothing changes. And
 * nobody fills the host's disk with drafts.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addMailbox } from '#src/service/mailboxes.ts';
import { insertDraft } from '#src/store/webmail-drafts.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import { startWorld, type World } from '../../lab/world.ts';
import { type Browser, browser, type Owner, owner, settled, signedIn } from '../centre-client.ts';

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const SECRET = 'Bare mellom oss';
const WRITTEN = { cc: [], bcc: [], format: 'plain', html: '', text: SECRET } as const;

let world: World;
let one: Owner;
let mine: Browser;
const neighbours: { readonly who: string; readonly browser: Browser }[] = [];

before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"', POSTVAKT_MESSAGE__MAXBYTES: '400000' });
  one = await owner(world, 743);
  const other = await owner(world, 744);
  const { address, password, domain } = one.customer;
  const colleague = `kollega@${domain}`;
  await settled(addMailbox(world.host.app, { address: colleague, password: 'tre grønne seil' }));
  mine = await signedIn(world, address, password);
  neighbours.push(
    { who: 'another customer’s user', browser: await signedIn(world, other.customer.address, other.customer.password) },
    { who: 'a colleague', browser: await signedIn(world, colleague, 'tre grønne seil') },
    { who: 'the owner’s contact', browser: await signedIn(world, one.contact, one.contactPassword) },
    { who: 'nobody', browser: browser(world) },
  );
});
after(() => world.stop());

const upload = (who: Browser, draft: string, body: Buffer<ArrayBuffer>, name = 'x.png'): Promise<Response> =>
  fetch(
    `${world.host.endpoints['http']}/api/v1/mail/drafts/${draft}/attachments?name=${name}&type=image/png&inline=1`,
    {
      method: 'POST',
      body,
      headers: { cookie: who.cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/octet-stream' },
    },
  );
async function begun(subject = SECRET): Promise<{ id: string; version: number }> {
  const answer = await mine.ask('POST', '/mail/drafts', { body: { subject } });
  assert.equal(answer.status, 200, await answer.clone().text());
  return (await answer.json()) as { id: string; version: number };
}

test('by id nobody else reads, changes, sends, files or throws away what is being written or on its way', async () => {
  const from = one.customer.address;
  const draft = await begun();
  const uploaded = await upload(mine, draft.id, PICTURE);
  const file = (await uploaded.json()) as { id: string };
  assert.equal(uploaded.status, 200, JSON.stringify(file));
  const save = { ...WRITTEN, version: draft.version, from, to: ['ola@far.example'], subject: SECRET };
  const saved = (await (await mine.ask('PUT', `/mail/drafts/${draft.id}`, { body: save })).json()) as {
    version: number;
  };
  const second = await begun('En til');
  const out = { ...WRITTEN, version: second.version, from, to: [from], subject: 'En til' };
  const ready = (await (await mine.ask('PUT', `/mail/drafts/${second.id}`, { body: out })).json()) as {
    version: number;
  };
  const sent = await mine.post<{ id: string }>(`/mail/drafts/${second.id}/send`, { version: ready.version });
  assert.equal(sent.status, 200);
  const contact = await mine.post<{ id: string }>('/mail/contacts', { name: 'Ola', addresses: ['ola@far.example'] });

  const asks: readonly (readonly [string, string, object?])[] = [
    ['GET', `/mail/drafts/${draft.id}`],
    ['PUT', `/mail/drafts/${draft.id}`, { ...save, version: saved.version, text: 'Tatt' }],
    ['POST', `/mail/drafts/${draft.id}/leave`],
    ['POST', `/mail/drafts/${draft.id}/send`, { version: saved.version }],
    ['GET', `/mail/drafts/${draft.id}/attachments/${file.id}`],
    ['DELETE', `/mail/drafts/${draft.id}/attachments/${file.id}`],
    ['DELETE', `/mail/drafts/${draft.id}`],
    ['GET', `/mail/outbox/${sent.body.id}`],
    ['POST', `/mail/outbox/${sent.body.id}/undo`],
    ['POST', `/mail/outbox/${sent.body.id}/again`],
    ['POST', `/mail/outbox/${sent.body.id}/edit`],
    ['DELETE', `/mail/outbox/${sent.body.id}`],
    ['PUT', `/mail/contacts/${contact.body.id}`, { name: 'Tatt', addresses: ['tatt@far.example'] }],
    ['DELETE', `/mail/contacts/${contact.body.id}`],
  ];
  for (const { who, browser: neighbour } of neighbours) {
    for (const [method, path, body] of asks) {
      const answer = await neighbour.ask(method, path, body === undefined ? {} : { body });
      const text = await answer.text();
      assert.equal(answer.status, who === 'nobody' ? 401 : 404, `${who}: ${method} ${path} → ${text}`);
      assert.doesNotMatch(text, new RegExp(`${SECRET}|ola@far`), `${who}: ${method} ${path}`);
    }
    const added = await upload(neighbour, draft.id, PICTURE);
    assert.equal(added.status, who === 'nobody' ? 401 : 404, `${who}: a file into another's draft`);
    await added.body?.cancel();
  }
  // A draft of one's own opens no file of another's.
  const theirs = await neighbours[1].browser.post<{ id: string }>('/mail/drafts', {});
  const crossed = `/mail/drafts/${theirs.body.id}/attachments/${file.id}`;
  assert.equal((await neighbours[1].browser.ask('GET', crossed)).status, 404);
  await neighbours[1].browser.ask('DELETE', crossed);

  const still = await mine.get<{ text: string; version: number; attachments: { id: string }[] }>(
    `/mail/drafts/${draft.id}`,
  );
  assert.deepEqual(
    [still.body.text, still.body.version, still.body.attachments.map(({ id }) => id)],
    [SECRET, saved.version, [file.id]],
  );
  assert.equal((await mine.ask('GET', `/mail/drafts/${draft.id}/attachments/${file.id}`)).status, 200);
  assert.equal((await mine.post(`/mail/outbox/${sent.body.id}/undo`, {})).status, 200);
  assert.equal((await mine.get<{ total: number }>('/mail/contacts')).body.total, 1);
});

test('nobody sends in the name of an address that is not his', async () => {
  const draft = await begun();
  const strange = `kollega@${one.customer.domain}`;
  const save = { ...WRITTEN, version: draft.version, from: strange, to: ['ola@far.example'], subject: SECRET };
  const saved = await mine.ask('PUT', `/mail/drafts/${draft.id}`, { body: save });
  const { version = draft.version } = (await saved.json()) as { version?: number };
  const sent = await mine.post<{ key?: string }>(`/mail/drafts/${draft.id}/send`, { version });
  assert.ok(sent.status >= 400, JSON.stringify(sent));
});

test('drafts and their files are beside the quota, so there is an end to them', async () => {
  const { app } = world.host;
  const box = await mailboxByAddress(app.db.sql, one.customer.address);
  assert.ok(box !== null);
  const { roomBytes } = app.webmail.writing.uploads;
  const full = Buffer.alloc(roomBytes);
  for (let n = 0; n < 20; n++) {
    const answer = await upload(mine, (await begun()).id, full, `fil${n}.bin`);
    assert.equal(answer.status, 200, await answer.text());
  }
  const more = await upload(mine, (await begun()).id, full);
  assert.equal(more.status, 409);
  assert.match(((await more.json()) as { title: string }).title, /utkastene/);
  const row = { mailbox_id: box.id, version: 1, content: '{}', origin: null, copy: null, copied_version: 0 };
  for (let n = 0; n < 1_000; n++) await insertDraft(app.db.sql, { ...row, id: `fyll${n}`, created_at: n, saved_at: n });
  const refused = await mine.ask('POST', '/mail/drafts', { body: {} });
  assert.equal(refused.status, 409);
  assert.match(((await refused.json()) as { title: string }).title, /1000 utkast/);
});
