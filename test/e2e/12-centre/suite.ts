/**
 * The customer centre in a real Chromium against a running server: signing in, the overview, Diagnose with a planted fault,
 * its cause in large words in three languages, on phone and desktop; watch; a visitor. Run by test/e2e/run.
 */
import assert from 'node:assert/strict';
import { startDns, txt, type Dns } from '../harness/dns.ts';
import { HOST_ADDRESS, HOST_NAME, IS_PRIVATE, startHost, type Host } from '../harness/host.ts';
import { run } from '../harness/program.ts';
import { startRegistry } from '../harness/registry.ts';
import { atEnd, check, has, suite } from '../harness/report.ts';
import { type Browser, startBrowser, type View } from './browser.ts';

const KARI = 'kari@fjord.example';
const PASSWORD = 'riktig passord 12';
const PHONE = { width: 390, height: 844 } as const;
const DESKTOP = { width: 1280, height: 800 } as const;
const SMALLEST = { width: 320, height: 640 } as const;

/** What Diagnose must say of a device with a wrong password, in large words. */
const WORDS = [
  { view: { ...PHONE, language: 'nb-NO' }, lang: 'nb', well: 'Alt virker', cause: 'Feil passord' },
  { view: { ...DESKTOP, language: 'sv-SE' }, lang: 'sv', well: 'Allt fungerar', cause: 'Fel lösenord' },
  { view: { ...PHONE, dark: true, language: 'en-GB' }, lang: 'en', well: 'Everything works', cause: 'Wrong password' },
] as const;

