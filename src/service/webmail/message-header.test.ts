/** Whose word on a sender counts: our own host's, where it puts it, and nobody else's. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readHeader } from './message-header.ts';

const OURS =
  'Received: from x (x [203.0.113.9])\r\n\tby mx.us.example with ESMTPS id 1;\r\n\tSun, 22 Nov 2026 08:00:00 +0000';
const PASS =
  'Authentication-Results: mx.us.example;\r\n dkim=pass header.d=bank.example; spf=pass smtp.mailfrom=x@bank.example;\r\n dmarc=pass header.from=bank.example';
const FROM = 'From: "Bank\u202e" <post@bank.example>';
const read = (...fields: readonly string[]) =>
  readHeader(Buffer.from(`${fields.join('\r\n')}\r\n\r\n`), 'mx.us.example');

test('our own field above our own Received counts', () => {
  assert.deepEqual(read(PASS, OURS, FROM).proof, {
    verdict: 'proven',
    domain: 'bank.example',
    spf: 'pass',
    dkim: 'pass',
    dmarc: 'pass',
    ours: false,
    isVouched: true,
  });
  assert.equal(read(PASS.replaceAll('pass', 'fail'), OURS, FROM).proof.verdict, 'failed');
  assert.equal(
    read(PASS.replace('dmarc=pass', 'dmarc=none'), OURS, FROM).proof.verdict,
    'proven',
    'aligned without a policy',
  );
  const bySpf = PASS.replace('dkim=pass', 'dkim=none').replace('dmarc=pass', 'dmarc=none');
  const { verdict, isVouched } = read(bySpf, OURS, FROM).proof;
  assert.deepEqual([verdict, isVouched], ['proven', false], 'the way it came proves, and vouches for nothing');
  const other = PASS.replaceAll('bank.example', 'evil.example').replace('dmarc=pass', 'dmarc=none');
  assert.equal(read(other, OURS, FROM).proof.verdict, 'unproven', 'proven, but of somebody else');
});

test('a field that somebody else wrote does not, wherever it stands', () => {
  for (const fields of [
    [OURS, PASS, FROM],
    [PASS, FROM],
    [PASS, OURS.replace('by mx.us.example', 'by mx.evil.example'), FROM],
    [PASS.replace('mx.us.example', 'mx.evil.example'), OURS, FROM],
    [PASS.replace('mx.us.example', '"mx.us.example.evil.example"'), OURS, FROM],
    [`Authentication-Results: mx.us.example; none (dmarc=pass)`, OURS, FROM],
    [`Authentication-Results: mx.us.example; spf=none reason="; dmarc=pass"`, OURS, FROM],
  ])
    assert.notEqual(read(...fields).proof.verdict, 'proven', fields.join('\n'));
});

test('names hide and turn nothing', () => {
  const { from, subject } = read(FROM, 'Subject: a\u0000b\u202ec\u200b');
  assert.deepEqual(from, [{ name: 'Bank', address: 'post@bank.example' }]);
  assert.doesNotMatch(subject, /[\u0000\u202e\u200b]/); // oxlint-disable-line no-control-regex
});

test('what we wrote ourselves is told by a field that only we can put on top', () => {
  const here = 'Received: by mx.us.example with local id 1;\r\n\tSun, 22 Nov 2026 08:00:00 +0000';
  const from = 'From: Mail <notices@mx.us.example>';
  const { verdict, ours } = read(here, from).proof;
  assert.deepEqual([verdict, ours], ['proven', true]);
  for (const fields of [
    [OURS, here, from],
    [`${PASS.replaceAll('pass', 'none')}`, OURS, here, from],
    [here.replace('mx.us.example', 'mx.evil.example'), from],
    [here.replace('by mx', 'from x\r\n\tby mx'), from],
    [here.replace('local', 'ESMTP local'), from],
    [from],
  ])
    assert.notEqual(read(...fields).proof.verdict, 'proven', fields.join('\n'));
});
