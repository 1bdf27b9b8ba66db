/** Faults in what programs are told and what they do: passwords, certificates, servers, senders, folders; with healthy twins. */
import { setPassword } from '#src/service/mailboxes.ts';
import { smtpSignIn, type Talk } from '../mail-client.ts';
import type { Customer, World } from '../world.ts';
import { arrives, crowd, fetch, must, other, read, send, turnsDown } from './devices-acts.ts';
import type { Scenario } from './scenario.ts';

const NEW = 'et helt nytt passord 79';
const MAC = 'Mac OS X Mail 16.0';
const PHONE = 'iPhone Mail 22F76';

const stored = (title: string, client: string, door: typeof read | typeof send): Scenario => ({
  cause: 'cli-password-store-corrupt',
  title,
  symptom: 'both',
  certainty: 'likely',
  allowed: ['acc-wrong-password', 'cli-stale-password'],
  plant: async (world, customer) => {
    const as = { client, from: other(customer) };
    await door(world, customer, { ...as, password: 'gammelt og galt 1' });
    await door(world, customer, as);
    await door(world, customer, { ...as, password: 'gammelt og galt 1' });
  },
  // Wrong, and then right for good.
  twin: async (world, customer) => {
    const as = { client, from: other(customer) };
    await door(world, customer, { ...as, password: 'gammelt og galt 1' });
    await door(world, customer, as);
  },
  says: () => [client],
});

const unknownIssuer = (title: string, door: string, handshake: NonNullable<Talk['handshake']>): Scenario => ({
  cause: 'cli-own-authority-unknown',
  title,
  symptom: door === 'submissions' ? 'send' : 'receive',
  plant: async (world, customer) => {
    await read(world, customer);
    await turnsDown(world, customer, door, handshake);
  },
  // Asked once, and the owner said yes.
  twin: async (world, customer) => {
    await turnsDown(world, customer, door, handshake);
    await (door === 'submissions' ? send : read)(world, customer);
  },
});
const clock = (title: string, door: string): Scenario => ({
  ...unknownIssuer(title, door, 'certificate_expired'),
  cause: 'cli-clock-wrong',
});
const foreignName = (
  title: string,
  door: string,
  sni: string,
  handshake: NonNullable<Talk['handshake']>,
): Scenario => ({
  cause: door === 'submissions' ? 'cli-wrong-outgoing-host' : 'cli-wrong-incoming-host',
  title,
  symptom: door === 'submissions' ? 'send' : 'receive',
  plant: async (world, customer) => {
    await read(world, customer);
    await turnsDown(world, customer, door, handshake, { sni });
  },
  twin: async (world, customer) => {
    await turnsDown(world, customer, door, handshake, { sni });
    await (door === 'submissions' ? send : read)(world, customer);
  },
  says: () => [sni, 'mx.host.test'],
});

const imapWords = ({ address, password }: Customer): readonly string[] => [
  'a1 CAPABILITY',
  `a2 LOGIN "${address}" "${password}"`,
];
const says = (world: World, customer: Customer, door: string, lines: readonly string[], more: Partial<Talk> = {}) =>
  world.say({ port: world.port(door), tls: true, from: customer.from, says: lines, ...more });
const mixed = (
  title: string,
  door: string,
  sni: string,
  lines: (customer: Customer) => readonly string[],
): Scenario => ({
  cause: 'cli-protocol-mixed',
  title,
  symptom: 'receive',
  allowed: ['cli-wrong-incoming-port'],
  plant: async (world, customer) => {
    await read(world, customer);
    await says(world, customer, door, lines(customer), { sni });
  },
  twin: async (world, customer) => {
    await says(world, customer, door, lines(customer), { sni });
    await read(world, customer);
  },
});

const mechanism = (title: string, door: string, lines: readonly string[], name: string): Scenario => ({
  cause: 'cli-auth-method',
  title,
  symptom: door === 'submissions' ? 'send' : 'receive',
  plant: async (world, customer) => {
    await read(world, customer);
    await says(world, customer, door, lines, { signIns: 1 });
  },
  // It asks for that first and then does it our way.
  twin: async (world, customer) => {
    await says(world, customer, door, lines, { signIns: 1 });
    await (door === 'submissions' ? send : read)(world, customer);
    await read(world, customer);
  },
  says: () => [name],
});

const apple = (
  title: string,
  client: string,
  breaks: (world: World, customer: Customer) => Promise<string>,
): Scenario => ({
  cause: 'cli-apple-automanage',
  title,
  symptom: 'receive',
  certainty: 'likely',
  allowed: ['acc-username-without-domain', 'cli-wrong-incoming-port', 'cli-plaintext-refused'],
  plant: async (world, customer) => {
    await read(world, customer, { client });
    await breaks(world, customer);
  },
  twin: async (world, customer) => {
    await read(world, customer, { client });
    await breaks(world, customer);
    await read(world, customer, { client });
  },
  says: () => [client],
});

