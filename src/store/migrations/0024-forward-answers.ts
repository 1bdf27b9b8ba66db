/**
 * Step 24: what came of the newest question about forwarding, and whether the owner was told of it. What was answered before
 * this step counts as told: nobody gets letters about last month.
 */
import type { Sql } from '../tables.ts';

export async function forwardAnswers(tx: Sql): Promise<void> {
  await tx.schema.alterTable('forward_consents').addColumn('answer', 'text').execute();
  await tx.schema.alterTable('forward_consents').addColumn('told_at', 'bigint').execute();
  for (const [state, answer] of [
    ['confirmed', 'yes'],
    ['refused', 'no'],
  ] as const)
    await tx
      .updateTable('forward_consents')
      .set((row) => ({ answer, told_at: row.ref('decided_at') }))
      .where('state', '=', state)
      .execute();
}
