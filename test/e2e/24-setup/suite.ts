/**
 * Every program set up right the first time: Thunderbird finds the settings of a hosted domain from the address alone and reads
 * its mail; openssl believes the profile; the page in a real Chromium, its codes read by a program nobody here wrote.
 * Run by test/e2e/run.
 */
import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withImap } from '../harness/clients.ts';
import { HOST_ADDRESS, HOST_NAME, type Host, IS_PRIVATE, startHost, temporaryFolder } from '../harness/host.ts';
import { letter } from '../harness/mail.ts';
import { press, pressOn } from '../harness/press.ts';
import { must, run } from '../harness/program.ts';
import { type Browser, startBrowser } from '../harness/browser.ts';
import { atEnd, check, has, suite } from '../harness/report.ts';
import { startThunderbird } from './thunderbird.ts';

const KARI = 'kari@fjord.example';
const PASSWORD = 'fisk og poteter 4';
const LETTERS = 3;

interface SignIn {
  readonly kind: string;
  readonly outcome?: string;
  readonly connection?: { readonly endpoint: string; readonly tls?: unknown };
}

async function thunderbird(host: Host): Promise<void> {
  await check('Thunderbird finds the servers by the address alone, signs in and reads the inbox', async () => {
    const program = await startThunderbird(host.caFile);
    const made = await program.setUp({ name: 'Kari Nordmann', address: KARI, password: PASSWORD });
    has(made.found, HOST_NAME);
    assert.deepEqual(made.incoming, { type: 'imap', host: HOST_NAME, port: 993, tls: 3 });
    assert.deepEqual(made.outgoing, { host: HOST_NAME, port: 465, tls: 3 });
    assert.equal(made.userName, KARI);
    const subjects = await program.inbox(LETTERS);
    assert.equal(subjects.length, LETTERS, subjects.join(' | '));
    for (let number = 0; number < LETTERS; number += 1) has(subjects.join(' | '), `setup-${number}`);
  });
  await check('our own record of it: signed in over IMAP with TLS, and no sign-in that failed', async () => {
    const { events } = await host.ask<{ readonly events: readonly SignIn[] }>(['trace', KARI]);
    const signIns = events.filter(({ kind }) => kind === 'sign-in');
    assert.ok(signIns.length > 0, JSON.stringify(events).slice(0, 800));
    assert.deepEqual(
      [...new Set(signIns.map(({ outcome }) => outcome))],
      ['ok'],
      JSON.stringify(signIns).slice(0, 1500),
    );
    const doors = new Set(signIns.map(({ connection }) => connection?.endpoint));
    assert.ok(doors.has('imaps'), [...doors].join(' '));
    assert.ok(!doors.has('imap') && !doors.has('pop3'), [...doors].join(' '));
  });
}

