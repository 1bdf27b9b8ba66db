/** Certificates as outsiders meet them: over, without their chain, for another name than the one in use. */
import { startFaultProxy } from '../fault-proxy.ts';
import { asUsual, faultAt } from '../host-faults.ts';
import { startMailHost } from '../mail-host.ts';
import { makeLabCertificates } from '../lab-certificates.ts';
import { PUBLIC } from '../trusting.ts';
import { startWebHost } from '../web-host.ts';
import { type Customer, HOSTNAME, type World } from '../world.ts';
import type { Act, Scenario } from './scenario.ts';

type Kind = Parameters<typeof PUBLIC.make>[0];
const on =
  (work: (world: World, customer: Customer) => Promise<unknown> | void): Act =>
  async (world, customer) => {
    asUsual(world);
    await work(world, customer);
  };
const shows = (kind: Kind, port: 993 | 465, url?: string): Act =>
  on((world) => faultAt(world, port, { kind: 'certificate', when: 'at-once', ...PUBLIC.make(kind, [HOSTNAME], url) }));

/** Somebody else's domain, with a mail host of its own whose settings it publishes. */
const elsewhere = ({ domain }: Pick<Customer, 'domain'>): string => `andre-${domain.split('.')[0]}.test`;
const foreign =
  (kind: Kind, by: typeof PUBLIC = PUBLIC): Act =>
  async (world, customer) => {
    asUsual(world);
    const domain = elsewhere(customer);
    const host = await startMailHost('friendly', by.make(kind, [`imap.${domain}`], 'http://pki.lost.test/r10.der'));
    world.onStop(() => host.stop());
    world.dns.add({
      [domain]: { NS: [`ns.${domain}`], SOA: {}, MX: [`10 mx.${domain}`] },
      [`mx.${domain}`]: { A: ['198.51.100.61'] },
      [`imap.${domain}`]: { A: ['198.51.100.62'] },
      [`_imaps._tcp.${domain}`]: { SRV: [`0 1 993 imap.${domain}`] },
    });
    world.place(`mx.${domain}:25`, host.smtp);
    world.place(`imap.${domain}:993`, host.imap);
    world.registry.set(domain, { status: ['active'] });
  };
const stranger = (customer: Customer): string => `post@${elsewhere(customer)}`;

/** A name of the customer's own for this host. */
function alias(world: World, { domain }: Customer, label: string): string {
  const name = `${label}.${domain}`;
  world.dns.add({ [name]: { CNAME: HOSTNAME } });
  return name;
}
/** A program that was set up with that name looks at the certificate and gives up. */
const givesUp = (world: World, { from }: Customer, name: string, endpoint: 'imaps' | 'submissions') =>
  world.say({ port: world.port(endpoint), from, tls: true, sni: name, handshake: 'bad_certificate', says: [] });

async function covered(world: World, name: string, port: 993, endpoint: 'imaps'): Promise<void> {
  const certificate = PUBLIC.make('right', [name, HOSTNAME]);
  const proxy = await startFaultProxy(`127.0.0.1:${world.port(endpoint)}`, {
    kind: 'certificate',
    when: 'at-once',
    ...certificate,
  });
  world.onStop(() => proxy.stop());
  world.place(`${name}:${port}`, proxy.address);
}

