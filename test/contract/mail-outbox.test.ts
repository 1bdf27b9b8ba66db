/** What the outbox says when a mailbox is full or a message is held back, on a real host: nothing typed is lost, nothing is sent twice. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import { setPlan } from '#src/service/plans.ts';
import { changeOutgoing } from '#src/store/webmail-outbox.ts';
import { foreignDomain, foreignHost } from '../../lab/foreign-host.ts';
import type { Sink } from '../../lab/smtp-sink.ts';
import { startWorld, type World } from '../../lab/world.ts';
import { settled } from '../centre-client.ts';
import { mailReader, type Reader, subjects } from './mail-reader.ts';

interface Outgoing {
  readonly id: string;
  readonly state: string;
  readonly unfiled: string | null;
  readonly refusal: { text: string; block: string | null; until: string | null } | null;
  readonly fates: readonly { state: string; text: string }[];
}
interface Draft {
  readonly id: string;
  readonly version: number;
}
let world: World;
let reader: Reader;
let sink: Sink;
let far: string;

before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  reader = await mailReader(world, 771);
  far = foreignDomain(reader.customer);
  sink = await foreignHost(world, far);
  await reader.browser.ask('PUT', '/mail/settings', { body: { undoSeconds: 0 } });
});
after(() => world.stop());

const idle = (): Promise<void> => world.host.app.webmail.writing.idle();
const shown = async (id: string): Promise<Outgoing> => (await reader.browser.get<Outgoing>(`/mail/outbox/${id}`)).body;
const arrived = (subject: string): number =>
  sink.messages.filter(({ data }) => data.includes(`Subject: ${subject}\r\n`)).length;
async function begin(subject: string, text: string): Promise<Draft> {
  const fresh = await reader.browser.post<Draft & Record<string, unknown>>('/mail/drafts', {
    to: [`a@${far}`],
    subject,
  });
  const body = { ...fresh.body, format: 'plain', text };
  const saved = await reader.browser.ask('PUT', `/mail/drafts/${fresh.body.id}`, { body });
  assert.equal(saved.status, 200);
  return (await saved.json()) as Draft;
}
async function send({ id, version }: Draft): Promise<Outgoing> {
  const sent = await reader.browser.post<Outgoing>(`/mail/drafts/${id}/send`, { version });
  assert.equal(sent.status, 200, JSON.stringify(sent.body));
  await idle();
  return await shown(sent.body.id);
}
/** Tries what waits in the queue now, until nothing does. */
async function queueIsEmpty(): Promise<void> {
  const { queue } = world.host.app;
  for (let turn = 0; turn < 2000; turn += 1) {
    await queue.retry({ all: true });
    const { waiting, active, held } = queue.stats();
    if (waiting + active + held === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('the queue never emptied');
}
async function quota(bytes: number): Promise<void> {
  const box = await mailboxByAddress(world.host.app.db.sql, reader.customer.address);
  await settled(setPlan(world.host.app, box?.plan ?? '', [`quota.bytes=${bytes}`]));
  await reader.box.endAllSessions(); // a session knows the room that it began with
}
const HALF = 'fyll '.repeat(100_000);

test('a full mailbox: the draft is kept though its copy finds no room, and says so; its words are all there', async () => {
  await quota(100_000);
  const draft = await begin('Stort utkast', HALF);
  const left = await reader.browser.post<{ key: string; title: string }>(`/mail/drafts/${draft.id}/leave`, {});
  assert.deepEqual([left.status, left.body.key], [409, 'draftUncopied']);
  assert.match(left.body.title, /full/);
  const again = await reader.browser.get<{ text: string; version: number }>(`/mail/drafts/${draft.id}`);
  assert.deepEqual([again.body.text, again.body.version], [HALF, draft.version]);
  const listed = await reader.browser.get<{ drafts: readonly { id: string }[] }>('/mail/drafts');
  assert.ok(
    listed.body.drafts.some(({ id }) => id === draft.id),
    'it is among the drafts',
  );
  await quota(100_000_000);
  assert.equal((await reader.browser.post(`/mail/drafts/${draft.id}/leave`, {})).status, 204);
  assert.deepEqual(subjects(await reader.list('Drafts')), ['Stort utkast']);
  await reader.browser.ask('DELETE', `/mail/drafts/${draft.id}`);
});

test('a full mailbox: what is sent is sent once and says where its copy is; with room the copy comes into Sent', async () => {
  await quota(100_000);
  const sent = await send(await begin('Uten plass', HALF));
  assert.equal(sent.state, 'sent', JSON.stringify(sent));
  assert.match(sent.unfiled ?? '', /ikke plass i Sendt.*ikke en gang til/);
  await queueIsEmpty();
  assert.equal(arrived('Uten plass'), 1);
  assert.deepEqual(subjects(await reader.list('Sent')), []);
  const again = async (): Promise<Outgoing> => {
    // As when its time has come.
    await changeOutgoing(world.host.app.db.sql, sent.id, { go_at: 0 });
    await reader.browser.post('/mail/drafts', {});
    await send(await begin('Liten', 'Hei.'));
    return await shown(sent.id);
  };
  await quota(150_000);
  assert.notEqual((await again()).unfiled, null, 'still no room for it');
  await quota(100_000_000);
  assert.equal((await again()).unfiled, null);
  await queueIsEmpty();
  assert.deepEqual(
    subjects(await reader.list('Sent')).filter((subject) => subject === 'Uten plass'),
    ['Uten plass'],
  );
  assert.equal(arrived('Uten plass'), 1, 'once');
});

test('held back by a Block: the outbox says so with its end, and it goes by itself, once, when the Block is lifted', async () => {
  const { app } = world.host;
  const box = await mailboxByAddress(app.db.sql, reader.customer.address);
  const until = app.clock.now() + 3_600_000;
  const block = await settled(
    app.blocks.start({
      subject: { kind: 'mailbox', id: box?.id ?? ('' as never) },
      directions: ['outgoing'],
      rule: 'operator',
      cause: 'snd-suspected-compromise',
      evidence: {},
      mode: 'hold',
      until,
      lifters: ['support'],
      actor: 'test',
    }),
  );
  const held = await send(await begin('Holdt', 'Hei.'));
  assert.deepEqual([held.state, held.refusal?.block], ['held', block.code], JSON.stringify(held));
  assert.equal(held.refusal?.until, new Date(until).toISOString());
  assert.match(held.refusal?.text ?? '', /sendes av seg selv/);
  assert.deepEqual([held.fates[0].state, held.fates[0].text], ['held', held.refusal?.text]);
  const { body } = await reader.browser.get<{ outgoing: readonly Outgoing[] }>('/mail/outbox');
  assert.equal(body.outgoing.find(({ id }) => id === held.id)?.state, 'held');
  assert.equal(arrived('Holdt'), 0);
  await settled(app.blocks.lift(block.code, 'support', 'test'));
  await queueIsEmpty();
  assert.equal((await shown(held.id)).state, 'sent');
  assert.equal(arrived('Holdt'), 1);
});
