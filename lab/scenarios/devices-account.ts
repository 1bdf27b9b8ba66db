/** Faults in the account's switches and passwords of another kind, each with a healthy twin. */
import { addAppPassword } from '#src/service/app-passwords.ts';
import { setAppPasswordsOnly, setMustChange, setProtocols } from '#src/service/mailbox-settings.ts';
import { setPassword } from '#src/service/mailboxes.ts';
import type { Customer, World } from '../world.ts';
import { centreContact, fetch, must, other, read, send } from './devices-acts.ts';
import type { Scenario } from './scenario.ts';

const NEW = 'et helt nytt passord 78';
const CENTRE = 'passord til kundesenteret 5';

/** The three ways in, as programs use them. */
const DOORS = [
  ['reading over IMAP', 'receive', read],
  ['fetching over POP3', 'receive', fetch],
  ['sending', 'send', send],
] as const;
type Door = (typeof DOORS)[number][2];

const appSecret = async (
  world: World,
  { address }: Customer,
  scopes?: readonly ('imap' | 'pop3' | 'smtp')[],
): Promise<string> =>
  must(await addAppPassword(world.host.app, { address, name: 'telefon', ...(scopes === undefined ? {} : { scopes }) }))
    .secret;

const wrongKind = (title: string, symptom: 'receive' | 'send', door: Door): Scenario => ({
  cause: 'acc-wrong-password-kind',
  title: `the password of the customer centre, ${title}`,
  symptom,
  plant: async (world, customer) => {
    await centreContact(world, customer, CENTRE);
    await door(world, customer, { password: CENTRE });
  },
  // The same slip, and then the mailbox's own.
  twin: async (world, customer) => {
    await centreContact(world, customer, CENTRE);
    await door(world, customer, { password: CENTRE });
    await door(world, customer);
  },
  says: () => ['kundesenteret'],
});

const appPasswordsOnly = (title: string, symptom: 'receive' | 'send', door: Door): Scenario => ({
  cause: 'acc-app-password-required',
  title,
  symptom,
  plant: async (world, customer) => {
    await door(world, customer);
    must(await setAppPasswordsOnly(world.host.app, customer.address, true));
    await door(world, customer);
  },
  twin: async (world, customer) => {
    must(await setAppPasswordsOnly(world.host.app, customer.address, true));
    const password = await appSecret(world, customer);
    await door(world, customer);
    await door(world, customer, { password });
  },
  says: ({ address }) => [address, 'app-passord'],
});

const mustChange = (title: string, symptom: 'receive' | 'send', door: Door): Scenario => ({
  cause: 'acc-password-expired',
  title,
  symptom,
  plant: async (world, customer) => {
    must(await setMustChange(world.host.app, customer.address, true));
    await door(world, customer);
  },
  twin: async (world, customer) => {
    must(await setMustChange(world.host.app, customer.address, true));
    await door(world, customer);
    must(await setPassword(world.host.app, customer.address, NEW));
    await door(world, customer, { password: NEW });
  },
  says: ({ address }) => [address, 'én gang'],
});

const switchedOff = (title: string, symptom: 'receive' | 'send', door: Door, left: readonly string[]): Scenario => ({
  cause: 'acc-protocol-off',
  title,
  symptom,
  plant: async (world, customer) => {
    await door(world, customer);
    must(await setProtocols(world.host.app, customer.address, left));
    await door(world, customer);
  },
  // Switched on again; the program has not come back yet.
  twin: async (world, customer) => {
    must(await setProtocols(world.host.app, customer.address, left));
    await door(world, customer);
    must(await setProtocols(world.host.app, customer.address, ['imap', 'pop3', 'smtp']));
  },
  says: ({ address }) => [address],
});

export const DEVICES_ACCOUNT_SCENARIOS: readonly Scenario[] = [
  ...DOORS.map(([title, symptom, door]) => wrongKind(title, symptom, door)),
  {
    cause: 'acc-wrong-password-kind',
    title: 'an app password made for sending, used for reading',
    symptom: 'receive',
    plant: async (world, customer) => {
      await read(world, customer, { password: await appSecret(world, customer, ['smtp']), from: other(customer) });
    },
    twin: async (world, customer) => {
      await read(world, customer, { password: await appSecret(world, customer, ['imap']), from: other(customer) });
    },
    says: () => ['app-passord'],
  },
  ...DOORS.map(([title, symptom, door]) => appPasswordsOnly(title, symptom, door)),
  ...DOORS.map(([title, symptom, door]) => mustChange(title, symptom, door)),
  switchedOff('IMAP is off for the mailbox', 'receive', read, ['pop3', 'smtp']),
  switchedOff('POP3 is off for the mailbox', 'receive', fetch, ['imap', 'smtp']),
  switchedOff('sending is off for the mailbox', 'send', send, ['imap', 'pop3']),
];
