/** Automatic answers that do not come, or come without end; each with a healthy twin. */
import { addAlias } from '#src/service/aliases.ts';
import { tried } from '../foreign-host.ts';
import type { Customer, World } from '../world.ts';
import { must, named, read } from './devices-acts.ts';
import { away, friend, knows, several, shop, wants, writes } from './filing-acts.ts';
import { submit } from './limits.ts';
import type { Scenario } from './scenario.ts';

const answers = (
  title: string,
  plant: Scenario['plant'],
  twin: Scenario['twin'],
  more: Partial<Scenario> = {},
): Scenario => ({
  cause: 'acc-autoreply-missing-or-storm',
  title,
  symptom: 'some',
  plant,
  twin,
  says: ({ address }) => [address],
  ...more,
});
/** Answers leave under the null sender. */
const answered = (world: World): Promise<void> => tried(world, '');
const asks = (customer: Customer): string => `Fraværsmeldingen virker ikke. ${friend(customer)} fikk ikke svar.`;

export const FILING_ANSWER_SCENARIOS: readonly Scenario[] = [
  answers(
    'the dates were over when they were set',
    (world, customer) => wants(world, customer, away(-20, -10)),
    // Well dated, and answering.
    async (world, customer) => {
      await wants(world, customer, away(-1, 10));
      await writes(world, customer);
      await answered(world);
    },
    { says: () => ['alt over da det ble lagret'] },
  ),
  answers(
    'the year is wrong',
    (world, customer) => wants(world, customer, away(364, 380)),
    // Planned for next month.
    (world, customer) => wants(world, customer, away(30, 44)),
    { says: () => ['årstallet'] },
  ),
  answers(
    'asked about, and it is off',
    (world, customer) => wants(world, customer, away(null, 10, false)),
    (world, customer) => wants(world, customer, away(null, 10, false)),
    {
      text: () => 'Autosvaret mitt går ikke ut',
      twinText: () => 'Noen spør om jeg er på jobb',
      says: () => ['slått av'],
    },
  ),
  answers(
    'the sender whom he names had an answer before',
    async (world, customer) => {
      await wants(world, customer, away(-1, 10));
      await several(2, () => writes(world, customer));
      await answered(world);
    },
    async (world, customer) => {
      await wants(world, customer, away(-1, 10));
      await writes(world, customer);
      await answered(world);
    },
    { text: asks, twinText: asks, says: (customer) => [friend(customer), 'har alt fått svar', '7 dager'] },
  ),
  answers(
    'not one letter names this address',
    async (world, customer) => {
      await wants(world, customer, away(-1, 10));
      await several(3, (n) => writes(world, customer, { from: friend(customer, n), to: 'alle@far.example' }));
    },
    // Through an alias of his own.
    async (world, customer) => {
      must(await addAlias(world.host.app, named(customer, 'post'), [customer.address]));
      await wants(world, customer, away(-1, 10));
      await writes(world, customer, { rcpt: named(customer, 'post') });
      await answered(world);
    },
    { certainty: 'likely', says: (customer) => [customer.address, 'ikke', 'Til eller Kopi'] },
  ),
  answers(
    'two robots: each answer opens a new ticket',
    async (world, customer) => {
      await wants(world, customer, away(-1, 10));
      await several(6, (n) => writes(world, customer, { from: `sak+${4000 + n}@far.example` }));
      await answered(world);
    },
    // As many people, each once.
    async (world, customer) => {
      await wants(world, customer, away(-1, 10));
      await several(6, (n) => writes(world, customer, { from: friend(customer, n) }));
      await answered(world);
    },
    { symptom: 'send', says: () => ['sak+*@far.example', '6 ganger'] },
  ),
  answers(
    'a program of the owner’s answers a robot again and again',
    async (world, customer) => {
      await read(world, customer);
      await several(6, async () => {
        await writes(world, customer, { from: shop(customer) });
        await submit(world, customer, [shop(customer)], customer.address);
      });
      await tried(world, customer.address);
    },
    // A quick talk between people.
    async (world, customer) => {
      await knows(world, customer);
      await several(3, async () => {
        await writes(world, customer);
        await submit(world, customer, [friend(customer)], customer.address);
      });
      await tried(world, customer.address);
    },
    { certainty: 'likely', symptom: 'send', says: (customer) => [shop(customer), '6 ganger'] },
  ),
];
