/** Unusual mail that arrives, bills that are settled and limits that were not reached. */
import { addAlias } from '#src/service/aliases.ts';
import { addBlock, liftBlock, listBlocks } from '#src/service/operator-blocks.ts';
import { setPlan } from '#src/service/plans.ts';
import { addQuarantine, liftQuarantine } from '#src/service/quarantine.ts';
import { works } from '../scenarios/account.ts';
import { receives } from '../scenarios/closure.ts';
import { sender, submit, withLimits } from '../scenarios/limits.ts';
import type { Customer, World } from '../world.ts';
import { at, device, domainOf, must, type Oddity } from './oddity.ts';

const far = (n: number): string => `venn${n}@far.example`;
const inbound = (world: World, from: string, says: readonly string[]): Promise<string> =>
  world.say({ port: world.port('inbound'), tls: false, from, says: ['EHLO far.example', ...says, 'QUIT'] });
const asLimited = async (world: World, customer: Customer, limits: readonly string[]): Promise<void> =>
  await withLimits(world, customer, limits);
const about = sender;
/** The same mailbox with room for more. */
const withRoom = (world: World, customer: Customer): Promise<unknown> =>
  must(setPlan(world.host.app, `plan-${customer.domain.replaceAll('.', '-')}`, ['mailbox.hour.max=50']));

export const TRAFFIC_ODDITIES: readonly Oddity[] = [
  {
    title: 'mail arrives and is read',
    plant: async (world, customer) => {
      await receives(world, customer.address, device(customer, 20));
      await works(world, customer);
    },
  },
  {
    title: 'mail arrives for the address with +butikk',
    plant: async (world, customer) => {
      await receives(world, customer.address.replace('@', '+butikk@'), device(customer, 20));
      await works(world, customer);
    },
  },
  {
    title: 'mail arrives through an alias',
    about: (customer) => at(customer, 'post'),
    plant: async (world, customer) => {
      await must(addAlias(world.host.app, at(customer, 'post'), [customer.address]));
      await receives(world, at(customer, 'post'), device(customer, 20));
      await works(world, customer);
    },
  },
  {
    title: 'exactly as many messages as the hour allows',
    about,
    plant: async (world, customer) => {
      await asLimited(world, customer, ['mailbox.hour.max=3']);
      for (const n of [1, 2, 3]) await submit(world, customer, [far(n)]);
    },
  },
  {
    title: 'one message to as many people as one message may have',
    about,
    plant: async (world, customer) => {
      await asLimited(world, customer, ['message.recipients.max=5']);
      await submit(world, customer, [1, 2, 3, 4, 5].map(far));
    },
  },
  {
    title: 'a limit was reached, lifted, and all that was refused was sent again',
    about,
    plant: async (world, customer) => {
      await asLimited(world, customer, ['mailbox.hour.max=1']);
      for (const n of [1, 2, 3]) await submit(world, customer, [far(n)]);
      for (const { code } of await must(listBlocks(world.host.app, sender(customer))))
        await must(liftBlock(world.host.app, code));
      await withRoom(world, customer);
      for (const n of [2, 3]) await submit(world, customer, [far(n)]);
    },
  },
  {
    title: 'stopped by hand by mistake and opened at once; nothing was refused',
    about,
    plant: async (world, customer) => {
      await asLimited(world, customer, []);
      await must(addBlock(world.host.app, { subject: sender(customer), directions: 'outgoing', reason: 'Feil' }));
      for (const { code } of await must(listBlocks(world.host.app, sender(customer))))
        await must(liftBlock(world.host.app, code));
      await submit(world, customer, [far(1)]);
    },
  },
  {
    title: 'a colleague’s sending is stopped',
    about,
    plant: async (world, customer) => {
      await asLimited(world, customer, []);
      await must(addBlock(world.host.app, { subject: customer.address, directions: 'outgoing', reason: 'Avtale' }));
      await submit(world, customer, [far(1)]);
    },
  },
  {
    title: 'in quarantine this morning, out of it now',
    about: domainOf,
    plant: async (world, { domain }) => {
      await must(addQuarantine(world.host.app, { domain, reason: 'Nettsiden var hacket.' }));
      await must(liftQuarantine(world.host.app, domain));
    },
  },
  {
    title: 'another customer’s network is stopped',
    plant: async (world, customer) => {
      await must(addBlock(world.host.app, { subject: '192.0.2.0/24', directions: 'incoming', reason: 'Angrep' })).catch(
        () => undefined,
      );
      await works(world, customer);
    },
  },
  {
    title: 'a stranger uses the address as sender and is turned away',
    plant: async (world, customer) => {
      await works(world, customer);
      await inbound(world, device(customer, 30), [`MAIL FROM:<${customer.address}>`, `RCPT TO:<${far(1)}>`]);
    },
  },
  {
    title: 'a stranger tries names that the domain does not have',
    plant: async (world, customer) => {
      await works(world, customer);
      const names = ['webmaster', 'info', 'sales'];
      await inbound(world, device(customer, 30), [
        'MAIL FROM:<eva@far.example>',
        ...names.map((name) => `RCPT TO:<${at(customer, name)}>`),
      ]);
    },
  },
  {
    title: 'a stranger’s server asks VRFY, resets, and goes without a message',
    plant: async (world, customer) => {
      await works(world, customer);
      await inbound(world, device(customer, 30), [`VRFY ${customer.address}`, 'RSET', 'NOOP']);
    },
  },
  {
    title: 'a scanner knocks at every door and says nothing of mail',
    plant: async (world, customer) => {
      await works(world, customer);
      for (const door of ['imap', 'pop3', 'submission', 'inbound'])
        await world.say({
          port: world.port(door),
          tls: false,
          from: device(customer, 31),
          says: ['GET / HTTP/1.1'],
        });
      await works(world, customer);
    },
  },
  {
    title: 'a monitor connects with TLS every minute and leaves',
    plant: async (world, customer) => {
      await works(world, customer);
      for (let i = 0; i < 3; i += 1)
        await world.say({ port: world.port('imaps'), tls: true, from: device(customer, 32), says: ['a1 LOGOUT'] });
    },
  },
  {
    title: 'a message without a subject from a bare sender',
    plant: async (world, customer) => {
      await works(world, customer);
      await inbound(world, device(customer, 33), [
        'MAIL FROM:<>',
        `RCPT TO:<${customer.address}>`,
        'DATA',
        'From: <eva@far.example>\r\n\r\nHei\r\n.',
      ]);
    },
  },
  {
    title: 'sends to itself',
    plant: async (world, customer) => {
      await submit(world, customer, [customer.address], customer.address);
      await works(world, customer);
    },
  },
  {
    title: 'asked about after a capital letter in the sender’s name was used for sending',
    plant: async (world, customer) => {
      await submit(world, customer, [customer.address], customer.address, ['Sender: KARI']);
      await works(world, customer);
    },
  },
];
