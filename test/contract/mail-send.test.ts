/** Sending from webmail on a real host: what arrives (read by a foreign reader of MIME), what the sender keeps, undo, refusals, and crashes. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ImapFlow } from 'imapflow';
import PostalMime from 'postal-mime';
import { setPlan } from '#src/service/plans.ts';
import { changeOutgoing, outboxOf, wakeSending } from '#src/store/webmail-outbox.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import { foreignDomain, foreignHost } from '../../lab/foreign-host.ts';
import type { Sink } from '../../lab/smtp-sink.ts';
import { startWorld, type World } from '../../lab/world.ts';
import { type Browser, type Owner, owner, settled, signedIn } from '../centre-client.ts';

interface Outgoing {
  readonly id: string;
  readonly state: string;
  readonly undoUntil: string | null;
  readonly refusal: {
    text: string;
    block: string | null;
    until: string | null;
    isOver: boolean;
    recipients: { address: string }[];
  } | null;
}
let world: World;
let one: Owner;
let reader: Browser;
let sink: Sink;
let far: string;

before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  one = await owner(world, 741);
  far = foreignDomain(one.customer);
  sink = await foreignHost(world, far);
  reader = await signedIn(world, one.customer.address, one.customer.password);
  await reader.ask('PUT', '/mail/settings', { body: { undoSeconds: 0 } });
});
after(() => world.stop());

const idle = () => world.host.app.webmail.writing.idle();
const begin = async (fields: object): Promise<{ id: string; version: number }> =>
  (await reader.post<{ id: string; version: number }>('/mail/drafts', fields)).body;
async function send(draft: { id: string; version: number }): Promise<Outgoing> {
  const sent = await reader.post<Outgoing>(`/mail/drafts/${draft.id}/send`, { version: draft.version });
  assert.equal(sent.status, 200, JSON.stringify(sent.body));
  await idle();
  return (await reader.get<Outgoing>(`/mail/outbox/${sent.body.id}`)).body;
}
const arrived = async (subject: string): Promise<readonly { rcpt: readonly string[]; data: string }[]> => {
  await world.host.app.queue.retry({ all: true });
  for (let turn = 0; turn < 2000; turn += 1) {
    const found = sink.messages.filter(({ data }) => data.includes(`Subject: ${subject}`));
    if (found.length > 0 && world.host.app.queue.stats().waiting + world.host.app.queue.stats().active === 0)
      return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return [];
};
async function folder(path: string): Promise<readonly { source: string; flags: ReadonlySet<string> }[]> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: world.port('imaps'),
    secure: true,
    tls: { rejectUnauthorized: false },
    auth: { user: one.customer.address, pass: one.customer.password },
    logger: false,
  });
  await client.connect();
  const lock = await client.getMailboxLock(path);
  try {
    if (client.mailbox === false || client.mailbox.exists === 0) return [];
    const all = await client.fetchAll('1:*', { source: true, flags: true });
    return all.map(({ source, flags }) => ({ source: String(source), flags: flags ?? new Set() }));
  } finally {
    lock.release();
    await client.logout();
  }
}
/** A reader of MIME that shares nothing with the composer of ours. */
const parsed = (message: string) => PostalMime.parse(Buffer.from(message, 'latin1'), { attachmentEncoding: 'utf8' });

