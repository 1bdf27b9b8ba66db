/**
 * The second half of the operator's console in a real Chromium: an incident from the list to the note that a customer reads, a
 * customer added and furnished, a plan changed with its preview, an operator invited, the centre seen as a customer sees it; and
 * what a reader is not offered. Three languages, phone and desktop. Run by test/e2e/run.
 */
import assert from 'node:assert/strict';
import { startWorld, type World } from '../../../lab/world.ts';
import type { Owner } from '../../centre-client.ts';
import { type Browser, startBrowser } from '../harness/browser.ts';
import { press, pressOn } from '../harness/press.ts';
import { atEnd, check, has, suite } from '../harness/report.ts';
import { furnish, PASSWORD } from './furnished.ts';

const PHONE = { width: 390, height: 844 } as const;
const DESKTOP = { width: 1280, height: 800 } as const;
const SMALLEST = { width: 320, height: 640 } as const;
const PAGES = [
  'incidents',
  'customers',
  'customers/new',
  'policy',
  'policy/standard',
  'health',
  'audit',
  'feedback',
  'operators',
];

const text = (browser: Browser, selector = 'main'): Promise<string> =>
  browser.get(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? ''`);
const shows = (browser: Browser, words: string, limitMs?: number) =>
  browser.until(words, `document.querySelector('main').innerText.includes(${JSON.stringify(words)})`, limitMs);

async function enter(browser: Browser, base: string, name: string, password: string): Promise<void> {
  await browser.forgetCookies();
  await browser.open(`${base}/sign-in`);
  await browser.until('the form', "document.querySelector('input[name=name]')");
  await browser.type('input[name=name]', name);
  await browser.type('input[name=password]', password);
  await browser.key('Enter');
  await browser.until('the inside', "location.pathname !== '/sign-in'");
}

async function isWhole(browser: Browser, url: string): Promise<void> {
  await browser.open(url);
  await browser.until(url, "document.querySelector('main h1') && document.querySelector('.skeleton') === null");
  assert.equal(await browser.get("document.querySelectorAll('main h1').length"), 1, url);
  const [page, window] = await browser.get<[number, number]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  );
  assert.ok(page <= window, `${url} is ${page} wide in a window of ${window}`);
  const unnamed = await browser.get<string[]>(
    "[...document.querySelectorAll('main button, main a, main input, main select, main textarea')].filter((one) => !(one.innerText || one.getAttribute('aria-label') || one.labels?.length)).map((one) => one.outerHTML.slice(0, 120))",
  );
  assert.deepEqual(unnamed, [], url);
}

async function incidents(browser: Browser, base: string, owners: readonly Owner[]): Promise<void> {
  await check('four customers with one fault are one line; it opens with whom it affects', async () => {
    await browser.open(`${base}/console/incidents?lang=nb`);
    await browser.until('the incident', "document.querySelector('main ul.plain a strong')?.innerText.trim() === '4'");
    assert.equal(await browser.get("document.querySelectorAll('main ul.plain a strong').length"), 1, 'one line');
    has(await text(browser), 'imaps');
    await pressOn(browser, 'main ul.plain a');
    await shows(browser, '4 kunder, imaps, siden');
    for (const one of owners) has(await text(browser), one.customer.address);
  });
  await check('taken, told in three languages, and read by a customer on his own page', async () => {
    await press(browser, 'Jeg tar den');
    await shows(browser, 'eier arbeider med den');
    await press(browser, 'Skriv til kundene');
    await browser.until('the fields', "document.querySelector('textarea[name=nb]')");
    has(await browser.get("document.querySelector('textarea[name=sv]').value"), 'imaps');
    await browser.get(
      "(() => { const one = document.querySelector('textarea[name=nb]'); one.value = 'Vi fornyer sertifikatet nå.'; one.dispatchEvent(new Event('input', { bubbles: true })); })()",
    );
    await press(browser, 'Vis teksten for de rammede');
    await shows(browser, 'Teksten vises nå for de rammede.');
  });
  await check('answering all asks first, then says how many were told', async () => {
    await press(browser, 'Svar alle på én gang');
    await shows(browser, '4 kunder får en e-post');
    await press(browser, 'Send til alle');
    await shows(browser, 'Sendt til 4 kunder');
  });
}

async function customers(browser: Browser, base: string, owners: readonly Owner[]): Promise<void> {
  await check('a new customer: the empty field is named and focused; then a domain, by keyboard', async () => {
    await browser.open(`${base}/console/customers/new?lang=nb`);
    await browser.until('the form', "document.querySelector('input[name=name]')");
    await press(browser, 'Legg til kunden');
    await shows(browser, 'Skriv navnet på kunden.');
    assert.equal(await browser.get('document.activeElement.name'), 'name');
    await browser.type('input[name=name]', 'Fjordby Regnskap AS');
    await browser.type('input[name=contact]', 'styret@far.example');
    await browser.key('Enter');
    await shows(browser, 'Kunde siden');
    await press(browser, 'Legg til domene');
    await browser.until('the field', "document.querySelector('input[name=domain]')");
    await browser.type('input[name=domain]', 'fjordby-regnskap.example');
    await browser.get("[...document.querySelectorAll('.ask button')].at(0).click()");
    await shows(browser, 'fjordby-regnskap.example er lagt til.');
  });
  await check(
    'the centre as the customer sees it: a banner that stays, his own things, the incident’s note, and the way back',
    async () => {
      await browser.open(`${base}/console/customers/${owners[0].id}?lang=nb`);
      await shows(browser, owners[0].customer.address);
      await press(browser, 'Se kundesenteret som kunden');
      await shows(browser, 'uten å kunne endre noe');
      await press(browser, 'Vis kundesenteret');
      await browser.until('the overview', "location.pathname === '/overview' && document.querySelector('main h1')");
      await shows(browser, 'Du ser kundesenteret slik Kunde 611 ser det');
      await shows(browser, 'Vi fornyer sertifikatet nå.');
      await press(browser, 'Tilbake til konsollen');
      await browser.until('the console', `location.pathname === '/console/customers/${owners[0].id}'`);
    },
  );
}

async function policy(browser: Browser, base: string): Promise<void> {
  await check('a plan: what changes is shown before it is made, in Swedish', async () => {
    await browser.show({ ...PHONE, language: 'sv-SE' });
    await browser.open(`${base}/console/policy/standard?lang=sv`);
    await browser.until('the form', 'document.querySelector(\'input[name="mailbox.hour.max"]\')');
    await browser.get("document.querySelector('input[name=\"mailbox.hour.max\"]').value = ''");
    await browser.type('input[name="mailbox.hour.max"]', 'många');
    await press(browser, 'Se vad som ändras');
    await browser.until('the error', "document.querySelector('[aria-invalid=true]')?.name === 'mailbox.hour.max'");
    await browser.get(
      "(() => { const one = document.querySelector('input[name=\"mailbox.hour.max\"]'); one.value = '250'; one.dispatchEvent(new Event('input', { bubbles: true })); })()",
    );
    await press(browser, 'Se vad som ändras');
    await shows(browser, 'Det här ändras');
    has((await text(browser)).replaceAll(/\s+/g, ' '), '300 → 250');
    await press(browser, 'Gör ändringen');
    await shows(browser, 'Planen är ändrad.');
  });
  await check('an operator is invited by a link that is shown once', async () => {
    await browser.open(`${base}/console/operators?lang=en`);
    await browser.until('the form', "document.querySelector('input[name=name]')");
    await browser.type('input[name=name]', 'hjelper@far.example');
    await browser.key('Enter');
    await shows(browser, 'Shown only now');
    has(await text(browser, 'main code'), '/recover?token=');
    await browser.open(`${base}/console/operators?lang=en`);
    await shows(browser, 'hjelper@far.example');
    assert.equal((await text(browser)).includes('/recover?token='), false);
  });
}

async function everywhere(browser: Browser, base: string): Promise<void> {
  for (const [view, lang] of [
    [{ ...SMALLEST, language: 'nb-NO' }, 'nb'],
    [{ ...DESKTOP, dark: true, language: 'en-GB' }, 'en'],
  ] as const)
    await check(
      `every page is whole at ${view.width} px in ${lang}: one heading, nothing sticks out, everything has a name`,
      async () => {
        await browser.show(view);
        for (const path of PAGES) await isWhole(browser, `${base}/console/${path}?lang=${lang}`);
      },
    );
  await check('a reader sees and is offered no change', async () => {
    await browser.show({ ...DESKTOP, language: 'nb-NO' });
    await enter(browser, base, 'leser', PASSWORD);
    await browser.open(`${base}/console/incidents?lang=nb`);
    await browser.until('the incident', "document.querySelector('main ul.plain a')");
    await pressOn(browser, 'main ul.plain a');
    await shows(browser, '4 kunder');
    for (const words of ['Jeg tar den', 'Skriv til kundene', 'Endre teksten', 'Svar alle'])
      assert.equal((await text(browser)).includes(words), false, words);
    await browser.open(`${base}/console/policy/standard?lang=nb`);
    await shows(browser, 'Bare eiere kan endre planer.');
    assert.equal(await browser.get('document.querySelectorAll(\'[name="mailbox.hour.max"]\').length'), 0);
  });
}

await suite(async () => {
  const world: World = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  atEnd(() => world.stop());
  const owners = await furnish(world);
  const browser = await startBrowser();
  atEnd(() => browser.stop());
  const base = String(world.host.endpoints['http']);
  await browser.show({ ...DESKTOP, language: 'nb-NO' });
  await enter(browser, base, 'eier', PASSWORD);
  await incidents(browser, base, owners);
  await customers(browser, base, owners);
  await policy(browser, base);
  await everywhere(browser, base);
  await check('nothing broke on the way', () => {
    const real = browser.complaints.filter((one) => !/status of 4\d\d/.test(one));
    assert.deepEqual(real, []);
    return Promise.resolve();
  });
});
