/** Networks: canonical text, containment, and that nothing typed breaks them. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { holds, parseNetwork, widened } from './network.ts';

const text = (typed: string): string | null => parseNetwork(typed)?.text ?? null;

test('networks are written one way', () => {
  assert.equal(text('192.0.2.7'), '192.0.2.7/32');
  assert.equal(text('192.0.2.7/24'), '192.0.2.0/24');
  assert.equal(text('2001:DB8:0:0:1::5/64'), '2001:db8::/64');
  assert.equal(text('::1'), '::1/128');
  assert.equal(text('::ffff:192.0.2.7'), '192.0.2.7/32');
  assert.equal(text('0.0.0.0/0'), '0.0.0.0/0');
  for (const bad of [
    '',
    '192.0.2',
    '256.1.1.1',
    '1.2.3.4/33',
    '1.2.3.4/',
    '1.2.3.4/1/2',
    'fjord.example',
    '::/129',
    '1::2::3',
    ':',
    '[::1]',
  ])
    assert.equal(text(bad), null, bad);
});

test('a range holds its addresses and no others', () => {
  const net = (typed: string) => parseNetwork(typed)!;
  assert.equal(holds(net('192.0.2.0/24'), net('192.0.2.7')), true);
  assert.equal(holds(net('192.0.2.0/24'), net('192.0.3.7')), false);
  assert.equal(holds(net('192.0.2.7'), net('192.0.2.0/24')), false);
  assert.equal(holds(net('2001:db8::/32'), net('2001:db8:ffff::1')), true);
  assert.equal(holds(net('::/0'), net('192.0.2.7')), false);
});

test('any text gives a network or null; the canonical text reads back as itself', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.ipV4Extended(),
        fc.ipV6(),
        fc.tuple(fc.ipV4(), fc.nat(40)).map((p) => p.join('/')),
        fc.tuple(fc.ipV6(), fc.nat(140)).map((p) => p.join('/')),
      ),
      (typed) => {
        const network = parseNetwork(typed);
        if (network === null) return;
        assert.deepEqual(parseNetwork(network.text), network);
        assert.ok(holds(widened(network, network.bits >> 1), network));
      },
    ),
  );
});