test('what arrives: text and HTML of the same words, the file, signed; blind copies reach them and nobody sees', async () => {
  const draft = await begin({ to: [`Kåre <kare@${far}>`], bcc: [`skjult@${far}`], subject: 'Brev' });
  const base = `${world.host.endpoints['http']}/api/v1/mail/drafts/${draft.id}/attachments`;
  await fetch(`${base}?name=${encodeURIComponent('prisliste å.csv')}&type=text/csv`, {
    method: 'POST',
    body: 'vare;pris\n',
    headers: { cookie: reader.cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/octet-stream' },
  });
  const { body } = await reader.get<Record<string, unknown>>(`/mail/drafts/${draft.id}`);
  const html = '<div>Hei <b>Kåre</b></div><ul><li>én</li></ul><div class="signature"><div>-- </div>Ola</div>';
  const saved = await reader.ask('PUT', `/mail/drafts/${draft.id}`, { body: { ...body, html, subject: 'Brev' } });
  const sent = await send((await saved.json()) as never);
  assert.equal(sent.state, 'sent');
  const [message, ...more] = await arrived('Brev');
  assert.equal(more.length, 0);
  assert.deepEqual([...message.rcpt].sort(), [`<kare@${far}>`, `<skjult@${far}>`]);
  assert.match(message.data, /^DKIM-Signature: /m);
  assert.match(message.data, /format=flowed/);
  assert.doesNotMatch(message.data, /skjult|X-Mailer|User-Agent/i);
  assert.deepEqual(
    [...message.data.matchAll(/^Content-Type: ([^;\s]+)/gm)].map(([, type]) => type),
    ['multipart/mixed', 'multipart/alternative', 'text/plain', 'text/html', 'text/csv'],
  );
  const read = await parsed(message.data);
  assert.equal(read.subject, 'Brev');
  assert.deepEqual(
    read.attachments.map(({ mimeType, filename, disposition, content }) => [mimeType, filename, disposition, content]),
    [['text/csv', 'prisliste å.csv', 'attachment', 'vare;pris\n']],
  );
  assert.match((read.text ?? '').replaceAll('\r', ''), /Hei Kåre\n\* én\n-- \nOla/);
  assert.match(read.html ?? '', /Hei <b>Kåre<\/b>/);
  const [kept] = await folder('Sent');
  const { bcc } = await parsed(kept.source);
  assert.deepEqual(bcc, [{ name: '', address: `skjult@${far}` }], 'the sender keeps who got blind copies');
  const own = kept.source.slice(kept.source.indexOf('From:')).replaceAll('\r\n', '\n').trimEnd();
  const theirs = message.data.slice(message.data.indexOf('From:')).replaceAll('\r\n', '\n').trimEnd();
  assert.equal(own, theirs, 'the copy is what was sent');
  assert.equal((await reader.get(`/mail/drafts/${draft.id}`)).status, 404, 'the draft is gone');
});

test('taken back in time it leaves no trace; too late it says so', async () => {
  await reader.ask('PUT', '/mail/settings', { body: { undoSeconds: 30 } });
  const draft = await begin({ to: [`a@${far}`], subject: 'Angret' });
  const waiting = await send(draft);
  assert.equal(waiting.state, 'waiting');
  assert.equal((await reader.post(`/mail/drafts/${draft.id}/send`, { version: draft.version })).status, 409, 'once');
  const undone = await reader.post<{ draft: string }>(`/mail/outbox/${waiting.id}/undo`, {});
  assert.deepEqual([undone.status, undone.body.draft], [200, draft.id]);
  assert.equal((await reader.get(`/mail/outbox/${waiting.id}`)).status, 404);
  assert.deepEqual(await arrivedNow('Angret'), []);
  await reader.ask('PUT', '/mail/settings', { body: { undoSeconds: 0 } });
  const sent = await send(draft);
  assert.equal((await reader.post(`/mail/outbox/${sent.id}/undo`, {})).status, 409);
});
const arrivedNow = async (subject: string) => sink.messages.filter(({ data }) => data.includes(`Subject: ${subject}`));

test('an answer marks the message it answers', async () => {
  const client = await folder('INBOX');
  assert.ok(Array.isArray(client));
  await send(await begin({ to: [one.customer.address], subject: 'Til meg selv' }));
  for (let turn = 0; turn < 2000 && (await folder('INBOX')).length === client.length; turn += 1)
    await new Promise((resolve) => setTimeout(resolve, 25));
  const rows = await reader.get<{ rows: { id: string; subject: string }[] }>(
    `/mail/folders/${Buffer.from('INBOX').toString('base64url')}/messages?from=0&count=50&view=messages&filter=all`,
  );
  const id = rows.body.rows.find(({ subject }) => subject === 'Til meg selv')?.id;
  await send(await begin({ answers: { id, kind: 'reply' } }));
  const marked = (await folder('INBOX')).find(({ source }) => source.includes('Subject: Til meg selv'));
  assert.ok(marked?.flags.has('\\Answered'));
});

test('killed between the door’s 250 and our note: sent once, whatever is tried again', async () => {
  const { sql } = world.host.app.db;
  const sent = await send(await begin({ to: [`en@${far}`], subject: 'Gang' }));
  assert.equal((await arrived('Gang')).length, 1);
  const row = (await outboxOf(sql, (await mailboxByAddress(sql, one.customer.address))?.id as never, 10)).find(
    ({ id }) => id === sent.id,
  );
  // As the disk would look: the bytes still there, nobody noted as having it, the state "sending".
  const { writeFileSync } = await import('node:fs');
  writeFileSync(world.host.app.webmail.writing.uploads.pathOf(`${sent.id}.eml`), 'Subject: Gang\r\n\r\n');
  const people = (JSON.parse(row?.addressees ?? '[]') as object[]).map((who) => ({ ...who, state: 'pending' }));
  await changeOutgoing(sql, sent.id, { state: 'sending', addressees: JSON.stringify(people), sent_at: null });
  await wakeSending(sql, world.host.app.clock.now());
  await reader.post('/mail/drafts', {}); // anything; the worker is woken below
  world.host.app.webmail.writing.start(() => undefined);
  for (let turn = 0; turn < 2000; turn += 1) {
    await idle();
    if ((await reader.get<Outgoing>(`/mail/outbox/${sent.id}`)).body.state === 'sent') break;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  assert.equal((await reader.get<Outgoing>(`/mail/outbox/${sent.id}`)).body.state, 'sent');
  await idle();
  assert.equal((await arrived('Gang')).length, 1, 'once');
  assert.equal((await folder('Sent')).filter(({ source }) => source.includes('Subject: Gang')).length, 1, 'one copy');
});

test('stopped by a limit: the Block’s own words, its end and its code; again when it is over', async () => {
  const box = await mailboxByAddress(world.host.app.db.sql, one.customer.address);
  await settled(setPlan(world.host.app, box?.plan ?? '', ['mailbox.hour.max=1']));
  const stopped = await send(await begin({ to: [`b@${far}`], subject: 'Stanset' }));
  assert.equal(stopped.state, 'refused', JSON.stringify(stopped));
  assert.match(stopped.refusal?.text ?? '', /timekvoten/);
  assert.ok(stopped.refusal?.block !== null && stopped.refusal?.until !== null);
  assert.equal((await reader.get(`/blocks/${stopped.refusal?.block}`)).status, 200);
  await settled(setPlan(world.host.app, box?.plan ?? '', ['mailbox.hour.max=10000']));
  await settled(world.host.app.blocks.lift(stopped.refusal?.block ?? '', 'support', 'test'));
  assert.equal((await reader.get<Outgoing>(`/mail/outbox/${stopped.id}`)).body.refusal?.isOver, true);
  assert.equal((await reader.post(`/mail/outbox/${stopped.id}/again`, {})).status, 200);
  await idle();
  assert.equal((await arrived('Stanset')).length, 1);
});

test('bad addresses are named in their field; too many recipients before anything is sent; 5,000 when they may', async () => {
  const bad = await begin({ to: ['kari@@fjord', `ok@${far}`], cc: ['ola'] });
  const refused = await reader.post<{ field: string; title: string }>(`/mail/drafts/${bad.id}/send`, { version: 1 });
  assert.deepEqual([refused.status, refused.body.field], [422, 'to']);
  assert.match(refused.body.title, /kari@/);
  const many = Array.from({ length: 5000 }, (_, at) => `m${at}@${far}`);
  const all = await begin({ to: many, subject: 'Alle' });
  const tooMany = await reader.post<{ title: string }>(`/mail/drafts/${all.id}/send`, { version: all.version });
  assert.equal(tooMany.status, 422);
  assert.match(tooMany.body.title, /5000.*100/);
  const box = await mailboxByAddress(world.host.app.db.sql, one.customer.address);
  await settled(
    setPlan(world.host.app, box?.plan ?? '', [
      'message.recipients.max=5000',
      'mailbox.hour.max=100000',
      'domain.hour.max=100000',
      'mailbox.day.max=100000',
    ]),
  );
  const seen = await reader.post<{ title: string }>(`/mail/drafts/${all.id}/send`, { version: all.version });
  assert.match(seen.body.title, /Blindkopi/, 'a header has its limit');
  const sent = await send(await begin({ bcc: many, subject: 'Alle' }));
  assert.equal(sent.state, 'sent', JSON.stringify(sent.refusal));
});

test('nothing is left on the disk of what was sent', async () => {
  await idle();
  const path = join(world.host.app.dataFolder, 'webmail');
  const left = existsSync(path) ? readdirSync(path).filter((name) => name.endsWith('.eml')) : [];
  assert.deepEqual(left, []);
});
