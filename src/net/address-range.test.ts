import assert from 'node:assert/strict';
import test from 'node:test';
import { isPublicAddress } from './address-range.ts';

test('addresses of the open internet, and all the others', () => {
  for (const address of [
    '1.1.1.1',
    '172.32.0.1',
    '193.75.75.75',
    '2a00:1450:400f::1',
    '2002:0808:0808::1',
    '64:ff9b::808:808',
    '::ffff:8.8.8.8',
  ])
    assert.equal(isPublicAddress(address), true, address);
  const inside = [
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '224.0.0.1',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    'fd12::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '2002:7f00:1::',
    '64:ff9b::a00:1',
    '2001:db8::1',
    'ff02::1',
    '',
    'localhost',
    '1.2.3',
    '::127.0.0.1',
  ];
  for (const address of inside) assert.equal(isPublicAddress(address), false, address);
});
