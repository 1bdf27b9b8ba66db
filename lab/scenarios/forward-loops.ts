/** Mail that a mailbox passes on and that comes back over a host elsewhere: by its forwarding, and by a rule. */
import { arrives } from './devices-acts.ts';
import { about, forwarding, passOn, rule, wants } from './filing-acts.ts';
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

export const FORWARD_LOOP_SCENARIOS: readonly Scenario[] = [
  loop('the forwarding of a mailbox, whose target sends everything back', () => forwarding([AWAY], true)),
  loop('a rule that passes on, and a target that sends back', () =>
    rule({ conditions: about('number') }, passOn(AWAY, true)),
  ),
];
