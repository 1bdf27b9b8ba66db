import assert from 'node:assert/strict';
import { domainToASCII } from 'node:url';
import test from 'node:test';
import fc from 'fast-check';
import { skeletonsOf } from './kin.ts';
import { webProxyOf } from './web-proxies.ts';

const looksLike = (a: string, b: string): boolean => {
  const other = skeletonsOf(domainToASCII(b));
  return skeletonsOf(domainToASCII(a)).some((one) => other.includes(one));
};

test('names that are mistaken for each other, and names that are not', () => {
  for (const [a, b] of [
    ['bjørn.no', 'bjorn.no'],
    ['blåbær.no', 'blaabaer.no'],
    ['blåbær.no', 'blabaer.no'],
    ['sjö.se', 'sjo.se'],
    ['pаypal.example', 'paypal.example'],
    ['fj0rd.example', 'fjord.example'],
  ])
    assert.ok(looksLike(a, b), `${a} ${b}`);
  for (const [a, b] of [
    ['fjord.no', 'fjell.no'],
    ['bjørn.no', 'bjarn.no'],
    ['nord.no', 'nord.se'],
  ])
    assert.ok(!looksLike(a, b), `${a} ${b}`);
});

test('any name has a skeleton', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), (name) => {
      assert.ok(skeletonsOf(name).length > 0);
    }),
  );
});

test('web proxies by address; their own mail services are none', () => {
  assert.equal(webProxyOf('mail.fjord.example', ['104.16.3.4']), 'Cloudflare');
  assert.equal(webProxyOf('mail.fjord.example', ['2606:4700::1']), 'Cloudflare');
  assert.equal(webProxyOf('route1.mx.cloudflare.net', ['162.159.205.11']), null);
  assert.equal(webProxyOf('mail.fjord.example', ['192.0.2.1', 'nonsense']), null);
});
