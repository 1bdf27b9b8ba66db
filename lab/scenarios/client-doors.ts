/** The faults of settings once more, at other doors: POP3, port 143 and 587, scanners, second identities. */
import { addAlias } from '#src/service/aliases.ts';
import { imapSignIn, smtpSend, smtpSignIn } from '../mail-client.ts';
import type { Customer, World } from '../world.ts';
import { works } from './account.ts';
import type { Scenario } from './scenario.ts';

const OUTSIDE = 'eva@langt-borte.test';
const pop3 = ({ address, password }: Customer): readonly string[] => [`USER ${address}`, `PASS ${password}`, 'QUIT'];
const imap = ({ address, password }: Customer): readonly string[] => imapSignIn(address, password);
const device = ({ from }: Customer): string =>
  from.replace(/\.(\d+)$/, (_, last: string) => `.${(Number(last) + 21) % 250 || 9}`);
const say = (world: World, customer: Customer, door: string, tls: boolean, says: readonly string[], more = {}) =>
  world.say({ port: world.port(door), tls, from: customer.from, says, ...more });
const sends = (
  world: World,
  customer: Customer,
  from: string,
  more: { signsIn?: boolean; door?: string; at?: string } = {},
) =>
  world.say({
    port: world.port(more.door ?? 'submissions'),
    tls: (more.door ?? 'submissions') === 'submissions',
    from: more.at ?? customer.from,
    says: smtpSend(
      more.signsIn === false ? null : { login: customer.address, password: customer.password },
      from,
      OUTSIDE,
    ),
  });

