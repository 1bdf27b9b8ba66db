import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { searchKey } from './search-key.ts';
import { asksForFiles, type Condition, MOST_QUERY, readSearch } from '#src/model/mail-search.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const read = (query: string) => readSearch(query, NOW);
const condition = (query: string) => read(query).condition;

test('words, phrases, negation and OR', () => {
  assert.deepEqual(condition('snøskuffe'), { kind: 'text', where: 'any', text: 'snøskuffe' });
  assert.deepEqual(condition('"god jul"'), { kind: 'text', where: 'any', text: 'god jul' });
  assert.deepEqual(condition('-«til deg»'), { kind: 'not', of: { kind: 'text', where: 'any', text: 'til deg' } });
  assert.deepEqual(read('kari ELLER ola hytte').condition, {
    kind: 'and',
    of: [
      {
        kind: 'or',
        of: [
          { kind: 'text', where: 'any', text: 'kari' },
          { kind: 'text', where: 'any', text: 'ola' },
        ],
      },
      { kind: 'text', where: 'any', text: 'hytte' },
    ],
  });
  assert.deepEqual(
    read('OR kari').understood.map(({ kind }) => kind),
    ['ignored', 'word'],
  );
  assert.equal(condition('  '), null);
  assert.equal(condition('- *'), null);
});

test('operators mean the same in three languages', () => {
  for (const [nb, sv, en] of [
    ['fra:"Kari N"', 'från:"Kari N"', 'from:"Kari N"'],
    ['emne:møte', 'ämne:møte', 'subject:møte'],
    ['har:vedlegg', 'har:bilaga', 'has:attachment'],
    ['er:ulest', 'är:oläst', 'is:unread'],
    ['-er:besvart', '-är:besvarad', '-is:answered'],
    ['før:1.2.2026', 'före:2026-02-01', 'before:2026/2/1'],
    ['nyere:2uker', 'nyare:2veckor', 'newer:14d'],
    ['større:1,5MB', 'större:1.5m', 'larger:1536k'],
    ['filnavn:faktura', 'filnamn:faktura', 'filename:faktura'],
  ]) {
    assert.deepEqual(condition(nb), condition(en), nb);
    assert.deepEqual(condition(sv), condition(en), sv);
    assert.notEqual(condition(en), null, en);
  }
  assert.deepEqual(condition('etter:igår'), { kind: 'since', day: '2026-11-21' });
  assert.deepEqual(condition('newer:7d'), { kind: 'since', day: '2026-11-15' });
  assert.deepEqual(condition('older:1år'), { kind: 'before', day: '2025-11-22' });
});

test('what has no meaning is said to be ignored; what is no operator is a word', () => {
  assert.deepEqual(read('is:blå før:31.2.2026 http://vg.no i:innboks').understood, [
    { kind: 'ignored', text: 'is:blå' },
    { kind: 'ignored', text: 'før:31.2.2026' },
    { kind: 'word', text: 'http://vg.no' },
    { kind: 'operator', text: 'i:innboks' },
  ]);
  assert.deepEqual(read('i:innboks').folders, ['INBOX']);
  assert.deepEqual(read('in:"Økonomi/Ål" in:alt'), {
    condition: null,
    folders: ['Økonomi/Ål'],
    everywhere: true,
    understood: [
      { kind: 'operator', text: 'in:"Økonomi/Ål"' },
      { kind: 'operator', text: 'in:alt' },
    ],
  });
});

test('a condition becomes keys of IMAP, texts counted', () => {
  assert.deepEqual(searchKey(condition('a1 OR b2 -fra:å er:ulest før:2026-02-01') as Condition), [
    '(',
    'OR ',
    'TEXT ',
    { literal: 'a1' },
    ' ',
    'TEXT ',
    { literal: 'b2' },
    ' ',
    'NOT ',
    'FROM ',
    { literal: 'å' },
    ' ',
    'UNSEEN',
    ' ',
    'BEFORE 1-Feb-2026',
    ')',
  ]);
});

test('any text is read: quickly, within bounds, and every piece is accounted for', () => {
  const pieces = fc.constantFrom(
    'fra:',
    'in:',
    '-',
    '"',
    'OR',
    'ELLER',
    'har:vedlegg',
    ' ',
    'newer:7d',
    'ål',
    ':',
    '\u0000',
    '«',
    '😀',
    'x'.repeat(300),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 700 }),
        fc.array(pieces, { maxLength: 80 }).map((all) => all.join('')),
      ),
      (query) => {
        const { condition: read, understood } = readSearch(query, NOW);
        assert.ok(understood.length <= MOST_QUERY);
        if (read === null || asksForFiles(read)) return;
        const wire = searchKey(read)
          .filter((piece) => typeof piece === 'string')
          .join('');
        // What was typed never gets outside its counted bytes.
        assert.match(wire, /^[A-Za-z0-9$ ()-]*$/);
      },
    ),
  );
});
