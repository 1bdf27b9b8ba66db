import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type RdapDomain, registrationIn } from './registry-answer.ts';

const entity = (fn: string, id?: string) => ({
  objectClassName: 'entity',
  roles: ['registrar'],
  ...(id === undefined ? {} : { publicIds: [{ type: 'IANA Registrar ID', identifier: id }] }),
  vcardArray: [
    'vcard',
    [
      ['version', {}, 'text', '4.0'],
      ['fn', {}, 'text', fn],
    ],
  ],
});

test('registrar and name servers, and whether it is us', () => {
  const answer = {
    entities: [entity('Example Domains, Inc.', '9999')],
    nameservers: [{ ldhName: 'NS1.Far.EXAMPLE.' }],
  };
  assert.deepEqual(registrationIn(answer, ['example domains inc']), {
    registrar: 'Example Domains, Inc.',
    atUs: true,
    nameServers: ['ns1.far.example'],
  });
  assert.equal(registrationIn(answer, ['9999']).atUs, true);
  assert.equal(registrationIn(answer, ['Somebody else']).atUs, false);
  assert.equal(registrationIn(answer, []).atUs, null, 'a host that registers nothing cannot say');
  assert.deepEqual(registrationIn({}, ['x']), { registrar: null, atUs: null, nameServers: null });
});

test('any shape whatever ends in an answer', () => {
  const json = fc.jsonValue({ maxDepth: 4 });
  fc.assert(
    fc.property(json, json, json, (entities, nameservers, card) => {
      const parsed = { entities, nameservers } as RdapDomain;
      assert.ok('registrar' in registrationIn(parsed, ['a']));
      const odd = { entities: [{ roles: ['registrar'], vcardArray: card, publicIds: entities }] } as RdapDomain;
      assert.ok((registrationIn(odd, ['a']).registrar ?? '').length <= 120);
    }),
  );
});
