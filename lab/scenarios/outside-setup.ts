/** What a domain tells mail programs, and where mail between our own customers goes, against the truth. */
import { addMailbox } from '#src/service/mailboxes.ts';
import { asUsual } from '../host-faults.ts';
import { imapSignIn } from '../mail-client.ts';
import { startMailHost } from '../mail-host.ts';
import type { SinkMood } from '../smtp-sink.ts';
import { PUBLIC } from '../trusting.ts';
import { type Page, startWebHost } from '../web-host.ts';
import { type Customer, HOSTNAME, type World } from '../world.ts';
import { submit } from './limits.ts';
import type { Act, Scenario } from './scenario.ts';

const on =
  (work: (world: World, customer: Customer) => Promise<unknown> | void): Act =>
  async (world, customer) => {
    asUsual(world);
    await work(world, customer);
  };
const old = ({ domain }: Pick<Customer, 'domain'>): string => `gammel-${domain.split('.')[0]}.test`;
const srv = (label: string, target: (customer: Customer) => string): Act =>
  on((world, customer) => {
    world.dns.add({
      [`mail.${old(customer)}`]: { A: ['198.51.100.71'] },
      [`${label}.${customer.domain}`]: { SRV: [target(customer)] },
    });
  });

/** A web server at a name, with a certificate that is right for it. */
async function web(world: World, name: string, pages: Readonly<Record<string, Page>>): Promise<void> {
  const host = await startWebHost(pages, PUBLIC.make('right', [name]));
  world.onStop(() => host.stop());
  world.place(`${name}:443`, host.address);
}
const config = (host: string): string =>
  `<clientConfig version="1.1"><emailProvider id="x"><incomingServer type="imap"><hostname>${host}</hostname>` +
  '<port>993</port><socketType>SSL</socketType><username>%EMAILADDRESS%</username></incomingServer>' +
  `<outgoingServer type="smtp"><hostname>${host}</hostname><port>465</port><socketType>SSL</socketType>` +
  '<username>%EMAILADDRESS%</username></outgoingServer></emailProvider></clientConfig>';
const document = (host: (customer: Customer) => string): Act =>
  on(async (world, customer) => {
    const name = `autoconfig.${customer.domain}`;
    world.dns.add({
      [`mail.${old(customer)}`]: { A: ['198.51.100.71'] },
      [name]: { A: ['198.51.100.72'] },
    });
    await web(world, name, { '/mail/config-v1.1.xml': { body: config(host(customer)) } });
  });

const account = (inner: string): string =>
  `<Autodiscover xmlns="a"><Response xmlns="b"><Account>${inner}</Account></Response></Autodiscover>`;
const protocols = (host: string): string =>
  `<Protocol><Type>IMAP</Type><Server>${host}</Server><Port>993</Port><SSL>on</SSL></Protocol>` +
  `<Protocol><Type>SMTP</Type><Server>${host}</Server><Port>465</Port><SSL>on</SSL></Protocol>`;
/** `autodiscover.` leads to a web server that answers with `body`; null: it knows nothing of it. */
const outlook = (body: ((customer: Customer) => string) | null): Act =>
  on(async (world, customer) => {
    const name = `autodiscover.${customer.domain}`;
    world.dns.add({
      [`mail.${old(customer)}`]: { A: ['198.51.100.71'] },
      [name]: { A: ['198.51.100.73'] },
    });
    await web(
      world,
      name,
      body === null ? {} : { '/autodiscover/autodiscover.xml': { body: account(body(customer)) } },
    );
  });

