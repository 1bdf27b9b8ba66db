/** Faults of mail on its way in: forwards that are refused elsewhere, and senders whom this host refuses. */
import { addAlias } from '#src/service/aliases.ts';
import { addBlock, liftBlock, listBlocks } from '#src/service/operator-blocks.ts';
import { foreignDomain, foreignHost, tried } from '../foreign-host.ts';
import type { SinkMood } from '../smtp-sink.ts';
import type { Customer, World } from '../world.ts';
import { works } from './account.ts';
import { submit } from './limits.ts';
import type { Scenario } from './scenario.ts';
import { made } from './traffic-outgoing.ts';

/** A correspondent of this customer alone, with a host of its own out there. */
const friend = (customer: Customer): string => `eva@${foreignDomain(customer, 'venn')}`;
const friendFrom = ({ from }: Customer): string => from.replace(/^127\.\d+\./, '127.253.');
const alias = ({ domain }: Customer): string => `post@${domain}`;
const target = (customer: Customer): string => `ola@${foreignDomain(customer)}`;

interface Letter {
  readonly from?: string;
  readonly to?: string;
  readonly body?: string;
  readonly author?: string;
}
/** A letter from the friend's host; gives what was heard. */
function letter(world: World, customer: Customer, more: Letter = {}): Promise<string> {
  const { from = friend(customer), to = customer.address, author = from } = more;
  const message = `From: <${author}>\r\nSubject: Svar\r\nMessage-ID: <${Math.random()}@venn>\r\n\r\n${more.body ?? 'Hei.'}\r\n.`;
  const says = ['EHLO venn.test', `MAIL FROM:<${from}>`, `RCPT TO:<${to}>`, 'DATA', message, 'QUIT'];
  return world.say({ port: world.port('inbound'), tls: false, from: friendFrom(customer), says });
}
/** The customer writes to the friend, who is reached. */
async function writesFirst(world: World, customer: Customer): Promise<void> {
  await works(world, customer);
  await foreignHost(world, foreignDomain(customer, 'venn'));
  await submit(world, customer, [friend(customer)], customer.address);
  await tried(world, customer.address);
}

async function forwarded(world: World, customer: Customer, mood: SinkMood): Promise<void> {
  await foreignHost(world, foreignDomain(customer), mood);
  await foreignHost(world, foreignDomain(customer, 'venn'));
  await made(addAlias(world.host.app, alias(customer), [target(customer)]));
  await letter(world, customer, { to: alias(customer) });
  await tried(world, friend(customer));
}
const FORWARDS: readonly Scenario[] = (
  [
    ['nobody of that name there any more', '550 5.1.1 User unknown'],
    ['their mailbox is full', '552 5.2.2 Mailbox full'],
    ['their host asks who signed it', '550 5.7.26 Unauthenticated email from venn is not accepted due to DMARC policy'],
  ] as const
).map(([title, reply]): Scenario => ({
  cause: 'acc-forward-target-rejects',
  title,
  symptom: 'receive',
  about: alias,
  plant: (world, customer) => forwarded(world, customer, { rcpt: () => reply }),
  allowed: [
    'snd-recipient-unknown',
    'snd-recipient-full',
    'snd-list-dmarc',
    'snd-bulk-rules-5000',
    'acc-forward-no-copy',
  ],
  says: (customer) => [alias(customer), target(customer)],
  twin: (world, customer) => forwarded(world, customer, {}),
}));

/** The friend's domain asks everybody to refuse what it did not sign. */
function strictFriend(world: World, customer: Customer): void {
  const domain = foreignDomain(customer, 'venn');
  world.dns.add({
    [`_dmarc.${domain}`]: { TXT: ['v=DMARC1; p=reject'] },
    [domain]: { NS: [`ns.${domain}`], MX: [`10 mx.${domain}`], TXT: [`v=spf1 ip4:${friendFrom(customer)} -all`] },
  });
}
/** The same without the host's own address: what is sent from there is not approved. */
function elsewhere(world: World, customer: Customer): void {
  const domain = foreignDomain(customer, 'venn');
  world.dns.add({
    [`_dmarc.${domain}`]: { TXT: ['v=DMARC1; p=reject'] },
    [domain]: { NS: [`ns.${domain}`], MX: [`10 mx.${domain}`], TXT: ['v=spf1 ip4:192.0.2.99 -all'] },
  });
}
const mustHear = (heard: string, what: RegExp): void => {
  if (!what.test(heard)) throw new Error(`heard: ${heard}`);
};