/** Signed in as the mailbox user, in a browser's manner. */
async function session(host: Host): Promise<(path: string, body?: unknown) => Promise<Response>> {
  const base = String(host.endpoints['http']);
  const ask = (cookie: string) => (path: string, body?: unknown) =>
    fetch(`${base}/api/v1${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json', cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const entered = await ask('')('/session', { name: KARI, password: PASSWORD });
  assert.equal(entered.status, 200, await entered.clone().text());
  return ask((entered.headers.get('set-cookie') ?? '').split(';')[0]);
}

async function profile(host: Host): Promise<void> {
  await check('openssl believes the signature of the Apple profile, and finds it whole', async () => {
    const folder = temporaryFolder('profile');
    const ask = await session(host);
    const answer = await ask(`/mailboxes/${KARI}/setup/profile`);
    const file = join(folder, 'mail.mobileconfig');
    writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
    const verify = ['cms', '-verify', '-inform', 'DER', '-in', file, '-CAfile', host.caFile, '-purpose', 'any'];
    const good = await must('openssl', verify);
    has(good.out, `<string>${KARI}</string>`);
    has(good.out, '<integer>993</integer>');
    const bytes = readFileSync(file);
    const at = bytes.indexOf('<integer>993</integer>') + '<integer>'.length;
    bytes[at] = 0x38;
    writeFileSync(file, bytes);
    const bad = await run('openssl', verify);
    assert.notEqual(bad.code, 0, 'a changed port is noticed');
  });
  await check('Python reads the property list as Apple’s programs do', async () => {
    const ask = await session(host);
    const made = (await (await ask(`/mailboxes/${KARI}/setup/links`, { device: 'iPhone' })).json()) as {
      url: string;
      password: { secret: string };
    };
    const { pathname } = new URL(made.url);
    const folder = temporaryFolder('plist');
    const file = join(folder, 'p.cms');
    const plist = join(folder, 'p.plist');
    const taken = await fetch(`${host.endpoints['http']}${pathname}`, {
      method: 'POST',
      body: new URLSearchParams({ as: 'apple' }),
    });
    writeFileSync(file, Buffer.from(await taken.arrayBuffer()));
    await must('openssl', [
      'cms',
      '-verify',
      '-inform',
      'DER',
      '-in',
      file,
      '-CAfile',
      host.caFile,
      '-purpose',
      'any',
      '-out',
      plist,
    ]);
    const code = `import plistlib,json,sys; p=plistlib.load(open(sys.argv[1],'rb'))['PayloadContent'][0]; print(json.dumps([p['EmailAddress'],p['IncomingMailServerHostName'],p['IncomingMailServerPortNumber'],p['IncomingMailServerUseSSL'],p['IncomingPassword'],p['OutgoingMailServerPortNumber']]))`;
    const { out } = await must('python3', ['-c', code, plist]);
    assert.deepEqual(JSON.parse(out), [KARI, HOST_NAME, 993, true, made.password.secret, 465]);
  });
}

/** What zbar reads in a picture of the page. */
async function codeOf(browser: Browser, folder: string): Promise<string> {
  const file = join(folder, 'code.png');
  await browser.picture(file, true);
  const { out } = await must('zbarimg', ['--quiet', '--raw', file]);
  return out.trim();
}

async function page(host: Host): Promise<void> {
  const base = String(host.endpoints['http']);
  const folder = temporaryFolder('codes');
  const browser = await startBrowser();
  atEnd(() => browser.stop());
  const at = async (program: string): Promise<void> => {
    await browser.open(`${base}/mailboxes/${KARI}/setup?program=${program}&lang=nb`);
    await browser.until(
      'the page',
      "document.querySelector('.skeleton') === null && document.querySelectorAll('main h2').length >= 2",
    );
  };
  await check(
    'the page shows each value with a button to copy it, and the way of the program that was chosen',
    async () => {
      await browser.show({ width: 1280, height: 800, language: 'nb-NO' });
      await browser.open(`${base}/sign-in?lang=nb`);
      await browser.type('input[name=name]', KARI);
      await browser.type('input[name=password]', PASSWORD);
      await browser.key('Enter');
      await browser.until('inside', "location.pathname !== '/sign-in'");
      await at('gmail');
      const text = await browser.get<string>("document.querySelector('main').innerText");
      for (const part of [HOST_NAME, '993', '465', KARI, 'Manuelt oppsett']) has(text, part);
      await pressOn(browser, 'input[value=outlook]');
      await browser.until(
        'the other way',
        "document.querySelector('main').innerText.includes('Klassisk Outlook: slik')",
      );
      await browser.until('the choice in the address', "location.search.includes('program=outlook')");
    },
  );
  await check('on a phone of 320 points nothing is wider than the window', async () => {
    await browser.show({ width: 320, height: 640, language: 'nb-NO', dark: true });
    for (const program of ['thunderbird', 'iphone']) {
      await at(program);
      const [wide, window] = await browser.get<[number, number]>(
        '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
      );
      assert.ok(wide <= window, `${program}: ${wide} in ${window}`);
    }
  });
  await check('the code for an iPhone leads to a page that hands over the profile once', async () => {
    await browser.show({ width: 1280, height: 900, language: 'nb-NO' });
    await at('iphone');
    await press(browser, 'Lag koden');
    await browser.until('the code', "document.querySelector('main svg[role=img]') !== null");
    const { pathname } = new URL(await codeOf(browser, folder));
    assert.match(pathname, /^\/setup\/[A-Za-z0-9_-]{43}$/);
    const take = () => fetch(base + pathname, { method: 'POST', body: new URLSearchParams({ as: 'apple' }) });
    assert.equal((await take()).headers.get('content-type'), 'application/x-apple-aspen-config');
    assert.equal((await take()).status, 404);
  });
  await check('the code for Thunderbird on Android holds the account and a password that gets in', async () => {
    await at('k9');
    await press(browser, 'Lag koden');
    await browser.until('the code', "document.querySelector('main svg[role=img]') !== null");
    const account = JSON.parse(await codeOf(browser, folder)) as [
      number,
      number[],
      [number, string, number, number, number, string, string, string],
    ];
    assert.deepEqual(account[2].slice(0, 6), [0, HOST_NAME, 993, 3, 1, KARI]);
    const secret = account[2][7];
    assert.match(secret, /^[a-z]{4}(?:-[a-z]{4}){4}$/);
    const inbox = await withImap(host, KARI, secret, (client) => client.status('INBOX', { messages: true }));
    assert.ok(inbox !== false && (inbox.messages ?? 0) >= LETTERS, JSON.stringify(inbox));
  });
}

await suite(async () => {
  if (!IS_PRIVATE) throw new Error('this suite needs true ports: run it as root where unshare is allowed');
  // As public DNS would have it: the names for programs lead to the host.
  appendFileSync('/etc/hosts', `${HOST_ADDRESS} autoconfig.fjord.example autodiscover.fjord.example\n`);
  const host = await startHost({ env: { POSTVAKT_LISTEN__HTTPS: `"${HOST_ADDRESS}:443"` } });
  await host.ask(['domain', 'add', 'fjord.example']);
  await host.addMailbox(KARI, PASSWORD);
  await withImap(host, KARI, PASSWORD, async (client) => {
    for (let number = 0; number < LETTERS; number += 1)
      await client.append('INBOX', letter(`setup-${number}`, 'nora@verden.example', KARI));
  });
  await thunderbird(host);
  await profile(host);
  await page(host);
});
