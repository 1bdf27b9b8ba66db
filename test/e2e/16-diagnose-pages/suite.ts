/**
 * Diagnose, Watch and Explain in a real Chromium: two causes that have nothing to do with each other, the way with its broken
 * link, a lost line and its answer, attempts that die before sign-in, the picture over time with the keyboard, a dropped
 * message file, a visitor, and the page on paper. Three languages, phone and desktop. Run by test/e2e/run.
 */
import assert from 'node:assert/strict';
import { startWorld, type World } from '../../../lab/world.ts';
import { atEnd, check, has, suite } from '../harness/report.ts';
import { type Browser, startBrowser } from '../harness/browser.ts';
import { press } from '../harness/press.ts';
import { waitFor } from '../harness/wait.ts';
import { setStage, type Stage, webAtMailDoor, wrongPassword } from './stage.ts';

const PHONE = { width: 390, height: 844 } as const;
const DESKTOP = { width: 1280, height: 800 } as const;
const SMALLEST = { width: 320, height: 640 } as const;

const text = (browser: Browser, selector: string): Promise<string> =>
  browser.get(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? ''`);
const fits = async (browser: Browser, where: string): Promise<void> => {
  const [page, window] = await browser.get<[number, number]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  );
  assert.ok(page <= window, `${where} is ${page} wide in a window of ${window}`);
};
async function enter(browser: Browser, base: string, name: string, password: string): Promise<void> {
  await browser.forgetCookies();
  await browser.show({ ...PHONE, language: 'nb-NO' });
  await browser.open(`${base}/sign-in?lang=nb`);
  await browser.type('input[name=name]', name);
  await browser.type('input[name=password]', password);
  await browser.key('Enter');
  await browser.until('the overview', "document.querySelector('.state h1')");
}

/** Opens the page of Watch with its stream held back, as a slow line does. */
async function watchSlowly(browser: Browser, base: string): Promise<void> {
  await browser.command('Fetch.enable', { patterns: [{ urlPattern: '*/public/watch*' }] });
  const held: string[] = [];
  const still = browser.hear('Fetch.requestPaused', ({ requestId }) => void held.push(requestId as string));
  try {
    await browser.open(`${base}/watch?lang=nb`);
    await browser.until('it connects', "document.querySelector('[role=log]').innerText.includes('Kobler til')");
    await waitFor('the stream to be asked for', () => held.length > 0);
    assert.doesNotMatch(await text(browser, '[role=log]'), /Venter|Hent e-post/);
  } finally {
    still();
    await browser.command('Fetch.disable');
  }
}

async function visitor(browser: Browser, world: World, base: string): Promise<void> {
  await check('nobody is told to try again before the page truly listens', async () => {
    await browser.show({ ...PHONE, language: 'nb-NO' });
    await watchSlowly(browser, base);
    await browser.until('watching', "document.querySelector('[role=log]').innerText.includes('Venter')");
  });
  await check('a visitor sees his own program die at the door, and no account', async () => {
    await browser.show({ ...PHONE, language: 'nb-NO' });
    await browser.open(`${base}/watch?lang=nb`);
    await browser.until('watching', "document.querySelector('[role=log]').innerText.includes('Venter')");
    await webAtMailDoor(world);
    await browser.until('the attempt', "document.querySelector('[role=log] article')");
    const row = await text(browser, '[role=log] article');
    for (const part of ['nettleser', String(world.port('imaps')), 'Endre dette']) has(row, part);
    await fits(browser, 'watch');
  });
  await check('a visitor pastes an error, reads what it means, and is led to the domain', async () => {
    await browser.open(`${base}/explain?lang=en`);
    await press(browser, 'Explain');
    await browser.until('the error beside the field', "document.querySelector('[role=alert]')");
    await browser.type('textarea', '550 5.1.1 <kari@far.example>: Recipient address rejected: User unknown');
    await press(browser, 'Explain');
    await browser.until('the answer', "document.querySelector('blockquote')");
    assert.equal(await browser.get('document.activeElement.localName'), 'h2', 'the reader is led to the answer');
    assert.ok(await browser.get('document.querySelector(\'a[href*="about=far.example"]\') !== null'));
    await fits(browser, 'explain');
  });
  await check('headers of a message are told as the way it went', async () => {
    const headers =
      'Received: from a.example by b.example; Sun, 22 Nov 2026 10:10:00 +0100\\r\\nReceived: from c.example by a.example; Sun, 22 Nov 2026 10:00:00 +0100\\r\\nAuthentication-Results: b.example; spf=pass; dkim=fail\\r\\nFrom: kari@c.example\\r\\nSubject: Hei\\r\\n\\r\\n';
    // As a file that is dropped on the field.
    await browser.get(`(() => {
      const data = new DataTransfer();
      data.items.add(new File(["${headers}"], 'brev.eml', { type: 'message/rfc822' }));
      document.querySelector('.drop').dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
    })()`);
    await browser.until('the way', "document.querySelectorAll('main ol li').length === 2");
    has(await text(browser, 'main'), '10 minutes');
    has(await text(browser, 'main'), 'DKIM: does not match');
  });
}

async function answers(browser: Browser, world: World, base: string, { mine, broken }: Stage): Promise<void> {
  await enter(browser, base, broken.contact, broken.contactPassword);
  await check('two causes that have nothing to do with each other: each clear, the first one first', async () => {
    await browser.open(`${base}/diagnose?go&about=${broken.customer.address}&lang=nb`);
    await browser.until('the answer', "document.querySelector('.answer h1')");
    assert.equal(await text(browser, '.answer h1'), 'Domenet mangler MX-oppføring');
    const second = await browser.get<string>("document.querySelectorAll('.answer')[1]?.innerText ?? ''");
    has(second, 'Årsak 2 av 2');
    has(second, 'Feil passord');
    const broke = await browser.get<string[]>(
      "[...document.querySelectorAll('li.broken .label')].map((one) => one.innerText)",
    );
    assert.deepEqual(broke, ['DNS og MX', 'Ditt program']);
    has(await text(browser, '.fix.main'), 'Legg til');
    await browser.until('the letter', "document.querySelector('.letter pre')");
    await fits(browser, 'two causes');
  });
  await check('on paper the folded parts are open and the buttons are gone', async () => {
    const opened = await browser.get<boolean>(
      "(() => { dispatchEvent(new Event('beforeprint')); const all = [...document.querySelectorAll('main details')]; const open = all.length > 0 && all.every((one) => one.open); dispatchEvent(new Event('afterprint')); return open && all.some((one) => !one.open); })()",
    );
    assert.ok(opened);
  });
  await enter(browser, base, mine.contact, mine.contactPassword);
  await check('the line breaks in the middle: the rows stay, and the answer is fetched', async () => {
    await browser.open(`${base}/diagnose?about=${mine.customer.address}&lang=nb`);
    // The page's own fetch loses its body after two rows, as a train does in a tunnel.
    await browser.get(`(() => {
      const real = fetch;
      globalThis.fetch = async (...asked) => {
        const answer = await real(...asked);
        if (!String(asked[0]).includes('/diagnose')) return answer;
        globalThis.fetch = real;
        let seen = 0;
        const cut = new TransformStream({ transform(part, out) { if (++seen > 2) out.error(new Error('tunnel')); else out.enqueue(part); } });
        return new Response(answer.body.pipeThrough(cut), answer);
      };
    })()`);
    await press(browser, 'Finn årsaken');
    await browser.until('the loss', "document.querySelector('.lost')");
    assert.ok(await browser.get("document.querySelectorAll('ul.rows li').length > 0"), 'the rows stay');
    await press(browser, 'Hent svaret');
    await browser.until('the answer', "document.querySelector('.answer h1')");
    assert.equal(await text(browser, '.answer h1'), 'Feil passord');
  });
  await check('the case opens by its link, is asked again and says what changed', async () => {
    const link = await browser.get<string>("document.querySelector('a[href^=\"/case/\"]').getAttribute('href')");
    const support = await browser.get<string>(
      "document.querySelector('a[href^=\"/support?case=\"]').getAttribute('href')",
    );
    assert.equal(support.split('=')[1], link.split('/').at(-1), 'support gets this case');
    await browser.show({ ...DESKTOP, language: 'sv-SE' });
    await browser.open(`${base}${link}?lang=sv`);
    await browser.until('the case', "document.querySelector('.answer h1')");
    await press(browser, 'Undersök igen nu');
    await browser.until('what changed', "document.querySelector('main').innerText.includes('Ändrat sedan')");
    has(await text(browser, 'main'), 'Ingenting har ändrats');
  });
}

async function live(browser: Browser, world: World, base: string, { mine }: Stage): Promise<void> {
  await check(
    'watch: an attempt that dies before sign-in, then a wrong password, each within two seconds',
    async () => {
      await browser.open(`${base}/watch?about=${mine.customer.address}&lang=sv`);
      await browser.until('watching', "document.querySelector('[role=log]').innerText.includes('Väntar')");
      const begin = Date.now();
      await webAtMailDoor(world);
      await browser.until('the first', "document.querySelectorAll('[role=log] > article').length === 1");
      assert.ok(Date.now() - begin < 2000, `took ${Date.now() - begin} ms`);
      await wrongPassword(world, mine.customer.address);
      await browser.until('the second', "document.querySelectorAll('[role=log] > article').length === 2");
      has(await text(browser, '[role=log] > article'), 'Fel lösenord');
      has(await text(browser, '[role=log] > article'), mine.customer.address);
    },
  );
  await check('a burst of the same attempt is one line that counts', async () => {
    await wrongPassword(world, mine.customer.address);
    await browser.until('the count', "/2 gånger/.test(document.querySelector('[role=log] > article').innerText)");
  });
  await check('the picture over time: a week, one day of it by keyboard, the table behind', async () => {
    await browser.open(`${base}/diagnose?go&about=${mine.customer.address}&lang=en`);
    await browser.until('the picture', "document.querySelector('.picture')");
    has(await browser.get("document.querySelector('.picture').getAttribute('aria-label')"), 'Sent: 1');
    await press(browser, 'A week');
    await browser.until('the days', "document.querySelectorAll('.days button').length === 7");
    await browser.get("document.querySelector('.days button:last-child').focus()");
    await browser.key('Enter');
    await browser.until('one day', "document.querySelector('main').innerText.includes('Back to the week')");
    await press(browser, 'Back to the week');
    has(await browser.get("[...document.querySelectorAll('main table')].at(-1)?.textContent ?? ''"), 'Prøve');
  });
  await check('every page fits 320 px and has one heading', async () => {
    await browser.show({ ...SMALLEST, language: 'nb-NO' });
    for (const path of [
      '/diagnose',
      `/watch?about=${mine.customer.address}`,
      '/explain',
      `/diagnose?go&about=${mine.customer.address}`,
    ]) {
      await browser.open(`${base}${path}`);
      if (path.includes('go')) await browser.until('the answer', "document.querySelector('.picture')");
      assert.equal(await browser.get("document.querySelectorAll('main h1').length"), 1, path);
      await fits(browser, path);
    }
  });
}

await suite(async () => {
  const world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  atEnd(() => world.stop());
  const stage = await setStage(world, 561);
  const browser = await startBrowser();
  atEnd(() => browser.stop());
  const base = String(world.host.endpoints['http']);
  await visitor(browser, world, base);
  await answers(browser, world, base, stage);
  await live(browser, world, base, stage);
  await check('the browser had nothing to complain about', () => {
    // Asking who is signed in before anybody is, is answered with 401.
    assert.deepEqual(
      browser.complaints.filter((line) => !/401 .*\/api\/v1\/session/.test(line)),
      [],
    );
  });
});
