/** Unusual accounts, passwords and devices that work. */
import { addAlias } from '#src/service/aliases.ts';
import { addAppPassword } from '#src/service/app-passwords.ts';
import { addMailbox, removeMailbox, restoreMailbox, setPassword } from '#src/service/mailboxes.ts';
import { setPlan } from '#src/service/plans.ts';
import { imapSignIn, smtpSignIn } from '../mail-client.ts';
import { read, works } from '../scenarios/account.ts';
import type { Customer, World } from '../world.ts';
import { at, device, must, type Oddity } from './oddity.ts';

const NEW = 'et helt nytt passord 77';
const wrong = (world: World, customer: Customer, n: number, from = customer.from): Promise<string> =>
  read(world, customer, customer.address, `feil passord nummer ${n}`, from);
const mailbox = (world: World, customer: Customer, local: string, plan?: string): Promise<{ id: string }> =>
  must(
    addMailbox(world.host.app, {
      address: at(customer, local),
      password: customer.password,
      ...(plan === undefined ? {} : { plan }),
    }),
  );
const sendsFrom = (world: World, customer: Customer, endpoint: 'submission' | 'submissions', from: string) =>
  world.say({
    port: world.port(endpoint),
    tls: endpoint === 'submissions',
    from,
    says: [
      ...(endpoint === 'submission' ? ['EHLO laptop.lab.example', 'STARTTLS', 'starttls'] : []),
      ...smtpSignIn(customer.address, customer.password),
    ],
    signIns: 1,
  });

/** A mailbox whose limit is a million bytes, filled to so many thousandths. */
async function filled(world: World, customer: Customer, thousandths: number): Promise<void> {
  const { app } = world.host;
  await must(setPlan(app, 'million', ['quota.bytes=1000000']));
  const { id } = await mailbox(world, customer, 'arkiv', 'million');
  const bytes = Buffer.alloc(thousandths * 1000, 'Subject: stor\r\n\r\nfyll\r\n');
  await app.store.deliver({ mailbox: id as never, folder: 'INBOX', message: { bytes }, quotaBytes: 0 });
}

/** Somewhere else altogether: no address near the customer's own. */
const strangersAt = ({ from }: Customer, n: number): string =>
  from.replace(/^127\.\d+\.\d+/, `127.${252 - (n % 2)}.${40 + n}`);

