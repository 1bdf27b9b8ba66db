/** Closures by us once more, come about in other ways: another sign of abuse, another letter, another notice. */
import { stateConsent } from '#src/service/abuse/consent.ts';
import type { Customer, World } from '../world.ts';
import { closedUnread, newsletter, placed, strangers, submit } from './closure.ts';
import { imapSignIn } from '../mail-client.ts';
import type { Scenario } from './scenario.ts';

const signsIn = (world: World, { address, password }: Customer, from: string): Promise<string> =>
  world.say({ port: world.port('imaps'), tls: true, from, says: imapSignIn(address, password), signIns: 1 });
const consents = async (world: World): Promise<void> => {
  const { sql } = world.host.app.db;
  const { id } = await sql.selectFrom('customers').select('id').orderBy('id').executeTakeFirstOrThrow();
  await stateConsent(world.host.app, id);
};
const ONE_CLICK = [
  'List-Unsubscribe: <https://butikken.test/av?x=2>',
  'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
];

export const CLOSURE_WAY_SCENARIOS: readonly Scenario[] = [
  {
    cause: 'snd-outbound-closed-abuse',
    title: 'one stranger after the other, from morning on',
    symptom: 'send',
    plant: async (world, customer) => {
      for (let i = 0; i < 7; i += 1) await submit(world, customer, strangers(1, i));
    },
    // Seven messages, all to one and the same person.
    twin: async (world, customer) => {
      for (let i = 0; i < 7; i += 1) await submit(world, customer, strangers(1));
    },
    says: ({ address }) => [address, 'grensen er 5'],
  },
  {
    cause: 'snd-outbound-closed-abuse',
    title: 'two old friends and then strangers, from two devices',
    symptom: 'both',
    plant: async (world, customer) => {
      for (let i = 0; i < 2; i += 1) await submit(world, customer, strangers(2));
      await submit(world, customer, strangers(3, 20), undefined, placed(251, customer));
      await submit(world, customer, strangers(2, 30));
    },
    twin: async (world, customer) => {
      for (let i = 0; i < 2; i += 1) await submit(world, customer, strangers(2));
      await submit(world, customer, strangers(3, 20), undefined, placed(251, customer));
      await submit(world, customer, strangers(2));
    },
    says: ({ address }) => [address, 'grensen er 5'],
  },
  {
    cause: 'snd-bulk-not-allowed',
    title: 'a newsletter whose way to unsubscribe is not one click',
    symptom: 'send',
    plant: (world, customer) =>
      submit(world, customer, strangers(4), newsletter(customer, ['List-Unsubscribe: <mailto:av@butikken.test>'])),
    // A letter of the same text to three people is no mailing.
    twin: (world, customer) => submit(world, customer, strangers(3), newsletter(customer)),
    says: ({ address }) => [address, 'reglene for nyhetsbrev'],
  },
  {
    cause: 'snd-bulk-not-allowed',
    title: 'refused, and tried once more as it was',
    symptom: 'both',
    plant: async (world, customer) => {
      await submit(world, customer, strangers(4), newsletter(customer));
      await submit(world, customer, strangers(4), newsletter(customer));
    },
    // Refused, and then put right.
    twin: async (world, customer) => {
      await consents(world);
      await submit(world, customer, strangers(4), newsletter(customer));
      await submit(world, customer, strangers(4), newsletter(customer, ONE_CLICK));
    },
    says: ({ address }) => [address],
  },
  {
    cause: 'snd-notice-not-read',
    title: 'asked as “some mail does not go”: the notice lies there unopened',
    symptom: 'some',
    plant: (world, customer) => closedUnread(world, customer),
    says: ({ address }) => [address, 'ulest'],
  },
  {
    cause: 'snd-notice-not-read',
    title: 'the owner signs in on a telephone and does not open it',
    symptom: 'both',
    plant: async (world, customer) => {
      await closedUnread(world, customer);
      await signsIn(world, customer, customer.from);
    },
    twin: async (world, customer) => {
      await world.host.app.blocks.lift(await closedUnread(world, customer), 'support', 'test');
      await signsIn(world, customer, customer.from);
    },
    says: ({ address }) => [address, 'ulest'],
  },
];

export const STOLEN_WAY_SCENARIOS: readonly Scenario[] = [
  {
    cause: 'acc-compromised',
    title: 'read from three countries, then sent from one',
    symptom: 'send',
    plant: async (world, customer) => {
      for (const second of [252, 253]) await signsIn(world, customer, placed(second, customer));
      await submit(world, customer, strangers(1), undefined, placed(251, customer));
    },
    // Read in two countries: a border is near.
    twin: async (world, customer) => {
      for (const second of [252, 251]) await signsIn(world, customer, placed(second, customer));
      await submit(world, customer, strangers(1), undefined, placed(251, customer));
    },
    allowed: ['snd-outbound-closed-abuse'],
    certainty: 'likely',
    says: ({ address }) => [address],
  },
  {
    cause: 'acc-compromised',
    title: 'from three countries, and to more strangers than anybody knows',
    symptom: 'both',
    plant: async (world, customer) => {
      for (const second of [251, 252, 253])
        await submit(world, customer, strangers(1, second), undefined, placed(second, customer));
    },
    twin: async (world, customer) => {
      for (const second of [251, 252, 252])
        await submit(world, customer, strangers(1, second), undefined, placed(second, customer));
    },
    allowed: ['snd-outbound-closed-abuse'],
    certainty: 'likely',
    says: ({ address }) => [address, 'Brasil'],
  },
];
