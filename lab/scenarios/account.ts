/** Faults in the account and in what a device signs in with, each with a healthy twin. */
import { addAlias } from '#src/service/aliases.ts';
import { addMailbox, removeMailbox, restoreMailbox, setPassword } from '#src/service/mailboxes.ts';
import { setPlan } from '#src/service/plans.ts';
import { imapSignIn, smtpSignIn } from '../mail-client.ts';
import type { Customer, World } from '../world.ts';
import type { Scenario } from './scenario.ts';

export const read = (world: World, customer: Customer, login: string, password: string, from = customer.from) =>
  world.say({ port: world.port('imaps'), tls: true, from, says: imapSignIn(login, password), signIns: 1 });
export const works = (world: World, customer: Customer, from = customer.from) =>
  read(world, customer, customer.address, customer.password, from);
/** Another device of the same customer. */
const other = ({ from }: Customer): string =>
  from.replace(/\.(\d+)$/, (_, last: string) => `.${(Number(last) % 250) + 3}`);
const named = (customer: Customer, local: string): string => `${local}@${customer.domain}`;

/** A mailbox of 20 kB with a message of this size in it. */
async function filled(world: World, customer: Customer, sizeBytes: number): Promise<void> {
  const { app } = world.host;
  await setPlan(app, 'tiny', ['quota.bytes=20000']);
  const made = await addMailbox(app, { address: named(customer, 'full'), password: customer.password, plan: 'tiny' });
  if (!made.ok) throw new Error(JSON.stringify(made.problem));
  const bytes = Buffer.from(`Subject: big\r\n\r\n${'x'.repeat(sizeBytes - 20)}\r\n`);
  await app.store.deliver({ mailbox: made.value.id, folder: 'INBOX', message: { bytes }, quotaBytes: 0 });
}

const NEW = 'et helt nytt passord 77';

export const ACCOUNT_SCENARIOS: readonly Scenario[] = [
  {
    cause: 'acc-mailbox-deleted',
    title: 'a colleague removed the mailbox, the phone still asks for it',
    symptom: 'both',
    plant: async (world, customer) => {
      await works(world, customer);
      await removeMailbox(world.host.app, customer.address);
      await works(world, customer);
    },
    twin: async (world, customer) => {
      await removeMailbox(world.host.app, customer.address);
      await restoreMailbox(world.host.app, customer.address);
      await works(world, customer);
    },
    says: ({ address }) => [address, 'operatøren', 'én gang'],
  },
  {
    cause: 'acc-mailbox-never-existed',
    title: 'one letter too many in the address',
    symptom: 'receive',
    about: (customer) => named(customer, `${customer.local}x`),
    plant: () => {},
    twin: () => {},
    twinAbout: (customer) => customer.address,
    says: (customer) => [named(customer, `${customer.local}x`), customer.address],
  },
  {
    cause: 'acc-login-on-alias',
    title: 'signing in with a forward',
    symptom: 'both',
    about: (customer) => named(customer, 'post'),
    plant: async (world, customer) => {
      await addAlias(world.host.app, named(customer, 'post'), [customer.address]);
      await read(world, customer, named(customer, 'post'), customer.password);
    },
    twin: async (world, customer) => {
      await addAlias(world.host.app, named(customer, 'post'), [customer.address]);
      await works(world, customer);
    },
    says: (customer) => [customer.address],
  },
  {
    cause: 'acc-quota-full',
    title: 'the mailbox is at its limit',
    symptom: 'receive',
    about: (customer) => named(customer, 'full'),
    plant: (world, customer) => filled(world, customer, 21_000),
    twin: (world, customer) => filled(world, customer, 19_000),
    says: () => ['20 kB'],
  },
  {
    cause: 'acc-wrong-password',
    title: 'a password that never was the right one',
    symptom: 'both',
    plant: async (world, customer) => {
      await works(world, customer);
      await read(world, customer, customer.address, 'noe helt annet 1', other(customer));
      await read(world, customer, customer.address, 'noe helt annet 2', other(customer));
    },
    // Typed wrong, then right.
    twin: async (world, customer) => {
      await read(world, customer, customer.address, 'noe helt annet 1');
      await works(world, customer);
    },
    says: (customer) => [customer.address, '2 ganger', other(customer)],
  },
  {
    cause: 'acc-password-edge-space',
    title: 'a blank came along when the password was pasted',
    symptom: 'receive',
    plant: (world, customer) => read(world, customer, customer.address, `${customer.password} `),
    twin: (world, customer) => works(world, customer),
  },
  {
    cause: 'acc-password-nonascii',
    title: 'the program sends å in an older encoding',
    symptom: 'receive',
    plant: async (world, customer) => {
      await setPassword(world.host.app, customer.address, 'blåbærsyltetøy på brød');
      await read(world, customer, customer.address, Buffer.from('blåbærsyltetøy på brød', 'utf8').toString('latin1'));
    },
    twin: async (world, customer) => {
      await setPassword(world.host.app, customer.address, 'blåbærsyltetøy på brød');
      await read(world, customer, customer.address, 'blåbærsyltetøy på brød');
    },
  },
  {
    cause: 'cli-stale-password',
    title: 'the password was changed, one device has the old one',
    symptom: 'both',
    plant: async (world, customer) => {
      await works(world, customer, other(customer));
      await setPassword(world.host.app, customer.address, NEW);
      await read(world, customer, customer.address, NEW);
      await works(world, customer, other(customer));
    },
    twin: async (world, customer) => {
      await works(world, customer, other(customer));
      await setPassword(world.host.app, customer.address, NEW);
      await read(world, customer, customer.address, NEW, other(customer));
    },
    says: (customer) => [other(customer)],
  },
  {
    cause: 'acc-username-without-domain',
    title: 'the user name is only the first half',
    symptom: 'receive',
    plant: async (world, customer) => {
      await works(world, customer);
      await read(world, customer, customer.local, customer.password);
    },
    twin: async (world, customer) => {
      await read(world, customer, customer.local, customer.password);
      await works(world, customer);
    },
    says: (customer) => [`«${customer.local}»`],
  },
  {
    cause: 'acc-username-without-domain',
    title: 'the first half, from a device never seen before: likely',
    symptom: 'receive',
    certainty: 'likely',
    plant: (world, customer) =>
      world.say({
        port: world.port('submissions'),
        tls: true,
        from: customer.from,
        says: smtpSignIn(customer.local, customer.password),
      }),
    twin: (world, customer) =>
      world.say({
        port: world.port('submissions'),
        tls: true,
        from: customer.from,
        says: smtpSignIn(customer.address, customer.password),
      }),
  },
  {
    cause: 'acc-username-typo-case',
    title: 'two letters swapped in the user name',
    symptom: 'receive',
    plant: async (world, customer) => {
      await works(world, customer);
      await read(world, customer, customer.address.replace(/^(.)(.)/, '$2$1'), customer.password);
    },
    // Capital letters and blanks are no mistake here.
    twin: (world, customer) => read(world, customer, customer.address.toUpperCase(), customer.password),
    says: (customer) => [customer.address],
  },
];
