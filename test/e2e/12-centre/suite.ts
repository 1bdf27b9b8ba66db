/**
 * The customer centre in a real Chromium against a running host in the lab's simulated internet: signing in, the overview,
 * Diagnose with a planted fault, its cause in large words in three languages, on phone and desktop; a fix from preview to
 * undo; watch; a visitor. Run by test/e2e/run.
 */
import assert from 'node:assert/strict';
import { removeMailbox } from '#src/service/mailboxes.ts';
import { startWorld, type World } from '../../../lab/world.ts';
import { owner, type Owner, settled } from '../../centre-client.ts';
import { run } from '../harness/program.ts';
import { atEnd, check, has, suite } from '../harness/report.ts';
import { type Browser, startBrowser, type View } from '../harness/browser.ts';
import { press, pressOn } from '../harness/press.ts';

const PHONE = { width: 390, height: 844 } as const;
const DESKTOP = { width: 1280, height: 800 } as const;
const SMALLEST = { width: 320, height: 640 } as const;

/** What Diagnose must say of a device with a wrong password, in large words. */
const WORDS = [
  { view: { ...PHONE, language: 'nb-NO' }, lang: 'nb', cause: 'Feil passord' },
  { view: { ...DESKTOP, language: 'sv-SE' }, lang: 'sv', cause: 'Fel lösenord' },
  { view: { ...PHONE, dark: true, language: 'en-GB' }, lang: 'en', cause: 'Wrong password' },
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

async function isWhole(browser: Browser, url: string): Promise<void> {
  await browser.open(url);
  await browser.until(url, "document.querySelector('.skeleton') === null");
  assert.equal(await browser.get("document.querySelectorAll('main h1').length"), 1, url);
  await fits(browser);
}

/** A mail program with an old password, by a program that nobody here wrote. */
const wrongPassword = (world: World, address: string) =>
  run('curl', ['-sSk', `imaps://127.0.0.1:${world.port('imaps')}/`, '--user', `${address}:galt`]);

async function enter(browser: Browser, name: string, password: string): Promise<void> {
  await browser.type('input[name=name]', name);
  await browser.type('input[name=password]', password);
  await browser.key('Enter');
}

async function diagnoseIn(browser: Browser, base: string, words: (typeof WORDS)[number]): Promise<void> {
  await browser.show(words.view as View);
  await browser.open(`${base}/overview?lang=${words.lang}`);
  await browser.until('the sentence', "document.querySelector('.state h1')");
  assert.equal(
    (await text(browser, '.state h1')).replaceAll(/\s+/g, ' '),
    words.cause,
    'the overview knows it already',
  );
  assert.equal(await browser.get('document.documentElement.lang'), words.lang);
  await browser.open(`${base}/diagnose?lang=${words.lang}`);
  await pressOn(browser, 'form button[type=submit]');
  await browser.until('the answer', "document.querySelector('.answer h1')");
  assert.equal((await text(browser, '.answer h1')).replaceAll(/\s+/g, ' '), words.cause);
  const size = await browser.get<string>("getComputedStyle(document.querySelector('.answer h1')).fontSize");
  assert.ok(Number.parseFloat(size) >= 28, `the cause is ${size} tall`);
  assert.equal(await browser.get('document.activeElement.localName'), 'h1', 'the reader is led to the answer');
  assert.ok(await browser.get("document.querySelector('ol .broken') !== null"), 'the broken link is marked');
  await fits(browser);
}

async function person(browser: Browser, world: World, mine: Owner): Promise<void> {
  const base = String(world.host.endpoints['http']);
  const { address, password } = mine.customer;
  await check('sign-in says what is wrong beside the field and keeps what was typed', async () => {
    await browser.show({ ...PHONE, language: 'nb-NO' });
    await browser.open(`${base}/sign-in`);
    await enter(browser, address, 'feil passord her');
    await browser.until('the error', "document.querySelector('[role=alert]')");
    has(await text(browser, '[role=alert]'), 'Navnet eller passordet er feil');
    assert.equal(await browser.get("document.querySelector('input[name=name]').value"), address);
  });
  await check('a mailbox user gets in with the keyboard, to his mail, and sees that all is well', async () => {
    await enter(browser, address, password);
    await browser.until('the mail', "location.pathname === '/mail' && document.querySelector('main h1')");
    await browser.open(`${base}/overview`);
    await browser.until('the overview', "document.querySelector('.state h1')");
  });
  await wrongPassword(world, address);
  await wrongPassword(world, address);
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
    await browser.open(`${base}/watch?lang=nb`);
    await browser.until('watching', "document.querySelector('[role=log]').innerText.includes('Venter')");
    const begin = Date.now();
    await wrongPassword(world, address);
    await browser.until('the attempt', "document.querySelector('[role=log] article')");
    assert.ok(Date.now() - begin < 2000, `took ${Date.now() - begin} ms`);
    const row = await text(browser, '[role=log] article');
    for (const part of ['Feil passord', address, String(world.port('imaps')), 'TLS']) has(row, part);
  });
  await check('every page fits 320 px and has a heading', async () => {
    await browser.show({ ...SMALLEST, language: 'nb-NO' });
    for (const path of ['overview', 'mailboxes', `mailboxes/${address}`, 'diagnose', 'blocks', 'activity', 'settings'])
      await isWhole(browser, `${base}/${path}`);
  });
}

