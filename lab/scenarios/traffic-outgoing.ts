/** Faults of mail on its way out: hosts that do not answer, refuse, or put it aside; queues that stand; returns that go astray. */
import { addAlias, removeAlias } from '#src/service/aliases.ts';
import { addMailbox } from '#src/service/mailboxes.ts';
import { foreignDomain, foreignHost, tried, triedAgain } from '../foreign-host.ts';
import type { SinkMood } from '../smtp-sink.ts';
import type { Customer, World } from '../world.ts';
import { sender, submit, withLimits } from './limits.ts';
import type { Scenario } from './scenario.ts';

export async function made<T>(work: Promise<{ ok: true; value: T } | { ok: false; problem: unknown }>): Promise<T> {
  const outcome = await work;
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  return outcome.value;
}
/** Nobody listens there. */
const CLOSED = '127.0.0.1:1';

const to = (customer: Customer, local = 'eva'): string => `${local}@${foreignDomain(customer)}`;
/** Sends one message as the customer and waits until it was tried. */
async function sends(world: World, customer: Customer, recipients: readonly string[] = [to(customer)]): Promise<void> {
  const heard = await submit(world, customer, recipients, customer.address);
  if (!heard.includes('250 2.0.0')) throw new Error(`not taken: ${heard}`);
  await tried(world, customer.address);
}
const host = (world: World, customer: Customer, mood: SinkMood = {}) =>
  foreignHost(world, foreignDomain(customer), mood);

/** The message is sent to a host of this mood. */
const sentTo =
  (mood: SinkMood, recipients?: (customer: Customer) => readonly string[]) =>
  async (world: World, customer: Customer): Promise<void> => {
    await host(world, customer, mood);
    await sends(world, customer, recipients?.(customer));
  };
/** The same, and then the host is well and the message goes. */
const thenWell =
  (mood: SinkMood) =>
  async (world: World, customer: Customer): Promise<void> => {
    const sink = await host(world, customer, mood);
    await sends(world, customer);
    sink.setMood({});
    await triedAgain(world, customer.address);
  };
/** Refused once, and the next message arrived. */
const thenAgain =
  (mood: SinkMood) =>
  async (world: World, customer: Customer): Promise<void> => {
    const sink = await host(world, customer, mood);
    await sends(world, customer);
    sink.setMood({});
    await sends(world, customer);
  };

const DEFERRED: readonly Scenario[] = [
  {
    cause: 'snd-deferred-queue',
    title: 'nobody answers at the host of the recipient',
    symptom: 'send',
    plant: async (world, customer) => {
      await host(world, customer);
      world.place(`mx.${foreignDomain(customer)}`, CLOSED);
      await sends(world, customer);
    },
    says: (customer) => [to(customer)],
    twin: async (world, customer) => {
      const sink = await host(world, customer);
      world.place(`mx.${foreignDomain(customer)}`, CLOSED);
      await sends(world, customer);
      world.place(`mx.${foreignDomain(customer)}`, sink.address);
      await triedAgain(world, customer.address);
    },
  },
  {
    cause: 'snd-deferred-queue',
    title: 'the host asks to come back later, without a reason',
    symptom: 'slow',
    plant: sentTo({ rcpt: () => '451 4.3.0 Kom tilbake senere' }),
    says: (customer) => [to(customer), 'Kom tilbake senere'],
    twin: thenWell({ rcpt: () => '451 4.3.0 Kom tilbake senere' }),
  },
  {
    cause: 'snd-deferred-queue',
    title: 'the host hangs up in the middle of the message',
    symptom: 'some',
    plant: sentTo({ end: 'drop' }),
    says: (customer) => [to(customer)],
    twin: thenWell({ end: 'drop' }),
  },
  {
    cause: 'snd-deferred-queue',
    title: 'the name servers of the recipient are broken',
    symptom: 'send',
    plant: async (world, customer) => {
      world.dns.add({ [foreignDomain(customer)]: { mood: 'servfail' } });
      await sends(world, customer);
    },
    says: (customer) => [foreignDomain(customer)],
  },
];

