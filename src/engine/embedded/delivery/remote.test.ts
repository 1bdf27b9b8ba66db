import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { startDnsServer } from '../../../../lab/dns-server.ts';
import { SINK_CERTIFICATE } from '../../../../lab/sink-certificate.ts';
import { startSmtpSink } from '../../../../lab/smtp-sink.ts';
import type { SinkMood } from '../../../../lab/smtp-sink.ts';
import type { Directory } from '#src/engine/ports.ts';
import type { JournalEvent, MessageEvent } from '#src/model/journal.ts';
import type { MessageId, QueueId } from '#src/model/ids.ts';
import { createResolver } from '#src/net/resolver.ts';
import type { MailStore } from '../mail-store.ts';
import type { DeliveryJob } from '../queue/job.ts';
import { createDelivery } from './deliver.ts';
import type { DeliveryOptions } from './deliver.ts';

const sink = await startSmtpSink();
const second = await startSmtpSink();
const dns = await startDnsServer({
  'far.example': { MX: ['10 mx1.far.example', '20 mx2.far.example'] },
  'mx1.far.example': { A: ['127.0.0.1'] },
  'mx2.far.example': { A: ['127.0.0.1'] },
  'bare.example': { A: ['127.0.0.1'] },
  'null.example': { MX: ['0 .'] },
  'own.example': { MX: ['10 mx.us.example', '20 mx2.far.example'] },
  'inside.example': { A: ['10.0.0.7'] },
  'empty.example': { TXT: ['nothing here'] },
  'broken.example': { mood: 'servfail' },
});
const events: JournalEvent[] = [];
after(async () => {
  await Promise.all([sink.stop(), second.stop(), dns.stop()]);
});
beforeEach(() => {
  sink.setMood({});
  second.setMood({});
  events.length = 0;
  (sink.messages as unknown[]).length = 0;
  (second.messages as unknown[]).length = 0;
});

const nobody = { isLocalDomain: async () => false } as unknown as Directory;
const make = (more: Partial<DeliveryOptions> = {}) =>
  createDelivery({
    directory: nobody,
    store: {} as MailStore,
    resolver: createResolver({ servers: [dns.address] }),
    journal: { record: (event) => events.push(event) },
    hostname: 'mx.us.example',
    hosts: { 'mx1.far.example': sink.address, 'mx2.far.example': second.address },
    timeouts: { connectMs: 500, greetingMs: 80, commandMs: 80, dataMs: 80, dataEndMs: 80 },
    random: () => 0,
    ...more,
  });
const jobFor = (
  domain: string,
  locals: readonly string[] = ['kari'],
  text = 'Subject: hei\r\n\r\n.dot\r\nend\r\n',
): DeliveryJob => ({
  message: {
    messageId: 'm1' as MessageId,
    direction: 'submission',
    mailFrom: 'ola@us.example',
    receivedAt: 0,
    smtpUtf8: false,
    eightBit: false,
    envid: 'E1',
    ret: 'HDRS',
  },
  bytes: Buffer.from(text),
  domain,
  recipients: locals.map((local) => ({
    queueId: `q-${local}` as QueueId,
    address: `${local}@${domain}`,
    tries: 0,
    delayTold: false,
    notify: ['FAILURE'],
  })),
});
const deliver = async (job: DeliveryJob, more: Partial<DeliveryOptions> = {}) => {
  const delivery = make(more);
  try {
    return await delivery.deliver(job);
  } finally {
    delivery.close();
  }
};
const attempts = (): MessageEvent[] => events.filter((event) => event.kind === 'message');

test('the message arrives byte for byte, with DSN wishes, and the journal has the attempt', async () => {
  const [outcome] = await deliver(jobFor('far.example'));
  assert.equal(outcome.kind, 'sent');
  assert.deepEqual(sink.messages, [
    {
      mail: '<ola@us.example> SIZE=27 RET=HDRS ENVID=E1',
      rcpt: ['<kari@far.example> NOTIFY=FAILURE'],
      data: 'Subject: hei\r\n\r\n.dot\r\nend\r\n',
      encrypted: false,
    },
  ]);
  const [event] = attempts();
  assert.deepEqual(
    [event.step, event.host, event.code, event.enhanced, event.reply, event.queueId],
    ['attempt', 'mx1.far.example', 250, '2.0.0', 'taken as 1', 'q-kari'],
  );
});

test('each recipient has its own answer and its cause', async () => {
  const answers: Record<string, string> = {
    'gone@far.example': '550 5.1.1 User unknown',
    'full@far.example': '452 4.2.2 Mailbox full',
    'new@far.example': '451 4.7.1 Greylisted, try again',
  };
  sink.setMood({ rcpt: (address) => answers[address] ?? null });
  const outcomes = await deliver(jobFor('far.example', ['kari', 'gone', 'full', 'new']));
  assert.deepEqual(
    outcomes.map((outcome) => [outcome.kind, 'cause' in outcome ? outcome.cause : undefined]),
    [
      ['sent', undefined],
      ['permanent', 'snd-recipient-unknown'],
      ['temporary', 'snd-recipient-full'],
      ['temporary', 'snd-greylisted'],
    ],
  );
  assert.equal(sink.messages[0].rcpt.length, 1);
});

