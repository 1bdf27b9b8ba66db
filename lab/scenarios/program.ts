/**
 * Faults in the settings that a customer brings along, each with its healthy twins: a right file, and a wrong one that is for
 * another mailbox. Used by test/scenarios/program.test.ts and by the accuracy run (lab/accuracy/program.ts).
 */
import type { PresentCause } from '#src/diagnosis/present.ts';
import { imapSignIn, smtpSend } from '../mail-client.ts';
import { type Customer, HOSTNAME, type World } from '../world.ts';
import { works } from './account.ts';
import { sendsAndKeeps } from './filing-sent.ts';
import type { Scenario } from './scenario.ts';

/** A Thunderbird profile of one account, as far as its mail settings go; right unless said otherwise. */
export interface Profile {
  readonly address: string;
  readonly host: string;
  readonly smtpHost: string;
  readonly port: number;
  readonly smtpPort: number;
  /** Thunderbird's numbers: 0 none, 2 STARTTLS, 3 SSL/TLS; 1 none and 3 normal password. */
  readonly socket: number;
  readonly smtpSocket: number;
  readonly smtpSignIn: number;
  readonly user: string;
  readonly smtpUser: string;
  readonly kind: 'imap' | 'pop3';
  readonly more: readonly string[];
}
const PASSWORD = 'Kan!Ikke-Leses7';
export const rightProfile = (world: World, { address }: Pick<Customer, 'address'>): Profile => ({
  address,
  host: HOSTNAME,
  smtpHost: HOSTNAME,
  port: world.port('imaps'),
  smtpPort: world.port('submissions'),
  socket: 3,
  smtpSocket: 3,
  smtpSignIn: 3,
  user: address,
  smtpUser: address,
  kind: 'imap',
  more: [],
});
export const profileText = (one: Profile): string =>
  `${[
    '// Mozilla User Preferences',
    'user_pref("mail.account.account1.identities", "id1");',
    'user_pref("mail.account.account1.server", "server1");',
    'user_pref("mail.accountmanager.accounts", "account1");',
    'user_pref("mail.identity.id1.smtpServer", "smtp1");',
    `user_pref("mail.identity.id1.useremail", "${one.address}");`,
    `user_pref("mail.server.server1.hostname", "${one.host}");`,
    `user_pref("mail.server.server1.port", ${one.port});`,
    `user_pref("mail.server.server1.socketType", ${one.socket});`,
    `user_pref("mail.server.server1.type", "${one.kind}");`,
    `user_pref("mail.server.server1.userName", "${one.user}");`,
    `user_pref("mail.smtpserver.smtp1.authMethod", ${one.smtpSignIn});`,
    `user_pref("mail.smtpserver.smtp1.hostname", "${one.smtpHost}");`,
    `user_pref("mail.smtpserver.smtp1.port", ${one.smtpPort});`,
    `user_pref("mail.smtpserver.smtp1.try_ssl", ${one.smtpSocket});`,
    `user_pref("mail.smtpserver.smtp1.username", "${one.smtpUser}");`,
    'user_pref("mail.smtpservers", "smtp1");',
    `user_pref("some.extension.password", "${PASSWORD}");`,
    ...one.more,
  ].join('\n')}\n`;

export interface ProgramScenario extends Omit<Scenario, 'twin' | 'twinAbout' | 'twinText'> {
  /** What is not right in the profile. */
  readonly wrong: (world: World, customer: Customer) => Partial<Profile>;
}
const quiet = (): void => {};
const uses = (world: World, customer: Customer) => works(world, customer);
const likely = { certainty: 'likely', plant: quiet } as const;
const one = (
  cause: PresentCause,
  title: string,
  wrong: ProgramScenario['wrong'],
  more: Partial<ProgramScenario> = {},
): ProgramScenario => ({ ...likely, cause, title, wrong, ...more });
const pref = (name: string, value: string): string => `user_pref("mail.identity.id1.${name}", ${value});`;
const sentFolder = ({ address }: Customer, folder: string): string =>
  pref('fcc_folder', `"imap://${encodeURIComponent(address)}@${HOSTNAME}/${folder}"`);
const noCopy = (): Partial<Profile> => ({ more: [pref('fcc', 'false')] });
const onMachine = (): Partial<Profile> => ({ more: [pref('fcc_folder', '"mailbox://nobody@Local%20Folders/Sent"')] });