const POLICY: readonly Scenario[] = [
  {
    cause: 'acc-spam-rejected-inbound',
    title: 'somebody this customer writes to sends from a place her domain does not approve',
    symptom: 'receive',
    certainty: 'likely',
    plant: async (world, customer) => {
      await writesFirst(world, customer);
      elsewhere(world, customer);
      mustHear(await letter(world, customer), /550 5\.7\.1/);
    },
    says: (customer) => [friend(customer)],
    twin: async (world, customer) => {
      await writesFirst(world, customer);
      strictFriend(world, customer);
      mustHear(await letter(world, customer), /250 2\.0\.0/);
    },
  },
  {
    cause: 'acc-spam-rejected-inbound',
    title: 'mail of hers came through, and what is in her own name does not',
    symptom: 'some',
    certainty: 'likely',
    plant: async (world, customer) => {
      await foreignHost(world, foreignDomain(customer, 'venn'));
      // A program of hers wrote in another name, which nobody protects.
      mustHear(await letter(world, customer, { author: 'eva@far.example' }), /250 2\.0\.0/);
      elsewhere(world, customer);
      mustHear(await letter(world, customer), /550 5\.7\.1/);
    },
    says: (customer) => [friend(customer)],
  },
  {
    cause: 'acc-spam-rejected-inbound',
    title: 'a newsletter service writes in the name of somebody known',
    symptom: 'some',
    certainty: 'likely',
    plant: async (world, customer) => {
      await writesFirst(world, customer);
      elsewhere(world, customer);
      for (let n = 0; n < 2; n += 1) mustHear(await letter(world, customer), /550 5\.7\.1/);
    },
    // A stranger in a strict name is what the policy is for.
    twin: async (world, customer) => {
      await foreignHost(world, foreignDomain(customer, 'venn'));
      elsewhere(world, customer);
      mustHear(await letter(world, customer), /550 5\.7\.1/);
    },
  },
];

const shut = (world: World, subject: string) =>
  made(addBlock(world.host.app, { subject, directions: 'incoming', reason: 'Mye søppelpost derfra' }));
async function opened(world: World, subject: string): Promise<void> {
  for (const { code } of await made(listBlocks(world.host.app, subject))) await made(liftBlock(world.host.app, code));
}
const net24 = (customer: Customer): string => friendFrom(customer).replace(/\d+$/, '0/24');

const NETWORKS: readonly Scenario[] = [
  {
    cause: 'svc-inbound-geo-filter',
    title: 'the operator shut out the address of somebody who wrote before',
    symptom: 'receive',
    plant: async (world, customer) => {
      await foreignHost(world, foreignDomain(customer, 'venn'));
      mustHear(await letter(world, customer), /250 2\.0\.0/);
      await shut(world, `${friendFrom(customer)}/32`);
      mustHear(await letter(world, customer), /450 4\.7\.1/);
    },
    says: (customer) => [friend(customer), friendFrom(customer)],
    twin: async (world, customer) => {
      await foreignHost(world, foreignDomain(customer, 'venn'));
      mustHear(await letter(world, customer), /250 2\.0\.0/);
      await shut(world, `${friendFrom(customer)}/32`);
      mustHear(await letter(world, customer), /450 4\.7\.1/);
      await opened(world, `${friendFrom(customer)}/32`);
      mustHear(await letter(world, customer), /250 2\.0\.0/);
    },
  },
  {
    cause: 'svc-inbound-geo-filter',
    title: 'the answer to what this customer wrote comes from a network that is shut out',
    symptom: 'some',
    plant: async (world, customer) => {
      await writesFirst(world, customer);
      await shut(world, `${friendFrom(customer)}/32`);
      mustHear(await letter(world, customer), /450 4\.7\.1/);
    },
    says: (customer) => [friend(customer)],
    // Strangers from there are whom it is for.
    twin: async (world, customer) => {
      await foreignHost(world, foreignDomain(customer, 'venn'));
      await shut(world, `${friendFrom(customer)}/32`);
      mustHear(await letter(world, customer), /450 4\.7\.1/);
    },
  },
  {
    cause: 'svc-inbound-geo-filter',
    title: 'a whole network is shut out, and a colleague on the road is in it',
    symptom: 'receive',
    plant: async (world, customer) => {
      await shut(world, net24(customer));
      mustHear(await letter(world, customer, { from: `kollega@${customer.domain}` }), /450 4\.7\.1/);
      await opened(world, net24(customer));
    },
    says: (customer) => [`kollega@${customer.domain}`],
  },
];

