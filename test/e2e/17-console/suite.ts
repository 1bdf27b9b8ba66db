/**
 * The operator's desk in a real Chromium against a running host: search by keyboard, Blocks with a reason, held mail as safe
 * text, the queue with the answer in words, the journal live, a case answered by mail. In three languages, on phone and desktop;
 * what a role may not do is not offered. Run by test/e2e/run.
 */
import assert from 'node:assert/strict';
import { signedIn } from '../../centre-client.ts';
import { type Browser, startBrowser } from '../harness/browser.ts';
import { pressFound, pressOn } from '../harness/press.ts';
import { run } from '../harness/program.ts';
import { atEnd, check, has, suite } from '../harness/report.ts';
import { type Desk, letter, startDesk } from './seed.ts';

const PHONE = { width: 390, height: 844, language: 'nb-NO' } as const;
const DESKTOP = { width: 1280, height: 800, language: 'nb-NO' } as const;
const SMALLEST = { width: 320, height: 640, language: 'sv-SE' } as const;
const HOUR_MS = 3_600_000;

const text = (browser: Browser, selector = 'main'): Promise<string> =>
  browser.get(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? ''`);
/** The first button that begins with these words, once it can be pressed. */
const press = (browser: Browser, words: string, within = 'main'): Promise<void> =>
  pressFound(
    browser,
    `the button «${words}»`,
    `[...document.querySelectorAll(${JSON.stringify(`${within} button`)})].find((one) => one.innerText.trim().startsWith(${JSON.stringify(words)}))`,
  );
/** As a person types into a Svelte field. */
const shows = (browser: Browser, words: string, limitMs?: number): Promise<void> =>
  browser.until(words, `document.querySelector('main').innerText.includes(${JSON.stringify(words)})`, limitMs);
const key = (browser: Browser, name: string): Promise<unknown> =>
  browser.get(
    `document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: ${JSON.stringify(name)}, bubbles: true, cancelable: true }))`,
  );

async function enter(browser: Browser, base: string, who: Desk['operator'], lang = 'nb'): Promise<void> {
  await browser.forgetCookies();
  await browser.open(`${base}/sign-in?lang=${lang}`);
  await browser.type('input[name=name]', who.name);
  await browser.type('input[name=password]', who.password);
  await browser.key('Enter');
  await browser.until('the console', "location.pathname === '/console' && document.querySelector('#everything')");
}

async function search(browser: Browser, base: string, { mine }: Desk): Promise<void> {
  await check('search is focused at once, finds as one types, and arrows and Enter open a hit', async () => {
    await browser.until('focus', "document.activeElement?.id === 'everything'");
    await browser.type('#everything', mine.customer.domain);
    await browser.until('hits', "document.querySelectorAll('main section a').length >= 2");
    assert.equal(await browser.get('document.activeElement.id'), 'everything', 'typing goes on while hits come');
    has(await text(browser), 'Domener');
    has(await text(browser), 'Postkasser');
    await key(browser, 'ArrowDown');
    await key(browser, 'ArrowDown');
    assert.equal(await browser.get('document.activeElement.localName'), 'a');
    await key(browser, 'ArrowUp');
    await key(browser, 'ArrowUp');
    assert.equal(await browser.get('document.activeElement.id'), 'everything', 'up leads back');
    await key(browser, 'ArrowDown');
    await browser.key('Enter');
    await browser.until('the page of the domain', `location.pathname === '/domains/${mine.customer.domain}'`);
  });
  await check('"/" leads to the search from any page of the console', async () => {
    await browser.open(`${base}/console/queues?lang=nb`);
    await key(browser, '/');
    assert.equal(await browser.get('document.activeElement.name'), 'everything');
  });
}

async function stops(browser: Browser, base: string, { mine }: Desk): Promise<void> {
  const { address } = mine.customer;
  await check('a Block by hand says what is wrong beside the field, then runs', async () => {
    await browser.open(`${base}/console/stops/new?lang=nb`);
    await browser.type('input[name=subject]', 'ingen@feil.example');
    await browser.type('input[name=reason]', 'Passordet er på avveie.');
    await press(browser, 'Stans nå');
    await browser.until('the error', "document.querySelector('[role=alert]')?.innerText.length > 3");
    assert.equal(await browser.get("document.querySelector('input[name=reason]').value"), 'Passordet er på avveie.');
    await browser.type('input[name=subject]', address);
    await press(browser, 'Stans nå');
    await browser.until('the Block', '/console.stops.[0-9a-z]{8}$/.test(location.pathname)');
    await shows(browser, 'Passordet er på avveie');
  });
  await check('it is lifted only after its effect was told, with a reason', async () => {
    await press(browser, 'Åpne');
    await shows(browser, 'slipper gjennom med en gang');
    await press(browser, 'Åpne', '.ask');
    await browser.until('the reason is asked for', "document.querySelector('.ask [role=alert]')");
    await browser.type('.ask input[name=reason]', 'Kunden har byttet passord');
    await press(browser, 'Åpne', '.ask');
    await shows(browser, 'Sperren er åpnet');
    await shows(browser, 'avsluttet');
  });
}

async function held(browser: Browser, base: string, desk: Desk): Promise<void> {
  const html =
    'Content-Type: text/html\r\n\r\n<script>document.title="kjørt"</script><p>Bekreft <a href="https://tyv.example/">her</a></p>';
  const first = await letter(desk, { subject: 'Bekreft kontoen', to: 'ola@annet.example', held: true, text: html });
  await letter(desk, { subject: 'Nummer to', to: 'kari@annet.example', held: true, text: '\r\nHei' });
  await check('a held message is shown as text, with the hosts of its links; nothing of it runs', async () => {
    await browser.open(`${base}/console/stops/held/${first}?lang=nb`);
    await shows(browser, 'tyv.example');
    assert.equal(await browser.get("document.querySelectorAll('main pre a, main pre script').length"), 0);
    assert.ok(!(await browser.get<string>('document.title')).includes('kjørt'));
  });
  await check('chosen messages are taken out after the effect was told', async () => {
    await browser.open(`${base}/console/stops?view=held&lang=nb`);
    await shows(browser, 'Nummer to');
    await pressOn(browser, 'th input[type=checkbox]');
    await shows(browser, '2 meldinger, 2 mottakere');
    await press(browser, 'Ta ut');
    await shows(browser, 'kan ikke hentes tilbake');
    await press(browser, 'Ta ut', '.ask');
    await shows(browser, 'Ingen post holdes tilbake');
  });
}

async function queues(browser: Browser, base: string, desk: Desk): Promise<void> {
  desk.world.place('mx.far.example', '127.0.0.1:1');
  const begin = Date.now();
  await letter(desk, { subject: 'Tilbud', to: 'lise@far.example', text: '\r\nHei', age: 5 * HOUR_MS });
  await check('the queue tells the destination, how long, and the last answer in words', async () => {
    await browser.until(
      'the first try',
      "fetch('/api/v1/console/queues').then((one) => one.json()).then((one) => one.destinations[0]?.answer !== null && one.destinations.length > 0)",
    );
    await browser.open(`${base}/console/queues?lang=nb`);
    await shows(browser, 'far.example');
    // Five hours, and what has passed since: a slow machine may need minutes to come here.
    const minutes = Number(/\b5 t (\d+) min/.exec(await text(browser))?.[1]);
    assert.ok(minutes <= (Date.now() - begin) / 60_000, `${minutes} minutes more than five hours`);
    has(await text(browser), 'cannot be reached');
  });
  await check('what waits is tried again and taken out, with the effect told', async () => {
    await browser.open(`${base}/console/queues/far.example?lang=nb`);
    await shows(browser, 'Tilbud');
    await press(browser, 'Hold tilbake');
    await press(browser, 'Hold tilbake', '.ask');
    await shows(browser, '1 mottaker holdes tilbake');
    await press(browser, 'Ta ut');
    await press(browser, 'Ta ut', '.ask');
    await shows(browser, 'Køen er tom');
  });
}

async function journal(browser: Browser, base: string, { world, mine }: Desk): Promise<void> {
  const { address } = mine.customer;
  await check('the live journal shows a failed sign-in within two seconds; paused it counts', async () => {
    await browser.open(`${base}/console/journal?name=${encodeURIComponent(address)}&lang=nb`);
    await shows(browser, 'Følger med');
    const guess = () => run('curl', ['-sSk', `imaps://127.0.0.1:${world.port('imaps')}/`, '--user', `${address}:galt`]);
    const begin = Date.now();
    await guess();
    await browser.until('the row', "document.querySelector('[role=log] article')?.innerText.includes('Feil passord')");
    assert.ok(Date.now() - begin < 2500, `took ${Date.now() - begin} ms`);
    await press(browser, 'Pause');
    const before = await browser.get<number>("document.querySelectorAll('[role=log] article').length");
    await guess();
    await browser.until('counted', "/[1-9]\\d* nye venter/.test(document.querySelector('main').innerText)");
    assert.equal(await browser.get("document.querySelectorAll('[role=log] article').length"), before);
  });
  await check('back in time the same filter stands in the address', async () => {
    await browser.open(`${base}/console/journal?view=past&name=${encodeURIComponent(address)}&failures=1&lang=en`);
    await shows(browser, 'Wrong password');
    assert.equal(await browser.get("document.querySelector('input[name=name]').value"), address);
  });
}

