import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { decodeMailboxName, encodeMailboxName } from './mailbox-name.ts';
import { formatSequenceSet, parseSequenceSet, resolveSequenceSet } from './sequence-set.ts';
import { formatDateTime, parseDateTime } from './date-time.ts';

test('modified UTF-7 there and back, printable ASCII all the way', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const name = `x${text.normalize('NFC')}`;
      const wire = encodeMailboxName(name);
      assert.match(wire, /^[\x20-\x7e]*$/);
      // oxlint-disable-next-line no-control-regex
      assert.equal(decodeMailboxName(wire, false), /[\x00-\x1f\x7f]/.test(name) ? null : name.normalize('NFC'));
    }),
  );
});

test('the examples of RFC 3501 §5.1.3, and UTF-8 names', () => {
  assert.equal(decodeMailboxName('~peter/mail/&U,BTFw-/&ZeVnLIqe-', false), '~peter/mail/台北/日本語');
  assert.equal(encodeMailboxName('Til & fra/Søppel'), 'Til &- fra/S&APg-ppel');
  assert.equal(decodeMailboxName(Buffer.from('Søppel').toString('latin1'), true), 'Søppel');
  for (const bad of ['&', '&AOU', '&!-', '&A-', '\xff\xfe', 'a\x01', 'S\xc3\xb8ppel'])
    assert.equal(decodeMailboxName(bad, false), null);
});

test('sequence sets: stars, backwards, overlaps, and back to text', () => {
  const resolve = (text: string, largest: number) => resolveSequenceSet(parseSequenceSet(text) ?? [], largest);
  assert.deepEqual(resolve('*:3', 9), [[3, 9]]);
  assert.deepEqual(resolve('1,*', 9), [
    [1, 1],
    [9, 9],
  ]);
  assert.deepEqual(resolve('12:*', 9), [[9, 9]]);
  assert.deepEqual(resolve('12:14', 9), []);
  assert.deepEqual(resolve('5,1:3,2:6', 9), [[1, 6]]);
  assert.equal(parseSequenceSet('0:3'), null);
  assert.equal(parseSequenceSet('1,,3'), null);
  assert.equal(parseSequenceSet('4294967296'), null);
  assert.equal(formatSequenceSet([1, 2, 3, 7, 9, 10]), '1:3,7,9:10');
});

test('date-time there and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
      assert.equal(parseDateTime(formatDateTime(seconds * 1000).slice(1, -1)), seconds * 1000);
    }),
  );
  assert.equal(parseDateTime('30-Feb-2026 00:00:00 +0000'), null);
});
