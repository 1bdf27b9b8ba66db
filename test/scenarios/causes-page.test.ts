/** docs/causes.md is what the data says, every id of it is told once, and every cause found now has a scenario. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { PRESENT_CAUSES } from '#src/diagnosis/present.ts';
import { causesPage } from '../../lab/causes-page.ts';
import { WAITING } from '../../lab/waiting-causes.ts';
import { ABROAD_SCENARIOS } from './abroad-scenarios.ts';
import { ACCOUNT_SCENARIOS } from './account-scenarios.ts';
import { BILLING_SCENARIOS } from './billing-scenarios.ts';
import { CLIENT_SCENARIOS } from './client-scenarios.ts';
import { CLOSURE_SCENARIOS, STOLEN_SCENARIOS } from './closure-scenarios.ts';
import { DOMAIN_SCENARIOS } from './domain-scenarios.ts';
import { LIMIT_SCENARIOS } from './limits-scenarios.ts';

test('docs/causes.md is up to date: node lab/causes-page.ts', async () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'causes.md'), 'utf8');
  assert.equal(page, await causesPage());
});

test('no cause both waits and is found', () => {
  assert.deepEqual(
    PRESENT_CAUSES.filter((id) => Object.hasOwn(WAITING, id)),
    [],
  );
});

test('every cause found now has a scenario on the running host', () => {
  const planted = new Set(
    [
      ...ABROAD_SCENARIOS,
      ...ACCOUNT_SCENARIOS,
      ...CLIENT_SCENARIOS,
      ...DOMAIN_SCENARIOS,
      ...LIMIT_SCENARIOS,
      ...BILLING_SCENARIOS,
      ...CLOSURE_SCENARIOS,
      ...STOLEN_SCENARIOS,
    ].map((one) => one.cause),
  );
  assert.deepEqual(
    PRESENT_CAUSES.filter((id) => !planted.has(id)),
    [],
  );
});