async function cases(browser: Browser, base: string, desk: Desk): Promise<void> {
  const { world, mine } = desk;
  const customer = await signedIn(world, mine.contact, mine.contactPassword);
  world.place('mx.far.example', null);
  const found = await world.host.app.diagnose({ subject: mine.customer.address, symptom: 'send', language: 'nb' });
  const kept = found.ok ? found.value.case : undefined;
  const { id } = (await customer.post<{ id: string }>('/support', { text: 'Får ikke sendt', case: kept })).body;
  await check('a case is answered by mail with a ready sentence, on a phone', async () => {
    await browser.show(PHONE);
    await browser.open(`${base}/console/cases?lang=nb`);
    await shows(browser, 'Får ikke sendt');
    await pressOn(browser, `a[href="/console/cases/${id}"]`);
    await shows(browser, 'Det kunden så');
    await press(browser, 'Ta saken');
    await shows(browser, 'Hos deg');
    await pressOn(browser, 'details summary');
    await press(browser, 'Hei,');
    has(await browser.get("document.querySelector('textarea').value"), 'akk for at du skrev');
    await press(browser, 'Send svar');
    await shows(browser, 'Svaret ligger i utgående kø');
    await shows(browser, 'venter på kunden');
  });
}

const PAGES = ['', '/cases', '/stops', '/stops?view=held', '/stops/new', '/queues', '/journal', '/journal?view=past'];
async function everywhere(browser: Browser, base: string, { reader }: Desk): Promise<void> {
  await check('every page fits 320 px and has one heading, in Swedish', async () => {
    await browser.show(SMALLEST);
    for (const page of PAGES) {
      await browser.open(`${base}/console${page}${page.includes('?') ? '&' : '?'}lang=sv`);
      await browser.until(page, "document.querySelector('.skeleton') === null");
      assert.equal(await browser.get("document.querySelectorAll('main h1').length"), 1, page);
      const [wide, window] = await browser.get<[number, number]>(
        '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
      );
      assert.ok(wide <= window, `${page} is ${wide} wide in a window of ${window}`);
    }
  });
  await check('an operator who only looks is offered nothing that changes', async () => {
    await browser.show(DESKTOP);
    await enter(browser, base, reader, 'en');
    await browser.open(`${base}/console/stops?view=held&lang=en`);
    await browser.until('the list', "document.querySelector('.skeleton') === null");
    assert.equal(
      await browser.get('document.querySelectorAll(\'main input[type=checkbox], a[href$="/stops/new"]\').length'),
      0,
    );
    await browser.open(`${base}/console/stops/new?lang=en`);
    await shows(browser, 'Your role lets you look, not change');
  });
}

await suite(async () => {
  const desk = await startDesk();
  atEnd(() => desk.world.stop());
  const browser = await startBrowser();
  atEnd(() => browser.stop());
  const base = String(desk.world.host.endpoints['http']);
  await browser.show(DESKTOP);
  await enter(browser, base, desk.operator);
  await search(browser, base, desk);
  await stops(browser, base, desk);
  await held(browser, base, desk);
  await queues(browser, base, desk);
  await journal(browser, base, desk);
  await cases(browser, base, desk);
  await everywhere(browser, base, desk);
  await check('no page complained', () => {
    const known = /401|409|422|403/;
    assert.deepEqual(
      browser.complaints.filter((one) => !known.test(one)),
      [],
    );
  });
});