const scanner = ({ domain }: Customer): string => `skanner@${domain}`;
/** The same text, signed in: lines are mended there. */
function signedIn(world: World, customer: Customer, body: string, from = customer.address): Promise<string> {
  const { address, password } = customer;
  const says = [
    'EHLO skanner',
    `AUTH PLAIN ${Buffer.from(`\0${address}\0${password}`).toString('base64')}`,
    `MAIL FROM:<${from}>`,
    `RCPT TO:<${customer.address}>`,
    'DATA',
    `From: <${from}>\r\nSubject: Skann\r\n\r\n${body}\r\n.`,
    'QUIT',
  ];
  return world.say({ port: world.port('submissions'), from: customer.from, tls: true, says, signIns: 1 });
}
const BARE = 'linje en\nlinje to';

const DEVICES: readonly Scenario[] = [
  {
    cause: 'cli-device-bare-lf',
    title: 'a scanner of the firm delivers straight to us with bare line feeds',
    symptom: 'some',
    plant: async (world, customer) => {
      mustHear(await letter(world, customer, { from: scanner(customer), body: BARE }), /550 5\.5\.2/);
    },
    says: (customer) => [scanner(customer)],
    twin: async (world, customer) => {
      mustHear(await signedIn(world, customer, BARE), /250 2\.0\.0/);
    },
  },
  {
    cause: 'cli-device-bare-lf',
    title: 'a program of somebody who writes often ends its lines wrongly since today',
    symptom: 'receive',
    plant: async (world, customer) => {
      await foreignHost(world, foreignDomain(customer, 'venn'));
      mustHear(await letter(world, customer), /250 2\.0\.0/);
      mustHear(await letter(world, customer, { body: BARE }), /550 5\.5\.2/);
    },
    says: (customer) => [friend(customer)],
    twin: async (world, customer) => {
      await foreignHost(world, foreignDomain(customer, 'venn'));
      mustHear(await letter(world, customer, { body: BARE }), /550 5\.5\.2/);
      mustHear(await letter(world, customer), /250 2\.0\.0/);
    },
  },
  {
    cause: 'cli-device-bare-lf',
    title: 'a device of the firm sends lone carriage returns',
    symptom: 'receive',
    plant: async (world, customer) => {
      mustHear(await letter(world, customer, { from: scanner(customer), body: 'en\rto' }), /550 5\.5\.2/);
    },
    // A stranger who tries to smuggle.
    twin: async (world, customer) => {
      mustHear(await letter(world, customer, { body: BARE }), /550 5\.5\.2/);
    },
  },
];

const LONG = 'x'.repeat(17_000);
const FITS = 'x'.repeat(15_000);
const LINES: readonly Scenario[] = [
  {
    cause: 'cli-line-too-long',
    title: 'a shop program sends its HTML in one line',
    symptom: 'send',
    plant: async (world, customer) => {
      mustHear(await signedIn(world, customer, `<html>${LONG}</html>`), /550 5\.6\.0/);
    },
    says: (customer) => [customer.address],
    twin: async (world, customer) => {
      mustHear(await signedIn(world, customer, `<html>${FITS}</html>`), /250 2\.0\.0/);
    },
  },
  {
    cause: 'cli-line-too-long',
    title: 'a script puts a whole list in one line',
    symptom: 'some',
    plant: async (world, customer) => {
      mustHear(await signedIn(world, customer, 'Hei.'), /250 2\.0\.0/);
      mustHear(await signedIn(world, customer, `a;b;c;${LONG}`), /550 5\.6\.0/);
    },
    twin: async (world, customer) => {
      mustHear(await signedIn(world, customer, LONG), /550 5\.6\.0/);
      mustHear(await signedIn(world, customer, LONG.replaceAll('xxxx', 'xx\r\n')), /250 2\.0\.0/);
    },
  },
  {
    cause: 'cli-line-too-long',
    title: 'somebody known sends a report in one line',
    symptom: 'receive',
    plant: async (world, customer) => {
      await foreignHost(world, foreignDomain(customer, 'venn'));
      mustHear(await letter(world, customer), /250 2\.0\.0/);
      mustHear(await letter(world, customer, { body: LONG }), /550 5\.6\.0/);
    },
    says: (customer) => [friend(customer)],
    twin: async (world, customer) => {
      await foreignHost(world, foreignDomain(customer, 'venn'));
      mustHear(await letter(world, customer, { body: LONG }), /550 5\.6\.0/);
      mustHear(await letter(world, customer, { body: FITS }), /250 2\.0\.0/);
    },
  },
];

export const INBOUND_SCENARIOS: readonly Scenario[] = [...FORWARDS, ...POLICY, ...NETWORKS, ...DEVICES, ...LINES];
