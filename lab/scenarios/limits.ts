/** Limits and Blocks through real submissions, each with a healthy twin that does much the same and is well. */
import { addMailbox } from '#src/service/mailboxes.ts';
import { addBlock, liftBlock, listBlocks } from '#src/service/operator-blocks.ts';
import { setPlan } from '#src/service/plans.ts';
import type { Customer, World } from '../world.ts';
import type { Scenario } from './scenario.ts';

/** The mailbox that sends; its plan is its own, so that no scenario touches another. */
export const sender = ({ domain }: Customer): string => `ola@${domain}`;
const colleague = ({ domain }: Customer): string => `eva@${domain}`;

async function must<T>(work: Promise<{ ok: true; value: T } | { ok: false; problem: unknown }>): Promise<T> {
  const outcome = await work;
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  return outcome.value;
}

/** Makes a mailbox with limits of its own. */
export async function withLimits(
  world: World,
  customer: Customer,
  limits: readonly string[],
  address: string = sender(customer),
): Promise<void> {
  const plan = `plan-${customer.domain.replaceAll('.', '-')}`;
  await must(setPlan(world.host.app, plan, limits));
  await must(addMailbox(world.host.app, { address, password: customer.password, plan }));
}

/** Submits one message as a mail program does; gives all that was heard. */
export function submit(
  world: World,
  customer: Customer,
  to: readonly string[],
  from: string = sender(customer),
  fields: readonly string[] = [],
): Promise<string> {
  const secret = Buffer.from(`\0${from}\0${customer.password}`).toString('base64');
  const message = `${fields.map((one) => `${one}\r\n`).join('')}From: <${from}>\r\nTo: <${to[0]}>\r\nSubject: Tilbud ${to[0]}\r\n\r\nHei!\r\n.`;
  const says = [
    'EHLO laptop',
    `AUTH PLAIN ${secret}`,
    `MAIL FROM:<${from}>`,
    ...to.map((one) => `RCPT TO:<${one}>`),
    'DATA',
    message,
    'QUIT',
  ];
  return world.say({ port: world.port('submissions'), from: customer.from, tls: true, says, signIns: 1 });
}
const far = (count: number, first = 1): readonly string[] =>
  Array.from({ length: count }, (_, i) => `mottaker${first + i}@far.example`);
async function submitEach(world: World, customer: Customer, to: readonly string[], from?: string): Promise<void> {
  for (const one of to) await submit(world, customer, [one], from);
}
const liftAll = async (world: World, subject: string): Promise<void> => {
  for (const block of await must(listBlocks(world.host.app, subject)))
    await must(liftBlock(world.host.app, block.code));
};