const hold = async (world: World, customer: Customer): Promise<void> => {
  await sentTo({ greeting: '421 4.3.2 Ikke nå' })(world, customer);
  await world.host.app.queue.hold({ domain: foreignDomain(customer) });
};
const LATER: SinkMood = { greeting: '421 4.3.2 Ikke nå' };
const many = (customer: Customer, name: string): readonly string[] =>
  Array.from({ length: 12 }, (_, i) => to(customer, `${name}${i}`));
async function pileUp(world: World, customer: Customer): Promise<void> {
  const colleague = sender(customer);
  await withLimits(world, customer, []);
  await submit(world, customer, many(customer, 'kunde'), customer.address);
  await submit(world, customer, many(customer, 'venn'), colleague);
  await tried(world, customer.address);
  await tried(world, colleague);
}

const STUCK: readonly Scenario[] = [
  {
    cause: 'svc-queue-stuck',
    title: 'an operator holds the queue of one destination and forgot it',
    symptom: 'send',
    plant: hold,
    says: (customer) => [foreignDomain(customer)],
    twin: async (world, customer) => {
      const sink = await host(world, customer, LATER);
      await sends(world, customer);
      await world.host.app.queue.hold({ domain: foreignDomain(customer) });
      sink.setMood({});
      await world.host.app.queue.release({ domain: foreignDomain(customer) });
      await triedAgain(world, customer.address);
    },
  },
  {
    cause: 'svc-queue-stuck',
    title: 'an operator holds what this customer sends',
    symptom: 'slow',
    plant: async (world, customer) => {
      await sentTo(LATER)(world, customer);
      await world.host.app.queue.hold({ sender: customer.address });
    },
    says: (customer) => [foreignDomain(customer)],
  },
  {
    cause: 'svc-queue-stuck',
    title: 'mail of two senders piles up for one destination',
    symptom: 'send',
    plant: async (world, customer) => {
      await host(world, customer, LATER);
      await pileUp(world, customer);
    },
    must: ['snd-deferred-queue'],
    says: (customer) => [foreignDomain(customer), '24'],
    twin: async (world, customer) => {
      const sink = await host(world, customer, LATER);
      await pileUp(world, customer);
      sink.setMood({});
      await triedAgain(world, customer.address);
      await triedAgain(world, sender(customer));
    },
  },
];

const REFUSED: readonly Scenario[] = [
  {
    cause: 'snd-remote-refused',
    title: 'the recipient is refused in words nobody knows',
    symptom: 'send',
    plant: sentTo({ rcpt: () => '554 5.0.0 Avslag 4711' }),
    says: (customer) => [to(customer), 'Avslag 4711'],
    twin: thenAgain({ rcpt: () => '554 5.0.0 Avslag 4711' }),
  },
  {
    cause: 'snd-remote-refused',
    title: 'the sender is refused in words nobody knows',
    symptom: 'some',
    plant: sentTo({ mail: '550 5.0.0 Nei, dessverre' }),
    says: (customer) => [to(customer), 'Nei, dessverre'],
    twin: thenAgain({ mail: '550 5.0.0 Nei, dessverre' }),
  },
  {
    cause: 'snd-remote-refused',
    title: 'the whole message is refused at its end, with a number only',
    symptom: 'some',
    plant: sentTo({ end: '554 5.0.0 Feilkode 0x77' }),
    says: (customer) => [to(customer), '0x77'],
    twin: thenAgain({ end: '554 5.0.0 Feilkode 0x77' }),
  },
];

/** Sends with an envelope of its own, as scripts do. */
async function scripted(world: World, customer: Customer, envelope: string, recipient = `<${to(customer)}>`) {
  const { address, password } = customer;
  const says = [
    'EHLO skript',
    `AUTH PLAIN ${Buffer.from(`\0${address}\0${password}`).toString('base64')}`,
    `MAIL FROM:<${envelope}>`,
    `RCPT TO:${recipient}`,
    'DATA',
    `From: <${address}>\r\nSubject: Faktura\r\n\r\nHei!\r\n.`,
    'QUIT',
  ];
  const heard = await world.say({ port: world.port('submissions'), from: customer.from, tls: true, says, signIns: 1 });
  if (!heard.includes('250 2.0.0')) throw new Error(`not taken: ${heard}`);
  await tried(world, envelope);
}
const NO: SinkMood = { rcpt: () => '554 5.0.0 Avslag 4711' };
const noreply = ({ domain }: Customer): string => `noreply@${domain}`;
const colleague = ({ domain }: Customer): string => `kollega@${domain}`;

