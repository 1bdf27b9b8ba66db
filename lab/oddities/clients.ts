/** Unusual ways to connect that work: TLS versions, names of the host, programs that try the wrong thing first. */
import { imapSignIn } from '../mail-client.ts';
import { works } from '../scenarios/account.ts';
import { HOST_ADDRESS, HOSTNAME, type Customer, type World } from '../world.ts';
import { device, type Oddity, zone } from './oddity.ts';

const imap = (customer: Customer) => imapSignIn(customer.address, customer.password);
const overTls = (world: World, customer: Customer, more: object, from = customer.from): Promise<string> =>
  world.say({ port: world.port('imaps'), tls: true, from, says: imap(customer), signIns: 1, ...more });
const plainOnTls = (world: World, from: string): Promise<string> =>
  world.say({ port: world.port('imaps'), tls: false, from, says: ['a1 CAPABILITY'], waitsForGreeting: false });
const tlsOnPlain = (world: World, from: string): Promise<string> =>
  world.say({ port: world.port('imap'), tls: true, from, says: [], waitsForGreeting: false });

export const CLIENT_ODDITIES: readonly Oddity[] = [
  { title: 'TLS 1.2 and nothing newer', plant: (world, customer) => overTls(world, customer, { maxTls: 'TLSv1.2' }) },
  { title: 'TLS 1.3 and nothing older', plant: (world, customer) => overTls(world, customer, { minTls: 'TLSv1.3' }) },
  {
    title: 'a program that tries without encryption first, as some do, and then with it',
    plant: async (world, customer) => {
      await plainOnTls(world, customer.from);
      await works(world, customer);
    },
  },
  {
    title: 'a program that tries TLS on 143 first, then 993',
    plant: async (world, customer) => {
      await works(world, customer);
      await tlsOnPlain(world, customer.from);
      await works(world, customer);
    },
  },
  {
    title: 'a program that tries TLS 1.1 first and then what is allowed',
    plant: async (world, customer) => {
      await works(world, customer);
      await world.say({
        port: world.port('imaps'),
        tls: true,
        from: customer.from,
        says: [],
        minTls: 'TLSv1',
        maxTls: 'TLSv1.1',
        waitsForGreeting: false,
      });
      await works(world, customer);
    },
  },
  {
    title: 'automatic set-up knocks at 143, 993, 110 and 995 and takes 993',
    plant: async (world, customer) => {
      for (const [door, tls] of [
        ['imap', false],
        ['pop3', false],
        ['pop3s', true],
      ] as const)
        await world.say({
          port: world.port(door),
          tls,
          from: customer.from,
          says: [door === 'imap' ? 'a1 LOGOUT' : 'QUIT'],
        });
      await works(world, customer);
    },
  },
  {
    title: 'our host by the customer’s own names imap. and smtp.',
    plant: async (world, customer) => {
      for (const name of ['imap', 'smtp', 'mail', 'pop'])
        world.dns.add({ [`${name}.${customer.domain}`]: { CNAME: HOSTNAME } });
      await works(world, customer);
    },
  },
  {
    title: 'the customer’s mail. name has our address',
    plant: async (world, customer) => {
      world.dns.add({ [`mail.${customer.domain}`]: { A: [HOST_ADDRESS] } });
      zone(world, customer, customer.domain, { A: ['198.51.100.80'] });
      await works(world, customer);
    },
  },
  {
    title: 'ten short connections in a row, as phones do',
    plant: async (world, customer) => {
      for (let i = 0; i < 10; i += 1) await works(world, customer, device(customer, 1));
    },
  },
  {
    title: 'a connection that is cut in the middle of a command, then a good one',
    plant: async (world, customer) => {
      await world.say({ port: world.port('imaps'), tls: true, from: customer.from, says: ['a1 LOGI'] });
      await works(world, customer);
    },
  },
  {
    title: 'nobody has used the mailbox yet, and another customer’s program fails at the same time',
    plant: async (world, customer) => {
      const other = await world.customer(customer.local.length + 61_000 + Number(customer.from.split('.')[3]));
      await works(world, other);
      await plainOnTls(world, other.from);
    },
  },
  {
    title: 'a stranger speaks plain words to the TLS port while everything works',
    plant: async (world, customer) => {
      await works(world, customer);
      await plainOnTls(world, device(customer, 40));
      await works(world, customer);
    },
  },
];
