import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { orderHosts } from './mail-hosts.ts';

const nobody = () => false;
const mx = (preference: number, exchange: string) => ({ preference, exchange });

test('by preference; by chance among equals', () => {
  const records = [mx(20, 'c.x'), mx(10, 'a.x'), mx(10, 'b.x')];
  const chances = [0.5, 0.9, 0.1];
  const order = orderHosts('x', records, nobody, () => chances.shift() ?? 0);
  assert.deepEqual(order, { kind: 'hosts', hosts: ['b.x', 'a.x', 'c.x'] });
});

test('no records: the domain itself; null MX: none; ourselves: nothing at or after us', () => {
  assert.deepEqual(orderHosts('x', [], nobody, Math.random), { kind: 'hosts', hosts: ['x'] });
  assert.deepEqual(orderHosts('x', [mx(0, '')], nobody, Math.random), { kind: 'null-mx' });
  const isSelf = (host: string) => host === 'us';
  const cut = orderHosts('x', [mx(10, 'a'), mx(20, 'us'), mx(20, 'b'), mx(30, 'c')], isSelf, Math.random);
  assert.deepEqual(cut, { kind: 'hosts', hosts: ['a'] });
  assert.deepEqual(orderHosts('x', [mx(10, 'us'), mx(20, 'b')], isSelf, Math.random), { kind: 'loops-back' });
  assert.deepEqual(orderHosts('us', [], isSelf, Math.random), { kind: 'loops-back' });
});

test('always sorted, never twice, never too many', () => {
  const record = fc.record({ preference: fc.nat(5), exchange: fc.constantFrom('', 'a', 'b', 'c', 'us') });
  fc.assert(
    fc.property(fc.array(record, { maxLength: 30 }), (records) => {
      const order = orderHosts('x', records, (host) => host === 'us', Math.random);
      if (order.kind !== 'hosts') return;
      assert.ok(order.hosts.length <= 10 && !order.hosts.includes('us') && !order.hosts.includes(''));
      const best = (host: string) =>
        Math.min(...records.filter((one) => one.exchange === host).map((one) => one.preference));
      const preferences = order.hosts.filter((host) => host !== 'x').map(best);
      assert.deepEqual(
        preferences,
        preferences.toSorted((a, b) => a - b),
      );
    }),
  );
});
