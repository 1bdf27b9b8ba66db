/**
 * Limits and Blocks once more, reached in other ways: one message to many, messages counted instead of recipients, held
 * instead of refused, Blocks of a whole domain and with an end.
 */
import { addMailbox } from '#src/service/mailboxes.ts';
import { addBlock, liftBlock, listBlocks } from '#src/service/operator-blocks.ts';
import { setPlan } from '#src/service/plans.ts';
import type { Customer, World } from '../world.ts';
import { sender, submit, withLimits } from './limits.ts';
import type { Scenario } from './scenario.ts';

const settled = async <T extends { readonly ok: boolean }>(outcome: Promise<T>): Promise<T & { readonly ok: true }> => {
  const result = await outcome;
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result as T & { readonly ok: true };
};
const colleague = ({ domain }: Customer): string => `eva@${domain}`;
const far = (count: number, first = 1): readonly string[] =>
  Array.from({ length: count }, (_, i) => `kunde${first + i}@far.example`);
async function each(world: World, customer: Customer, to: readonly string[], from?: string): Promise<void> {
  for (const one of to) await submit(world, customer, [one], from);
}
async function lift(world: World, subject: string): Promise<void> {
  const { value } = await settled(listBlocks(world.host.app, subject));
  for (const { code } of value) await settled(liftBlock(world.host.app, code));
}
const stop = (world: World, subject: string, directions: string, reason: string, seconds?: string) =>
  settled(addBlock(world.host.app, { subject, directions, reason, ...(seconds === undefined ? {} : { seconds }) }));
/** Names recipients and gives up before the text. */
async function names(world: World, customer: Customer, to: readonly string[]): Promise<void> {
  const from = sender(customer);
  const secret = Buffer.from(`\0${from}\0${customer.password}`).toString('base64');
  const rcpt = to.map((one) => `RCPT TO:<${one}>`);
  const says = ['EHLO phone', `AUTH PLAIN ${secret}`, `MAIL FROM:<${from}>`, ...rcpt, 'RSET', 'QUIT'];
  await world.say({ port: world.port('submissions'), from: customer.from, tls: true, says, signIns: 1 });
}
/** Changes the plan that `withLimits` made. */
async function withPlan(world: World, customer: Customer, limits: readonly string[]): Promise<void> {
  await settled(setPlan(world.host.app, `plan-${customer.domain.replaceAll('.', '-')}`, limits));
}
const common = { symptom: 'send', about: sender, twinAbout: sender } as const;