const moods: readonly (readonly [name: string, mood: SinkMood, kind: string, enhanced: string, nextHost: boolean])[] = [
  ['greets with 554', { greeting: '554 5.7.1 go away' }, 'temporary', '5.7.1', true],
  ['says nothing', { greeting: 'silent' }, 'temporary', '4.4.1', true],
  ['speaks no SMTP', { greeting: 'HTTP/1.1 400 Bad Request' }, 'temporary', '4.5.0', true],
  ['refuses the sender', { mail: '550 5.1.8 Sender domain not found' }, 'permanent', '5.1.8', false],
  ['puts the sender off', { mail: '451 4.3.0 later' }, 'temporary', '4.3.0', true],
  ['refuses DATA', { data: '554 5.6.0 no' }, 'permanent', '5.6.0', false],
  ['drops in the message', { end: 'drop' }, 'temporary', '4.4.2', false],
  ['refuses the content', { end: '552 5.7.0 spam content' }, 'permanent', '5.7.0', false],
  ['never answers the dot', { end: 'silent' }, 'temporary', '4.4.1', false],
  ['is too small', { extensions: ['SIZE 10'] }, 'permanent', '5.3.4', false],
];
for (const [name, mood, kind, enhanced, nextHost] of moods)
  test(`a host that ${name}`, async () => {
    sink.setMood(mood);
    second.setMood(nextHost ? mood : {});
    const [outcome] = await deliver(jobFor('far.example'));
    assert.deepEqual([outcome.kind, 'reply' in outcome && outcome.reply.enhanced], [kind, enhanced]);
    assert.deepEqual(
      attempts().map((event) => event.host),
      nextHost ? ['mx1.far.example', 'mx2.far.example'] : ['mx1.far.example'],
    );
  });

test('the second host takes over when the first is dead', async () => {
  sink.setMood({ greeting: '421 4.3.2 shutting down' });
  const [outcome] = await deliver(jobFor('far.example'));
  assert.equal(outcome.kind, 'sent');
  assert.equal(second.messages.length, 1);
});

test('international addresses only where they are understood', async () => {
  sink.setMood({ extensions: ['8BITMIME'] });
  const [outcome] = await deliver(jobFor('far.example', ['kåre']));
  assert.equal(outcome.kind === 'permanent' && outcome.cause, 'snd-smtputf8');
  sink.setMood({});
  assert.equal((await deliver(jobFor('far.example', ['kåre'])))[0].kind, 'sent');
  assert.match(sink.messages[0].mail, /SMTPUTF8/);
});

test('a domain in other letters goes out in its ASCII form, to any host', async () => {
  sink.setMood({ extensions: [] });
  const job = jobFor('xn--blbr-roah.example');
  const [recipient] = job.recipients;
  const hosts = { 'xn--blbr-roah.example': sink.address };
  const [outcome] = await deliver(
    { ...job, recipients: [{ ...recipient, address: 'kari@blåbær.example' }] },
    { hosts },
  );
  assert.equal(outcome.kind, 'sent');
  assert.deepEqual(sink.messages[0].rcpt, ['<kari@xn--blbr-roah.example>']);
});

test('encrypts where offered, whatever the certificate, and goes on in plain text when that breaks', async () => {
  sink.setMood({ tls: SINK_CERTIFICATE });
  assert.equal((await deliver(jobFor('far.example')))[0].kind, 'sent');
  const [{ outboundTls }] = attempts();
  assert.deepEqual([outboundTls?.version, outboundTls?.trusted], ['TLSv1.3', false]);
  assert.ok(outboundTls?.why);
  sink.setMood({ tls: 'broken' });
  assert.equal((await deliver(jobFor('far.example')))[0].kind, 'sent');
  assert.deepEqual(
    sink.messages.map((message) => message.encrypted),
    [true, false],
  );
});

test('dead ends have their own words and codes', async () => {
  const ends: readonly (readonly [string, string, string, RegExp])[] = [
    ['nowhere.example', 'permanent', '5.1.2', /does not exist/],
    ['null.example', 'permanent', '5.1.10', /null MX/],
    ['own.example', 'permanent', '5.4.6', /directed to this server/],
    ['inside.example', 'permanent', '5.4.4', /private address/],
    ['bare.example', 'permanent', '5.4.4', /private address/],
    ['empty.example', 'permanent', '5.4.4', /no mail server/],
    ['broken.example', 'temporary', '4.4.3', /servfail/],
    ['[127.0.0.1]', 'permanent', '5.4.4', /private address/],
  ];
  for (const [domain, kind, enhanced, words] of ends) {
    const [outcome] = await deliver(jobFor(domain));
    assert.ok(outcome.kind === 'permanent' || outcome.kind === 'temporary', domain);
    assert.deepEqual([outcome.kind, outcome.reply.enhanced], [kind, enhanced], domain);
    assert.match(outcome.reply.text, words);
  }
});

test('without MX the domain itself is the host; loopback only when allowed', async () => {
  const port = Number(sink.address.split(':')[1]);
  const [outcome] = await deliver(jobFor('bare.example'), { port, allowPrivate: true });
  assert.equal(outcome.kind, 'sent');
});

test('several messages share a connection; a stale one is replaced at once', async () => {
  const delivery = make();
  const before = sink.connections();
  for (let i = 0; i < 3; i += 1) assert.equal((await delivery.deliver(jobFor('far.example')))[0].kind, 'sent');
  assert.equal(sink.connections() - before, 1);
  sink.setMood({ mail: 'drop' });
  const dropped = delivery.deliver(jobFor('far.example'));
  sink.setMood({ mail: 'drop' });
  assert.equal((await dropped)[0].kind, 'sent'); // by the second host
  delivery.close();
});