export const ACCOUNT_ODDITIES: readonly Oddity[] = [
  { title: 'a mailbox that nobody has used yet', plant: () => {} },
  {
    title: 'four devices with one mailbox',
    plant: async (world, customer) => {
      for (const n of [1, 2, 3, 4]) await works(world, customer, device(customer, n));
    },
  },
  {
    title: 'wrong once, then right',
    plant: async (world, customer) => {
      await wrong(world, customer, 1);
      await works(world, customer);
    },
  },
  {
    title: 'wrong five times in five ways, then right',
    plant: async (world, customer) => {
      for (const n of [1, 2, 3, 4, 5]) await wrong(world, customer, n);
      await works(world, customer);
    },
  },
  {
    title: 'a blank too many, then right',
    plant: async (world, customer) => {
      await read(world, customer, customer.address, ` ${customer.password}`);
      await works(world, customer);
    },
  },
  {
    title: 'password changed, and both devices have the new one',
    plant: async (world, customer) => {
      for (const n of [1, 2]) await works(world, customer, device(customer, n));
      await must(setPassword(world.host.app, customer.address, NEW));
      for (const n of [1, 2]) await read(world, customer, customer.address, NEW, device(customer, n));
    },
  },
  {
    title: 'password changed, one device tried the old one and was then put right',
    plant: async (world, customer) => {
      for (const n of [1, 2]) await works(world, customer, device(customer, n));
      await must(setPassword(world.host.app, customer.address, NEW));
      await read(world, customer, customer.address, customer.password, device(customer, 1));
      for (const n of [1, 2]) await read(world, customer, customer.address, NEW, device(customer, n));
    },
  },
  {
    title: 'a password with blanks, å and quotation marks',
    plant: async (world, customer) => {
      await must(setPassword(world.host.app, customer.address, 'blå bær på 9 fjell'));
      await read(world, customer, customer.address, 'blå bær på 9 fjell');
    },
  },
  {
    title: 'the mailbox is at 94 %',
    about: (customer) => at(customer, 'arkiv'),
    plant: (world, customer) => filled(world, customer, 940),
  },
  {
    title: 'the mailbox is full to a hair',
    about: (customer) => at(customer, 'arkiv'),
    plant: (world, customer) => filled(world, customer, 999),
  },
  {
    title: 'a colleague’s mailbox is full',
    plant: async (world, customer) => {
      await works(world, customer);
      await filled(world, customer, 1001);
    },
  },
  {
    title: 'removed by mistake and restored',
    plant: async (world, customer) => {
      await must(removeMailbox(world.host.app, customer.address));
      await must(restoreMailbox(world.host.app, customer.address));
      await works(world, customer);
    },
  },
  {
    title: 'a colleague’s mailbox was removed on purpose',
    plant: async (world, customer) => {
      await mailbox(world, customer, 'sluttet');
      await must(removeMailbox(world.host.app, at(customer, 'sluttet')));
      await works(world, customer);
    },
  },
  {
    title: 'the user name in capital letters with blanks around',
    plant: (world, customer) => read(world, customer, ` ${customer.address.toUpperCase()} `, customer.password),
  },
  {
    title: 'asked about in capital letters',
    about: ({ address }) => address.toUpperCase(),
    plant: (world, customer) => works(world, customer),
  },
  {
    title: 'wrong user name once, then the right one',
    plant: async (world, customer) => {
      await read(world, customer, customer.local, customer.password);
      await read(world, customer, customer.address, customer.password);
    },
  },
  {
    title: 'an app password on the phone, the password itself on the laptop',
    plant: async (world, customer) => {
      const { secret } = await must(addAppPassword(world.host.app, { address: customer.address, name: 'telefon' }));
      await read(world, customer, customer.address, secret, device(customer, 1));
      await works(world, customer, device(customer, 2));
    },
  },
  {
    title: 'a colleague fails from the same office',
    plant: async (world, customer) => {
      await mailbox(world, customer, 'ola');
      await works(world, customer);
      for (const n of [1, 2]) await read(world, customer, at(customer, 'ola'), `feil ${n}`);
      await works(world, customer);
    },
  },
  {
    title: 'a colleague’s program speaks plain words to the TLS port',
    plant: async (world, customer) => {
      await mailbox(world, customer, 'ola');
      await works(world, customer);
      await read(world, customer, at(customer, 'ola'), customer.password, device(customer, 1));
      await world.say({
        port: world.port('imaps'),
        tls: false,
        from: device(customer, 1),
        says: ['a1 CAPABILITY'],
        waitsForGreeting: false,
      });
      await works(world, customer);
    },
  },
  {
    title: 'strangers try passwords from three places while the owner reads mail',
    plant: async (world, customer) => {
      await works(world, customer);
      for (const n of [5, 6, 7]) await wrong(world, customer, n, strangersAt(customer, n));
      await works(world, customer);
    },
    open: true,
  },
  {
    title: 'strangers try names that do not exist here',
    plant: async (world, customer) => {
      await works(world, customer);
      for (const name of ['admin', 'test', 'info'])
        await read(world, customer, at(customer, name), 'hemmelig 123', device(customer, 9));
    },
  },
  {
    title: 'an alias beside the mailbox, which signs in with its own name',
    plant: async (world, customer) => {
      await must(addAlias(world.host.app, at(customer, 'post'), [customer.address]));
      await works(world, customer);
    },
  },
  {
    title: 'asked about an alias that leads to a mailbox in use',
    about: (customer) => at(customer, 'post'),
    plant: async (world, customer) => {
      await must(addAlias(world.host.app, at(customer, 'post'), [customer.address]));
      await works(world, customer);
    },
  },
  {
    title: 'an alias of an alias',
    about: (customer) => at(customer, 'salg'),
    plant: async (world, customer) => {
      await must(addAlias(world.host.app, at(customer, 'post'), [customer.address]));
      await must(addAlias(world.host.app, at(customer, 'salg'), [at(customer, 'post')]));
    },
  },
  {
    title: 'asked about the address with +butikk',
    about: ({ local, domain }) => `${local}+butikk@${domain}`,
    plant: (world, customer) => works(world, customer),
  },
  {
    title: 'reads by POP3 at home and by IMAP on the phone',
    plant: async (world, customer) => {
      await works(world, customer, device(customer, 1));
      await world.say({
        port: world.port('pop3s'),
        tls: true,
        from: device(customer, 2),
        says: [`USER ${customer.address}`, `PASS ${customer.password}`, 'STAT', 'QUIT'],
        signIns: 1,
      });
    },
  },
  {
    title: 'sends by 587 with STARTTLS and by 465',
    plant: async (world, customer) => {
      await sendsFrom(world, customer, 'submission', device(customer, 1));
      await sendsFrom(world, customer, 'submissions', device(customer, 2));
    },
  },
  {
    title: 'IMAP by 143 with STARTTLS',
    plant: (world, customer) =>
      world.say({
        port: world.port('imap'),
        tls: false,
        from: customer.from,
        says: ['b1 STARTTLS', 'starttls', ...imapSignIn(customer.address, customer.password)],
        signIns: 1,
      }),
  },
];