const MAILBOX: readonly Scenario[] = [
  {
    ...common,
    cause: 'snd-account-hour-limit',
    title: 'an invitation to a few, then one to more than were left',
    plant: async (world, customer) => {
      await withLimits(world, customer, ['mailbox.hour.max=5']);
      await submit(world, customer, far(3));
      await submit(world, customer, far(3, 4));
    },
    says: (customer) => [sender(customer)],
    twin: async (world, customer) => {
      await withLimits(world, customer, ['mailbox.hour.max=5']);
      await submit(world, customer, far(3));
      await submit(world, customer, far(2, 4));
    },
  },
  {
    ...common,
    cause: 'snd-account-hour-limit',
    title: 'messages are counted, not recipients; what is over waits',
    plant: async (world, customer) => {
      await withLimits(world, customer, ['mailbox.hour.max=2', 'limit.counts=messages', 'limit.mode=hold']);
      await each(world, customer, far(3));
    },
    says: () => ['2 av 2'],
    // Six recipients, and two messages.
    twin: async (world, customer) => {
      await withLimits(world, customer, ['mailbox.hour.max=2', 'limit.counts=messages', 'limit.mode=hold']);
      await submit(world, customer, far(3));
      await submit(world, customer, far(3, 4));
    },
  },
  {
    ...common,
    cause: 'snd-account-day-limit',
    title: 'the day is used up by one message to many and one more',
    plant: async (world, customer) => {
      await withLimits(world, customer, ['mailbox.day.max=4']);
      await submit(world, customer, far(4));
      await submit(world, customer, far(1, 5));
    },
    says: () => ['4 av 4'],
    // A support person opened it for today.
    twin: async (world, customer) => {
      await withLimits(world, customer, ['mailbox.day.max=4']);
      await submit(world, customer, far(4));
      await withPlan(world, customer, ['mailbox.day.max=40']);
      await submit(world, customer, far(1, 5));
    },
  },
  {
    ...common,
    cause: 'snd-account-day-limit',
    title: 'under the hour’s number and over the day’s',
    plant: async (world, customer) => {
      await withLimits(world, customer, ['mailbox.hour.max=50', 'mailbox.day.max=3']);
      await each(world, customer, far(4));
    },
    says: () => ['3 av 3'],
    twin: async (world, customer) => {
      await withLimits(world, customer, ['mailbox.hour.max=50', 'mailbox.day.max=5']);
      await each(world, customer, far(4));
    },
  },
  {
    ...common,
    cause: 'snd-new-account-warmup',
    title: 'a new mailbox, one message to everybody',
    plant: async (world, customer) => {
      await withLimits(world, customer, ['mailbox.hour.max=100', 'young.days=14', 'young.hour.max=3']);
      await submit(world, customer, far(3));
      await submit(world, customer, far(2, 4));
    },
    says: () => ['3 av 3', '14'],
    twin: async (world, customer) => {
      await withLimits(world, customer, ['mailbox.hour.max=100', 'young.days=0', 'young.hour.max=3']);
      await submit(world, customer, far(3));
      await submit(world, customer, far(2, 4));
    },
  },
  {
    ...common,
    cause: 'snd-new-account-warmup',
    title: 'a new employee’s mailbox, what is over is held',
    plant: async (world, customer) => {
      await withLimits(world, customer, ['young.days=3', 'young.hour.max=1', 'limit.mode=hold']);
      await each(world, customer, far(2));
    },
    says: () => ['1 av 1'],
    twin: async (world, customer) => {
      await withLimits(world, customer, ['young.days=3', 'young.hour.max=2', 'limit.mode=hold']);
      await each(world, customer, far(2));
    },
  },
];
const DOMAIN: readonly Scenario[] = [
  {
    ...common,
    cause: 'snd-domain-hour-limit',
    title: 'both send a little, together too much',
    plant: async (world, customer) => {
      const limits = ['domain.hour.max=4'];
      await withLimits(world, customer, limits);
      await withLimits(world, customer, limits, colleague(customer));
      await each(world, customer, far(2), colleague(customer));
      await each(world, customer, far(3, 3));
    },
    says: ({ domain }) => [domain, '4 av 4'],
    twin: async (world, customer) => {
      const limits = ['domain.hour.max=4'];
      await withLimits(world, customer, limits);
      await withLimits(world, customer, limits, colleague(customer));
      await each(world, customer, far(2), colleague(customer));
      await each(world, customer, far(2, 3));
    },
  },
  {
    ...common,
    cause: 'snd-domain-hour-limit',
    title: 'one mailbox alone, well within its own number',
    plant: async (world, customer) => {
      await withLimits(world, customer, ['mailbox.hour.max=50', 'domain.hour.max=3']);
      await submit(world, customer, far(3));
      await submit(world, customer, far(1, 4));
    },
    says: ({ domain }) => [domain, '3 av 3'],
    twin: async (world, customer) => {
      await withLimits(world, customer, ['mailbox.hour.max=50', 'domain.hour.max=4']);
      await submit(world, customer, far(3));
      await submit(world, customer, far(1, 4));
    },
  },
];

