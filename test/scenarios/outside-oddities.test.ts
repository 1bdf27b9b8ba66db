/** Servers that look unusual from outside and are well: the real host names nothing. */
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { OUTSIDE_ODDITIES } from '../../lab/oddities/outside.ts';
import { startTrustingWorld } from '../../lab/trusting.ts';
import type { World } from '../../lab/world.ts';

let world: World;
before(async () => {
  world = await startTrustingWorld();
});
after(() => world.stop());

OUTSIDE_ODDITIES.forEach(({ title, plant, about }, index) => {
  void test(`healthy: ${title}`, async () => {
    const customer = await world.customer(44_000 + index);
    await plant(world, customer);
    const result = await world.diagnose(about?.(customer) ?? customer.address, 'both');
    assert.deepEqual(
      result.findings.map(({ cause, summary }) => `${cause}: ${summary}`),
      [],
    );
    assert.equal(result.verdict, 'healthy', JSON.stringify(result.unchecked));
  });
});
