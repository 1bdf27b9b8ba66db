/**
 * Mailboxes and countries in a real Chromium: five hundred mailboxes searched and walked, one made and removed and brought
 * back, passwords, switches, a device that fails, the live counter; abroad on a phone the owner opens his country. Run by
 * test/e2e/run.
 */
import assert from 'node:assert/strict';
import { smtpSend } from '../../../lab/mail-client.ts';
import { type Browser, startBrowser } from '../harness/browser.ts';
import { atEnd, check, has, suite } from '../harness/report.ts';
import { AT_HOME, type House, IN_SPAIN, receive, startHouse } from './house.ts';

const PHONE = { width: 390, height: 844 } as const;
const DESKTOP = { width: 1280, height: 800 } as const;
const SMALLEST = { width: 320, height: 640 } as const;
const MANY = 500;

const text = (browser: Browser, selector: string): Promise<string> =>
  browser.get(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? ''`);
/** Presses the button (or link) with these words, as soon as it is there; `within` narrows it. */
async function press(browser: Browser, words: string, within = 'main'): Promise<void> {
  const one = `[...document.querySelectorAll(${JSON.stringify(`${within} button, ${within} a`)})].find((node) => node.innerText.includes(${JSON.stringify(words)}))`;
  await browser.until(`the button ${words}`, one);
  await browser.get(`${one}.click()`);
}
const says = (browser: Browser, words: string): Promise<void> =>
  browser.until(words, `document.querySelector('main').innerText.includes(${JSON.stringify(words)})`);

async function enter(browser: Browser, base: string, name: string, password: string): Promise<void> {
  await browser.forgetCookies();
  await browser.open(`${base}/sign-in?lang=nb`);
  await browser.type('input[name=name]', name);
  await browser.type('input[name=password]', password);
  await browser.key('Enter');
  await browser.until('inside', "location.pathname !== '/sign-in'");
}
async function open(browser: Browser, url: string): Promise<void> {
  await browser.open(url);
  await browser.until(
    url,
    "document.querySelector('.skeleton') === null && document.querySelectorAll('main h1').length === 1",
  );
}
async function fits(browser: Browser, url: string): Promise<void> {
  await open(browser, url);
  const [page, window] = await browser.get<[number, number]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  );
  assert.ok(page <= window, `${url} is ${page} wide in a window of ${window}`);
}

async function manyMailboxes(browser: Browser, { base }: House): Promise<void> {
  await check(`${MANY} mailboxes: the first page comes quickly, the rest as one goes down`, async () => {
    await browser.show({ ...DESKTOP, language: 'nb-NO' });
    await browser.open(`${base}/overview?lang=nb`);
    const begin = Date.now();
    await open(browser, `${base}/mailboxes?lang=nb`);
    await browser.until('rows', "document.querySelectorAll('main li a').length >= 50");
    assert.ok(Date.now() - begin < 6000, `took ${Date.now() - begin} ms`);
    assert.ok(await browser.get("document.querySelectorAll('main li a').length <= 100"), 'not all at once');
    await browser.get('window.scrollTo(0, document.documentElement.scrollHeight)');
    await browser.until('more rows', "document.querySelectorAll('main li a').length >= 100");
  });
  await check('one of them is found by a part of its address, and those in a state by the state', async () => {
    await browser.type('input[type=search]', 'ANSATT417');
    await browser.until('one row', "document.querySelectorAll('main li a').length === 1");
    has(await text(browser, 'main li'), 'ansatt417');
    await browser.until('the address keeps it', "location.search.includes('q=ANSATT417')");
    await open(browser, `${base}/mailboxes?lang=nb`);
    await press(browser, 'Må bytte passord', '.choices');
    await browser.until('one row', "document.querySelectorAll('main li a').length === 1");
    has(await text(browser, 'main li'), 'Må bytte passord');
  });
}

async function lifeOfOne(browser: Browser, { base, mine }: House): Promise<void> {
  const made = `helt-ny@${mine.customer.domain}`;
  await check('a new mailbox: what is wrong stands beside the field and stays typed', async () => {
    await browser.show({ ...PHONE, language: 'nb-NO' });
    await open(browser, `${base}/mailboxes/new?lang=nb`);
    await browser.until('the form', "document.querySelector('input[name=local]')");
    await press(browser, 'Lag postkassen');
    has(await text(browser, '[role=alert]'), 'Skriv navnet foran @');
    await browser.type('input[name=local]', mine.customer.local);
    await browser.key('Enter');
    await browser.until('taken', "document.querySelector('[role=alert]')?.innerText.includes('finnes allerede')");
    assert.equal(await browser.get("document.querySelector('input[name=local]').value"), mine.customer.local);
    assert.equal(await browser.get('document.activeElement.name'), 'local', 'the reader is led to what is wrong');
  });
  await check('made: the password is told once, with what the mail program needs', async () => {
    await browser.type('input[name=local]', 'helt-ny');
    await browser.key('Enter');
    await browser.until('the password', "document.querySelector('.once code')");
    assert.match(await text(browser, '.once code'), /^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    has(await text(browser, 'main'), 'mx.host.test');
    has(await text(browser, 'main'), made);
  });
  await check('removing says what happens and wants the address; then it can be brought back', async () => {
    await open(browser, `${base}/mailboxes/${encodeURIComponent(made)}?lang=nb`);
    await press(browser, 'Fjern postkassen …');
    await says(browser, 'blir avvist, og avsenderen får vite at adressen ikke finnes');
    await browser.type('input[name=confirm]', 'noe annet');
    await browser.key('Enter');
    await says(browser, `Skriv ${made}, så vet vi at det er denne du mener`);
    await browser.type('input[name=confirm]', made);
    await browser.key('Enter');
    await browser.until('the removed ones', "location.pathname === '/mailboxes/removed'");
    await says(browser, made);
    await says(browser, 'Kan hentes tilbake til');
    await press(browser, 'Hent tilbake', 'main li');
    await press(browser, 'Ja, hent den tilbake');
    await says(browser, `${made} er tilbake`);
  });
}

async function onePage(browser: Browser, house: House): Promise<void> {
  const { world, base, mine } = house;
  const { address, password } = mine.customer;
  const url = `${base}/mailboxes/${encodeURIComponent(address)}?lang=nb`;
  await check('one mailbox: the device that fails is pointed out, and Diagnose is the main thing', async () => {
    await open(browser, url);
    await says(browser, '2 enheter kommer ikke inn');
    await says(browser, 'Enheten har fortsatt det gamle passordet');
    assert.ok(await browser.get("document.querySelector('.state a.main.big').href.includes('/diagnose?go&about=')"));
    assert.ok(
      await browser.get(
        "[...document.querySelectorAll('#devices a')].some((one) => one.href.includes('symptom=receive'))",
      ),
    );
  });
  await check('the counter of this hour goes up while one looks', async () => {
    has(await text(browser, '.limit'), '0 av 300');
    await world.say({
      port: world.port('submissions'),
      tls: true,
      from: mine.customer.from,
      says: [
        ...smtpSend({ login: address, password }, address, 'ola@far.example').slice(0, -1),
        'DATA',
        `From: <${address}>\r\nTo: <ola@far.example>\r\nSubject: Hei\r\n\r\nHei.\r\n.`,
        'QUIT',
      ],
      signIns: 1,
    });
    await browser.until('the counter', "document.querySelector('.limit').innerText.includes('1 av 300')", 20_000);
    has(await text(browser, '.limit'), 'slutter å telle');
  });
  await check('an app password is told once, then taken back; the focus follows', async () => {
    await press(browser, 'Nytt app-passord');
    await browser.until('the form', "document.activeElement.name === 'app-name'");
    await browser.type('input[name=app-name]', 'Telefonen');
    await browser.key('Enter');
    await browser.until('taken', "document.querySelector('#passwords [role=alert]')");
    assert.equal(await browser.get("document.querySelector('input[name=app-name]').value"), 'Telefonen');
    await browser.type('input[name=app-name]', 'Nettbrettet');
    await browser.key('Enter');
    await browser.until('the secret', "document.querySelector('.once code')");
    assert.match(await text(browser, '.once code'), /^([a-z]{4}-){4}[a-z]{4}$/);
    await press(browser, 'Jeg har kopiert det');
    await browser.until('gone', "document.querySelector('.once') === null");
    await press(browser, 'Fjern Nettbrettet');
    await says(browser, 'kommer ikke inn neste gang det prøver');
    await press(browser, 'Ja, fjern det');
    await says(browser, '«Nettbrettet» er fjernet');
  });
  await check('what somebody else changes shows by itself', async () => {
    const { setMustChange } = await import('#src/service/mailbox-settings.ts');
    await setMustChange(world.host.app, address, true);
    await says(browser, 'Noen andre har nettopp endret dette');
    await browser.until('the state', "document.querySelector('.state h2').innerText.includes('Passordet må byttes')");
    await setMustChange(world.host.app, address, false);
    await browser.until(
      'well again',
      "!document.querySelector('.state h2').innerText.includes('Passordet må byttes')",
      20_000,
    );
  });
}

async function abroad(browser: Browser, house: House): Promise<void> {
  const { base, mine } = house;
  const { address, password } = mine.customer;
  await check('abroad on a phone: the owner says "that was me", the country opens, the phone gets in', async () => {
    await browser.show({ ...PHONE, language: 'nb-NO' });
    await browser.from(IN_SPAIN);
    await enter(browser, base, address, password);
    await open(browser, `${base}/countries?lang=nb`);
    await says(browser, 'Du er i Spania nå');
    has(await house.signIn(address, password, IN_SPAIN), 'a2 NO');
    await press(browser, 'Det var meg: åpne Spania');
    await says(browser, 'Spania er åpent til og med');
    has(await house.signIn(address, password, IN_SPAIN), 'a2 OK');
    assert.equal(await browser.get('location.pathname'), `/countries/${encodeURIComponent(address)}`);
  });
  await check(
    'the rule: a list that would shut out oneself says so; another’s change is not written over',
    async () => {
      await press(browser, 'Avslutt reisen');
      await says(browser, 'stenges med en gang');
      await press(browser, 'Ja, avslutt');
      await says(browser, 'Reisen er avsluttet');
      await says(browser, 'Du er i Spania nå, og det står ikke på listen');
      const { setCountries } = await import('#src/service/abroad/settings.ts');
      await browser.get(
        "(() => { const list = document.querySelector('form select'); list.value = 'DK'; list.dispatchEvent(new Event('change', { bubbles: true })); })()",
      );
      await says(browser, 'Ikke lagret ennå');
      await setCountries(house.world.host.app, address, ['NO', 'FI']);
      await press(browser, 'Lagre');
      await says(browser, 'Noen andre endret regelen mens du holdt på');
      await browser.until('the rule as it is', "document.querySelector('.picker ul').innerText.includes('Finland')");
    },
  );
  await check('every form of a journey says what is wrong beside the field', async () => {
    await press(browser, 'Åpne for reisen');
    await says(browser, 'Velg minst ett land');
  });
}

async function sizes(browser: Browser, { base, mine }: House): Promise<void> {
  const long = `${'x'.repeat(60)}@${mine.customer.domain}`;
  await check('every page fits 320 px, also with a very long address; in three languages', async () => {
    await enter(browser, base, mine.contact, mine.contactPassword);
    await browser.show({ ...SMALLEST, language: 'nb-NO' });
    for (const [path, lang] of [
      ['mailboxes', 'nb'],
      ['mailboxes?q=xxx', 'sv'],
      ['mailboxes/new', 'en'],
      ['mailboxes/removed', 'sv'],
      [`mailboxes/${encodeURIComponent(long)}`, 'nb'],
      [`countries/${encodeURIComponent(long)}`, 'en'],
      ['countries', 'sv'],
    ])
      await fits(browser, `${base}/${path}${path?.includes('?') === true ? '&' : '?'}lang=${lang}`);
  });
}

await suite(async () => {
  const house = await startHouse(671, MANY);
  atEnd(() => house.world.stop());
  const { addMailbox } = await import('#src/service/mailboxes.ts');
  await addMailbox(house.world.host.app, {
    address: `${'x'.repeat(60)}@${house.mine.customer.domain}`,
    password: 'lang lang hest',
  });
  await receive(house, 'Hei fra fjellet');
  const browser = await startBrowser();
  atEnd(() => browser.stop());
  await browser.from(AT_HOME);
  await browser.show({ ...DESKTOP, language: 'nb-NO' });
  await enter(browser, house.base, house.mine.contact, house.mine.contactPassword);
  await manyMailboxes(browser, house);
  await lifeOfOne(browser, house);
  await onePage(browser, house);
  await abroad(browser, house);
  await sizes(browser, house);
  await check('the browser had nothing to complain about', () => {
    // Before anybody is signed in; a name that is taken; a rule that somebody else changed.
    const expected = /401 .*\/session|409 .*\/(?:mailboxes|app-passwords|countries)\b/;
    assert.deepEqual(
      browser.complaints.filter((line) => !expected.test(line)),
      [],
    );
  });
});
