/**
 * The settings check in a real Chromium: a visitor drops a file and gets it back corrected, byte for byte but for what was
 * wrong; pasted text, fields by hand, what cannot be read; from the mailbox's page; as evidence in Diagnose; phone and desktop.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { startWorld } from '../../../lab/world.ts';
import { owner, type Owner } from '../../centre-client.ts';
import { atEnd, check, has, suite } from '../harness/report.ts';
import { type Browser, startBrowser } from '../harness/browser.ts';
import { press, pressOn } from '../harness/press.ts';

const PHONE = { width: 390, height: 844 } as const;
const DESKTOP = { width: 1280, height: 800 } as const;
const PICTURES = process.env['E2E_PICTURES'];
const text = (browser: Browser, selector: string): Promise<string> =>
  browser.get(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? ''`);
const fits = async (browser: Browser): Promise<void> => {
  const [page, window] = await browser.get<[number, number]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  );
  assert.ok(page <= window, `the page is ${page} wide in a window of ${window}`);
};
const picture = async (browser: Browser, name: string): Promise<void> => {
  if (PICTURES !== undefined) await browser.picture(join(PICTURES, `${name}.png`), true);
};

/** Gives the page a file as somebody who drops it does. */
const dropFile = (browser: Browser, name: string, content: string): Promise<unknown> =>
  browser.get(`(() => {
    const data = new DataTransfer();
    data.items.add(new File([${JSON.stringify(content)}], ${JSON.stringify(name)}));
    document.querySelector('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  })()`);
const answered = (browser: Browser): Promise<void> =>
  browser.until('the answer', "document.querySelector('.answer h2')?.innerText.length > 3");

const prefs = (host: string, port: number, { address }: Owner['customer']): string =>
  [
    'user_pref("app.update.lastUpdateTime.x", 1763712345);',
    'user_pref("mail.account.account1.identities", "id1");',
    'user_pref("mail.account.account1.server", "server1");',
    'user_pref("mail.accountmanager.accounts", "account1");',
    `user_pref("mail.identity.id1.useremail", "${address}");`,
    'user_pref("mail.identity.id1.smtpServer", "smtp1");',
    `user_pref("mail.server.server1.hostname", "${host}");`,
    `user_pref("mail.server.server1.port", ${port});`,
    'user_pref("mail.server.server1.socketType", 2);',
    'user_pref("mail.server.server1.type", "imap");',
    `user_pref("mail.server.server1.userName", "${address.split('@')[0]}");`,
    'user_pref("mail.smtpserver.smtp1.authMethod", 1);',
    `user_pref("mail.smtpserver.smtp1.hostname", "smtp.telenor.no");`,
    'user_pref("mail.smtpserver.smtp1.port", 25);',
    '',
  ].join('\n');

