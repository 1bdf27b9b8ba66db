import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { editDistance, nearestName, printableLogin, readLoginName } from './login-name.ts';

const read = (typed: string): [string, string] | string => {
  const name = readLoginName(typed);
  return name.kind === 'address' ? [name.address.text, name.how] : name.kind === 'bare' ? `bare ${name.local}` : 'none';
};

test('the same name typed differently', () => {
  assert.deepEqual(read('kari@fjord.example'), ['kari@fjord.example', 'exact']);
  assert.deepEqual(read('  Kari@FJORD.Example \t'), ['kari@fjord.example', 'normalised']);
  assert.deepEqual(read('kari@fjord.example.'), ['kari@fjord.example', 'normalised']);
  assert.deepEqual(read('kari@blåbær.example'), ['kari@xn--blbr-roah.example', 'normalised']);
  assert.deepEqual(read('kari@XN--BLBR-ROAH.example'), ['kari@xn--blbr-roah.example', 'normalised']);
  // å as one character and as a + ring (macOS).
  assert.deepEqual(read('a\u030ase@fjord.example'), ['\u00e5se@fjord.example', 'normalised']);
});

test('invisible characters are seen', () => {
  for (const sign of ['\u200b', '\u00ad', '\ufeff', '\u2060', '\u202e', '\u0000', '\u2066']) {
    assert.deepEqual(read(`kari${sign}@fjord.example`), ['kari@fjord.example', 'invisible-characters']);
  }
});

test('names without a domain, and no names', () => {
  assert.equal(read('Info '), 'bare info');
  for (const typed of ['', '   ', '\u200b', '@', 'a@', '@b.example', 'a b@c.example', `${'x'.repeat(600)}@a.example`]) {
    assert.equal(read(typed), 'none', JSON.stringify(typed));
  }
});

test('distance counts slips of the finger', () => {
  assert.equal(editDistance('kari', 'kari', 2), 0);
  assert.equal(editDistance('kari', 'kair', 2), 1, 'a swap is one');
  assert.equal(editDistance('kari', 'karri', 2), 1);
  assert.equal(editDistance('kari', 'krai', 1), 1);
  assert.equal(editDistance('kari', 'ola', 2), null);
  assert.equal(editDistance('', 'ab', 2), 2);
  assert.equal(editDistance('æøå', 'æoå', 2), 1);
});

test('the nearest name', () => {
  const known = ['kari@fjord.example', 'kai@fjord.example', 'post@fjord.example', 'a@fjord.example'];
  assert.equal(nearestName('kair@fjord.example', known), 'kari@fjord.example');
  assert.equal(nearestName('kari@fjrod.example', known), 'kari@fjord.example');
  assert.equal(nearestName('pst@fjord.example', known), 'post@fjord.example');
  assert.equal(nearestName('b@fjord.example', known), null, 'one other letter is another person');
  assert.equal(nearestName('salg@fjord.example', known), null);
  assert.equal(nearestName('kari@fjord.example', ['kari@fjord.example']), null);
});

test('anything can be typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 700 }), fc.string({ maxLength: 40 }), (typed, other) => {
      const name = readLoginName(typed);
      if (name.kind === 'address') assert.equal(readLoginName(name.address.text).kind, 'address');
      const printed = printableLogin(typed);
      assert.ok(Array.from(printed).length <= 320);
      // oxlint-disable-next-line no-control-regex
      assert.doesNotMatch(printed, /[\u0000-\u001f\u007f-\u009f\u200b-\u200f]/u);
      const distance = editDistance(typed.slice(0, 40), other, 2);
      assert.equal(distance, editDistance(other, typed.slice(0, 40), 2), 'the same both ways');
    }),
  );
});
