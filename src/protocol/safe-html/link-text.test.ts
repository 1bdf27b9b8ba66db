/** Whose a host name is: strangers below one suffix are strangers, subdomains of one owner are not. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { leadsElsewhere, registeredName } from './link-text.ts';

const NAMES: readonly (readonly [string, string])[] = [
  ['www.fjord.no', 'fjord.no'],
  ['A.B.Example.CO.UK.', 'example.co.uk'],
  ['foo.com.au', 'foo.com.au'],
  ['www.oslo.kommune.no', 'oslo.kommune.no'],
  ['ola.priv.no', 'ola.priv.no'],
  ['kari.github.io', 'kari.github.io'],
  ['shop.kari.github.io', 'kari.github.io'],
  ['kari.azurewebsites.net', 'kari.azurewebsites.net'],
  ['firm.co.com', 'firm.co.com'],
  ['a.web.tr', 'a.web.tr'],
  ['co.uk', 'co.uk'],
  ['fjord.example', 'fjord.example'],
  ['post.fjord.example', 'fjord.example'],
  ['localhost', 'localhost'],
  ['192.0.2.7', '192.0.2.7'],
  ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ['post.blåbær.no', 'blåbær.no'],
  ['_dmarc.fjord.no', 'fjord.no'],
  ['', ''],
];
for (const [host, name] of NAMES)
  test(`“${host}” is registered as “${name}”`, () => assert.equal(registeredName(host), name));

test('a link to a stranger below the same suffix is pointed at, one to a subdomain is not', () => {
  for (const [text, href] of [
    ['foo.co.uk', 'https://bar.co.uk/'],
    ['https://kari.github.io', 'https://ola.github.io/'],
    ['https://kari.netlify.app', 'https://ola.netlify.app/login'],
    ['fjord.com.au', 'https://other.com.au/'],
    ['http://fjord.no', 'http://198.51.100.7/'],
  ] as const)
    assert.ok(leadsElsewhere(text, href) !== null, `${text} → ${href}`);
  for (const [text, href] of [
    ['fjord.no', 'https://www.fjord.no/a'],
    ['www.oslo.kommune.no', 'https://login.oslo.kommune.no/'],
    ['https://fjord.co.uk', 'https://track.mail.fjord.co.uk/x?y'],
  ] as const)
    assert.equal(leadsElsewhere(text, href), null, `${text} → ${href}`);
});

test('law: any host has a name that it ends with, and that is its own', () => {
  fc.assert(
    fc.property(fc.oneof(fc.domain(), fc.string({ maxLength: 300 })), (host) => {
      const name = registeredName(host);
      assert.ok(host.toLowerCase().replace(/\.$/, '').endsWith(name));
      assert.equal(registeredName(name), name);
    }),
    { numRuns: 300 },
  );
});