async function visitor(browser: Browser, base: string, mine: Owner, imaps: number): Promise<void> {
  const file = prefs('mx.host.test', imaps, mine.customer);
  await check('a visitor drops a file: each thing that is wrong, what it should be, where to change it', async () => {
    await browser.show({ ...PHONE, language: 'nb-NO' });
    await browser.open(`${base}/explain/settings?lang=nb`);
    await fits(browser);
    await picture(browser, 'settings-empty-phone');
    await dropFile(browser, 'prefs.js', file);
    await answered(browser);
    has(await text(browser, '.answer'), 'Thunderbird');
    has(await text(browser, '.answer h2'), /ting må rettes/);
    assert.equal(await browser.get('document.activeElement.localName'), 'h2', 'the reader is led to the answer');
    const page = await text(browser, 'main');
    for (const part of [
      'Port og kryptering passer ikke sammen',
      'Brukernavnet er ikke hele adressen',
      'Tjenerinnstillinger',
    ])
      has(page, part);
    has(page, `port ${imaps}, SSL/TLS`);
    await fits(browser);
    await picture(browser, 'settings-answer-phone');
  });
  await check('the corrected file has what was wrong put right and nothing else', async () => {
    await browser.get(`(() => {
      const make = URL.createObjectURL;
      URL.createObjectURL = (blob) => { blob.text().then((text) => (window.corrected = text)); return make(blob); };
      HTMLAnchorElement.prototype.click = function () { window.downloaded = this.download; };
      [...document.querySelectorAll('main button')].find((one) => one.innerText.includes('Last ned')).click();
    })()`);
    await browser.until('the file', 'window.corrected !== undefined');
    const corrected = (await browser.get<string>('window.corrected')).split('\n');
    assert.equal(await browser.get('window.downloaded'), 'prefs.js');
    const before = file.split('\n');
    for (const line of [...before.slice(0, 6), before[9]]) assert.ok(corrected.includes(line), line);
    assert.ok(corrected.includes('user_pref("mail.server.server1.socketType", 3);'));
    assert.ok(corrected.includes(`user_pref("mail.server.server1.userName", "${mine.customer.address}");`));
    assert.ok(corrected.includes('user_pref("mail.smtpserver.smtp1.hostname", "mx.host.test");'));
  });
  await check('a sentence is enough; the same page in Swedish, dark, on a desktop', async () => {
    await browser.show({ ...DESKTOP, dark: true, language: 'sv-SE' });
    await browser.open(`${base}/explain/settings?lang=sv`);
    await browser.type('textarea', 'imap.gmial.com port 993 ssl/tls, användare: ola@gmail.com');
    await pressOn(browser, 'form button[type=submit]');
    await answered(browser);
    has(await text(browser, 'main'), 'imap.gmail.com');
    has(await text(browser, '.answer h2'), 'En sak måste rättas');
    await fits(browser);
    await picture(browser, 'settings-sentence-desktop-dark');
  });
  await check('what is no settings is said kindly, and what was typed stays', async () => {
    await browser.open(`${base}/explain/settings?lang=en`);
    await browser.type('textarea', 'Hello, my mail does not work');
    await pressOn(browser, 'form button[type=submit]');
    await answered(browser);
    has(await text(browser, '.answer h2'), 'do not recognise');
    assert.equal(await browser.get("document.querySelector('textarea').value"), 'Hello, my mail does not work');
    await browser.get(
      "document.querySelector('textarea').value = ''; document.querySelector('textarea').dispatchEvent(new Event('input', { bubbles: true }))",
    );
    await pressOn(browser, 'form button[type=submit]');
    await browser.until('the error', "document.querySelector('[role=alert]')");
  });
}

async function person(browser: Browser, base: string, mine: Owner, submissions: number): Promise<void> {
  await check('a mailbox user comes from the mailbox’s page and fills in by hand', async () => {
    await browser.show({ ...DESKTOP, language: 'nb-NO' });
    await browser.open(`${base}/sign-in?lang=nb`);
    await browser.type('input[name=name]', mine.customer.address);
    await browser.type('input[name=password]', mine.customer.password);
    await browser.key('Enter');
    await browser.until('being signed in', "location.pathname !== '/sign-in'");
    await browser.open(`${base}/mailboxes/${mine.customer.address}?lang=nb`);
    await browser.until('the link', 'document.querySelector(\'a[href^="/explain/settings"]\')');
    await browser.get('document.querySelector(\'a[href^="/explain/settings"]\').click()');
    await browser.until('the page', "location.pathname === '/explain/settings' && document.querySelector('form')");
    assert.equal(await browser.get("document.querySelector('input[name=address]').value"), mine.customer.address);
    await browser.get("[...document.querySelectorAll('.ways button')][1].click()");
    await browser.until('the fields', "document.querySelector('input[name=outgoing-server]')");
    await picture(browser, 'settings-by-hand-desktop');
    await browser.type('input[name=outgoing-server]', 'mx.host.test');
    await browser.type('input[name=outgoing-port]', String(submissions));
    await browser.get(
      "{ const field = document.querySelector('select[name=sign-in]'); field.value = 'off'; field.dispatchEvent(new Event('change', { bubbles: true })); }",
    );
    await browser.type('input[name=user-name]', mine.customer.address);
    await browser.key('Enter');
    await answered(browser);
    has(await text(browser, '.answer h2'), 'Én ting må rettes');
    has(await text(browser, 'main'), 'Pålogging for utgående server er av');
    await fits(browser);
    await picture(browser, 'settings-by-hand-answer-desktop');
  });
  await check('right settings are said to be right, with the way on to Diagnose', async () => {
    await browser.get(
      "{ const field = document.querySelector('select[name=sign-in]'); field.value = 'on'; field.dispatchEvent(new Event('change', { bubbles: true })); }",
    );
    await pressOn(browser, 'form button[type=submit]');
    await browser.until('the good answer', "document.querySelector('.answer.good')");
    has(await text(browser, '.answer h2'), 'Innstillingene er riktige');
    await browser.show({ ...PHONE, dark: true, language: 'nb-NO' });
    await picture(browser, 'settings-fine-phone-dark');
  });
}

