import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { ReceivedMessage } from '#src/engine/ports.ts';
import type { ConnectionId, MessageId } from '#src/model/ids.ts';
import type { DnsAnswer } from '#src/net/dns-answer.ts';
import type { DnsRecord } from '#src/protocol/dns/message.ts';
import { readFacts } from '../intake-trace.ts';
import { claimedName } from './forged-results.ts';
import { createVerifier } from './verify.ts';

const message = (text: string, mailFrom = 'x@far.example', remoteAddress = '192.0.2.5'): ReceivedMessage => ({
  id: 'm' as MessageId,
  connection: {
    id: 'c' as ConnectionId,
    endpoint: 'inbound',
    localPort: 25,
    remoteAddress,
    remotePort: 9,
    ehlo: 'out.far.example',
  },
  mailFrom,
  recipients: [{ address: 'kari@us.example' }],
  bytes: Buffer.from(text),
  receivedAt: 0,
  smtpUtf8: false,
  eightBit: false,
});
const plain = 'From: x@far.example\r\n\r\nhei\r\n';
const records = (zone: Readonly<Record<string, string>>, asked: string[] = []) => ({
  query: async (name: string, type: string): Promise<DnsAnswer<DnsRecord>> => {
    asked.push(`${type} ${name}`);
    const data = zone[`${type} ${name}`];
    if (data === undefined) return { kind: 'nxdomain' };
    return { kind: 'records', ttlSeconds: 60, records: [{ name, type: 'TXT', ttlSeconds: 60, data, number: 0 }] };
  },
});

test('a resolver that never answers costs the time limit, and is told as temperror', async () => {
  for (const text of [
    plain,
    `DKIM-Signature: v=1; a=rsa-sha256; d=far.example; s=x; h=from; bh=eA==; b=eA==\r\n${plain}`,
  ]) {
    const verify = createVerifier({
      resolver: { query: () => new Promise(() => {}) },
      hostname: 'mx.us.example',
      timeoutMs: 30,
    });
    const verdict = await verify(message(text), readFacts(Buffer.from(text)));
    assert.match(verdict.summary, /spf=temperror/);
    assert.equal(verdict.dmarcReject, false);
  }
});

test('a burst from one sender is judged once; another address or author is judged anew', async () => {
  const asked: string[] = [];
  const zone = { 'TXT far.example': 'v=spf1 ip4:192.0.2.5 -all', 'TXT _dmarc.far.example': 'v=DMARC1; p=reject' };
  const verify = createVerifier({ resolver: records(zone, asked), hostname: 'mx.us.example' });
  const judge = (one: ReceivedMessage) => verify(one, readFacts(one.bytes));
  const first = await judge(message(plain));
  const questions = asked.length;
  assert.ok(questions > 0);
  assert.equal(await judge(message(plain)), first);
  assert.equal(asked.length, questions);
  const forged = await judge(message(plain, 'x@far.example', '192.0.2.66'));
  assert.equal(forged.dmarcReject, true);
  const other = await judge(message('From: y@other.example\r\n\r\n'));
  assert.notEqual(other.header, first.header);
});

test('any message gets exactly one field of results with short, clean lines', async () => {
  const verify = createVerifier({ resolver: records({}), hostname: 'mx.us.example', timeoutMs: 1000 });
  const name = fc.stringMatching(/^[\u0020-\u007eå]{0,60}$/);
  await fc.assert(
    fc.asyncProperty(name, name, async (from, sender) => {
      const one = message(`From: ${from}\r\nSubject: x\r\n\r\nhei\r\n`, sender);
      const { header } = await verify(one, readFacts(one.bytes));
      assert.match(header, /^Authentication-Results: mx\.us\.example;\r\n [\s\S]*\r\n$/);
      // Every line after the first continues the field: nothing the sender wrote can begin one of its own.
      assert.ok(
        header
          .slice(0, -2)
          .split('\r\n')
          .slice(1)
          .every((line) => /^[ \t]/.test(line)),
        header,
      );
      assert.equal(/[\r\n]/.test(header.replaceAll('\r\n', '')), false);
    }),
    { numRuns: 60 },
  );
});

test('the name that a field of results claims to speak for', () => {
  const names: readonly (readonly [string, string])[] = [
    ['mx.us.example; spf=pass', 'mx.us.example'],
    [' (a comment) MX.US.example 1; none', 'mx.us.example'],
    ['"mx.us.example"; none', 'mx.us.example'],
    ['"mx\\.us.example"; none', 'mx.us.example'],
    ['mx.us.example.;none', 'mx.us.example'],
    ['mx.us.example(c);none', 'mx.us.example'],
    ['mx.us.example.evil.example; none', 'mx.us.example.evil.example'],
    ['', ''],
  ];
  for (const [value, name] of names) assert.equal(claimedName(value), name, value);
  fc.assert(fc.property(fc.string({ maxLength: 3000 }), (value) => void claimedName(value)));
});
