import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { changeFlags, decodeFlags, encodeFlags, NO_FLAGS } from './flags.ts';

const names = ({ bits, keywords }: { bits: number; keywords: string | null }): readonly string[] =>
  decodeFlags(bits, keywords);

test('system flags without case, keywords as first written', () => {
  assert.deepEqual(names(encodeFlags(['\\SEEN', '$Forwarded', '$forwarded', '\\draft'])), [
    '\\Seen',
    '\\Draft',
    '$Forwarded',
  ]);
});

test('what is no flag is ignored: \\Recent, unknown ones, keywords that are no atom', () => {
  assert.equal(encodeFlags(['\\Recent', '\\*', '', 'a b', 'a(', 'å', 'x'.repeat(101)]).keywords, null);
  assert.equal(encodeFlags(['\\Recent', '\\Any']).bits, 0);
});

test('keywords are bounded', () => {
  const many = Array.from({ length: 500 }, (_, n) => `k${n}`);
  assert.equal(names(encodeFlags(many)).length, 100);
});

test('set, add and remove are those of sets; no change gives the same object', () => {
  const flag = fc.constantFrom('\\Seen', '\\Deleted', '$Junk', '$JUNK', 'Work', '$MDNSent');
  const key = (list: readonly string[]): string[] => [...new Set(list.map((name) => name.toLowerCase()))].sort();
  fc.assert(
    fc.property(fc.array(flag), fc.array(flag), fc.constantFrom('set', 'add', 'remove'), (old, change, op) => {
      const before = encodeFlags(old);
      const after = changeFlags(before, op, encodeFlags(change));
      const gone = key(change);
      const model = {
        set: key(change),
        add: key([...old, ...change]),
        remove: key(old).filter((name) => !gone.includes(name)),
      };
      assert.deepEqual(key(names(after)), model[op]);
      assert.equal(after === before, JSON.stringify(model[op]) === JSON.stringify(key(old)));
    }),
  );
  assert.equal(changeFlags(NO_FLAGS, 'remove', encodeFlags(['x'])), NO_FLAGS);
});