export const LIMIT_SCENARIOS: readonly Scenario[] = [
  {
    cause: 'snd-account-hour-limit',
    title: 'one message more than the hour allows',
    symptom: 'send',
    about: sender,
    plant: async (world, customer) => {
      await withLimits(world, customer, ['mailbox.hour.max=3']);
      await submitEach(world, customer, far(4));
    },
    says: (customer) => [sender(customer), '3 av 3'],
    twin: async (world, customer) => {
      await withLimits(world, customer, ['mailbox.hour.max=3']);
      await submitEach(world, customer, far(3));
    },
    twinAbout: sender,
  },
  {
    cause: 'snd-domain-hour-limit',
    title: 'a colleague sent nearly all that the domain may',
    symptom: 'send',
    about: sender,
    plant: async (world, customer) => {
      const limits = ['domain.hour.max=4'];
      await withLimits(world, customer, limits);
      await withLimits(world, customer, limits, colleague(customer));
      await submit(world, customer, far(3), colleague(customer));
      await submitEach(world, customer, far(2));
    },
    says: (customer) => [customer.domain, '4 av 4', colleague(customer)],
    twin: async (world, customer) => {
      await withLimits(world, customer, ['domain.hour.max=4']);
      await submit(world, customer, far(4));
    },
    twinAbout: sender,
  },
  {
    cause: 'snd-account-day-limit',
    title: 'the number of a day is used up',
    symptom: 'send',
    about: sender,
    plant: async (world, customer) => {
      await withLimits(world, customer, ['mailbox.day.max=2']);
      await submitEach(world, customer, far(3));
    },
    says: (customer) => [sender(customer), '2 av 2'],
    twin: async (world, customer) => {
      await withLimits(world, customer, ['mailbox.day.max=2']);
      await submit(world, customer, far(2));
    },
    twinAbout: sender,
  },
  {
    cause: 'snd-new-account-warmup',
    title: 'a mailbox made today sends as much as an old one may',
    symptom: 'send',
    about: sender,
    plant: async (world, customer) => {
      await withLimits(world, customer, ['mailbox.hour.max=100', 'young.days=7', 'young.hour.max=2']);
      await submitEach(world, customer, far(3));
    },
    says: () => ['2 av 2', '7'],
    twin: async (world, customer) => {
      await withLimits(world, customer, ['mailbox.hour.max=100', 'young.days=7', 'young.hour.max=0']);
      await submitEach(world, customer, far(3));
    },
    twinAbout: sender,
  },
  {
    cause: 'snd-lost-during-block',
    title: 'opened again, and what was refused was never sent again',
    symptom: 'send',
    about: sender,
    plant: async (world, customer) => {
      await withLimits(world, customer, ['mailbox.hour.max=1']);
      await submitEach(world, customer, far(3));
      await liftAll(world, sender(customer));
    },
    says: () => ['mottaker2@far.example', 'mottaker3@far.example'],
    twin: async (world, customer) => {
      await withLimits(world, customer, ['mailbox.hour.max=1']);
      await submitEach(world, customer, far(2));
      await liftAll(world, sender(customer));
      await submit(world, customer, far(1, 2));
    },
    twinAbout: sender,
  },
  {
    cause: 'snd-recipients-per-message',
    title: 'one message to more than one message may have',
    symptom: 'send',
    about: sender,
    plant: async (world, customer) => {
      await withLimits(world, customer, ['message.recipients.max=1']);
      const from = sender(customer);
      const secret = Buffer.from(`\0${from}\0${customer.password}`).toString('base64');
      const rcpt = far(2).map((one) => `RCPT TO:<${one}>`);
      const says = ['EHLO laptop', `AUTH PLAIN ${secret}`, `MAIL FROM:<${from}>`, ...rcpt, 'RSET', 'QUIT'];
      await world.say({ port: world.port('submissions'), from: customer.from, tls: true, says, signIns: 1 });
    },
    twin: async (world, customer) => {
      await withLimits(world, customer, ['message.recipients.max=2']);
      await submit(world, customer, far(2));
    },
    twinAbout: sender,
  },
  {
    cause: 'snd-outbound-operator',
    title: 'outgoing mail stopped by hand',
    symptom: 'send',
    about: sender,
    plant: async (world, customer) => {
      await withLimits(world, customer, []);
      const wanted = { subject: sender(customer), directions: 'outgoing', reason: 'Etter avtale med Ola' };
      await must(addBlock({ ...world.host.app, actor: 'kari' }, wanted));
    },
    says: () => ['Etter avtale med Ola'],
    twin: async (world, customer) => {
      await withLimits(world, customer, []);
      const wanted = { subject: sender(customer), directions: 'outgoing', reason: 'Etter avtale' };
      await must(addBlock(world.host.app, wanted));
      await liftAll(world, sender(customer));
    },
    twinAbout: sender,
  },
  {
    cause: 'acc-mailbox-suspended',
    title: 'a whole domain stopped by hand',
    symptom: 'both',
    about: sender,
    plant: async (world, customer) => {
      await withLimits(world, customer, []);
      const directions = 'outgoing,incoming,sign-in';
      await must(addBlock(world.host.app, { subject: customer.domain, directions, reason: 'Oppsagt avtale' }));
    },
    says: (customer) => [customer.domain, 'Oppsagt avtale'],
    twin: async (world, customer) => {
      await withLimits(world, customer, []);
      await must(addBlock(world.host.app, { subject: '192.0.2.0/24', directions: 'incoming', reason: 'Angrep' }));
    },
    twinAbout: sender,
  },
];
