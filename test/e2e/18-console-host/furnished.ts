/** A host with everything that the second half of the console shows: an incident, customers, plans, feedback, operators. */
import { addInvoice } from '#src/service/billing/invoices.ts';
import { addOperator } from '#src/service/centre/operators.ts';
import { createAnswers } from '#src/service/help/answers.ts';
import type { World } from '../../../lab/world.ts';
import { owner, type Owner, settled } from '../../centre-client.ts';

export const PASSWORD = 'konsollens eier 1';

/** Operators `eier` and `leser`, four customers; their programs have just turned our certificate down. */
export async function furnish(world: World): Promise<readonly Owner[]> {
  const { app } = world.host;
  await settled(addOperator(app, { name: 'eier', role: 'owner', password: PASSWORD }));
  await settled(addOperator(app, { name: 'leser', role: 'reader', password: PASSWORD }));
  const owners: Owner[] = [];
  for (const seed of [611, 612, 613, 614]) owners.push(await owner(world, seed));
  for (const { customer } of owners)
    await world.say({
      port: world.port('imaps'),
      from: customer.from,
      tls: true,
      signIns: 1,
      says: [`a1 LOGIN "${customer.address}" "${customer.password}"`, 'a2 LOGOUT'],
    });
  for (const { customer } of owners)
    await world.say({
      port: world.port('imaps'),
      from: customer.from,
      tls: true,
      says: [],
      handshake: 'certificate_expired',
    });
  const line = { currency: 'NOK', due: '2026-01-02', lines: [{ price: '125.00', text: 'E-post' }] };
  await settled(addInvoice({ ...app.billing, actor: 'lab' }, { customer: owners[1].id, ...line }));
  const answer = createAnswers(app);
  for (const [article, helpful, words] of [
    ['wrong-password', false, 'Fant ikke hvor jeg endrer passordet på telefonen.'],
    ['wrong-password', true, ''],
    ['sending-limits', true, 'Takk, nå forstår jeg tallene.'],
  ] as const)
    await answer({ article, language: 'nb', helpful, words }, '198.51.100.9');
  return owners;
}