const typo = (title: string, wrong: (address: string) => string): Scenario => ({
  cause: 'cli-identity-typo',
  title,
  symptom: 'send',
  allowed: ['cli-from-not-owned'],
  plant: (world, customer) => send(world, customer, { sender: wrong(customer.address) }),
  // The same refusal, and then a message that goes out.
  twin: async (world, customer) => {
    await send(world, customer, { sender: wrong(customer.address) });
    await sends(world, customer);
  },
  says: ({ address }) => [address, wrong(address)],
});
/** A whole message to a mailbox that lives here. */
const sends = (world: World, customer: Customer): Promise<string> =>
  world.say({
    port: world.port('submissions'),
    tls: true,
    from: customer.from,
    says: [
      ...smtpSignIn(customer.address, customer.password).slice(0, 2),
      `MAIL FROM:<${customer.address}>`,
      `RCPT TO:<${customer.address}>`,
      'DATA',
      `From: ${customer.address}\r\nTo: ${customer.address}\r\nSubject: to myself\r\n\r\nGood day.\r\n.`,
      'QUIT',
    ],
    signIns: 1,
  });
const noAddress = (title: string, sender: (customer: Customer) => string): Scenario => ({
  cause: 'cli-sender-syntax',
  title,
  symptom: 'send',
  plant: (world, customer) => send(world, customer, { sender: sender(customer) }),
  twin: async (world, customer) => {
    await send(world, customer, { sender: sender(customer) });
    await sends(world, customer);
  },
  says: (customer) => [`«${sender(customer)}»`],
});

const crowded = (title: string, places: number): Scenario => ({
  cause: 'cli-too-many-connections',
  title,
  symptom: 'some',
  plant: async (world, customer) => {
    const from = Array.from({ length: places }, (_, i) => other(customer, i));
    const { close } = await crowd(world, customer, from, 100);
    await read(world, customer);
    close();
  },
  twin: async (world, customer) => {
    const { close } = await crowd(world, customer, [customer.from], 60);
    await read(world, customer);
    close();
  },
  says: ({ address }) => [address],
});

const removes = (
  title: string,
  count: number,
  reader: (world: World, customer: Customer) => Promise<string>,
): Scenario => ({
  cause: 'cli-pop-deletes',
  title,
  symptom: 'some',
  plant: async (world, customer) => {
    await reader(world, customer);
    for (let n = 1; n <= count; n += 1) await arrives(world, customer, customer.address, '', n);
    const commands = Array.from({ length: count }, (_, i) => [`RETR ${i + 1}`, `DELE ${i + 1}`]).flat();
    await fetch(world, customer, { from: other(customer) }, commands);
  },
  // Fetched, and left where it was.
  twin: async (world, customer) => {
    await reader(world, customer);
    await arrives(world, customer, customer.address);
    await fetch(world, customer, { from: other(customer) }, ['RETR 1']);
  },
  says: (customer) => [other(customer), count === 1 ? 'én melding' : `${count} meldinger`],
});

const moves = (title: string, folder: string, count: number): Scenario => ({
  cause: 'cli-local-junk-rule',
  title,
  symptom: 'receive',
  certainty: 'likely',
  plant: (world, customer) => moved(world, customer, folder, count),
  // One by one, as a person does it.
  twin: (world, customer) => moved(world, customer, folder, 1),
  says: () => [`«${folder}»`],
});
async function moved(world: World, customer: Customer, folder: string, count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) await arrives(world, customer, customer.address, '', n);
  const make = ['Trash', 'Junk'].includes(folder) ? [] : [`a4 CREATE "${folder}"`, `a5 SUBSCRIBE "${folder}"`];
  await says(
    world,
    customer,
    'imaps',
    [
      'a0 ID ("name" "Reglo 3")',
      ...imapWords(customer),
      ...make,
      'a6 SELECT INBOX',
      `a7 UID MOVE 1:* "${folder}"`,
      'a8 LOGOUT',
    ],
    { signIns: 1 },
  );
}

const swap = (text: string): string => text.replace(/^(.)(.)/, '$2$1');