/** Sent as an alias of the customer's; before the host says no, the alias leads to somebody else. */
async function aliasMoves(world: World, customer: Customer, moves: boolean): Promise<void> {
  const { app } = world.host;
  await made(addMailbox(app, { address: colleague(customer), password: customer.password }));
  await made(addAlias(app, noreply(customer), [customer.address]));
  const sink = await host(world, customer, LATER);
  await scripted(world, customer, noreply(customer));
  if (moves) {
    await made(removeAlias(app, noreply(customer)));
    await made(addAlias(app, noreply(customer), [colleague(customer)]));
  }
  sink.setMood(moves ? NO : {});
  await triedAgain(world, noreply(customer));
}

const ASTRAY: readonly Scenario[] = [
  {
    cause: 'snd-bounce-misdirected',
    title: 'a script sends without a return path',
    symptom: 'some',
    plant: async (world, customer) => {
      await host(world, customer, NO);
      await scripted(world, customer, '');
    },
    must: ['snd-remote-refused'],
    says: (customer) => [to(customer)],
    twin: async (world, customer) => {
      await host(world, customer);
      await scripted(world, customer, '');
    },
  },
  {
    cause: 'snd-bounce-misdirected',
    title: 'a script asks never to be told',
    symptom: 'send',
    plant: async (world, customer) => {
      await host(world, customer, NO);
      await scripted(world, customer, customer.address, `<${to(customer)}> NOTIFY=NEVER`);
    },
    must: ['snd-remote-refused'],
    twin: async (world, customer) => {
      await host(world, customer);
      await scripted(world, customer, customer.address, `<${to(customer)}> NOTIFY=NEVER`);
    },
  },
  {
    cause: 'snd-bounce-misdirected',
    title: 'the return path is an alias that leads to a colleague now',
    symptom: 'some',
    plant: (world, customer) => aliasMoves(world, customer, true),
    must: ['snd-remote-refused'],
    says: (customer) => [noreply(customer)],
    twin: (world, customer) => aliasMoves(world, customer, false),
  },
];

const JUNK: readonly Scenario[] = [
  ['delivered to the Junk folder', '250 2.0.0 Message delivered to Junk folder'],
  ['quarantined', '250 2.6.0 <id> Queued and quarantined, release by administrator'],
  ['in Norwegian', '250 2.0.0 Levert til søppelpost'],
].map(([title, end]): Scenario => ({
  cause: 'snd-in-recipient-junk',
  title: `taken, and put aside: ${title}`,
  symptom: 'some',
  certainty: 'likely',
  plant: sentTo({ end }),
  says: (customer) => [to(customer)],
  twin: sentTo({ end: '250 2.0.0 Ok, queued; spam score 0.1, not junk' }),
}));

const NEARLY: readonly Scenario[] = [
  ['one letter is missing', 'ola.nordmann', 'ola.nordman'],
  ['one letter too many', 'post.kontoret', 'posst.kontoret'],
  ['one letter is another', 'faktura.avdeling', 'faktura.avdelimg'],
].map(([title, good, bad]): Scenario => ({
  cause: 'cli-recipient-autocomplete-stale',
  title: `a suggestion with a slip: ${title}`,
  symptom: 'send',
  certainty: 'likely',
  plant: async (world, customer) => {
    await host(world, customer, {
      rcpt: (address) => (address.startsWith(`${bad}@`) ? '550 5.1.1 User unknown' : null),
    });
    for (const local of [good, good, bad]) await sends(world, customer, [to(customer, local)]);
  },
  allowed: ['snd-recipient-unknown'],
  says: (customer) => [to(customer, bad), to(customer, good)],
  // There the other name is a person too.
  twin: async (world, customer) => {
    await host(world, customer);
    for (const local of [good, good, bad]) await sends(world, customer, [to(customer, local)]);
  },
}));

export const OUTGOING_SCENARIOS: readonly Scenario[] = [
  ...DEFERRED,
  ...STUCK,
  ...REFUSED,
  ...ASTRAY,
  ...JUNK,
  ...NEARLY,
];
