/** What programs send as a name and a password, well and badly written. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { decodeBase64Text, decodePlain } from './sasl.ts';

const base64 = (text: string, encoding: BufferEncoding = 'utf8'): string =>
  Buffer.from(text, encoding).toString('base64');

test('PLAIN is a name and a secret; a name to act as must be the same one', () => {
  const kari = { login: 'kari@fjord.example', secret: 'pæss' };
  assert.deepEqual(decodePlain(base64('\0kari@fjord.example\0pæss')), kari);
  assert.deepEqual(decodePlain(base64('Kari@Fjord.example\0kari@fjord.example\0pæss')), kari);
  for (const text of ['kari\0secret', '\0\0secret', 'other\0kari\0secret', '\0a\0b\0c'])
    assert.equal(decodePlain(base64(text)), null);
  for (const text of ['not base64!', 'AGEAYg', 'A', '='.repeat(4), base64('x'.repeat(4000))])
    assert.equal(decodePlain(text), null);
});

test('what is not UTF-8 is Latin-1, so that the secret is the one that was typed (PLAIN, LOGIN)', () => {
  assert.deepEqual(decodePlain(base64('\0kari@fjord.example\0blå bær', 'latin1')), {
    login: 'kari@fjord.example',
    secret: 'blå bær',
  });
  // Only the field that is not UTF-8 is read so.
  const mixed = Buffer.concat([Buffer.from('\0blåbær@fjord.example\0'), Buffer.from('pæss', 'latin1')]);
  assert.deepEqual(decodePlain(mixed.toString('base64')), { login: 'blåbær@fjord.example', secret: 'pæss' });
  assert.equal(decodeBase64Text(base64('blå bær')), 'blå bær');
  assert.equal(decodeBase64Text(base64('blå bær', 'latin1')), 'blå bær');
});

test('any bytes are text without a replacement mark that was not sent, and no line throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const text = decodeBase64Text(Buffer.from(bytes).toString('base64'));
      assert.ok(text !== null);
      if (text.includes('\ufffd')) assert.deepEqual(Buffer.from(text), Buffer.from(bytes));
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => void decodePlain(text)));
});
