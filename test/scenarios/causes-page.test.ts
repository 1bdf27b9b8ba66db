/** docs/causes.md is what the data says, every id of it is told once, and every cause found now has a scenario. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { MACHINE_IDS } from '#src/diagnosis/causes/machine/ids.ts';
import { PRESENT_CAUSES } from '#src/diagnosis/present.ts';
import { causesPage } from '../../lab/causes-page.ts';
import { ALL_SCENARIOS } from '../../lab/scenarios/catalogue.ts';

test('docs/causes.md is up to date: node lab/causes-page.ts', async () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'causes.md'), 'utf8');
  assert.equal(page, await causesPage());
});

test('every cause found now has a scenario on the running host', () => {
  // What only the customer's own machine can prove is planted in check.test.ts.
  const planted = new Set([...ALL_SCENARIOS.map((one) => one.cause), ...MACHINE_IDS]);
  assert.deepEqual(
    PRESENT_CAUSES.filter((id) => !planted.has(id)),
    [],
  );
});
