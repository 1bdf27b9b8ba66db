/** Every fix that is promised at one click or by itself is applied by something; what is not is in docs/fixes.md with why. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { FIX_LEVELS, type FixId } from '#src/diagnosis/fixes.ts';
import { APPLIERS } from './registry.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/fixes.md'), 'utf8');

test('one click and automatic have an applier, or a reason', () => {
  const promised = (Object.keys(FIX_LEVELS) as FixId[]).filter((id) =>
    ['one-click', 'automatic'].includes(FIX_LEVELS[id]),
  );
  assert.ok(promised.length > 20);
  const without = promised.filter((id) => APPLIERS[id] === undefined && !page.includes(`\`${id}\``));
  assert.deepEqual(without, []);
});

test('every applier belongs to a fix that the diagnosis can offer', () => {
  assert.deepEqual(
    Object.keys(APPLIERS).filter((id) => !(id in FIX_LEVELS)),
    [],
  );
});
