/** Faults in a program's settings: port, encryption, sign-in, sender; each with a healthy twin. */
import { imapSignIn, smtpSend, smtpSignIn } from '../mail-client.ts';
import type { Customer, World } from '../world.ts';
import { works } from './account.ts';
import type { Scenario } from './scenario.ts';

const outside = 'ola@far-away.test';
const signIn = ({ address: login, password }: Customer) => ({ login, password });
const imap = (customer: Customer) => imapSignIn(customer.address, customer.password);
const sends = (world: World, customer: Customer, from: string, withSignIn = true) =>
  world.say({
    port: world.port('submissions'),
    tls: true,
    from: customer.from,
    says: smtpSend(withSignIn ? signIn(customer) : null, from, outside),
  });

export const CLIENT_SCENARIOS: readonly Scenario[] = [
  {
    cause: 'cli-tls-mode-mismatch',
    title: 'no encryption chosen on the IMAP port with SSL/TLS',
    symptom: 'receive',
    plant: async (world, customer) => {
      await works(world, customer);
      await world.say({
        port: world.port('imaps'),
        tls: false,
        from: customer.from,
        says: imap(customer),
        waitsForGreeting: false,
      });
    },
    twin: (world, customer) => works(world, customer),
  },
  {
    cause: 'cli-tls-mode-mismatch',
    title: 'SSL/TLS chosen on the submission port that begins with STARTTLS',
    symptom: 'send',
    plant: async (world, customer) => {
      await works(world, customer);
      await world.say({
        port: world.port('submission'),
        tls: true,
        from: customer.from,
        says: [],
        waitsForGreeting: false,
      });
    },
    // The same program, corrected.
    twin: async (world, customer) => {
      await works(world, customer);
      await world.say({
        port: world.port('submission'),
        tls: true,
        from: customer.from,
        says: [],
        waitsForGreeting: false,
      });
      await sends(world, customer, customer.address);
    },
  },
  {
    cause: 'cli-tls-mode-mismatch',
    title: 'a stranger without a history, minutes ago: likely',
    symptom: 'receive',
    certainty: 'likely',
    plant: (world, customer) =>
      world.say({
        port: world.port('pop3s'),
        tls: false,
        from: customer.from,
        says: ['CAPA'],
        waitsForGreeting: false,
      }),
    twin: async (world, customer) => {
      await world.say({
        port: world.port('pop3s'),
        tls: false,
        from: customer.from,
        says: ['CAPA'],
        waitsForGreeting: false,
      });
      await works(world, customer);
    },
  },
  {
    cause: 'cli-wrong-incoming-port',
    title: 'an IMAP account with the POP3 port',
    symptom: 'receive',
    plant: async (world, customer) => {
      await works(world, customer);
      await world.say({ port: world.port('pop3s'), tls: true, from: customer.from, says: imap(customer) });
    },
    twin: (world, customer) => works(world, customer),
  },
  {
    cause: 'cli-wrong-incoming-port',
    title: 'port 143 without encryption',
    symptom: 'receive',
    plant: (world, customer) =>
      world.say({ port: world.port('imap'), tls: false, from: customer.from, says: imap(customer) }),
    // The same port, with STARTTLS.
    twin: (world, customer) =>
      world.say({
        port: world.port('imap'),
        tls: false,
        from: customer.from,
        says: ['b1 STARTTLS', 'starttls', ...imap(customer)],
      }),
    allowed: ['cli-plaintext-refused'],
  },
  {
    cause: 'cli-plaintext-refused',
    title: 'signing in to send on port 587 without encryption',
    symptom: 'send',
    plant: (world, customer) =>
      world.say({
        port: world.port('submission'),
        tls: false,
        from: customer.from,
        says: smtpSignIn(customer.address, customer.password),
      }),
    twin: (world, customer) => sends(world, customer, customer.address),
  },
  {
    cause: 'cli-tls-too-old',
    title: 'a program that knows TLS 1.1 at most',
    symptom: 'receive',
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
    },
    twin: (world, customer) =>
      world.say({ port: world.port('imaps'), tls: true, from: customer.from, says: imap(customer), maxTls: 'TLSv1.2' }),
  },
  {
    cause: 'cli-wrong-outgoing-port',
    title: 'signing in on port 25',
    symptom: 'send',
    plant: (world, customer) =>
      world.say({
        port: world.port('inbound'),
        tls: false,
        from: customer.from,
        says: smtpSignIn(customer.address, customer.password),
      }),
    twin: (world, customer) => sends(world, customer, customer.address),
    allowed: ['cli-plaintext-refused'],
  },
  {
    cause: 'cli-smtp-auth-off',
    title: 'sign-in for sending is off after a restore of the phone',
    symptom: 'send',
    plant: async (world, customer) => {
      await works(world, customer);
      await sends(world, customer, customer.address, false);
    },
    twin: async (world, customer) => {
      await sends(world, customer, customer.address, false);
      await sends(world, customer, customer.address);
    },
  },
  {
    cause: 'cli-from-not-owned',
    title: 'an identity with somebody else’s address',
    symptom: 'send',
    plant: (world, customer) => sends(world, customer, `post@${customer.domain}`),
    twin: (world, customer) => sends(world, customer, customer.address),
    says: (customer) => [`post@${customer.domain}`],
  },
];
