import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { MAX_DEPTH, normaliseFolderName, parentsOf } from './folder-name.ts';

test('names as the store writes them', () => {
  assert.equal(normaliseFolderName('inbox'), 'INBOX');
  assert.equal(normaliseFolderName('InBox/Ordre'), 'INBOX/Ordre');
  assert.equal(normaliseFolderName('Kunder/Blåbær/'), 'Kunder/Blåbær');
  assert.equal(normaliseFolderName('A\u030Arsrapport'), 'Årsrapport');
  assert.equal(normaliseFolderName('INBOXES'), 'INBOXES');
});

test('what is no name', () => {
  const deep = (levels: number): string => Array.from({ length: levels }, () => 'x').join('/');
  for (const name of [
    '',
    '/',
    '/a',
    'a//b',
    'a\nb',
    'a\u0000',
    'a\u0085',
    'a*',
    '50%',
    '\ud800',
    'å'.repeat(128),
    '..',
    'a/../b',
    './a',
  ])
    assert.equal(normaliseFolderName(name), null, JSON.stringify(name));
  assert.equal(normaliseFolderName('x'.repeat(255)), 'x'.repeat(255));
  assert.equal(normaliseFolderName(deep(MAX_DEPTH)), deep(MAX_DEPTH));
  assert.equal(normaliseFolderName(deep(MAX_DEPTH + 1)), null);
});

test('parents, outermost first', () => {
  assert.deepEqual(parentsOf('a/b/c'), ['a', 'a/b']);
  assert.deepEqual(parentsOf('a'), []);
});

test('any text: a name or null; a name stays what it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const name = normaliseFolderName(text);
      if (name !== null) assert.equal(normaliseFolderName(name), name);
    }),
  );
});
