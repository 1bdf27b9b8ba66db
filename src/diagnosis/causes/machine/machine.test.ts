/** What the customer's own machine sees: each obstacle named first, in words of its own, and nothing on healthy machines. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { texts } from '#src/messages/catalogue.ts';
import { reason } from '../../reason.ts';
import { FROM_HERE } from './judges.ts';
import { BROKEN_FROM_HERE, HEALTHY_MACHINE } from './recordings.ts';

for (const id of FROM_HERE)
  test(`${id} is named first, in the words of "seen from here"`, () => {
    const { findings, verdict } = reason(BROKEN_FROM_HERE[id]);
    assert.deepEqual(
      findings.filter((one) => one.role !== 'consequence').map((one) => [one.cause, one.role, one.words]),
      [[id, 'root', 'here']],
    );
    assert.equal(verdict, 'cause-found');
    for (const language of ['nb', 'sv', 'en'] as const) {
      const words = texts(language).causesFromHere[id];
      const args = Object.fromEntries(Object.entries(findings[0].args).map(([key, value]) => [key, String(value)]));
      assert.doesNotMatch(words.what(args), /undefined|NaN|\[object/);
    }
  });

for (const [name, healthy] of Object.entries(HEALTHY_MACHINE))
  test(`healthy: ${name}`, () => assert.deepEqual(reason(healthy).findings, []));
