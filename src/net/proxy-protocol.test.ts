/** PROXY protocol: both versions, every split, headers that are none, networks. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { networkMatcher, plainAddress, readProxyHeader } from './proxy-protocol.ts';

const v2 = (command: number, family: number, body: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1'),
    Buffer.from([0x20 | command, family, body.length >> 8, body.length & 255]),
    body,
  ]);
const V4 = v2(1, 0x11, Buffer.from([192, 0, 2, 7, 198, 51, 100, 1, 0x9c, 0x40, 0, 25]));
const V6_ADDRESS = Buffer.from('20010db8000000000000000000000009', 'hex');
const V6 = v2(1, 0x21, Buffer.concat([V6_ADDRESS, V6_ADDRESS, Buffer.from([0x9c, 0x40, 0, 25, 4, 0, 1, 9])]));
const V1 = Buffer.from('PROXY TCP4 192.0.2.7 198.51.100.1 40000 25\r\n');

test('reads who connects in version 1 and 2', () => {
  const who = { kind: 'proxied', address: '192.0.2.7', port: 40_000 };
  assert.deepEqual(readProxyHeader(V1), { ...who, headerBytes: V1.length });
  assert.deepEqual(readProxyHeader(Buffer.concat([V4, Buffer.from('EHLO')])), { ...who, headerBytes: V4.length });
  assert.deepEqual(readProxyHeader(V6), { ...who, address: '2001:db8::9', headerBytes: V6.length });
  assert.deepEqual(readProxyHeader(Buffer.from('PROXY TCP6 2001:db8::9 ::1 1 2\r\n')), {
    kind: 'proxied',
    address: '2001:db8::9',
    port: 1,
    headerBytes: 32,
  });
});

test('the proxy speaking for itself is local', () => {
  assert.equal(readProxyHeader(Buffer.from('PROXY UNKNOWN\r\n')).kind, 'local');
  assert.equal(readProxyHeader(v2(0, 0, Buffer.alloc(0))).kind, 'local');
});

test('waits at every split', () => {
  for (const whole of [V1, V4, V6])
    for (let cut = 0; cut < whole.length; cut += 1)
      assert.equal(readProxyHeader(whole.subarray(0, cut)).kind, 'more', `cut at ${cut}`);
});

test('anything else is invalid', () => {
  const lines = [
    'EHLO x\r\n',
    'PROXY TCP4 192.0.2.7 198.51.100.1 40000 25 x\r\n',
    'PROXY TCP4 ::1 ::1 1 2\r\n',
    'PROXY TCP4 192.0.2.7 198.51.100.1 99999 25\r\n',
    'PROXY TCP4\r\n',
    `PROXY ${'x'.repeat(200)}`,
  ];
  for (const line of lines) assert.equal(readProxyHeader(Buffer.from(line)).kind, 'invalid', line);
  assert.equal(readProxyHeader(v2(1, 0x11, Buffer.alloc(3))).kind, 'invalid');
  assert.equal(readProxyHeader(v2(2, 0x11, Buffer.alloc(12))).kind, 'invalid');
});

test('never throws on arbitrary bytes behind the signature', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.boolean(), (tail, second) => {
      readProxyHeader(Buffer.concat([second ? V4.subarray(0, 12) : V1.subarray(0, 6), tail]));
    }),
  );
});

test('networks match their addresses, mapped addresses are plain ones', () => {
  const trusted = networkMatcher(['10.0.0.0/8', '2001:db8::/32', '192.0.2.1']);
  assert.deepEqual(
    ['10.1.2.3', '11.1.2.3', '2001:db8:5::1', '2001:db9::1', '192.0.2.1', '192.0.2.2', ''].map(trusted),
    [true, false, true, false, true, false, false],
  );
  assert.equal(plainAddress('::ffff:10.0.0.1'), '10.0.0.1');
  assert.equal(plainAddress('::FFFF:0a00:0001'), '10.0.0.1');
  for (const network of ['10.0.0.0/33', 'nonsense', '10.0.0.0/8/9', '::1/x'])
    assert.throws(() => networkMatcher([network]), RangeError);
});
