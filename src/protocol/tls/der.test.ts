/** DER values against their known encodings (X.690 examples and RFC 5280). */
import assert from 'node:assert/strict';
import test from 'node:test';
import * as der from './der.ts';

const hex = (bytes: Buffer): string => bytes.toString('hex');

test('encodes as the standard says', () => {
  assert.equal(hex(der.objectId('1.2.840.10045.2.1')), '06072a8648ce3d0201');
  assert.equal(hex(der.integer(5)), '020105');
  assert.equal(hex(der.integer(Buffer.from([0x80]))), '02020080');
  assert.equal(hex(der.bitString(Buffer.from([0x06]), 1)), '03020106');
  assert.equal(hex(der.boolean(true)), '0101ff');
  assert.equal(hex(der.time(new Date(Date.UTC(2026, 10, 21, 1, 2, 3)))), `170d${hex(Buffer.from('261121010203Z'))}`);
  assert.equal(hex(der.time(new Date(Date.UTC(2051, 0, 1)))), `180f${hex(Buffer.from('20510101000000Z'))}`);
  assert.equal(hex(der.sequence(der.integer(1), der.set())), '30050201013100');
});

test('long contents get long lengths', () => {
  assert.equal(hex(der.octetString(Buffer.alloc(200)).subarray(0, 3)), '0481c8');
  assert.equal(hex(der.octetString(Buffer.alloc(300)).subarray(0, 4)), '0482012c');
  assert.throws(() => der.octetString(Buffer.alloc(70_000)), RangeError);
});