/** The mail of the domain went to another host, which takes it as its mood says. */
async function moved(world: World, customer: Customer, mood: SinkMood = {}, count = 1): Promise<void> {
  asUsual(world);
  const { domain, zones } = customer;
  const host = await startMailHost(mood, PUBLIC.make('right', [`mx1.${old(customer)}`]));
  world.onStop(() => host.stop());
  const names = Array.from({ length: count }, (_, index) => `mx${index + 1}.${old(customer)}`);
  world.dns.add({
    [domain]: { ...zones[domain], MX: names.map((name, index) => `${10 * (index + 1)} ${name}`) },
    ...Object.fromEntries(names.map((name, index) => [name, { A: [`198.51.100.${81 + index}`] }])),
  });
  for (const name of names) world.place(`${name}:25`, host.smtp);
}
/** Another customer of this host writes to the address; waits until the message lies in the mailbox. */
async function writtenHere(world: World, { address }: Customer, seed: number): Promise<void> {
  const neighbour = await world.customer(seed);
  const heard = await submit(world, neighbour, [address], neighbour.address);
  if (!/^250 .*queued/m.test(heard)) throw new Error(heard);
  for (let tries = 0; tries < 6000; tries += 1) {
    const list = await world.host.app.trace(address);
    if (JSON.stringify(list).includes('delivered')) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('the message did not arrive');
}
const seedOf = ({ local }: Customer, more: number): number => Number(/\d+$/.exec(local)?.[0] ?? 0) + more;

export const SETUP_SCENARIOS: readonly Scenario[] = [
  {
    cause: 'cli-autoconfig-wrong',
    title: 'the SRV record for reading is that of the old host',
    symptom: 'both',
    plant: srv('_imaps._tcp', (customer) => `0 1 993 mail.${old(customer)}`),
    twin: srv('_imaps._tcp', () => `0 1 993 ${HOSTNAME}`),
    says: (customer) => [`mail.${old(customer)}`, HOSTNAME],
  },
  {
    cause: 'cli-autoconfig-wrong',
    title: 'the SRV record for sending names the port of the other kind of encryption',
    symptom: 'send',
    plant: srv('_submissions._tcp', () => `0 1 587 ${HOSTNAME}`),
    twin: srv('_submission._tcp', () => `0 1 587 ${HOSTNAME}`),
    says: () => ['587'],
  },
  {
    cause: 'cli-autoconfig-wrong',
    title: 'the set-up document still names the old host',
    symptom: 'receive',
    plant: document((customer) => `mail.${old(customer)}`),
    twin: document(() => HOSTNAME),
    says: (customer) => [`mail.${old(customer)}`],
  },
  {
    cause: 'cli-autodiscover-foreign',
    title: 'the record for Outlook was left from a trial of Microsoft’s service',
    symptom: 'both',
    plant: on((world, { domain }) =>
      world.dns.add({ [`autodiscover.${domain}`]: { CNAME: 'autodiscover.outlook.com' } }),
    ),
    twin: on((world, { domain }) => world.dns.add({ [`autodiscover.${domain}`]: { CNAME: HOSTNAME } })),
    says: () => ['autodiscover.outlook.com'],
  },
  {
    cause: 'cli-autodiscover-foreign',
    title: 'the old host still sets up Outlook for the domain',
    symptom: 'both',
    plant: outlook((customer) => protocols(`mail.${old(customer)}`)),
    // Somebody serves the document for us, and it is right.
    twin: outlook(() => protocols(HOSTNAME)),
    says: ({ domain }) => [domain],
  },
  {
    cause: 'cli-autodiscover-foreign',
    title: 'Outlook is sent on to an address at another provider',
    symptom: 'both',
    certainty: 'likely',
    plant: outlook((customer) => `<Action>redirectAddr</Action><RedirectAddr>x@${old(customer)}</RedirectAddr>`),
    // A wildcard leads to the web server, which knows nothing of it.
    twin: outlook(null),
    says: ({ domain }) => [domain],
  },
  {
    cause: 'dom-stale-local-zone',
    title: 'the domain moved away, and a neighbour’s mail to it stays here unread',
    symptom: 'some',
    plant: async (world, customer) => {
      await writtenHere(world, customer, seedOf(customer, 50_000));
      await moved(world, customer);
    },
    twin: on((world, customer) => writtenHere(world, customer, seedOf(customer, 50_000))),
    must: ['dom-mx-wrong-host'],
    says: (customer) => [`mx1.${old(customer)}`, customer.address],
  },
  {
    cause: 'dom-stale-local-zone',
    title: 'two servers elsewhere take the mail, and ours goes on taking that of our customers',
    symptom: 'receive',
    plant: async (world, customer) => {
      await writtenHere(world, customer, seedOf(customer, 60_000));
      await moved(world, customer, {}, 2);
    },
    must: ['dom-mx-wrong-host'],
    says: (customer) => [customer.address],
  },
  {
    cause: 'dom-stale-local-zone',
    title: 'asked about a second mailbox of a domain that has moved away',
    symptom: 'some',
    about: ({ domain }) => `salg@${domain}`,
    plant: async (world, customer) => {
      const second = { ...customer, address: `salg@${customer.domain}` };
      const made = await addMailbox(world.host.app, { address: second.address, password: customer.password });
      if (!made.ok) throw new Error(JSON.stringify(made.problem));
      await writtenHere(world, second, seedOf(customer, 70_000));
      await moved(world, customer);
    },
    must: ['dom-mx-wrong-host'],
    says: (customer) => [`salg@${customer.domain}`],
  },
  {
    cause: 'dom-mx-wrong-host',
    title: 'moved in and read here, but the MX stayed: the old host still takes the mail',
    symptom: 'receive',
    plant: async (world, customer) => {
      await world.say({
        port: world.port('imaps'),
        from: customer.from,
        tls: true,
        says: imapSignIn(customer.address, customer.password),
        signIns: 1,
      });
      await writtenHere(world, customer, seedOf(customer, 80_000));
      await moved(world, customer);
    },
    says: (customer) => [`mx1.${old(customer)}`, HOSTNAME],
  },
];
