/** Mail that a mailbox passes on and that comes back: over a host elsewhere, and round mailboxes here whose rules pass on to each other. */
import { addMailbox } from '#src/service/mailboxes.ts';
import { tried } from '../foreign-host.ts';
import type { Customer, World } from '../world.ts';
import { arrives, must, named, OUTSIDE } from './devices-acts.ts';
import { about, forwarding, into, passOn, rule, wants } from './filing-acts.ts';
import type { Scenario } from './scenario.ts';
import type { RulesChange } from '#src/service/mail-rules.ts';

const AWAY = 'kari@far-away.test';
const loop = (title: string, wish: () => RulesChange): Scenario => ({
  cause: 'acc-forward-loop',
  title,
  symptom: 'receive',
  plant: async (world, customer) => {
    await wants(world, customer, wish());
    // The host elsewhere sends it back; our own mark is still on it.
    await arrives(world, customer, customer.address, `Delivered-To: ${customer.address}\r\n`);
  },
  // The same wish, and mail that was passed on elsewhere before it came here for the first time.
  twin: async (world, customer) => {
    await wants(world, customer, wish());
    await arrives(world, customer, customer.address, 'Delivered-To: someone@far-away.test\r\n');
  },
  says: ({ address }) => [address, AWAY],
});

const second = (customer: Customer): string => named(customer, 'andre');
const third = (customer: Customer): string => named(customer, 'tredje');
/** A rule for what arrives here, by name. */
const passing = (name: string, to: string, keep = true): RulesChange =>
  rule({ name, conditions: about('number') }, passOn(to, keep));
/** The same domain's mailboxes want these things; then a letter comes to the first, and all that it sets off is done. */
async function goesRound(world: World, customer: Customer, wishes: readonly RulesChange[]): Promise<void> {
  const addresses = [customer.address, second(customer), third(customer)].slice(0, Math.max(2, wishes.length));
  for (const address of addresses.slice(1))
    must(await addMailbox(world.host.app, { address, password: customer.password }));
  for (const [index, wish] of wishes.entries()) await wants(world, { ...customer, address: addresses[index] }, wish);
  await arrives(world, customer, customer.address);
  await tried(world, OUTSIDE);
}

/** Circles that never leave this host. */
export const CIRCLE_HERE_SCENARIOS: readonly Scenario[] = [
  {
    cause: 'acc-forward-loop',
    title: 'rules of two mailboxes here pass on to each other',
    symptom: 'receive',
    heals: 'switch-off-rule',
    plant: (world, customer) =>
      goesRound(world, customer, [passing('Til andre', second(customer)), passing('Tilbake', customer.address)]),
    // The other one passes on as well, but not back.
    twin: (world, customer) =>
      goesRound(world, customer, [passing('Til andre', second(customer)), passing('Videre', AWAY)]),
    says: (customer) => ['Til andre', 'Tilbake', second(customer), customer.address],
  },
  {
    cause: 'acc-forward-loop',
    title: 'a circle of three, asked about the one in the middle, where no letter stays',
    symptom: 'some',
    about: second,
    heals: 'switch-off-rule',
    plant: (world, customer) =>
      goesRound(world, customer, [
        forwarding([second(customer)], true),
        passing('Til tredje', third(customer), false),
        passing('Til første', customer.address, false),
      ]),
    // Nobody's letter went round: the condition of one rule keeps them apart.
    twin: (world, customer) =>
      goesRound(world, customer, [
        forwarding([second(customer)], true),
        rule({ conditions: about('faktura') }, passOn(customer.address, true)),
      ]),
    says: (customer) => [`${second(customer)} → ${third(customer)} → ${customer.address} → ${second(customer)}`],
  },
  {
    cause: 'acc-forward-loop',
    title: 'the forwarding of a mailbox, and a rule of a colleague that sends back',
    symptom: 'receive',
    heals: 'remove-forward',
    plant: (world, customer) =>
      goesRound(world, customer, [forwarding([second(customer)], true), passing('Retur', customer.address)]),
    twin: (world, customer) =>
      goesRound(world, customer, [
        forwarding([second(customer)], true),
        rule({ name: 'Arkiv', conditions: about('number') }, into('Arkiv')),
      ]),
    says: (customer) => ['Retur', second(customer)],
  },
];

export const FORWARD_LOOP_SCENARIOS: readonly Scenario[] = [
  loop('the forwarding of a mailbox, whose target sends everything back', () => forwarding([AWAY], true)),
  loop('a rule that passes on, and a target that sends back', () =>
    rule({ conditions: about('number') }, passOn(AWAY, true)),
  ),
];
