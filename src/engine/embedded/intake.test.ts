import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, beforeEach, test } from 'node:test';
import { authenticate } from 'mailauth';
import { startDnsServer } from '../../../lab/dns-server.ts';
import type {
  Directory,
  EnvelopeRecipient,
  Mailbox,
  ReceivedMessage,
  Recipient,
  SigningKey,
} from '#src/engine/ports.ts';
import type { ConnectionId, MailboxId, MessageId } from '#src/model/ids.ts';
import type { JournalEvent, MessageEvent } from '#src/model/journal.ts';
import { callableResolver } from '#src/net/resolver-callable.ts';
import { createResolver } from '#src/net/resolver.ts';
import { signMessage } from './authentication/sign.ts';
import { EMPTY_BOOK } from './rules/no-rules.ts';
import { createIntake } from './intake.ts';
import type { Delivery, MailStore, StoreProblem } from './mail-store.ts';
import type { NewQueueMessage } from './queue/job.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key: SigningKey = {
  domain: 'fjord.example',
  selector: 's1',
  privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  algorithm: 'rsa-sha256',
};
const record = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`;
const dns = await startDnsServer({
  'far.example': { TXT: ['v=spf1 ip4:192.0.2.5 -all'] },
  '_dmarc.far.example': { TXT: ['v=DMARC1; p=reject'] },
  's1._domainkey.fjord.example': { TXT: [record] },
  's1._domainkey.far.example': { TXT: [record] },
  'slow.example': { mood: 'servfail' },
});
after(() => dns.stop());

let deliveries: Delivery[];
let queued: NewQueueMessage[];
let events: JournalEvent[];
let problems: Record<string, StoreProblem | 'throws'>;
let queueWorks: boolean;
beforeEach(() => {
  [deliveries, queued, events, problems, queueWorks] = [[], [], [], {}, true];
});

const mailbox = (address: string): Mailbox => ({
  id: `id-${address}` as MailboxId,
  address,
  language: 'nb',
  quotaBytes: 0,
});
const people: Record<string, Recipient> = {
  'kari@fjord.example': { kind: 'mailbox', mailbox: mailbox('kari@fjord.example') },
  'kari+shop@fjord.example': { kind: 'mailbox', mailbox: mailbox('kari@fjord.example') },
  'ola@fjord.example': { kind: 'mailbox', mailbox: mailbox('ola@fjord.example') },
  'all@fjord.example': {
    kind: 'alias',
    address: 'all@fjord.example',
    targets: ['kari@fjord.example', 'ola@fjord.example', 'x@far.example'],
  },
  'away@fjord.example': { kind: 'alias', address: 'away@fjord.example', targets: ['x@far.example'] },
  'gone@fjord.example': { kind: 'unknown', cause: 'acc-mailbox-deleted' },
};
const directory = {
  recipient: async (address: string) => people[address] ?? { kind: 'not-local' },
  signingKeys: async (domain: string) => (domain === 'fjord.example' ? [key] : []),
} as unknown as Directory;
const store = {
  deliver: async (delivery: Delivery) => {
    const problem = problems[delivery.mailbox];
    if (problem === 'throws') throw new Error('disk');
    if (problem !== undefined) return { ok: false, problem };
    deliveries.push(delivery);
    return { ok: true, value: { uid: deliveries.length, uidValidity: 1 } };
  },
} as unknown as MailStore;
const resolver = createResolver({ servers: [dns.address] });
const make = (more = {}) =>
  createIntake({
    directory,
    store,
    resolver,
    book: EMPTY_BOOK,
    hostname: 'mx.us.example',
    journal: { record: (event) => events.push(event) },
    queue: {
      add: async (messages) => {
        if (queueWorks) queued.push(...messages);
        return queueWorks;
      },
    },
    ...more,
  });
const plain = 'From: X <x@far.example>\r\nSubject: =?UTF-8?Q?Bl=C3=A5b=C3=A6r?=\r\nMessage-ID: <1@far>\r\n\r\nhei\r\n';
const received = (
  to: readonly (string | EnvelopeRecipient)[],
  text = plain,
  more: Partial<ReceivedMessage> = {},
): ReceivedMessage => ({
  id: 'msg1' as MessageId,
  connection: {
    id: 'c' as ConnectionId,
    endpoint: 'inbound',
    localPort: 25,
    remoteAddress: '192.0.2.5',
    remotePort: 9,
    ehlo: 'out.far.example',
  },
  mailFrom: 'x@far.example',
  recipients: to.map((one) => (typeof one === 'string' ? { address: one } : one)),
  bytes: Buffer.from(text),
  receivedAt: Date.UTC(2026, 10, 21, 12, 0),
  smtpUtf8: false,
  eightBit: false,
  ...more,
});
const steps = () =>
  events
    .filter((event): event is MessageEvent => event.kind === 'message')
    .map((event) => `${event.step} ${event.address}`);
const text = (i = 0): string => deliveries[i].message.bytes.toString();

test('one copy a mailbox, trace on top, results of authentication, the message below untouched', async () => {
  const result = await make().inbound(received(['kari@fjord.example', 'kari+shop@fjord.example', 'ola@fjord.example']));
  assert.deepEqual(result, { ok: true, text: '2.0.0 accepted as msg1' });
  assert.equal(deliveries.length, 2);
  assert.equal(deliveries[0].onceKey, 'msg1');
  assert.match(
    text(),
    /^Return-Path: <x@far\.example>\r\nDelivered-To: kari@fjord\.example\r\nAuthentication-Results: mx\.us\.example;\r\n/,
  );
  assert.match(text(), /spf=pass[^;]*;[\s\S]*dmarc=pass/);
  assert.match(
    text(),
    /\r\nReceived: from out\.far\.example \(\[192\.0\.2\.5\]\)\r\n\tby mx\.us\.example with ESMTP id msg1;\r\n\tSat, 21 Nov 2026 12:00:00 \+0000\r\nFrom: X/,
  );
  assert.ok(text().endsWith(plain));
  assert.equal(queued.length, 0);
  const delivered = events.find((event) => event.kind === 'message' && event.step === 'delivered') as MessageEvent;
  assert.deepEqual(
    [delivered.subject, delivered.messageIdHeader, delivered.uid, delivered.folder],
    ['Blåbær', '<1@far>', 1, 'INBOX'],
  );
  assert.equal(delivered.authentication, 'dkim=none spf=pass dmarc=pass');
});

test('results that pretend to be ours are removed, those of others stay', async () => {
  const forged = `Authentication-Results: MX.us.example; spf=pass\r\nauthentication-results: (x) "mx.us.example" 1;\r\n dkim=pass\r\nAuthentication-Results: other.example; spf=fail\r\n`;
  await make().inbound(received(['kari@fjord.example'], forged + plain));
  assert.equal(text().match(/Authentication-Results/gi)?.length, 2);
  assert.match(text(), /Authentication-Results: other\.example; spf=fail\r\nFrom: X/);
});

test('a signed message is verified, a forged sender is marked, and refused only where that is asked for', async () => {
  const keys = { signingKeys: async () => [{ ...key, domain: 'far.example' }] };
  const signed = await signMessage(keys, Buffer.from(plain), 'far.example', Date.UTC(2026, 10, 21));
  await make().inbound(received(['kari@fjord.example'], signed.bytes.toString()));
  assert.match(text(), /dkim=pass/);
  const forged = received(['kari@fjord.example'], plain, {
    connection: { ...received([]).connection, remoteAddress: '192.0.2.66' },
  });
  assert.equal((await make().inbound(forged)).ok, true);
  assert.match(text(1), /spf=fail[\s\S]*dmarc=fail/);
  const refused = await make({ dmarc: 'enforce' }).inbound(forged);
  assert.deepEqual(!refused.ok && [refused.refusal.code, refused.refusal.enhanced], [550, '5.7.1']);
  assert.equal(deliveries.length, 2);
});

test('DNS that fails is temperror, never a refusal', async () => {
  const result = await make({ dmarc: 'enforce' }).inbound(
    received(['kari@fjord.example'], 'From: a@slow.example\r\n\r\nx\r\n', { mailFrom: 'a@slow.example' }),
  );
  assert.equal(result.ok, true);
  assert.match(text(), /spf=temperror/);
});

test('an alias spreads to mailboxes and to the queue, and marks what it forwards', async () => {
  assert.equal((await make().inbound(received(['all@fjord.example', 'kari@fjord.example']))).ok, true);
  assert.deepEqual(
    deliveries.map((one) => one.mailbox),
    ['id-kari@fjord.example', 'id-ola@fjord.example'],
  );
  assert.deepEqual(
    queued[0].recipients.map((one) => one.address),
    ['x@far.example'],
  );
  assert.match(
    queued[0].bytes.toString(),
    /^Delivered-To: all@fjord\.example\r\nARC-Seal: i=1;[\s\S]+ cv=none;[\s\S]+\r\nAuthentication-Results/,
  );
});

test('over quota: refused when alone, handed to the queue when others have it', async () => {
  problems['id-kari@fjord.example'] = 'over-quota';
  const alone = await make().inbound(received(['kari@fjord.example']));
  assert.deepEqual(!alone.ok && [alone.refusal.code, alone.refusal.enhanced, alone.refusal.cause], [
    552,
    '5.2.2',
    'acc-quota-full',
  ]);
  assert.deepEqual(events, []);
  assert.equal((await make().inbound(received(['kari@fjord.example', 'ola@fjord.example']))).ok, true);
  assert.deepEqual(
    queued.map((one) => one.recipients.map((to) => to.address)),
    [['kari@fjord.example']],
  );
  assert.deepEqual(steps(), [
    'accepted kari@fjord.example',
    'accepted ola@fjord.example',
    'delivered ola@fjord.example',
  ]);
});

test('a forged sender is never sent a report: its copies in the queue say so', async () => {
  const connection = { ...received([]).connection, remoteAddress: '192.0.2.66' };
  await make().inbound(received(['away@fjord.example'], plain, { connection }));
  await make().inbound(received(['away@fjord.example']));
  assert.deepEqual(
    queued.map((one) => one.recipients[0].notify),
    [['NEVER'], undefined],
  );
});

test('no room: 452, and nothing is said to be accepted', async () => {
  for (const problem of ['no-space', 'throws'] as const) {
    problems['id-kari@fjord.example'] = problem;
    const result = await make().inbound(received(['kari@fjord.example']));
    assert.deepEqual(!result.ok && [result.refusal.code, result.refusal.enhanced], [452, '4.3.1']);
  }
  problems = { 'id-ola@fjord.example': 'no-space' };
  queueWorks = false;
  const half = await make().inbound(received(['kari@fjord.example', 'ola@fjord.example']));
  assert.deepEqual(!half.ok && half.refusal.code, 452);
  assert.deepEqual(steps(), ['delivered kari@fjord.example']);
  assert.equal((await make().inbound(received(['away@fjord.example']))).ok, false);
  assert.equal((await make().submission(received(['x@far.example']))).ok, false);
});

test('unknown, foreign and circling mail is refused', async () => {
  const code = async (message: ReceivedMessage) => {
    const result = await make().inbound(message);
    return result.ok ? 250 : `${result.refusal.code} ${result.refusal.enhanced} ${result.refusal.cause}`;
  };
  assert.equal(await code(received(['gone@fjord.example'])), '550 5.1.1 acc-mailbox-deleted');
  assert.equal(await code(received(['x@far.example'])), '550 5.7.1 cli-smtp-auth-off');
  const hops = 'Received: by a\r\n'.repeat(51);
  assert.equal(await code(received(['kari@fjord.example'], hops + plain)), '554 5.4.6 acc-forward-loop');
  const again = `Delivered-To: away@fjord.example\r\n${plain}`;
  assert.equal(await code(received(['away@fjord.example'], again)), '554 5.4.6 acc-forward-loop');
  assert.equal(await code(received(['kari@fjord.example'], again)), 250);
  assert.equal(queued.length, 0);
});

test('a submission is mended, signed, and queued whole; its signature holds', async () => {
  const draft = 'From: Kari <kari@fjord.example>\r\nBcc: secret@far.example\r\nSubject: hei\r\n\r\nhei\r\n';
  const message = received(['x@far.example', 'ola@fjord.example', 'X@far.example'], draft, {
    mailFrom: 'kari@fjord.example',
    mailbox: mailbox('kari@fjord.example'),
    connection: { ...received([]).connection, endpoint: 'submissions' },
    dsn: { envid: 'E', ret: 'HDRS' },
  });
  assert.deepEqual(await make().submission(message), { ok: true, text: '2.0.0 queued as msg1' });
  const [one] = queued;
  assert.deepEqual(
    one.recipients.map((to) => to.address),
    ['x@far.example', 'ola@fjord.example'],
  );
  assert.deepEqual([one.language, one.ret, one.envid, one.mailbox], ['nb', 'HDRS', 'E', 'id-kari@fjord.example']);
  const out = one.bytes.toString();
  assert.match(out, /^Received: by mx\.us\.example with ESMTPSA id msg1;/);
  assert.match(out, /\r\nDate: Sat, 21 Nov 2026 12:00:00 \+0000\r\nMessage-ID: <msg1@mx\.us\.example>\r\n/);
  assert.doesNotMatch(out, /Bcc|192\.0\.2\.5/);
  const checked = await authenticate(one.bytes, {
    ip: '192.0.2.5',
    sender: 'kari@fjord.example',
    resolver: callableResolver(resolver) as never,
    disableBimi: true,
  });
  assert.equal(checked.dkim.results[0]?.status.result, 'pass');
});
