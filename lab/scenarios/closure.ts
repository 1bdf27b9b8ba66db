/** Closures by us and at the registry, each with a healthy twin: suspicion of abuse, mass mail, notices, quarantine, holds. */
import { stateConsent } from '#src/service/abuse/consent.ts';
import { setPlan } from '#src/service/plans.ts';
import { listNotices } from '#src/service/notice-list.ts';
import { addQuarantine, liftQuarantine } from '#src/service/quarantine.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import type { Customer, World } from '../world.ts';
import type { Scenario } from './scenario.ts';

/** Small numbers, so that a few messages are too many. */
export const CAREFUL = [
  'abuse.learn.days=0',
  'abuse.unknown.max=5',
  'abuse.volume.factor=0',
  'bulk.mode=refuse',
  'bulk.recipients=4',
] as const;
export const careful = async (world: World): Promise<void> => {
  const set = await setPlan(world.host.app, 'standard', [...CAREFUL]);
  if (!set.ok) throw new Error(JSON.stringify(set.problem));
};

const plainSecret = (login: string, password: string): string =>
  Buffer.from(`\0${login}\0${password}`).toString('base64');

/** What a program says to send one message; the last answer but one is the one to the message. */
export function sends(customer: Customer, to: readonly string[], message: string): readonly string[] {
  return [
    'EHLO laptop.lab.example',
    `AUTH PLAIN ${plainSecret(customer.address, customer.password)}`,
    `MAIL FROM:<${customer.address}>`,
    ...to.map((address) => `RCPT TO:<${address}>`),
    'DATA',
    `${message}\r\n.`,
    'QUIT',
  ];
}
export const submit = (
  world: World,
  customer: Customer,
  to: readonly string[],
  message = `From: <${customer.address}>\r\nSubject: Hei\r\n\r\nHei.`,
  from = customer.from,
): Promise<string> =>
  world.say({ port: world.port('submissions'), tls: true, from, says: sends(customer, to, message), signIns: 1 });
/** Mail from the world; gives what the host said. */
export const receives = (world: World, to: string, from = '127.251.9.9'): Promise<string> =>
  world.say({
    port: world.port('inbound'),
    tls: false,
    from,
    says: [
      'EHLO far-away.test',
      'MAIL FROM:<eva@far-away.test>',
      `RCPT TO:<${to}>`,
      'DATA',
      'From: <eva@far-away.test>\r\nSubject: Svar\r\n\r\nHei.\r\n.',
      'QUIT',
    ],
  });

export const strangers = (count: number, from = 0): readonly string[] =>
  Array.from({ length: count }, (_, i) => `person${from + i}@far-away.test`);

const LETTER = [
  'Velkommen til vårens nyheter fra butikken vår. Denne måneden har vi fått inn mange nye varer fra små',
  'produsenter i hele landet, og vi inviterer alle kunder til en hyggelig kveld med smaksprøver, musikk og gode tilbud.',
  'Butikken AS, Storgata 1, 0155 Oslo, telefon +47 22 33 44 55, org.nr. 999 888 777',
].join('\r\n');
/** A newsletter; `head` is what it says of unsubscribing. */
export const newsletter = ({ address }: Customer, head: readonly string[] = []): string =>
  [
    `From: Butikken <${address}>`,
    'Subject: Nyheter',
    ...head,
    'Content-Type: text/plain; charset=utf-8',
    '',
    LETTER,
  ].join('\r\n');
const UNSUBSCRIBE = [
  'List-Unsubscribe: <https://butikken.test/av?x=1>, <mailto:av@butikken.test>',
  'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
];

/** Waits until the notices of a subject are in the mailboxes of this host. */
export async function noticesOut(world: World, about: string): Promise<void> {
  for (let tries = 0; tries < 3000; tries += 1) {
    const notices = await listNotices(world.host.app, about);
    const mails = notices.ok ? notices.value.flatMap((one) => one.mails) : [];
    const waits = mails.some((mail) => mail.messageId === null || world.host.app.queue.show(mail.messageId).length > 0);
    if (mails.length > 0 && !waits) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`no notice about ${about} came out`);
}

/** A closure whose only notice lies in the mailbox for half an hour. */
export async function closedUnread(world: World, customer: Customer): Promise<string> {
  const { app } = world.host;
  const mailbox = await mailboxByAddress(app.db.sql, customer.address);
  if (mailbox === null) throw new Error('no mailbox');
  const started = await app.blocks.start({
    subject: { kind: 'mailbox', id: mailbox.id },
    directions: ['outgoing'],
    rule: 'bulk-rules',
    cause: 'snd-bulk-not-allowed',
    evidence: {},
    until: null,
    lifters: ['support'],
    actor: 'test',
  });
  if (!started.ok) throw new Error(JSON.stringify(started.problem));
  await noticesOut(world, customer.address);
  await app.db.sql
    .updateTable('notice_mails')
    .set({ changed_at: app.clock.now() - 1_800_000 })
    .where('address', '=', customer.address)
    .execute();
  return started.value.id;
}

const domainOf = ({ domain }: { readonly domain: string }): string => domain;
const DAY_MS = 86_400_000;
const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();
/** Out of DNS, and the registry says this of it. */
const outOfZone =
  (entry: { status?: readonly string[]; expiresAt?: string; changedAt?: string }) =>
  (world: World, { domain, zones }: Customer): void => {
    world.registry.set(domain, entry);
    for (const name of Object.keys(zones)) world.dns.remove(name);
  };
