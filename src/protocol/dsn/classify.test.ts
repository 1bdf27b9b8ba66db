import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { classifyReply } from './classify.ts';
import { ReplyReader } from './reply.ts';

const replies: readonly (readonly [string, string | null])[] = [
  ['550 5.1.1 <x@y>: Recipient address rejected: User unknown in virtual mailbox table', 'snd-recipient-unknown'],
  ['550 5.1.1 The email account that you tried to reach does not exist', 'snd-recipient-unknown'],
  ['550 No such user here', 'snd-recipient-unknown'],
  ['452 4.2.2 The recipient inbox is out of storage space', 'snd-recipient-full'],
  ['552 5.2.2 Mailbox size limit exceeded', 'snd-recipient-full'],
  ['550 Mailbox quota exceeded', 'snd-recipient-full'],
  ['550 5.2.1 The email account is inactive', 'snd-recipient-disabled'],
  ['451 4.7.1 Greylisting in action, please come back later', 'snd-greylisted'],
  ['450 4.2.0 <x@y>: Recipient address rejected: Greylisted', 'snd-greylisted'],
  ['552 5.3.4 Message size exceeds fixed limit', 'snd-too-large'],
  ['552 Message too large', 'snd-too-large'],
  ['554 5.7.1 Service unavailable; Client host [1.2.3.4] blocked using zen.spamhaus.org', 'snd-server-ip-listed'],
  [
    '550 5.7.1 Unfortunately, messages were not sent. part of their network is on our block list (S3150)',
    'snd-server-ip-listed',
  ],
  ['554 IP=1.2.3.4 - A problem occurred. (Ask your postmaster for help) (NOWL)', 'snd-allowlist-recipient'],
  ['550 5.7.25 The IP address sending this message does not have a PTR record', 'snd-no-ptr'],
  ['421 4.7.28 Our system has detected an unusual rate of unsolicited mail', 'snd-big-provider-throttle'],
  ['550 5.7.515 Access denied, sending domain does not meet the required authentication level', 'snd-bulk-rules-5000'],
  ['550 5.7.23 The message was rejected because of SPF violation', 'dom-spf-lacks-us'],
  ['450 4.1.8 Sender address rejected: Domain not found', 'snd-sender-domain-unresolvable'],
  ['554 5.4.6 Too many hops', 'acc-forward-loop'],
  ['552 5.7.0 Message content rejected: virus found', 'snd-content-rejected'],
  ['553 5.6.7 must declare SMTPUTF8', 'snd-smtputf8'],
  ['550 5.7.1 Message rejected', null],
  ['451 4.3.0 Temporary lookup failure', null],
  ['421 4.4.2 Timeout', null],
  ['550 mailbox unavailable', null], // some say this for limits of their own
  ['250 2.1.5 User unknown but taken', null],
];

test('replies of the real world and what they mean', () => {
  for (const [line, cause] of replies) {
    const [, code, enhanced = '', text] = /^(\d{3}) (?:(\d\.\d+\.\d+) )?(.*)$/.exec(line) ?? [];
    assert.equal(classifyReply({ code: Number(code), enhanced, text }), cause, line);
  }
});

test('any text is classified in no time', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 5000 }), fc.integer({ min: 200, max: 599 }), (text, code) => {
      classifyReply({ code, enhanced: '', text });
    }),
  );
  const started = performance.now();
  classifyReply({ code: 550, enhanced: '', text: 'ip= user sender mail spf '.repeat(20_000) });
  assert.ok(performance.now() - started < 100);
});

test('replies are read whole, whatever the pieces', () => {
  const wire = Buffer.from(
    '250-mx.example\r\n250-SIZE 10\r\n250 8BITMIME\r\n550-5.1.1 no such\r\n550 5.1.1 user\r\n220 hei\n',
  );
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 40 }), (sizes) => {
      const reader = new ReplyReader();
      const found: unknown[] = [];
      for (let at = 0, i = 0; at < wire.length; i += 1) {
        const size = sizes[i % sizes.length];
        reader.push(wire.subarray(at, at + size));
        at += size;
        for (let read = reader.next(); read.kind !== 'more'; read = reader.next()) found.push(read);
      }
      assert.deepEqual(found, [
        { kind: 'reply', reply: { code: 250, enhanced: '', lines: ['mx.example', 'SIZE 10', '8BITMIME'] } },
        { kind: 'reply', reply: { code: 550, enhanced: '5.1.1', lines: ['no such', 'user'] } },
        { kind: 'reply', reply: { code: 220, enhanced: '', lines: ['hei'] } },
      ]);
    }),
  );
});

test('what is no reply is broken, and nothing grows without end', () => {
  const kindOf = (text: string) => {
    const reader = new ReplyReader();
    reader.push(Buffer.from(text));
    return reader.next().kind;
  };
  for (const text of [
    'HTTP/1.1 400\r\n',
    '250-a\r\n251 b\r\n',
    '999 x\r\n',
    '\r\n',
    'x'.repeat(5000),
    '250-a\r\n'.repeat(101),
  ])
    assert.equal(kindOf(text), 'broken', text.slice(0, 20));
  assert.equal(kindOf('250-a\r\n'), 'more');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => void kindOf(Buffer.from(noise).toString('latin1'))),
  );
});