export const PROGRAM_SCENARIOS: readonly ProgramScenario[] = [
  one('cli-wrong-incoming-host', 'the server of an earlier provider', () => ({ host: 'imap.gammel-vert.test' }), {
    symptom: 'receive',
    says: () => ['imap.gammel-vert.test', HOSTNAME],
  }),
  one('cli-wrong-outgoing-host', 'a slip in the outgoing server', () => ({ smtpHost: 'mx.hots.test' }), {
    symptom: 'send',
    says: () => ['mx.hots.test', HOSTNAME],
  }),
  one('cli-wrong-incoming-port', 'a POP3 port in an IMAP account', (world) => ({ port: world.port('pop3s') }), {
    symptom: 'receive',
  }),
  one('cli-wrong-outgoing-port', 'port 25 for sending', () => ({ smtpPort: 25, smtpSocket: 2 }), {
    symptom: 'send',
    says: () => ['25'],
  }),
  one('cli-tls-mode-mismatch', 'STARTTLS at the port that begins with TLS', () => ({ socket: 2 }), {
    symptom: 'receive',
    says: () => ['STARTTLS', 'SSL/TLS'],
  }),
  one(
    'acc-username-without-domain',
    'half the name, and the sign-ins that were refused for it: proven by both',
    (_world, customer) => ({ user: customer.local, smtpUser: customer.local }),
    {
      symptom: 'both',
      certainty: 'proven',
      plant: async (world, customer) => {
        await uses(world, customer);
        await world.say({
          port: world.port('imaps'),
          tls: true,
          from: customer.from,
          says: imapSignIn(customer.local, customer.password),
          signIns: 1,
        });
      },
      says: ({ local, address }) => [local, address],
    },
  ),
  one(
    'acc-username-without-domain',
    'half the name, before anybody tried',
    (_world, customer) => ({ user: customer.local, smtpUser: customer.local }),
    { symptom: 'both' },
  ),
  one('cli-auth-method', 'Kerberos chosen for sending', () => ({ smtpSignIn: 5 }), { symptom: 'send' }),
  one(
    'cli-smtp-auth-off',
    'no sign-in for sending, and a refused message from the same place: proven by both',
    () => ({ smtpSignIn: 1, smtpUser: '' }),
    {
      symptom: 'send',
      certainty: 'proven',
      plant: async (world, customer) => {
        await uses(world, customer);
        await world.say({
          port: world.port('submissions'),
          tls: true,
          from: customer.from,
          says: smtpSend(null, customer.address, 'ola@far-away.test'),
        });
      },
    },
  ),
  one(
    'cli-imap-prefix-special',
    'a root folder, when some mail seems to be missing',
    () => ({ more: ['user_pref("mail.server.server1.server_sub_directory", "INBOX");'] }),
    { symptom: 'some', says: () => ['INBOX'] },
  ),
  one(
    'cli-imap-prefix-special',
    'what is sent goes into a folder of the program’s own, when some mail seems to be missing',
    (_world, customer) => ({ more: [sentFolder(customer, 'Sent%20Items')] }),
    { symptom: 'some', says: () => ['Sent Items', 'Sent'] },
  ),
  one('cli-sent-not-saved', 'what is sent stays on the machine, when some mail seems to be missing', onMachine, {
    symptom: 'some',
  }),
  one('cli-sent-not-saved', 'no copy of what is sent, and he says no more than that he cannot find it', noCopy, {
    symptom: 'unknown',
    text: () => 'Jeg finner ikke det jeg har sendt',
  }),
  one(
    'cli-imap-prefix-special',
    'he cannot find what he sent: it goes into a folder of the program’s own',
    (_world, customer) => ({ more: [sentFolder(customer, 'Gesendet')] }),
    { symptom: 'unknown', text: () => 'Jag hittar inte det jag skickat', says: () => ['Gesendet', 'Sent'] },
  ),
  one('cli-sent-not-saved', 'no copy, and none of the letters of this program in the mailbox: both say so', noCopy, {
    symptom: 'some',
    text: () => 'I cannot find what I sent',
    plant: async (world, customer) => {
      await sendsAndKeeps(world, customer, 2, false);
      await uses(world, customer);
    },
  }),
  one(
    'cli-pop-deletes',
    'POP3 that takes the mail away, when some is missing',
    (world) => ({
      kind: 'pop3',
      port: world.port('pop3s'),
      more: ['user_pref("mail.server.server1.leave_on_server", false);'],
    }),
    { symptom: 'some' },
  ),
  one(
    'cli-identity-typo',
    'the sender is a letter away',
    (_world, { address, domain }) => ({
      more: [`user_pref("mail.identity.id1.useremail", "${address.replace(`@${domain}`, `l@${domain}`)}");`],
    }),
    { symptom: 'send' },
  ),
];
