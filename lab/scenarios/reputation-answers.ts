/**
 * What receivers say of our servers and of a customer's domain, in real deliveries through the host; each with a healthy
 * twin: the same mail to a host that takes it, or one that came round.
 */
import { addAlias } from '#src/service/aliases.ts';
import { addDomain } from '#src/service/domains.ts';
import { foreignDomain, foreignHost, tried, triedAgain } from '../foreign-host.ts';
import type { SinkMood } from '../smtp-sink.ts';
import { HOSTNAME } from '../world.ts';
import type { Customer, World } from '../world.ts';
import type { Act, Scenario } from './scenario.ts';

const to = (customer: Customer): string => `eva@${foreignDomain(customer, 'svarer')}`;
const host = (world: World, customer: Customer, mood: SinkMood) =>
  foreignHost(world, foreignDomain(customer, 'svarer'), mood);

interface Mail {
  /** Sender in the envelope, when it is not the address itself. */
  readonly envelope?: string;
}
/** Submits one message as a mail program does and waits until it was tried. */
async function sends(world: World, customer: Customer, { envelope = customer.address }: Mail = {}): Promise<void> {
  const secret = Buffer.from(`\0${customer.address}\0${customer.password}`).toString('base64');
  const message = `From: <${customer.address}>\r\nTo: <${to(customer)}>\r\nSubject: Tilbud\r\n\r\nHei!\r\n.`;
  const says = ['EHLO laptop', `AUTH PLAIN ${secret}`, `MAIL FROM:<${envelope}>`, `RCPT TO:<${to(customer)}>`, 'DATA'];
  const heard = await world.say({
    port: world.port('submissions'),
    from: customer.from,
    tls: true,
    says: [...says, message, 'QUIT'],
    signIns: 1,
  });
  if (!heard.includes('250 2.0.0')) throw new Error(`not taken: ${heard}`);
  await tried(world, envelope);
}
const refused =
  (mood: SinkMood): Act =>
  async (world, customer) => {
    await host(world, customer, mood);
    await sends(world, customer);
  };
/** Refused or put off, and then it goes. */
const settled =
  (mood: SinkMood): Act =>
  async (world, customer) => {
    const sink = await host(world, customer, mood);
    await sends(world, customer);
    sink.setMood({});
    if (mood.mail?.startsWith('4') === true) await triedAgain(world, customer.address);
    else await sends(world, customer);
  };

const answer = (cause: Scenario['cause'], title: string, mood: SinkMood, more: Partial<Scenario> = {}): Scenario => ({
  cause,
  title,
  symptom: 'send',
  plant: refused(mood),
  twin: settled(mood),
  says: (customer) => [to(customer)],
  ...more,
});

/** The envelope names another domain of the same customer, which is in order; nothing confirms the one in From. */
const acrossDomains =
  (spoil: (world: World, customer: Customer) => void, mood: SinkMood): Act =>
  async (world, customer) => {
    const other = `annet-${customer.domain}`;
    const added = await addDomain(world.host.app, { domain: other });
    const alias = await addAlias(world.host.app, `post@${other}`, [customer.address]);
    if (!added.ok || !alias.ok) throw new Error(JSON.stringify([added, alias]));
    world.dns.add({
      [other]: { NS: ['ns1.dns.test'], SOA: {}, MX: [`10 ${HOSTNAME}`], TXT: [`v=spf1 a:${HOSTNAME} -all`] },
    });
    spoil(world, customer);
    await host(world, customer, mood);
    await sends(world, customer, { envelope: `post@${other}` });
  };
const withoutKey = (world: World, { domain }: Customer): void => world.dns.remove(`pv1._domainkey.${domain}`);
const emptied = (world: World, { domain }: Customer): void =>
  world.dns.add({ [`pv1._domainkey.${domain}`]: { TXT: ['v=DKIM1; p='] } });
const strict = (world: World, customer: Customer): void => {
  withoutKey(world, customer);
  world.dns.add({ [`_dmarc.${customer.domain}`]: { TXT: ['v=DMARC1; p=reject; aspf=s'] } });
};
const GMAIL: SinkMood = {
  end: '550-5.7.26 Unauthenticated email is not accepted due to domain\r\n550 5.7.26 DMARC policy. Please contact the administrator.',
};
const PLAIN: SinkMood = { end: '550 5.7.1 rejected due to DMARC policy of the sender' };
const misaligned = {
  cause: 'dom-dmarc-misaligned',
  symptom: 'send',
  certainty: 'likely',
  allowed: ['dom-dkim-missing', 'dom-dkim-mismatch', 'snd-list-dmarc', 'snd-content-rejected'],
  says: ({ domain }: Customer) => [domain, `annet-${domain}`],
} as const satisfies Partial<Scenario>;

export const ANSWER_SCENARIOS: readonly Scenario[] = [
  answer('snd-sender-domain-unresolvable', 'put off: the receiver cannot find the domain', {
    mail: '450 4.1.8 Sender address rejected: Domain not found',
  }),
  answer('snd-sender-domain-unresolvable', 'refused for good: the receiver cannot find the domain', {
    mail: '550 5.1.8 Sender domain must exist',
  }),
  answer('snd-sender-domain-unresolvable', 'the receiver could not verify the sender', {
    mail: '550 sender domain does not resolve',
  }),
  answer('snd-server-ip-listed', 'a large receiver has us on its own list', {
    mail: "550 5.7.1 Unfortunately, messages from [203.0.113.25] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3150).",
  }),
  answer('snd-no-ptr', 'the receiver sees no reverse name', {
    mail: '550 5.7.25 The IP address sending this message does not have a PTR record setup',
  }),
  {
    ...misaligned,
    title: 'sent in the name of the other domain, and the key is missing',
    plant: acrossDomains(withoutKey, GMAIL),
    // Sent in the same way, but the signature of the domain in From holds.
    twin: acrossDomains(() => {}, {}),
  },
  {
    ...misaligned,
    title: 'sent in the name of the other domain, and the key is emptied',
    plant: acrossDomains(emptied, PLAIN),
    twin: acrossDomains((world, { domain }) => world.dns.add({ [`old._domainkey.${domain}`]: { TXT: ['p='] } }), {}),
  },
  {
    ...misaligned,
    title: 'strict, and sent in the name of the other domain',
    plant: acrossDomains(strict, GMAIL),
    twin: acrossDomains(
      (world, { domain }) => world.dns.add({ [`_dmarc.${domain}`]: { TXT: ['v=DMARC1; p=reject; aspf=s; adkim=s'] } }),
      {},
    ),
  },
];
