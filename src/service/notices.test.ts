/** Notices against a real database: told once, in the reader's language, over a second way, and never too many. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NewQueueMessage } from '#src/engine/embedded/queue/job.ts';
import type { Block, BlockedAttempt } from '#src/model/block.ts';
import { BLOCK_RULES } from '#src/model/block.ts';
import { LANGUAGES } from '#src/model/language.ts';
import { openDatabase } from '#src/store/database.ts';
import { createBlocks } from './blocks.ts';
import { addCustomer } from './customers.ts';
import { addDomain } from './domains.ts';
import { addMailbox } from './mailboxes.ts';
import { noticeWords } from './notice-text.ts';
import { listNotices } from './notice-list.ts';
import { createNotices } from './notices.ts';
import { createPasswordHasher } from './password-hasher.ts';

const key = { algorithm: 'ed25519-sha256' as const, privateKey: 'pem', publicKey: 'y' };
const text = (message: NewQueueMessage): string => {
  const raw = message.bytes.toString('latin1');
  const end = raw.indexOf('\r\n\r\n');
  const [head, body] = [raw.slice(0, end), raw.slice(end + 4)];
  const plain = body
    .replaceAll('=\r\n', '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return `${head}\n\n${Buffer.from(plain, 'latin1').toString('utf8')}`;
};

async function host(contact = 'eier@annet.test') {
  const db = await openDatabase('sqlite::memory:');
  const time = { now: Date.parse('2026-11-21T13:03:20Z') };
  const clock = { now: () => time.now, monotonic: () => time.now };
  const hasher = createPasswordHasher({ parameters: { memoryKib: 8, passes: 1, lanes: 1 } });
  const acting = { db, clock, hasher, actor: 'test', makeKey: () => Promise.resolve(key) };
  const customer = await addCustomer(acting, { name: 'Fjord AS', contact, language: 'nb' });
  assert.ok(customer.ok, JSON.stringify(customer));
  const domain = await addDomain(acting, { domain: 'fjord.example', customer: customer.value.id });
  assert.ok(domain.ok);
  const mailbox = await addMailbox(acting, { address: 'kari@fjord.example', password: 'hemmelig-7-tegn' });
  assert.ok(mailbox.ok);
  const blocks = createBlocks({ db, clock });
  const mails: NewQueueMessage[] = [];
  const room = { is: true };
  const queue = {
    add: async (messages: readonly NewQueueMessage[]) => {
      if (room.is) mails.push(...messages);
      return room.is;
    },
    show: () => [],
  };
  const directory = { signingKeys: async () => [] };
  const parts = { db, clock, hostname: 'mx.host.test', queue, directory, blocks, timeZone: 'Europe/Oslo' };
  const notices = createNotices({ ...parts, link: (code) => `https://mx.host.test/b/${code}` });
  const stop = async (): Promise<void> => {
    await notices.close();
    blocks.close();
    await db.close();
  };
  return { db, clock, time, blocks, notices, mails, room, mailbox: mailbox.value.id, parts, stop };
}

const hourly = (mailbox: string, until: number) =>
  ({
    subject: { kind: 'mailbox', id: mailbox as never },
    directions: ['outgoing'],
    rule: 'mailbox-hour',
    cause: 'snd-hour-limit-mailbox',
    evidence: { sent: 300, limit: 300, windowSeconds: 3600 },
    until,
    lifters: ['time', 'support'],
    actor: 'rule',
  }) as const;

test('a Block is told to the mailbox and to the contact, in their languages, with the exact end and the code', async () => {
  const at = await host();
  const block = await at.blocks.start(hourly(at.mailbox, at.time.now + 3_600_000));
  assert.ok(block.ok);
  await at.notices.settled();
  assert.deepEqual(at.mails.flatMap((mail) => mail.recipients.map((one) => one.address)).sort(), [
    'eier@annet.test',
    'kari@fjord.example',
  ]);
  const [mail] = at.mails;
  assert.equal(mail.mailFrom, '');
  const told = text(mail);
  assert.match(told, /^Auto-Submitted: auto-generated$/m);
  // Begins 14:03:20, lasts an hour: the minute shown is never before the end.
  for (const part of ['300', '21. november 2026 kl. 15:04', `https://mx.host.test/b/${block.value.code}`])
    assert.ok(told.includes(part), `${part}: ${told}`);
  await at.stop();
});

test('the end lists what was refused, and is not told when nobody waited for it', async () => {
  const at = await host();
  const block = await at.blocks.start(hourly(at.mailbox, at.time.now + 3_600_000));
  assert.ok(block.ok);
  await at.blocks.recordAttempt({
    blockId: block.value.id,
    at: at.time.now,
    mailFrom: 'kari@fjord.example',
    rcptTo: 'ola@far.test',
    subject: 'Tilbud\r\nX-Evil: 1',
    state: 'refused',
  });
  at.time.now += 3_600_001;
  await at.blocks.sweep();
  await at.notices.settled();
  const last = text(at.mails.at(-1) as NewQueueMessage);
  assert.ok(last.includes('ola@far.test') && last.includes('Tilbud X-Evil: 1'), last);
  const count = at.mails.length;
  const second = await at.blocks.start(hourly(at.mailbox, at.time.now + 3_600_000));
  assert.ok(second.ok);
  at.time.now += 3_600_001;
  await at.blocks.sweep();
  await at.notices.settled();
  assert.equal(at.mails.length, count + 2, 'the start only');
  await at.stop();
});

test('the same thing twice is told once; a queue without room is tried again', async () => {
  const at = await host();
  at.room.is = false;
  const event = {
    kind: 'limit-near',
    mailbox: 'kari@fjord.example',
    rule: 'mailbox-hour',
    sent: 240,
    limit: 300,
  } as const;
  at.notices.about(event);
  at.notices.about(event);
  await at.notices.settled();
  assert.equal(at.mails.length, 0);
  at.room.is = true;
  at.notices.about(event);
  await at.notices.settled();
  assert.equal(at.mails.length, 2);
  const listed = await listNotices(at.parts, 'kari@fjord.example');
  assert.ok(listed.ok && listed.value.length === 1);
  assert.deepEqual(
    listed.value[0].mails.map((mail) => mail.state),
    ['sent', 'sent'],
  );
  await at.stop();
});

test('twenty a day to one reader; the rest in one', async () => {
  const at = await host();
  for (let i = 0; i < 30; i += 1)
    at.notices.about({ kind: 'invoice', stage: 'issued', customer: 'Fjord AS', invoice: String(1000 + i) });
  await at.notices.settled();
  assert.equal(at.mails.length, 20);
  at.time.now += 3_700_000;
  at.notices.about({ kind: 'invoice', stage: 'issued', customer: 'Fjord AS', invoice: '1' });
  await at.notices.settled();
  assert.equal(at.mails.length, 21);
  const folded = text(at.mails[20]);
  assert.equal(new Set(folded.match(/Faktura 10\d\d/g)).size, 10, folded);
  await at.stop();
});

test('a contact on the stopped domain is no second way, and bills go to no mailbox user', async () => {
  const at = await host('sjef@fjord.example');
  await at.blocks.start(hourly(at.mailbox, at.time.now + 3_600_000));
  at.notices.about({ kind: 'invoice', stage: 'reminder', customer: 'Fjord AS', invoice: '7' });
  await at.notices.settled();
  const listed = await listNotices(at.parts);
  assert.ok(listed.ok);
  const bill = listed.value.find((one) => one.kind === 'invoice');
  const block = listed.value.find((one) => one.kind === 'block-started');
  assert.ok(bill !== undefined && block !== undefined);
  assert.deepEqual(block.mails.map((mail) => mail.channel).sort(), ['contact', 'mailbox']);
  assert.deepEqual(
    bill.mails.map((mail) => mail.address),
    ['sjef@fjord.example'],
  );
  await at.stop();
});

test('what began while nobody listened is told at the start', async () => {
  const at = await host();
  await at.notices.close();
  await at.blocks.start(hourly(at.mailbox, at.time.now + 3_600_000));
  const again = createNotices({ ...at.parts, link: (code) => code });
  again.start();
  await again.settled();
  assert.equal(at.mails.length, 2);
  again.start();
  await again.settled();
  assert.equal(at.mails.length, 2);
  await again.close();
  await at.stop();
});

test('forgotten after half a year, but not while the Block runs', async () => {
  const at = await host();
  const lasting = await at.blocks.start({ ...hourly(at.mailbox, 0), until: null, rule: 'operator' });
  assert.ok(lasting.ok);
  at.notices.about({ kind: 'invoice', stage: 'issued', customer: 'Fjord AS', invoice: '1' });
  await at.notices.settled();
  at.time.now += 181 * 86_400_000;
  at.notices.about({ kind: 'invoice', stage: 'issued', customer: 'Fjord AS', invoice: '2' });
  await at.notices.settled();
  const listed = await listNotices(at.parts);
  assert.ok(listed.ok);
  assert.deepEqual(listed.value.map((one) => one.kind).sort(), ['block-started', 'invoice']);
  await at.stop();
});

test('guessing from a network is told to nobody', async () => {
  const at = await host();
  const guessed = {
    ...hourly(at.mailbox, at.time.now + 60_000),
    rule: 'failed-sign-ins',
    directions: ['sign-in'],
  } as const;
  const started = await at.blocks.start({
    ...guessed,
    subject: { kind: 'network-login', id: '192.0.2.7/32 kari@fjord.example' },
  });
  assert.ok(started.ok);
  await at.notices.settled();
  assert.equal(at.mails.length, 0);
  await at.stop();
});

test('every rule has whole sentences in every language, also without evidence', () => {
  const attempt: BlockedAttempt = {
    blockId: 'b',
    at: 0,
    mailFrom: 'a@b.test',
    rcptTo: 'c@d.test',
    subject: null,
    state: 'held',
  };
  for (const language of LANGUAGES)
    for (const rule of BLOCK_RULES)
      for (const kind of ['block-started', 'block-lifted'] as const) {
        const block = {
          id: 'b',
          code: 'abcdefgh',
          subject: { kind: 'service', id: 'outgoing' },
          subjectName: 'kari@fjord.example',
          directions: ['outgoing', 'incoming'],
          rule,
          cause: 'snd-x',
          evidence: {},
          mode: 'hold',
          since: 0,
          until: null,
          lifters: ['support'],
          liftedAt: kind === 'block-lifted' ? 5 : null,
          liftedBy: null,
          liftActor: null,
          attempts: 0,
        } as const satisfies Block;
        const writing = {
          language,
          timeZone: 'Europe/Oslo',
          now: 0,
          link: (code: string) => code,
          attempts: [attempt],
        };
        const { title, text: body } = noticeWords({ kind, block }, writing);
        assert.ok(title.length > 10 && title.length < 200 && body.includes('abcdefgh') && body.includes('c@d.test'));
        if (!rule.startsWith('abuse'))
          assert.doesNotMatch(title + body, /undefined|NaN|\[object/, `${language} ${rule}`);
      }
});