export const CLIENT_DOOR_SCENARIOS: readonly Scenario[] = [
  {
    cause: 'cli-protocol-mixed',
    title: 'a POP3 account with the IMAP port',
    symptom: 'receive',
    plant: async (world, customer) => {
      await works(world, customer);
      await say(world, customer, 'imaps', true, pop3(customer));
    },
    twin: (world, customer) => say(world, customer, 'pop3s', true, pop3(customer), { signIns: 1 }),
    must: ['cli-wrong-incoming-port'],
  },
  {
    cause: 'cli-wrong-incoming-port',
    title: 'port 110 without encryption',
    symptom: 'receive',
    plant: (world, customer) => say(world, customer, 'pop3', false, pop3(customer)),
    twin: (world, customer) =>
      say(world, customer, 'pop3', false, ['STLS', 'starttls', ...pop3(customer)], { signIns: 1 }),
    must: ['cli-plaintext-refused'],
  },
  {
    cause: 'cli-tls-too-old',
    title: 'an old scanner that knows TLS 1.0 only',
    symptom: 'send',
    plant: async (world, customer) => {
      await works(world, customer);
      await say(world, customer, 'submissions', true, [], {
        minTls: 'TLSv1',
        maxTls: 'TLSv1',
        waitsForGreeting: false,
      });
    },
    twin: (world, customer) =>
      say(world, customer, 'submissions', true, smtpSignIn(customer.address, customer.password), {
        maxTls: 'TLSv1.2',
        signIns: 1,
      }),
  },
  {
    cause: 'cli-tls-too-old',
    title: 'an old telephone with POP3 and TLS 1.1',
    symptom: 'receive',
    plant: async (world, customer) => {
      await works(world, customer);
      await say(world, customer, 'pop3s', true, [], { minTls: 'TLSv1', maxTls: 'TLSv1.1', waitsForGreeting: false });
    },
  },
  {
    cause: 'cli-wrong-outgoing-port',
    title: 'signing in on port 25 with encryption',
    symptom: 'send',
    plant: async (world, customer) => {
      await works(world, customer);
      const signIn = smtpSignIn(customer.address, customer.password);
      await say(world, customer, 'inbound', false, ['EHLO laptop', 'STARTTLS', 'starttls', ...signIn]);
    },
    twin: (world, customer) => sends(world, customer, customer.address),
    allowed: ['cli-plaintext-refused'],
  },
  {
    cause: 'cli-smtp-auth-off',
    title: 'the scanner sends to the outside without signing in',
    symptom: 'send',
    plant: async (world, customer) => {
      await works(world, customer);
      await sends(world, customer, customer.address, { signsIn: false });
      await sends(world, customer, customer.address, { signsIn: false });
    },
    twin: async (world, customer) => {
      await sends(world, customer, customer.address, { signsIn: false });
      await sends(world, customer, customer.address);
    },
  },
  {
    cause: 'cli-from-not-owned',
    title: 'an identity of another domain that was never added here',
    symptom: 'send',
    plant: (world, customer) => sends(world, customer, `${customer.local}@annet-firma.test`),
    twin: async (world, customer) => {
      await addAlias(world.host.app, `hei@${customer.domain}`, [customer.address]);
      await sends(world, customer, `hei@${customer.domain}`);
    },
    says: (customer) => [`${customer.local}@annet-firma.test`],
    allowed: ['cli-identity-typo'],
  },
  {
    cause: 'cli-from-not-owned',
    title: 'a colleague’s address as sender',
    symptom: 'send',
    plant: (world, customer) => sends(world, customer, `daglig.leder@${customer.domain}`, { at: device(customer) }),
    // Refused the same way, and then the address was made an alias that leads here.
    twin: async (world, customer) => {
      await sends(world, customer, `daglig.leder@${customer.domain}`, { at: device(customer) });
      await addAlias(world.host.app, `daglig.leder@${customer.domain}`, [customer.address]);
    },
    says: (customer) => [`daglig.leder@${customer.domain}`],
  },
  {
    cause: 'cli-tls-mode-mismatch',
    title: 'SSL/TLS chosen on port 143',
    symptom: 'receive',
    plant: async (world, customer) => {
      await works(world, customer);
      await say(world, customer, 'imap', true, [], { waitsForGreeting: false });
    },
    twin: async (world, customer) => {
      await say(world, customer, 'imap', true, [], { waitsForGreeting: false });
      await say(world, customer, 'imap', false, ['b1 STARTTLS', 'starttls', ...imap(customer)], { signIns: 1 });
    },
  },
  {
    cause: 'cli-plaintext-refused',
    title: 'the scanner signs in on port 587 and knows no encryption',
    symptom: 'send',
    plant: async (world, customer) => {
      await works(world, customer);
      await say(world, customer, 'submission', false, smtpSignIn(customer.address, customer.password));
    },
    twin: (world, customer) => {
      const signIn = smtpSignIn(customer.address, customer.password);
      return say(world, customer, 'submission', false, ['EHLO skanner', 'STARTTLS', 'starttls', ...signIn], {
        signIns: 1,
      });
    },
  },
  {
    cause: 'cli-plaintext-refused',
    title: 'a script that sends once an hour without encryption',
    symptom: 'some',
    plant: async (world, customer) => {
      for (let i = 0; i < 2; i += 1)
        await say(world, customer, 'submission', false, smtpSignIn(customer.address, customer.password));
    },
  },
  {
    cause: 'cli-wrong-outgoing-port',
    title: 'port 25 again and again, from the telephone at home',
    symptom: 'both',
    plant: async (world, customer) => {
      await works(world, customer);
      for (let i = 0; i < 3; i += 1)
        await say(world, customer, 'inbound', false, smtpSignIn(customer.address, customer.password));
    },
    allowed: ['cli-plaintext-refused'],
  },
  {
    cause: 'cli-smtp-auth-off',
    title: 'a new program without sign-in for sending, on port 587 with encryption',
    symptom: 'send',
    plant: async (world, customer) => {
      await works(world, customer);
      const sending = smtpSend(null, customer.address, OUTSIDE);
      await say(world, customer, 'submission', false, ['EHLO bærbar', 'STARTTLS', 'starttls', ...sending]);
    },
    twin: (world, customer) => sends(world, customer, customer.address),
  },
];
