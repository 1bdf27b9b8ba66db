/**
 * Thunderbird from Debian on a screen of its own (Xvfb), with a fresh profile, doing its own account set-up: the dialogue of
 * its first start, typed into and pressed as a person does. Used by the suite.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../harness/host.ts';
import { background } from '../harness/program.ts';
import { atEnd } from '../harness/report.ts';
import { waitFor } from '../harness/wait.ts';
import { type Marionette, openMarionette } from './marionette.ts';

const PORT = 2828;
const DISPLAY = ':97';
/** No questions about other things, nothing told to anybody; and set-up documents over https alone. */
const PREFERENCES = {
  'marionette.port': PORT,
  'mailnews.auto_config.fetchFromISP.sslOnly': true,
  'mail.shell.checkDefaultClient': false,
  'mail.provider.enabled': false,
  'mail.accounthub.thundermail.enabled': false,
  'mailnews.start_page.enabled': false,
  'mail.spotlight.firstRunDone': true,
  'app.update.enabled': false,
  'app.donation.eoy.version.viewed': 999,
  'datareporting.policy.dataSubmissionEnabled': false,
  'datareporting.policy.dataSubmissionPolicyBypassNotification': true,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  'mail.inappnotifications.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'general.warnOnAboutConfig': false,
};

export interface SetUp {
  /** What the dialogue showed after it had looked: host names as Thunderbird writes them. */
  readonly found: string;
  readonly incoming: { readonly type: string; readonly host: string; readonly port: number; readonly tls: number };
  readonly outgoing: { readonly host: string; readonly port: number; readonly tls: number };
  readonly userName: string;
}
export interface Thunderbird {
  readonly version: string;
  /** Types name and address, lets it look, types the password, lets it finish. */
  setUp(who: { readonly name: string; readonly address: string; readonly password: string }): Promise<SetUp>;
  /** Subjects in the inbox, as soon as there are so many. */
  inbox(wanted: number): Promise<readonly string[]>;
}

/** Starts it; `caFile`: the authority of the host is trusted, as an administrator would have it. */
export async function startThunderbird(caFile: string): Promise<Thunderbird> {
  const home = temporaryFolder('thunderbird');
  const profile = join(home, 'profile');
  mkdirSync(profile);
  const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`);
  writeFileSync(join(profile, 'user.js'), lines.join('\n'));
  const screen = background(
    'Xvfb',
    [DISPLAY, '-screen', '0', '1280x900x24', '-nolisten', 'tcp'],
    join(home, 'xvfb.log'),
    {},
  );
  const program = background(
    'thunderbird',
    ['--marionette', '--remote-allow-system-access', '--no-remote', '--profile', profile],
    join(home, 'thunderbird.log'),
    { env: { HOME: home, DISPLAY, LANG: 'C.UTF-8', MOZ_CRASHREPORTER_DISABLE: '1', LIBGL_ALWAYS_SOFTWARE: '1' } },
  );
  atEnd(async () => {
    await program.stop('SIGTERM');
    await screen.stop('SIGTERM');
  });
  const control = await openMarionette(PORT, 40_000);
  atEnd(() => control.end());
  const pem = readFileSync(caFile, 'utf8').replaceAll(/-----[A-Z ]+-----|\s/g, '');
  await control.script(
    `Cc['@mozilla.org/security/x509certdb;1'].getService(Ci.nsIX509CertDB).addCertFromBase64(arguments[0], 'C,C,C');`,
    [pem],
  );
  const version = await control.script<string>('return Services.appinfo.version;');
  return { version, setUp: (who) => setUp(control, who), inbox: (wanted) => inbox(control, wanted) };
}

/** The dialogue's own elements; it lives in a shadow of the main window. */
const inHub = (selector: string): string =>
  `return document.querySelector('account-hub-container')?.shadowRoot?.querySelector(${JSON.stringify(selector)}) ?? null;`;
const isShown = (selector: string): string =>
  `const one = document.querySelector('account-hub-container')?.shadowRoot?.querySelector(${JSON.stringify(selector)}); return one != null && !one.hidden && one.checkVisibility();`;
const FORWARD = 'account-hub-email account-hub-footer #forward';

async function shown(control: Marionette, selector: string, limitMs: number): Promise<void> {
  await waitFor(selector, () => control.script<boolean>(isShown(selector)).catch(() => false), limitMs, 100).catch(
    async (error: unknown) => {
      const seen = await control.script<string>(
        `return document.querySelector('account-hub-container')?.shadowRoot?.querySelector('dialog')?.innerText ?? document.documentElement.id;`,
      );
      throw new Error(`${String(error)}\nthe dialogue says: ${seen}`);
    },
  );
}
const forward = async (control: Marionette): Promise<void> => {
  const ready = `const one = document.querySelector('account-hub-container').shadowRoot.querySelector(${JSON.stringify(FORWARD)}); return !one.hidden && !one.disabled;`;
  await waitFor('the button', () => control.script<boolean>(ready), 10_000, 50);
  await control.press(inHub(FORWARD));
};

async function setUp(
  control: Marionette,
  { name, address, password }: { readonly name: string; readonly address: string; readonly password: string },
): Promise<SetUp> {
  await shown(control, '#emailAutoConfigSubview #email', 30_000);
  await control.script(
    `document.querySelector('account-hub-container').shadowRoot.querySelector('#realName').value = '';`,
  );
  await control.type(inHub('#emailAutoConfigSubview #realName'), name);
  await control.type(inHub('#emailAutoConfigSubview #email'), address);
  await forward(control);
  await shown(control, '#emailConfigFoundSubview', 40_000);
  const found = await control.script<string>(
    `return document.querySelector('account-hub-container').shadowRoot.querySelector('#emailConfigFoundSubview').innerText;`,
  );
  await forward(control);
  await shown(control, '#emailPasswordSubview #password', 10_000);
  await control.type(inHub('#emailPasswordSubview #password'), password);
  await forward(control);
  await waitFor(
    'the account',
    () =>
      control.script<boolean>(
        `return MailServices.accounts.accounts.some((one) => one.incomingServer.type !== 'none');`,
      ),
    40_000,
    200,
  );
  return { found, ...(await control.script<Omit<SetUp, 'found'>>(SETTINGS)) };
}
/** As Thunderbird keeps them: `tls` 3 is SSL/TLS, 2 STARTTLS (nsMsgSocketType). */
const SETTINGS = `
  const { incomingServer, defaultIdentity } = MailServices.accounts.accounts.find((one) => one.incomingServer.type !== 'none');
  const outgoing = MailServices.outgoingServer.getServerByIdentity(defaultIdentity);
  return {
    incoming: { type: incomingServer.type, host: incomingServer.hostname, port: incomingServer.port, tls: incomingServer.socketType },
    outgoing: { host: outgoing.serverURI.host, port: outgoing.serverURI.port, tls: outgoing.socketType },
    userName: incomingServer.username,
  };`;

async function inbox(control: Marionette, wanted: number): Promise<readonly string[]> {
  const look = `
    const { incomingServer } = MailServices.accounts.accounts.find((one) => one.incomingServer.type !== 'none');
    const folder = incomingServer.rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Inbox);
    if (folder == null) return [];
    folder.getNewMessages(window.msgWindow, null);
    return [...folder.messages].map((one) => one.mime2DecodedSubject);`;
  return await waitFor(
    'messages',
    async () => {
      const subjects = await control.script<readonly string[]>(look).catch(() => []);
      return subjects.length >= wanted && subjects;
    },
    30_000,
    300,
  );
}