/** From the red answer over preview and consent to the green one, and back. */
async function repair(browser: Browser, world: World, mine: Owner): Promise<void> {
  const base = String(world.host.endpoints['http']);
  const { address } = mine.customer;
  await check('a contact sees a removed mailbox, looks at the fix, agrees, and sees it done and checked', async () => {
    await settled(removeMailbox({ ...world.host.app, actor: mine.contact }, address));
    await browser.forgetCookies();
    await browser.show({ ...PHONE, language: 'nb-NO' });
    await browser.open(`${base}/sign-in?lang=nb`);
    await enter(browser, mine.contact, mine.contactPassword);
    await browser.until('the overview', "document.querySelector('.state h1')");
    await browser.open(`${base}/diagnose?go&about=${address}&lang=nb`);
    await browser.until('the answer', "document.querySelector('.answer h1')");
    assert.equal(await text(browser, '.answer h1'), 'Postkassen er slettet');
    await press(browser, 'Rett det', '.fix.main');
    await browser.until('the preview', "document.querySelector('.fix.main').innerText.includes('Dette endres')");
    has(await text(browser, '.fix.main'), 'Ingenting er endret ennå');
    await press(browser, 'Ja, gjør dette', '.fix.main');
    await browser.until('the result', "document.querySelector('.fix.main').innerText.includes('Rettet, og sjekket')");
    has(await text(browser, '.fix.main'), 'Prøvd på nytt');
  });
  await check('what was done can be undone', async () => {
    await press(browser, 'Angre', '.fix.main');
    await browser.until('undone', "document.querySelector('.fix.main').innerText.includes('tatt tilbake')");
  });
  await check('every page of a contact fits 320 px and has a heading', async () => {
    await browser.show({ ...SMALLEST, language: 'nb-NO' });
    for (const path of ['domains', `domains/${mine.customer.domain}`, 'invoices', 'contacts', 'mailboxes'])
      await isWhole(browser, `${base}/${path}`);
  });
}

async function visitor(browser: Browser, base: string): Promise<void> {
  await check('a visitor is led to sign-in, and may diagnose a domain with public facts only', async () => {
    await browser.forgetCookies();
    await browser.show({ ...PHONE, language: 'nb-NO' });
    await browser.open(`${base}/mailboxes?lang=nb`);
    await browser.until('sign-in', "location.pathname === '/sign-in'");
    await browser.open(`${base}/diagnose?go&about=far.example&lang=nb`);
    await browser.until('the answer', "document.querySelector('.answer h1')");
    has(await text(browser, '.answer'), 'far.example');
    assert.equal(
      await browser.get('document.querySelector(\'a[href^="/case/"]\')'),
      null,
      'nothing is kept of a visitor',
    );
  });
  await check('the first view needs at most 60 kB of script', async () => {
    await browser.open(`${base}/sign-in`);
    const sizes = await browser.get<number>(
      "performance.getEntriesByType('resource').filter((one) => one.name.endsWith('.js')).reduce((sum, one) => sum + one.encodedBodySize, 0)",
    );
    assert.ok(sizes > 0 && sizes <= 60_000, `${sizes} bytes`);
  });
}

await suite(async () => {
  const world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  atEnd(() => world.stop());
  const mine = await owner(world, 511);
  const browser = await startBrowser();
  atEnd(() => browser.stop());
  await person(browser, world, mine);
  await repair(browser, world, mine);
  await visitor(browser, String(world.host.endpoints['http']));
  await check('the browser had nothing to complain about', () => {
    // Asking who is signed in before anybody is, and a wrong password, are answered with 401.
    assert.deepEqual(
      browser.complaints.filter((line) => !/401 .*\/api\/v1\/session/.test(line)),
      [],
    );
  });
});