const text = (browser: Browser, selector: string): Promise<string> =>
  browser.get(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? ''`);

/** Nothing sticks out at the side. */
const fits = async (browser: Browser): Promise<void> => {
  const [page, window] = await browser.get<[number, number]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  );
  assert.ok(page <= window, `the page is ${page} wide in a window of ${window}`);
};

const wrongPassword = (host: Host) =>
  run('curl', ['-sS', '--cacert', host.caFile, `imaps://${HOST_NAME}:${host.port('imaps')}/`, '--user', `${KARI}:galt`]);

async function enter(browser: Browser, password: string): Promise<void> {
  await browser.type('input[name=name]', KARI);
  await browser.type('input[name=password]', password);
  await browser.key('Enter');
}

async function diagnoseIn(browser: Browser, base: string, words: (typeof WORDS)[number]): Promise<void> {
  await browser.show(words.view as View);
  await browser.open(`${base}/overview?lang=${words.lang}`);
  await browser.until('the sentence', "document.querySelector('.state h1')");
  assert.equal(await text(browser, '.state h1'), words.well);
  assert.equal(await browser.get('document.documentElement.lang'), words.lang);
  await browser.open(`${base}/diagnose?lang=${words.lang}`);
  await browser.get("document.querySelector('form button[type=submit]').click()");
  await browser.until('rows', "document.querySelectorAll('.rows li').length > 0");
  await browser.until('the answer', "document.querySelector('.answer h1')", 30_000);
  assert.equal((await text(browser, '.answer h1')).replaceAll(/\s+/g, ' '), words.cause);
  const size = await browser.get<string>("getComputedStyle(document.querySelector('.answer h1')).fontSize");
  assert.ok(Number.parseFloat(size) >= 28, `the cause is ${size} tall`);
  assert.equal(await browser.get("document.activeElement.localName"), 'h1', 'the reader is led to the answer');
  assert.ok(await browser.get("document.querySelector('ol .broken') !== null"), 'the broken link is marked');
  await fits(browser);
}

async function person(browser: Browser, host: Host, base: string): Promise<void> {
  await check('sign-in says what is wrong beside the field and keeps what was typed', async () => {
    await browser.show({ ...PHONE, language: 'nb-NO' });
    await browser.open(`${base}/sign-in`);
    await enter(browser, 'feil passord her');
    await browser.until('the error', "document.querySelector('[role=alert]')");
    has(await text(browser, '[role=alert]'), 'Navnet eller passordet er feil');
    assert.equal(await browser.get("document.querySelector('input[name=name]').value"), KARI);
  });
  await check('a mailbox user gets in with the keyboard and sees that all is well', async () => {
    await enter(browser, PASSWORD);
    await browser.until('the overview', "location.pathname === '/overview' && document.querySelector('.state h1')");
  });
  await wrongPassword(host);
  await wrongPassword(host);
  for (const words of WORDS)
    await check(`Diagnose names the planted fault in large words: ${words.lang}, ${words.view.width} px`, () =>
      diagnoseIn(browser, base, words),
    );
  await check('the same case opens by its link', async () => {
    const link = await browser.get<string>("document.querySelector('a[href^=\"/case/\"]').getAttribute('href')");
    await browser.open(`${base}${link}?lang=sv`);
    await browser.until('the case', "document.querySelector('.answer h1')");
    assert.equal(await text(browser, '.answer h1'), 'Fel lösenord');
  });
  await check('watch shows an attempt within two seconds, with cause and the thing to change', async () => {
    await browser.open(`${base}/diagnose?lang=nb`);
    await browser.get("[...document.querySelectorAll('button')].find((one) => one.innerText.includes('Følg med')).click()");
    await browser.until('watching', "document.querySelector('[role=log]').innerText.includes('Venter')");
    await browser.until('the connection', "performance.getEntriesByType('resource').length > 0");
    const begin = Date.now();
    await wrongPassword(host);
    await browser.until('the attempt', "document.querySelector('[role=log] article')", 5000);
    assert.ok(Date.now() - begin < 2000, `took ${Date.now() - begin} ms`);
    const row = await text(browser, '[role=log] article');
    for (const part of ['Feil passord', KARI, String(host.port('imaps')), 'TLS']) has(row, part);
  });
  await check('every page fits 320 px and has a heading', async () => {
    await browser.show({ ...SMALLEST, language: 'nb-NO' });
    for (const path of ['overview', 'mailboxes', `mailboxes/${KARI}`, 'diagnose', 'blocks', 'activity', 'settings']) {
      await browser.open(`${base}/${path}`);
      await browser.until(path, "document.querySelector('.skeleton') === null");
      assert.equal(await browser.get("document.querySelectorAll('main h1').length"), 1, path);
      await fits(browser);
    }
  });
}

async function visitor(browser: Browser, base: string): Promise<void> {
  await check('a visitor is led to sign-in, and may diagnose a domain with public facts only', async () => {
    await browser.forgetCookies();
    await browser.show({ ...PHONE, language: 'nb-NO' });
    await browser.open(`${base}/mailboxes?lang=nb`);
    await browser.until('sign-in', "location.pathname === '/sign-in'");
    await browser.open(`${base}/diagnose?go&about=utenmx.example&lang=nb`);
    await browser.until('the answer', "document.querySelector('.answer h1')", 30_000);
    has(await text(browser, '.answer'), 'utenmx.example');
    assert.equal(await browser.get("document.querySelector('a[href^=\"/case/\"]')"), null, 'nothing is kept of a visitor');
  });
  await check('the first view needs at most 60 kB of script', async () => {
    await browser.open(`${base}/sign-in`);
    const sizes = await browser.get<number>(
      "performance.getEntriesByType('resource').filter((one) => one.name.endsWith('.js')).reduce((sum, one) => sum + one.encodedBodySize, 0)",
    );
    assert.ok(sizes > 0 && sizes <= 60_000, `${sizes} bytes`);
  });
}

async function healthyZone(host: Host, dns: Dns): Promise<void> {
  const { records } = await host.ask<{ records: { name: string; type: string; value: string }[] }>([
    'domain',
    'show',
    'fjord.example',
  ]);
  const lines = records
    .filter((record) => record.type === 'TXT')
    .map(({ name, value }) => txt(`${name.replace(/\.$/, '')}.`, value));
  await dns.set('fjord.example', [`@ IN MX 10 post\npost IN A ${HOST_ADDRESS}`, ...lines].join('\n'));
}

await suite(async () => {
  assert.ok(IS_PRIVATE, 'this suite needs a private network namespace: run it by test/e2e/run as root');
  const zones = {
    'fjord.example': `@ IN MX 10 post\npost IN A ${HOST_ADDRESS}`,
    'utenmx.example': 'www IN A 127.0.0.99',
    'verden.example': '@ IN MX 10 mx\nmx IN A 127.0.0.20',
  };
  const dns = await startDns(zones);
  const rdap = await startRegistry('example', new Set(Object.keys(zones)));
  // The small internet of this suite is not signed.
  const unsigned = { POSTVAKT_DNS__TRUSTANCHORS: '[]' };
  const host = await startHost({ env: { ...dns.environment, ...unsigned, POSTVAKT_REGISTRY__RDAP: rdap } });
  await host.ask(['domain', 'add', 'fjord.example']);
  await host.addMailbox(KARI, PASSWORD);
  await healthyZone(host, dns);
  const browser = await startBrowser();
  atEnd(() => browser.stop());
  const base = String(host.endpoints['http']);
  await person(browser, host, base);
  await visitor(browser, base);
  await check('the browser had nothing to complain about', () => {
    // Asking who is signed in before anybody is, and a wrong password, are answered with 401.
    assert.deepEqual(
      browser.complaints.filter((line) => !/401 .*\/api\/v1\/session/.test(line)),
      [],
    );
  });
});
