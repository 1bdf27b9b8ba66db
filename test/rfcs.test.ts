/** docs/rfcs.md and the code name the same RFCs: what is cited is accounted for, what is listed is really used. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

const root = join(import.meta.dirname, '..');

/** `RFC 5258, 5819, 6154`, also with sections, also broken over two lines of a comment. */
function citedIn(text: string): string[] {
  const flat = text.replace(/\n\s*(?:\*|\/\/) ?/g, ' ');
  return [...flat.matchAll(/\bRFC (\d{3,5})(?: §[\d.–]+(?:\(\d\))?)?((?:, \d{4}\b)*)/g)].flatMap(([, first, more]) => [
    first,
    ...more.split(', ').filter((number) => number !== ''),
  ]);
}

test('every RFC cited in the code is in docs/rfcs.md, and every one listed is cited', () => {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!\.test)\.ts$/.test(name),
  );
  const cited = new Set(files.flatMap((name) => citedIn(readFileSync(join(root, 'src', name), 'utf8'))));
  assert.ok(cited.size > 50, 'the citations are found');
  const rows = [
    ...readFileSync(join(root, 'docs/rfcs.md'), 'utf8').matchAll(/^\| (\d{3,5}) +\| (\S+) +\| (.+?) +\|$/gm),
  ];
  const numbers = rows.map(([, number]) => number);
  const order = (a: string, b: string): number => Number(a) - Number(b);
  assert.deepEqual(numbers, [...cited].toSorted(order));
  for (const [row, , how, what] of rows) {
    assert.match(how, /^(?:Yes|Partial|No)$/, row);
    assert.ok(what.length > 15, row);
  }
});

test('lists of numbers, sections and broken lines are read', () => {
  assert.deepEqual(citedIn('RFC 5258, 5819, 6154) and RFC 2308 §2, RFC 8914; 10,000'), [
    '5258',
    '5819',
    '6154',
    '2308',
    '8914',
  ]);
  assert.deepEqual(citedIn('(ESEARCH RFC 4731,\n * 5182, 5032)'), ['4731', '5182', '5032']);
});
