/** A DNS host is recognised by all of its servers, and a record's name is written as its panel wants it. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { dnsHostOf, nameAt } from './dns-hosts.ts';

test('recognised by every one of the servers, never by half of them or by a look-alike', () => {
  assert.equal(dnsHostOf(['ns1.hyp.net', 'NS2.hyp.net.', 'ns3.hyp.net'])?.id, 'domeneshop');
  assert.equal(dnsHostOf(['ns-1.awsdns-00.com', 'ns-2.awsdns-11.co.uk'])?.id, 'route53');
  assert.equal(dnsHostOf(['ana.ns.cloudflare.com', 'bob.ns.cloudflare.com'])?.id, 'cloudflare');
  assert.equal(dnsHostOf(['ns1.hyp.net', 'ns1.loopia.se']), null);
  assert.equal(dnsHostOf(['ns1.nothyp.net']), null);
  assert.equal(dnsHostOf([]), null);
});

test('names are without the domain; the domain itself is @ or nothing', () => {
  assert.equal(nameAt({ apex: '@' }, 'fjord.example', 'fjord.example'), '@');
  assert.equal(nameAt({ apex: null }, 'fjord.example', 'fjord.example'), '');
  assert.equal(nameAt({ apex: '@' }, '_dmarc.fjord.example', 'fjord.example'), '_dmarc');
  assert.equal(nameAt({ apex: '@' }, 'pv1._domainkey.fjord.example', 'fjord.example'), 'pv1._domainkey');
});