async function inDiagnose(browser: Browser, base: string, mine: Owner, imaps: number): Promise<void> {
  const file = prefs('mx.host.test', imaps, mine.customer);
  const answer = "document.querySelector('section.answer h1')?.innerText.length > 3";
  await check('what the program has is one more piece of evidence in Diagnose', async () => {
    await browser.show({ ...PHONE, language: 'nb-NO' });
    await browser.open(`${base}/diagnose?lang=nb&symptom=receive`);
    await press(browser, 'Legg ved');
    await browser.until('the place for it', "document.querySelector('.drop textarea') === document.activeElement");
    await picture(browser, 'diagnose-settings-empty-phone');
    await dropFile(browser, 'prefs.js', file);
    await browser.until('the file', "document.querySelector('.chosen')");
    await fits(browser);
    await press(browser, 'Finn årsaken');
    await browser.until('the answer', answer);
    has(await text(browser, 'section.answer'), mine.customer.address);
    has(await text(browser, '#program'), 'noe i dem må endres');
    has(await text(browser, '#program'), 'Last ned rettet fil');
    await fits(browser);
    await picture(browser, 'diagnose-settings-answer-phone');
    await browser.show({ ...DESKTOP, dark: true, language: 'nb-NO' });
    await picture(browser, 'diagnose-settings-answer-desktop-dark');
  });
  await check('the corrected file is handed over, made from the bytes that never left the tab', async () => {
    await browser.get(`(() => {
      window.corrected = undefined;
      const make = URL.createObjectURL;
      URL.createObjectURL = (blob) => { blob.text().then((text) => (window.corrected = text)); return make(blob); };
      HTMLAnchorElement.prototype.click = function () { window.downloaded = this.download; };
    })()`);
    await press(browser, 'Last ned');
    await browser.until('the file', 'window.corrected !== undefined');
    const corrected = await browser.get<string>('window.corrected');
    assert.equal(await browser.get('window.downloaded'), 'prefs.js');
    has(corrected, `user_pref("mail.server.server1.userName", "${mine.customer.address}");`);
  });
  await check('a file for another mailbox explains nothing, and that is said', async () => {
    await browser.show({ ...DESKTOP, language: 'sv-SE' });
    await browser.open(`${base}/diagnose?lang=sv&symptom=receive`);
    await press(browser, 'Bifoga');
    await browser.until('the place for it', "document.querySelector('.drop textarea')");
    await dropFile(
      browser,
      'prefs.js',
      file
        .replaceAll(mine.customer.address, 'ola@annan.example')
        .replace('"' + mine.customer.local + '"', '"ola@annan.example"'),
    );
    await browser.until('the file', "document.querySelector('.chosen')");
    await pressOn(browser, 'form button[type=submit]');
    await browser.until('the answer', answer);
    has(await text(browser, '#program'), 'ola@annan.example');
    assert.equal(await browser.get("document.querySelectorAll('#program .findings').length"), 0);
    await fits(browser);
  });
}

await suite(async () => {
  const world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  atEnd(() => world.stop());
  const mine = await owner(world, 621);
  const browser = await startBrowser();
  atEnd(() => browser.stop());
  const base = String(world.host.endpoints['http']);
  await visitor(browser, base, mine, world.port('imaps'));
  await person(browser, base, mine, world.port('submissions'));
  await inDiagnose(browser, base, mine, world.port('imaps'));
  await check('the pages complained about nothing', () => {
    // A visitor has no session, and where a person lands after signing in is another suite's matter.
    const own = browser.complaints.filter((one) => !/\/api\/v1\/(?:session|mail\/)/.test(one));
    assert.deepEqual(own, []);
  });
});
