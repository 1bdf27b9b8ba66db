/** The faults of accounts once more, met at other doors and in other ways: POP3, sending, colleagues, older devices. */
import { addAlias, removeAlias } from '#src/service/aliases.ts';
import { addMailbox, removeMailbox, restoreMailbox, setPassword } from '#src/service/mailboxes.ts';
import { setQuota } from '#src/service/mailbox-settings.ts';
import { smtpSignIn } from '../mail-client.ts';
import type { Customer, World } from '../world.ts';
import { read, works } from './account.ts';
import type { Scenario } from './scenario.ts';

const pop3 = (world: World, customer: Customer, login: string, password: string, from = customer.from) =>
  world.say({
    port: world.port('pop3s'),
    tls: true,
    from,
    says: [`USER ${login}`, `PASS ${password}`, 'QUIT'],
    signIns: 1,
  });
const submit = (world: World, customer: Customer, login: string, password: string, from = customer.from) =>
  world.say({ port: world.port('submissions'), tls: true, from, says: smtpSignIn(login, password), signIns: 1 });
const device = ({ from }: Customer, step: number): string =>
  from.replace(/\.(\d+)$/, (_, last: string) => `.${(Number(last) + step) % 250 || 7}`);
const at = ({ domain }: Customer, local: string): string => `${local}@${domain}`;
const settled = async <T extends { readonly ok: boolean }>(outcome: Promise<T>): Promise<T> => {
  const result = await outcome;
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result;
};
/** A mailbox beside the customer's own, full to a share of its quota. */
async function stored(world: World, customer: Customer, local: string, bytes: number, quota: number): Promise<void> {
  const { app } = world.host;
  const address = at(customer, local);
  await settled(addMailbox(app, { address, password: customer.password }));
  await settled(setQuota(app, address, quota));
  const made = await app.db.sql
    .selectFrom('mailboxes')
    .select('id')
    .where('address', '=', address)
    .executeTakeFirstOrThrow();
  for (let left = bytes; left > 0; left -= 5000) {
    const text = `Subject: bilde\r\n\r\n${'x'.repeat(Math.max(1, Math.min(left, 5000) - 20))}\r\n`;
    await app.store.deliver({
      mailbox: made.id,
      folder: 'INBOX',
      message: { bytes: Buffer.from(text) },
      quotaBytes: 0,
    });
  }
}
const OLD = 'gamle grå ugler 12';

