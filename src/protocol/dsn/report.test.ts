import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { decodeQuotedPrintable } from '#src/protocol/mime/decode.ts';
import { decodeWords } from '#src/protocol/mime/words.ts';
import { buildReport, encodeQuotedPrintable, encodeWords } from './report.ts';
import type { Report } from './report.ts';

const AT = Date.UTC(2026, 10, 21, 12, 0);
const report = (more: Partial<Report> = {}): Report => ({
  hostname: 'mx.us.example',
  fromName: 'E-posttjenesten',
  to: 'ola@us.example',
  subject: 'Ikke levert: Møte',
  language: 'nb',
  text: 'Hei på deg.\n',
  messageId: '<r1@mx.us.example>',
  at: AT,
  arrivedAt: AT - 3000,
  envid: 'E1',
  about: '<m1@us.example>',
  recipients: [
    {
      address: 'kari@far.example',
      orcpt: 'rfc822;Kari@far.example',
      action: 'failed',
      status: '5.1.1',
      diagnostic: 'smtp; 550 5.1.1 No such user',
      remoteHost: 'mx.far.example',
      lastAttemptAt: AT,
    },
  ],
  original: Buffer.from('Subject: hei\r\n\r\nkropp\r\n'),
  attach: 'message',
  ...more,
});

const GOLDEN = `From: E-posttjenesten <mailer-daemon@mx.us.example>
To: <ola@us.example>
Subject: =?UTF-8?B?SWtrZSBsZXZlcnQ6IE3DuHRl?=
Date: Sat, 21 Nov 2026 12:00:00 +0000
Message-ID: <r1@mx.us.example>
In-Reply-To: <m1@us.example>
References: <m1@us.example>
Auto-Submitted: auto-replied
Content-Language: nb
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_r1mxusexample"
Content-Transfer-Encoding: 7bit

--=_r1mxusexample
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Hei p=C3=A5 deg.

--=_r1mxusexample
Content-Type: message/delivery-status

Original-Envelope-Id: E1
Reporting-MTA: dns; mx.us.example
Arrival-Date: Sat, 21 Nov 2026 11:59:57 +0000

Original-Recipient: rfc822;Kari@far.example
Final-Recipient: rfc822; kari@far.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.far.example
Diagnostic-Code: smtp; 550 5.1.1 No such user
Last-Attempt-Date: Sat, 21 Nov 2026 12:00:00 +0000

--=_r1mxusexample
Content-Type: message/rfc822
Content-Transfer-Encoding: 7bit

Subject: hei

kropp

--=_r1mxusexample--
`;

test('a report, byte for byte', () => {
  assert.equal(buildReport(report()).bytes.toString(), GOLDEN.replaceAll('\n', '\r\n'));
});

test('header only, 8-bit originals, international addresses', () => {
  const header = buildReport(report({ attach: 'header' })).bytes.toString();
  assert.match(header, /text\/rfc822-headers[\s\S]*Subject: hei\r\n\r\n--=_/);
  const eight = buildReport(report({ original: Buffer.from('Subject: Møte\r\n\r\nå\r\n') }));
  assert.equal(eight.eightBit, true);
  assert.match(eight.bytes.toString(), /Content-Transfer-Encoding: 8bit/);
  const [recipient] = report().recipients;
  const names = buildReport(report({ recipients: [{ ...recipient, address: 'kåre@far.example' }] })).bytes.toString();
  assert.match(names, /Final-Recipient: utf-8; k\\x\{E5\}re@far\.example/);
});

test('what others say cannot break out of its field', () => {
  const [recipient] = report().recipients;
  const evil = 'smtp; 550 x\r\nAction: delivered\r\n\r\n--=_r1mxusexample\r\n' + 'y '.repeat(2000);
  const text = buildReport(
    report({ recipients: [{ ...recipient, diagnostic: evil }], subject: 'a\r\nBcc: b@c' }),
  ).bytes.toString();
  assert.equal(text.match(/^Action: /gm)?.length, 1);
  assert.doesNotMatch(text, /^Bcc/m);
  assert.ok(text.split('\r\n').every((line) => line.length <= 998));
});

test('encoded text comes back as it was, in short lines', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const plain = text.replace(/[\r\n]/g, '');
      const encoded = encodeQuotedPrintable(plain);
      assert.ok(encoded.split('\r\n').every((line) => line.length <= 76));
      assert.equal(decodeQuotedPrintable(Buffer.from(encoded)).toString(), plain);
      const words = encodeWords(plain).replaceAll('\r\n', '');
      assert.equal(decodeWords(words), plain);
    }),
  );
});