export const CERTIFICATE_SCENARIOS: readonly Scenario[] = [
  {
    cause: 'svc-cert-expired',
    title: 'the certificate of the port for reading ended yesterday',
    symptom: 'both',
    plant: shows('expired', 993),
    twin: shows('ends-soon', 993),
    says: () => [HOSTNAME, '993'],
  },
  {
    cause: 'svc-cert-expired',
    title: 'the renewed certificate was not loaded for sending',
    symptom: 'send',
    plant: on((world) =>
      faultAt(world, 587, { kind: 'certificate', when: 'starttls', ...PUBLIC.make('expired', [HOSTNAME]) }),
    ),
    // At port 25 servers encrypt with whatever there is.
    twin: on((world) =>
      faultAt(world, 25, { kind: 'certificate', when: 'starttls', ...PUBLIC.make('expired', ['old.lab.test']) }),
    ),
    says: () => ['587'],
  },
  {
    cause: 'svc-cert-expired',
    title: 'somebody else’s mail host has let its certificate run out',
    symptom: 'receive',
    about: stranger,
    plant: foreign('expired'),
    twin: foreign('right'),
    says: (customer) => [`imap.${elsewhere(customer)}`],
  },
  {
    cause: 'svc-chain-incomplete',
    title: 'one port sends the chain, the other only its own certificate',
    symptom: 'some',
    plant: on(async (world) => {
      const make = (kind: Kind) =>
        ({ kind: 'certificate', when: 'at-once', ...PUBLIC.make(kind, [HOSTNAME]) }) as const;
      await faultAt(world, 465, make('right'));
      await faultAt(world, 993, make('no-intermediate'));
    }),
    twin: shows('right', 993),
    says: () => ['993', 'Lab intermediate'],
  },
  {
    cause: 'svc-chain-incomplete',
    title: 'the missing piece is to be had where the certificate says',
    symptom: 'some',
    plant: async (world, customer) => {
      const name = `pki.${customer.domain.split('.')[0]}.test`;
      const web = await startWebHost({}, null);
      world.onStop(() => web.stop());
      web.set({ '/r10.der': { bytes: PUBLIC.intermediate } });
      world.dns.add({ [name]: { A: ['198.51.100.63'] } });
      world.place(`${name}:80`, web.address);
      await shows('no-intermediate', 465, `http://${name}/r10.der`)(world, customer);
    },
    // An authority of their own that nobody else knows, as in many firms: programs were told of it.
    twin: shows('unknown-authority', 465),
    says: () => ['465'],
  },
  {
    cause: 'svc-chain-incomplete',
    title: 'somebody else’s server leaves out the piece, which cannot be had just now',
    symptom: 'some',
    certainty: 'likely',
    about: stranger,
    // Of a branch of the authority that nothing here has seen.
    plant: foreign('no-intermediate', makeLabCertificates(Date.now())),
    twin: foreign('right'),
    says: (customer) => [`imap.${elsewhere(customer)}`],
  },
  {
    cause: 'cli-cert-name-mismatch',
    title: 'a program reads by a name of the domain that the certificate does not have',
    symptom: 'receive',
    plant: on(async (world, customer) => {
      await givesUp(world, customer, alias(world, customer, 'imap'), 'imaps');
    }),
    twin: on(async (world, customer) => {
      const name = alias(world, customer, 'imap');
      await covered(world, name, 993, 'imaps');
    }),
    says: ({ domain }) => [`imap.${domain}`],
  },
  {
    cause: 'cli-cert-name-mismatch',
    title: 'a program sends by a name of the domain that the certificate does not have',
    symptom: 'send',
    plant: on(async (world, customer) => {
      await givesUp(world, customer, alias(world, customer, 'smtp'), 'submissions');
    }),
    // The name is there and nobody uses it.
    twin: on((world, customer) => {
      alias(world, customer, 'smtp');
    }),
    says: ({ domain }) => [`smtp.${domain}`],
  },
  {
    cause: 'cli-cert-name-mismatch',
    title: 'the domain tells programs to use a name that the certificate does not have',
    symptom: 'both',
    certainty: 'likely',
    plant: on((world, customer) => {
      const name = alias(world, customer, 'mail');
      world.dns.add({ [`_imaps._tcp.${customer.domain}`]: { SRV: [`0 1 993 ${name}`] } });
    }),
    twin: on((world, customer) => {
      alias(world, customer, 'mail');
      world.dns.add({ [`_imaps._tcp.${customer.domain}`]: { SRV: [`0 1 993 ${HOSTNAME}`] } });
    }),
    says: ({ domain }) => [`mail.${domain}`],
  },
];