const AFTERWARDS: readonly Scenario[] = [
  {
    ...common,
    cause: 'snd-lost-during-block',
    title: 'stopped by hand for a while, and one offer was refused',
    plant: async (world, customer) => {
      await withLimits(world, customer, []);
      await stop(world, sender(customer), 'outgoing', 'En sjekk');
      await each(world, customer, far(1));
      await lift(world, sender(customer));
    },
    says: () => ['kunde1@far.example'],
    // Nothing was tried meanwhile.
    twin: async (world, customer) => {
      await withLimits(world, customer, []);
      await stop(world, sender(customer), 'outgoing', 'En sjekk');
      await lift(world, sender(customer));
      await each(world, customer, far(1));
    },
  },
  {
    ...common,
    cause: 'snd-lost-during-block',
    title: 'the day’s number was raised; one was sent again, one forgotten',
    symptom: 'some',
    plant: async (world, customer) => {
      await withLimits(world, customer, ['mailbox.day.max=1']);
      await each(world, customer, far(3));
      await withPlan(world, customer, ['mailbox.day.max=50']);
      await lift(world, sender(customer));
      await each(world, customer, far(1, 3));
    },
    says: () => ['kunde2@far.example'],
    twin: async (world, customer) => {
      await withLimits(world, customer, ['mailbox.day.max=1']);
      await each(world, customer, far(3));
      await withPlan(world, customer, ['mailbox.day.max=50']);
      await lift(world, sender(customer));
      await submit(world, customer, far(2, 2));
    },
  },
  {
    ...common,
    cause: 'snd-recipients-per-message',
    title: 'a whole club in one message',
    plant: async (world, customer) => {
      await withLimits(world, customer, ['message.recipients.max=3']);
      await names(world, customer, far(6));
    },
    // Tried with too many, then sent in two parts.
    twin: async (world, customer) => {
      await withLimits(world, customer, ['message.recipients.max=3']);
      await names(world, customer, far(6));
      await submit(world, customer, far(3));
      await submit(world, customer, far(3, 4));
    },
  },
  {
    ...common,
    cause: 'snd-recipients-per-message',
    title: 'one sent well, the next to one too many',
    symptom: 'some',
    plant: async (world, customer) => {
      await withLimits(world, customer, ['message.recipients.max=2']);
      await submit(world, customer, far(2));
      await names(world, customer, far(3));
    },
    twin: async (world, customer) => {
      await withLimits(world, customer, ['message.recipients.max=3']);
      await submit(world, customer, far(2));
      await names(world, customer, far(3));
    },
  },
];

const BY_HAND: readonly Scenario[] = [
  {
    ...common,
    cause: 'snd-outbound-operator',
    title: 'the whole domain may not send until tonight',
    plant: async (world, customer) => {
      await withLimits(world, customer, []);
      await stop(world, customer.domain, 'outgoing', 'Nettskjemaet sender søppel', '7200');
    },
    says: () => ['Nettskjemaet sender søppel'],
    // A colleague alone is stopped.
    twin: async (world, customer) => {
      await withLimits(world, customer, []);
      await settled(addMailbox(world.host.app, { address: colleague(customer), password: customer.password }));
      await stop(world, colleague(customer), 'outgoing', 'Nettskjemaet sender søppel', '7200');
    },
  },
  {
    ...common,
    cause: 'snd-outbound-operator',
    title: 'stopped, and the customer has tried twice',
    plant: async (world, customer) => {
      await withLimits(world, customer, []);
      await each(world, customer, far(1));
      await stop(world, sender(customer), 'outgoing', 'Avtalt på telefon');
      await each(world, customer, far(2, 2));
    },
    says: () => ['Avtalt på telefon'],
  },
  {
    ...common,
    cause: 'acc-mailbox-suspended',
    title: 'one mailbox may not sign in any more',
    symptom: 'receive',
    plant: async (world, customer) => {
      await withLimits(world, customer, []);
      await stop(world, sender(customer), 'sign-in', 'Sluttet i firmaet');
    },
    says: (customer) => [sender(customer), 'Sluttet i firmaet'],
    twin: async (world, customer) => {
      await withLimits(world, customer, []);
      await stop(world, sender(customer), 'sign-in', 'Sluttet i firmaet');
      await lift(world, sender(customer));
    },
  },
  {
    ...common,
    cause: 'acc-mailbox-suspended',
    title: 'one mailbox takes no mail for a while',
    symptom: 'receive',
    plant: async (world, customer) => {
      await withLimits(world, customer, []);
      await stop(world, sender(customer), 'incoming', 'Postbombe', '3600');
    },
    says: () => ['Postbombe'],
    // A colleague’s mailbox is closed, in all ways.
    twin: async (world, customer) => {
      await withLimits(world, customer, []);
      await settled(addMailbox(world.host.app, { address: colleague(customer), password: customer.password }));
      await stop(world, colleague(customer), 'outgoing,incoming,sign-in', 'Postbombe');
    },
  },
];

export const LIMIT_WAY_SCENARIOS: readonly Scenario[] = [...MAILBOX, ...DOMAIN, ...AFTERWARDS, ...BY_HAND];