/** The registry says this, and DNS leads here as it should. */
const working =
  (entry: { status?: readonly string[]; expiresAt?: string }) =>
  (world: World, { domain }: Customer): void =>
    world.registry.set(domain, entry);

export const CLOSURE_SCENARIOS: readonly Scenario[] = [
  {
    cause: 'snd-outbound-closed-abuse',
    title: 'six strangers written to in a minute, five are allowed',
    symptom: 'send',
    plant: async (world, customer) => {
      await submit(world, customer, strangers(3));
      await submit(world, customer, strangers(3, 3));
    },
    // As many messages, to people who are known by the second time.
    twin: async (world, customer) => {
      for (let i = 0; i < 3; i += 1) await submit(world, customer, strangers(3));
    },
    says: ({ address }) => [address, '6 mottakere', 'grensen er 5', 'Innkommende e-post går som før'],
  },
  {
    cause: 'snd-bulk-not-allowed',
    title: 'a newsletter without a way to unsubscribe',
    symptom: 'send',
    plant: (world, customer) => submit(world, customer, strangers(4), newsletter(customer)),
    twin: async (world, customer) => {
      const owner = (
        await world.host.app.db.sql.selectFrom('customers').select('id').orderBy('id').executeTakeFirstOrThrow()
      ).id;
      await stateConsent(world.host.app, owner);
      await submit(world, customer, strangers(4), newsletter(customer, UNSUBSCRIBE));
    },
    says: ({ address }) => [address, 'reglene for nyhetsbrev'],
  },
  {
    cause: 'snd-notice-not-read',
    title: 'the notice lies unopened in the mailbox, and there is no other contact',
    symptom: 'send',
    plant: (world, customer) => closedUnread(world, customer),
    twin: async (world, customer) => {
      await world.host.app.blocks.lift(await closedUnread(world, customer), 'support', 'test');
    },
    says: ({ address }) => [address, 'ulest'],
  },
  {
    cause: 'dom-quarantine',
    title: 'put in quarantine by the host',
    symptom: 'both',
    about: domainOf,
    plant: (world, { domain }) => addQuarantine(world.host.app, { domain, reason: 'Nettsiden er hacket.' }),
    twin: async (world, { domain }) => {
      await addQuarantine(world.host.app, { domain, reason: 'Nettsiden er hacket.' });
      await liftQuarantine(world.host.app, domain);
    },
    says: ({ domain }) => [domain, 'Nettsiden er hacket.'],
  },
  {
    cause: 'dom-quarantine',
    title: 'deleted by the registrar, in redemption',
    symptom: 'receive',
    about: domainOf,
    plant: outOfZone({ status: ['redemption period', 'pending delete'], changedAt: daysAgo(3.5) }),
    twin: working({ status: ['active', 'auto renew period'], expiresAt: daysAgo(-360) }),
    allowed: ['dom-no-mx'],
    says: ({ domain }) => [domain, 'dag 4 av 30'],
  },
  {
    cause: 'dom-expired',
    title: 'not renewed, and parked by the registrar',
    symptom: 'receive',
    about: domainOf,
    plant: (world, { domain, zones }) => {
      world.registry.set(domain, { status: ['active'], expiresAt: daysAgo(5) });
      world.dns.add({
        [domain]: { ...zones[domain], NS: ['ns1.parking.test'], MX: ['10 mx.parking.test'] },
        'mx.parking.test': { A: ['198.51.100.99'] },
      });
    },
    // The registrar renews late: the date is past, and everything works.
    twin: working({ status: ['active'], expiresAt: daysAgo(1) }),
    allowed: ['dom-mx-wrong-host'],
    says: ({ domain }) => [domain],
  },
  {
    cause: 'dom-clienthold-unverified',
    title: 'the holder never confirmed the address',
    symptom: 'both',
    certainty: 'likely',
    about: domainOf,
    plant: outOfZone({ status: ['client hold'], expiresAt: daysAgo(-300) }),
    twin: working({ status: ['client transfer prohibited'], expiresAt: daysAgo(-300) }),
    allowed: ['dom-no-mx'],
    says: ({ domain }) => [domain, 'client hold'],
  },
  {
    cause: 'dom-serverhold',
    title: 'held by the registry',
    symptom: 'both',
    about: domainOf,
    plant: outOfZone({ status: ['server hold'] }),
    twin: working({ status: ['server transfer prohibited'] }),
    allowed: ['dom-no-mx'],
    says: ({ domain }) => [domain, 'server hold'],
  },
];

/** Needs a table of countries: NO, SE and BR at `127.251`, `127.252`, `127.253`. */
export const GEO = 'network,country\n127.251.0.0/16,NO\n127.252.0.0/16,SE\n127.253.0.0/16,BR\n';
export const placed = (second: number, { address }: Customer): string =>
  `127.${second}.1.${1 + (Number(/(\d+)@/.exec(address)?.[1] ?? 0) % 250)}`;

export const STOLEN_SCENARIOS: readonly Scenario[] = [
  {
    cause: 'acc-compromised',
    title: 'signed in from three countries within minutes',
    symptom: 'send',
    plant: async (world, customer) => {
      for (const second of [251, 252, 253])
        await submit(world, customer, strangers(1), undefined, placed(second, customer));
    },
    twin: async (world, customer) => {
      for (const second of [251, 252, 251])
        await submit(world, customer, strangers(1), undefined, placed(second, customer));
    },
    allowed: ['snd-outbound-closed-abuse'],
    certainty: 'likely',
    says: ({ address }) => [address, 'Brasil', 'Norge', 'Sverige'],
  },
];
