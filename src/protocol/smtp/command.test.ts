/** Command parser: what clients really send, what they must not, and anything at all. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { parseCommand } from './command.ts';
import { reply } from './reply.ts';
import { decodeXtext, encodeXtext } from './xtext.ts';

test('reads MAIL with its parameters', () => {
  assert.deepEqual(
    parseCommand('MAIL FROM:<kari@fjord.example> SIZE=1000 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=a+2Bb'),
    {
      kind: 'mail',
      from: 'kari@fjord.example',
      sizeBytes: 1000,
      eightBit: true,
      smtpUtf8: true,
      ret: 'HDRS',
      envid: 'a+2Bb',
    },
  );
  const plain = { kind: 'mail', eightBit: false, smtpUtf8: false };
  assert.deepEqual(parseCommand('mail from:<>'), { ...plain, from: '' });
  assert.deepEqual(parseCommand('MAIL FROM: kari@fjord.example'), { ...plain, from: 'kari@fjord.example' });
  assert.deepEqual(parseCommand('MAIL FROM:<@a.example,@b.example:c@d.example>'), { ...plain, from: 'c@d.example' });
  assert.deepEqual(parseCommand('MAIL FROM:<"o <b>"@d.example> AUTH=<>'), { ...plain, from: '"o <b>"@d.example' });
});

test('reads RCPT with DSN wishes', () => {
  assert.deepEqual(parseCommand('RCPT TO:<a@b.example> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;a@b.example'), {
    kind: 'rcpt',
    to: 'a@b.example',
    notify: ['SUCCESS', 'FAILURE'],
    orcpt: 'rfc822;a@b.example',
  });
});

test('faults are answered with their code', () => {
  const faults: readonly (readonly [string, number])[] = [
    ['MAIL FROM:<a@b.example> SIZE=x', 501],
    ['MAIL FROM:<a@b.example> SIZE=1 SIZE=2', 501],
    ['MAIL FROM:<a@b.example> BODY=BINARYMIME', 501],
    ['MAIL FROM:<a@b.example> HOLDFOR=5', 555],
    ['MAIL FROM:<a b@c.example>', 501],
    ['MAIL TO:<a@b.example>', 501],
    ['RCPT TO:<>', 501],
    ['RCPT TO:<a@b.example> NOTIFY=NEVER,SUCCESS', 501],
    ['RCPT TO:<a@b.example> NOTIFY=SUCCESS,SUCCESS', 501],
    ['RCPT TO:<a@b.example> ORCPT=x', 501],
    ['DATA now', 501],
    ['AUTH', 501],
    ['AUTH PLAIN a b', 501],
  ];
  for (const [line, code] of faults) {
    const got = parseCommand(line);
    assert.deepEqual([got.kind, 'code' in got && got.code], ['bad', code], line);
  }
  assert.deepEqual(parseCommand('BDAT 5 LAST'), { kind: 'unknown', verb: 'BDAT' });
  assert.deepEqual(parseCommand('EHLO a\u0007b c'), { kind: 'ehlo', name: 'a?b' });
  assert.deepEqual(parseCommand('EHLO'), { kind: 'ehlo', name: '' });
  assert.deepEqual(parseCommand('AUTH plain ='), { kind: 'auth', mechanism: 'PLAIN', initial: '' });
});

test('never throws, and what it takes as an address holds no control characters', () => {
  const verb = fc.constantFrom('MAIL FROM:', 'RCPT TO:', 'EHLO ', 'AUTH ', '', 'MAIL FROM:<a@b.example> ');
  fc.assert(
    fc.property(verb, fc.string({ unit: 'binary-ascii', maxLength: 120 }), (start, rest) => {
      const got = parseCommand(start + rest);
      const address = got.kind === 'mail' ? got.from : got.kind === 'rcpt' ? got.to : '';
      // oxlint-disable-next-line no-control-regex
      assert.ok(!/[\u0000-\u001f\u007f]/.test(address));
    }),
  );
});

test('long hostile lines are read in no time', () => {
  const before = performance.now();
  for (const line of [
    `MAIL FROM:<${'"\\'.repeat(1000)}`,
    `MAIL FROM:<a> ${'A='.repeat(1000)}`,
    `EHLO ${' '.repeat(2000)}x`,
  ])
    parseCommand(line);
  assert.ok(performance.now() - before < 100);
});

test('xtext there and back', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => assert.equal(decodeXtext(encodeXtext(text)), text)));
  assert.equal(decodeXtext('a+2'), null);
  assert.equal(decodeXtext('a b'), null);
});

test('a reply is lines of one code, and no text breaks out of it', () => {
  assert.equal(reply(250, null, 'mail.example', 'SIZE 10'), '250-mail.example\r\n250 SIZE 10\r\n');
  assert.equal(reply(550, '5.1.1', 'no\r\n250 ok'), '550 5.1.1 no 250 ok\r\n');
});
