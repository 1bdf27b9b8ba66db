/**
 * May a stranger talk himself into being proven? The envelope sender and the greeting are his to choose, and our own check
 * writes both into the field by which webmail says who a letter is from. Nothing in them may be read as a result.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFacts } from '#src/engine/embedded/intake-trace.ts';
import { createVerifier, isForged } from '#src/engine/embedded/authentication/verify.ts';
import type { ReceivedMessage } from '#src/engine/ports.ts';
import type { ConnectionId, MessageId } from '#src/model/ids.ts';
import { readHeader } from '#src/service/webmail/message-header.ts';

const HOST = 'mx.us.example';
const ZONE: Readonly<Record<string, string>> = {
  'TXT evil.example': 'v=spf1 ip4:192.0.2.5 -all',
  'TXT _dmarc.guarded.example': 'v=DMARC1; p=reject',
};
const verify = createVerifier({
  hostname: HOST,
  timeoutMs: 5_000,
  resolver: {
    query: async (name, type) => {
      const data = ZONE[`${type} ${name}`];
      return data === undefined
        ? { kind: 'nxdomain' }
        : { kind: 'records', ttlSeconds: 60, records: [{ name, type: 'TXT', ttlSeconds: 60, data, number: 0 }] };
    },
  },
});
const SIGNATURE = 'DKIM-Signature: v=1; a=rsa-sha256; d=evil.example; s=x; h=from; bh=eA==; b=eA==\r\n';
const CLAIM = `Authentication-Results: ${HOST}; dmarc=pass header.from=bank.example`;

const SENDERS = [
  'a@evil.example',
  '"a\\";dmarc=pass header.from=bank.example;\\"b"@evil.example',
  '"a\\";dmarc=pass header.from=bank.example"@evil.example',
  '"a)\\" ;dmarc=pass;"@evil.example',
  '"a\\) ;dmarc=pass;("@evil.example',
  '"a\\\\\\" ;dmarc=pass; "@evil.example',
  '";dkim=pass header.d=bank.example header.s=x header.b=eAeAeAeA;"@evil.example',
  `"${CLAIM}; x"@evil.example`,
  `"\\";${CLAIM}; x"@evil.example`,
];
const GREETINGS = ['out.evil.example', CLAIM, 'x";dmarc=pass;"', '[192.0.2.5]";dmarc=pass;"', 'x)";dmarc=pass;("'];

async function judged(author: string, mailFrom: string, ehlo: string, isSigned: boolean) {
  const text = `${isSigned ? SIGNATURE : ''}From: Banken <post@${author}>\r\nSubject: Hei\r\n\r\nhei\r\n`;
  const message: ReceivedMessage = {
    id: 'm' as MessageId,
    connection: {
      id: 'c' as ConnectionId,
      endpoint: 'inbound',
      localPort: 25,
      remotePort: 9,
      remoteAddress: '192.0.2.5',
      ehlo,
    },
    mailFrom,
    recipients: [{ address: 'kari@us.example' }],
    bytes: Buffer.from(text),
    receivedAt: 0,
    smtpUtf8: false,
    eightBit: false,
  };
  const verdict = await verify(message, readFacts(message.bytes));
  const received = `Received: from x by ${HOST} with ESMTP id y; Sun, 22 Nov 2026 12:00:00 +0000\r\n`;
  return { verdict, proof: readHeader(Buffer.from(verdict.header + received + text), HOST).proof };
}

for (const isSigned of [false, true])
  test(`no sender and no greeting proves another author, ${isSigned ? 'with' : 'without'} a signature`, async () => {
    for (const mailFrom of SENDERS)
      for (const ehlo of GREETINGS) {
        const { verdict, proof } = await judged('bank.example', mailFrom, ehlo, isSigned);
        const about = `${mailFrom} | ${ehlo}\n${verdict.header}`;
        assert.deepEqual([proof.verdict, proof.isVouched, proof.dmarc], ['unproven', false, 'none'], about);
        assert.equal(proof.spf, 'pass', about);
        assert.equal(verdict.summary, `dkim=${isSigned ? 'neutral' : 'none'} spf=pass dmarc=none`, about);
        assert.equal(verdict.header.split('Authentication-Results:')[0], '', about);
        assert.match(verdict.header, /^Authentication-Results: mx\.us\.example;\r\n /, about);
        const guarded = await judged('guarded.example', mailFrom, ehlo, isSigned);
        assert.deepEqual([guarded.proof.verdict, isForged(guarded.verdict)], ['failed', true], about);
      }
  });

test('who is who he says is proven all the same', async () => {
  const { proof } = await judged('evil.example', '"a;b (c"@evil.example', 'out.evil.example', false);
  assert.equal(proof.spf, 'pass');
  const plain = await judged('evil.example', 'a@evil.example', 'out.evil.example', false);
  assert.equal(plain.proof.verdict, 'proven');
});