export const DEVICES_PROGRAM_SCENARIOS: readonly Scenario[] = [
  {
    cause: 'cli-split-password',
    title: 'the new password was entered for incoming mail only',
    symptom: 'send',
    allowed: ['cli-stale-password', 'acc-wrong-password'],
    plant: async (world, customer) => {
      await send(world, customer);
      must(await setPassword(world.host.app, customer.address, NEW));
      await send(world, customer);
      await read(world, customer, { password: NEW });
    },
    twin: async (world, customer) => {
      must(await setPassword(world.host.app, customer.address, NEW));
      await send(world, customer);
      await read(world, customer, { password: NEW });
      await send(world, customer, { password: NEW });
    },
  },
  {
    cause: 'cli-split-password',
    title: 'it sent before, and now the outgoing entry is wrong',
    symptom: 'both',
    allowed: ['acc-wrong-password'],
    plant: async (world, customer) => {
      await send(world, customer);
      await send(world, customer, { password: 'noe helt annet 7' });
      await read(world, customer);
    },
    twin: async (world, customer) => {
      await send(world, customer, { password: 'noe helt annet 7' });
      await send(world, customer);
      await read(world, customer);
    },
  },
  {
    cause: 'cli-split-password',
    title: 'reads at once, and has never been able to send: likely',
    symptom: 'send',
    certainty: 'likely',
    allowed: ['acc-wrong-password'],
    plant: async (world, customer) => {
      await send(world, customer, { password: 'noe helt annet 8' });
      await read(world, customer);
    },
    twin: async (world, customer) => {
      await read(world, customer);
      await send(world, customer);
    },
  },
  stored('the keychain gives back the old one', 'Postprogram 9', read),
  stored('the credential manager gives back the old one', 'Utsikt 2027', read),
  stored('the outgoing password falls back', 'kontor-pc', send),
  foreignName('the name of the old host, led here', 'imaps', 'imap.gammel-vert.test', 'bad_certificate'),
  foreignName('a name of one’s own domain', 'pop3s', 'mail.egen.test', 'certificate_unknown'),
  foreignName('the old host’s name for sending', 'submissions', 'smtp.gammel-vert.test', 'bad_certificate'),
  foreignName('a guess of the program for sending', 'submissions', 'mail.gjettet.test', 'unknown_ca'),
  {
    cause: 'cli-wrong-incoming-host',
    title: 'sends here, and has never come to read: likely',
    symptom: 'receive',
    certainty: 'likely',
    plant: async (world, customer) => {
      await send(world, customer);
      await arrives(world, customer, customer.address);
    },
    twin: async (world, customer) => {
      await send(world, customer);
      await arrives(world, customer, customer.address);
      await read(world, customer);
    },
    says: ({ address }) => [address],
  },
  {
    cause: 'cli-wrong-outgoing-host',
    title: 'reads here, and has never come to send: likely',
    symptom: 'send',
    certainty: 'likely',
    plant: (world, customer) => read(world, customer),
    twin: async (world, customer) => {
      await read(world, customer);
      await send(world, customer);
    },
    says: ({ address }) => [address],
  },
  unknownIssuer('a new phone, reading', 'imaps', 'unknown_ca'),
  unknownIssuer('a new phone, sending', 'submissions', 'unknown_ca'),
  unknownIssuer('a program that says less', 'pop3s', 'certificate_unknown'),
  clock('the battery of the clock is empty', 'imaps'),
  clock('a tablet from the drawer, sending', 'submissions'),
  clock('an old computer over POP3', 'pop3s'),
  mixed('an IMAP account with the POP3 server', 'pop3s', 'pop.host.test', imapWords),
  mixed('a POP3 account with the IMAP server', 'imaps', 'imap.host.test', () => ['CAPA']),
  {
    ...mixed('POP3 until now, and a new IMAP account with the same server', 'pop3s', 'mx.host.test', imapWords),
    plant: async (world, customer) => {
      await fetch(world, customer);
      await says(world, customer, 'pop3s', imapWords(customer), { sni: 'mx.host.test' });
    },
  },
  mechanism('“encrypted password” for reading', 'imaps', ['a1 AUTHENTICATE CRAM-MD5'], 'CRAM-MD5'),
  mechanism(
    '“secure password authentication” for sending',
    'submissions',
    ['EHLO pc.lab.example', 'AUTH NTLM'],
    'NTLM',
  ),
  mechanism('Kerberos in an office', 'imaps', ['a1 AUTHENTICATE GSSAPI'], 'GSSAPI'),
  apple('half the user name on a Mac', MAC, (world, customer) =>
    read(world, customer, { client: MAC, login: customer.local }),
  ),
  apple('half the user name on a phone', PHONE, (world, customer) =>
    read(world, customer, { client: PHONE, login: customer.local }),
  ),
  apple('another port without encryption', MAC, (world, customer) =>
    world.say({
      port: world.port('imap'),
      tls: false,
      from: customer.from,
      says: [`a0 ID ("name" "${MAC}")`, ...imapWords(customer)],
      signIns: 1,
    }),
  ),
  typo('two letters swapped in one’s own name', swap),
  typo('a letter doubled in the domain', (address) => address.replace(/@(.)/, '@$1$1')),
  typo('a letter missing', (address) => address.replace(/^(.)./, '$1')),
  noAddress('a name without a domain', ({ local }) => local),
  noAddress('two addresses in the field', ({ address }) => `${address},${address}`),
  noAddress('a domain that ends in a comma', ({ address }) => `${address},`),
  crowded('one program with a hundred folders', 1),
  crowded('three devices at home', 3),
  crowded('an office of ten', 10),
  removes('the old computer takes everything', 1, (world, customer) => read(world, customer)),
  removes('several messages at once', 3, (world, customer) => read(world, customer, { client: 'Telefon 4' })),
  removes('two POP3 programs', 2, (world, customer) => fetch(world, customer)),
  moves('a junk filter in the program', 'Junk', 3),
  moves('a rule that files everything', 'Prosjekt', 4),
  moves('a rule that throws away', 'Trash', 3),
];