export const ACCOUNT_DOOR_SCENARIOS: readonly Scenario[] = [
  {
    cause: 'acc-mailbox-deleted',
    title: 'removed, and the old telephone fetches with POP3',
    symptom: 'receive',
    plant: async (world, customer) => {
      await pop3(world, customer, customer.address, customer.password);
      await removeMailbox(world.host.app, customer.address);
      await pop3(world, customer, customer.address, customer.password);
    },
    twin: async (world, customer) => {
      await removeMailbox(world.host.app, customer.address);
      await restoreMailbox(world.host.app, customer.address);
      await pop3(world, customer, customer.address, customer.password);
    },
  },
  {
    cause: 'acc-mailbox-deleted',
    title: 'removed by mistake, nobody has tried since',
    symptom: 'unknown',
    plant: (world, customer) => removeMailbox(world.host.app, customer.address),
  },
  {
    cause: 'acc-mailbox-never-existed',
    title: 'the address on the business card was never made',
    symptom: 'receive',
    about: (customer) => at(customer, 'kontakt'),
    plant: () => {},
    twin: async (world, customer) => {
      await settled(addAlias(world.host.app, at(customer, 'kontakt'), [customer.address]));
    },
    says: (customer) => [at(customer, 'kontakt')],
  },
  {
    cause: 'acc-mailbox-never-existed',
    title: 'two letters changed places',
    symptom: 'both',
    about: (customer) => customer.address.replace(/^(.)(.)/, '$2$1'),
    plant: () => {},
    says: (customer) => [customer.address],
  },
  {
    cause: 'acc-login-on-alias',
    title: 'an alias as the user name for sending',
    symptom: 'send',
    about: (customer) => at(customer, 'faktura'),
    plant: async (world, customer) => {
      await settled(addAlias(world.host.app, at(customer, 'faktura'), [customer.address]));
      await submit(world, customer, at(customer, 'faktura'), customer.password);
    },
    twin: async (world, customer) => {
      await settled(addAlias(world.host.app, at(customer, 'faktura'), [customer.address]));
      await submit(world, customer, customer.address, customer.password);
    },
  },
  {
    cause: 'acc-login-on-alias',
    title: 'an alias as the user name in a POP3 account',
    symptom: 'receive',
    about: (customer) => at(customer, 'butikk'),
    plant: async (world, customer) => {
      await settled(addAlias(world.host.app, at(customer, 'butikk'), [customer.address]));
      await pop3(world, customer, at(customer, 'butikk'), customer.password);
    },
    // The alias became a mailbox of its own.
    twin: async (world, customer) => {
      await settled(addAlias(world.host.app, at(customer, 'butikk'), [customer.address]));
      await settled(removeAlias(world.host.app, at(customer, 'butikk')));
      await settled(addMailbox(world.host.app, { address: at(customer, 'butikk'), password: customer.password }));
      await pop3(world, customer, at(customer, 'butikk'), customer.password);
    },
  },
  {
    cause: 'acc-quota-full',
    title: 'many small messages have filled it to the brim',
    symptom: 'receive',
    about: (customer) => at(customer, 'arkiv'),
    plant: (world, customer) => stored(world, customer, 'arkiv', 40_000, 39_000),
    twin: (world, customer) => stored(world, customer, 'arkiv', 40_000, 60_000),
  },
  {
    cause: 'acc-quota-full',
    title: 'the quota was lowered below what is stored',
    symptom: 'both',
    about: (customer) => at(customer, 'lager'),
    plant: async (world, customer) => {
      await stored(world, customer, 'lager', 30_000, 900_000);
      await settled(setQuota(world.host.app, at(customer, 'lager'), 20_000));
    },
    twin: async (world, customer) => {
      await stored(world, customer, 'lager', 30_000, 20_000_000);
    },
  },
  {
    cause: 'acc-wrong-password',
    title: 'a new password was chosen, the tablet guesses with another',
    symptom: 'both',
    plant: async (world, customer) => {
      await works(world, customer);
      for (const guess of ['en', 'to', 'tre'])
        await pop3(world, customer, customer.address, `kanskje ${guess}`, device(customer, 4));
    },
    twin: async (world, customer) => {
      await pop3(world, customer, customer.address, 'kanskje en', device(customer, 4));
      await pop3(world, customer, customer.address, customer.password, device(customer, 4));
    },
    says: (customer) => [device(customer, 4)],
  },
  {
    cause: 'acc-wrong-password',
    title: 'a first set-up with a wrong password, nothing has worked yet',
    symptom: 'both',
    plant: async (world, customer) => {
      await read(world, customer, customer.address, 'ikke det rette 9');
      await read(world, customer, customer.address, 'ikke det rette 9');
    },
    twin: (world, customer) => works(world, customer),
  },
  {
    cause: 'acc-password-edge-space',
    title: 'a blank in front of the password, in a POP3 account',
    symptom: 'receive',
    plant: (world, customer) => pop3(world, customer, customer.address, ` ${customer.password}`),
    twin: (world, customer) => pop3(world, customer, customer.address, customer.password),
  },
  {
    cause: 'acc-password-edge-space',
    title: 'a blank after the password, for sending',
    symptom: 'send',
    plant: (world, customer) => submit(world, customer, customer.address, `${customer.password}  `),
    twin: (world, customer) => submit(world, customer, customer.address, customer.password),
  },
  {
    cause: 'acc-password-nonascii',
    title: 'ö in an older encoding, for sending',
    symptom: 'send',
    plant: async (world, customer) => {
      await settled(setPassword(world.host.app, customer.address, 'mörk höst i Örebro'));
      await submit(world, customer, customer.address, Buffer.from('mörk höst i Örebro', 'utf8').toString('latin1'));
    },
    twin: async (world, customer) => {
      await settled(setPassword(world.host.app, customer.address, 'mörk höst i Örebro'));
      await submit(world, customer, customer.address, 'mörk höst i Örebro');
    },
  },
  {
    cause: 'acc-password-nonascii',
    title: 'æ and å in an older encoding, from one of two devices',
    symptom: 'receive',
    plant: async (world, customer) => {
      await settled(setPassword(world.host.app, customer.address, 'tåke på Lærdal'));
      await read(world, customer, customer.address, 'tåke på Lærdal');
      await read(
        world,
        customer,
        customer.address,
        Buffer.from('tåke på Lærdal', 'utf8').toString('latin1'),
        device(customer, 2),
      );
    },
  },
  {
    cause: 'cli-stale-password',
    title: 'the scanner still sends with the old password',
    symptom: 'send',
    plant: async (world, customer) => {
      await settled(setPassword(world.host.app, customer.address, OLD));
      await submit(world, customer, customer.address, OLD, device(customer, 9));
      await settled(setPassword(world.host.app, customer.address, `${OLD} nytt`));
      await read(world, customer, customer.address, `${OLD} nytt`);
      for (let i = 0; i < 2; i += 1) await submit(world, customer, customer.address, OLD, device(customer, 9));
    },
    twin: async (world, customer) => {
      await submit(world, customer, customer.address, customer.password, device(customer, 9));
      await settled(setPassword(world.host.app, customer.address, `${OLD} nytt`));
      await submit(world, customer, customer.address, `${OLD} nytt`, device(customer, 9));
    },
  },
  {
    cause: 'cli-stale-password',
    title: 'an old telephone in a drawer fetches on with POP3',
    symptom: 'receive',
    plant: async (world, customer) => {
      await pop3(world, customer, customer.address, customer.password, device(customer, 11));
      await settled(setPassword(world.host.app, customer.address, OLD));
      await read(world, customer, customer.address, OLD);
      for (let i = 0; i < 3; i += 1)
        await pop3(world, customer, customer.address, customer.password, device(customer, 11));
    },
  },
  {
    cause: 'acc-username-without-domain',
    title: 'only the first half, in a POP3 account of a device that is known',
    symptom: 'receive',
    plant: async (world, customer) => {
      await works(world, customer);
      await pop3(world, customer, customer.local, customer.password);
    },
    twin: async (world, customer) => {
      await pop3(world, customer, customer.local, customer.password);
      await works(world, customer);
    },
  },
  {
    cause: 'acc-username-typo-case',
    title: 'a letter too many in the user name for sending',
    symptom: 'send',
    plant: async (world, customer) => {
      await submit(world, customer, customer.address, customer.password);
      await submit(world, customer, customer.address.replace('@', 'a@'), customer.password);
    },
    twin: (world, customer) => submit(world, customer, customer.address, customer.password),
  },
  {
    cause: 'acc-username-typo-case',
    title: 'a letter left out, in a POP3 account',
    symptom: 'receive',
    plant: async (world, customer) => {
      await works(world, customer);
      await pop3(world, customer, customer.address.replace(/^(..)./, '$1'), customer.password);
    },
  },
];
