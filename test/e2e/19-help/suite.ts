/**
 * The help centre in a real Chromium, phone and desktop, light and dark: the worried reader sees his choices first, every
 * article fits 320 px, every drawing keeps its words inside, contrast and targets, keyboard, search with a slip, the answer
 * "no" that leads to Diagnose, a reader's own figures. Run by test/e2e/run.
 */
import assert from 'node:assert/strict';
import { startWorld } from '../../../lab/world.ts';
import { owner, type Owner } from '../../centre-client.ts';
import { type Browser, startBrowser } from '../harness/browser.ts';
import { atEnd, check, has, suite } from '../harness/report.ts';

const PHONE = { width: 390, height: 844, language: 'nb-NO' } as const;
const DESKTOP = { width: 1280, height: 800, language: 'sv-SE' } as const;
const SMALLEST = { width: 320, height: 640, language: 'nb-NO' } as const;
const LANGUAGES = ['nb', 'sv', 'en'] as const;

const text = (browser: Browser, selector: string): Promise<string> =>
  browser.get(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? ''`);

/** The page that a link or a form led to is all there. */
const WHOLE = "document.readyState === 'complete'";

const fits = async (browser: Browser, where: string): Promise<void> => {
  const [page, window] = await browser.get<[number, number]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  );
  assert.ok(page <= window, `${where} is ${page} wide in a window of ${window}`);
};

/** Words of drawings that leave their drawing, or that another word lies on. */
const BAD_WORDS = `[...document.querySelectorAll('svg.pic')].flatMap((svg) => {
  const { width, height } = svg.viewBox.baseVal;
  const all = [...svg.querySelectorAll('text')].map((one) => ({ said: one.textContent, box: one.getBBox() }));
  const out = all.filter(({ box }) => box.x < 0 || box.y < 0 || box.x + box.width > width || box.y + box.height > height);
  const over = all.flatMap((a, at) => all.slice(at + 1).filter((b) =>
    a.box.x < b.box.x + b.box.width - 1 && b.box.x < a.box.x + a.box.width - 1 &&
    a.box.y + 4 < b.box.y + b.box.height - 4 && b.box.y + 4 < a.box.y + a.box.height - 4).map((b) => a.said + ' / ' + b.said));
  return [...out.map(({ said }) => said), ...over];
})`;

/** Words whose colour is too near the colour below them (WCAG 2.2, 1.4.3), as `ratio words`. */
const PALE = `(() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const light = ([r, g, b]) => { const f = (c) => { c /= 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; }; return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b); };
  const below = (node) => { for (let one = node; one; one = one.parentElement) { const c = rgba(getComputedStyle(one).backgroundColor); if (c[3] > 250) return c; } return rgba('Canvas'); };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const bad = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const of = node.parentElement;
    if (node.data.trim() === '' || of.closest('svg, .skip, .hidden')) continue;
    const style = getComputedStyle(of);
    const [a, b] = [light(rgba(style.color)), light(below(of))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    const size = parseFloat(style.fontSize);
    if (ratio < (size >= 24 || (size >= 18.7 && Number(style.fontWeight) >= 700) ? 3 : 4.5)) bad.push(ratio.toFixed(2) + ' ' + node.data.trim().slice(0, 40));
  }
  return bad;
})()`;

/** Links and buttons that a thumb does not hit (2.5.8), apart from links within a sentence. */
const SMALL_TARGETS = `[...document.querySelectorAll('a, button, input, textarea')].filter((one) => {
  if (one.matches('.skip') || one.closest('.prose p, .prose li, .prose td, .prose th, p, dd')) return false;
  const { width, height } = one.getBoundingClientRect();
  return width > 0 && (width < 24 || height < 24);
}).map((one) => one.innerText)`;

async function front(browser: Browser, base: string): Promise<void> {
  await check('the worried reader sees what is wrong, three choices and search without scrolling', async () => {
    await browser.show(PHONE);
    await browser.open(`${base}/help`);
    assert.equal(await browser.get('location.pathname'), '/help/nb');
    assert.equal(await text(browser, 'h1'), 'Hva er det som ikke virker?');
    const bottoms = await browser.get<number[]>(
      "[...document.querySelectorAll('.choices a, .search input')].map((one) => one.getBoundingClientRect().bottom)",
    );
    assert.equal(bottoms.length, 4);
    assert.ok(Math.max(...bottoms) <= PHONE.height, `the last of them ends at ${Math.max(...bottoms)}`);
  });
  await check('a choice leads to its article by keyboard; the skip link comes first', async () => {
    await browser.key('Tab');
    assert.equal(await browser.get('document.activeElement.className'), 'skip');
    await browser.key('Enter');
    await browser.until('the content', "document.activeElement.id === 'content'");
    await browser.key('Tab');
    await browser.key('Enter');
    await browser.until('the article', "location.pathname === '/help/nb/cannot-receive'");
  });
}

async function everyPage(browser: Browser, base: string): Promise<void> {
  const pathsOf = async (language: string): Promise<readonly string[]> => {
    await browser.open(`${base}/help/${language}`);
    return await browser.get("[...new Set([...document.querySelectorAll('.shelves a')].map((one) => one.pathname))]");
  };
  await check('every article fits 320 px, has one heading and a way back', async () => {
    await browser.show(SMALLEST);
    const paths = await pathsOf('nb');
    assert.ok(paths.length >= 38, `${paths.length} articles`);
    for (const path of [...paths, '/help/nb/search?q=passord', '/help/nb']) {
      await browser.open(base + path);
      assert.equal(await browser.get("document.querySelectorAll('main h1').length"), 1, path);
      await fits(browser, path);
    }
  });
  for (const language of LANGUAGES)
    await check(`every drawing keeps its words inside and apart: ${language}`, async () => {
      await browser.show(DESKTOP);
      const drawings: string[] = [];
      for (const path of await pathsOf(language)) {
        const page = await (await fetch(base + path)).text();
        drawings.push(...[...page.matchAll(/<svg class="pic"[\s\S]*?<\/svg>/g)].map(([svg]) => svg));
      }
      assert.ok(drawings.length >= 25, `${drawings.length} drawings`);
      await browser.get(`document.querySelector('main').innerHTML = ${JSON.stringify(drawings.join(''))}`);
      assert.deepEqual(await browser.get(BAD_WORDS), []);
    });
  for (const dark of [false, true])
    await check(
      `words stand out from what is below them, targets are large enough: ${dark ? 'dark' : 'light'}`,
      async () => {
        await browser.show({ ...PHONE, dark });
        for (const path of [
          '',
          '/sending-limits',
          '/outlook',
          '/terminal-programs',
          '/search?q=feil',
          '/bounces?answer=no',
        ]) {
          await browser.open(`${base}/help/nb${path}`);
          assert.deepEqual(await browser.get(PALE), [], path);
          assert.deepEqual(await browser.get(SMALL_TARGETS), [], path);
        }
      },
    );
  await check('nothing moves once it is shown', async () => {
    await browser.show(PHONE);
    for (const path of ['', '/outlook', '/dns-records']) {
      await browser.open(`${base}/help/nb${path}`);
      const shift = await browser.get<number>(
        "new Promise((resolve) => { let sum = 0; new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.value; }).observe({ type: 'layout-shift', buffered: true }); requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum))); })",
      );
      assert.equal(shift, 0, path);
    }
  });
}

async function searchAndAnswer(browser: Browser, base: string): Promise<void> {
  await check('search forgives a slip, and a code leads to the article and to Explain', async () => {
    await browser.show(DESKTOP);
    await browser.open(`${base}/help/sv`);
    await browser.type('.search input', 'thunderbrid');
    await browser.key('Enter');
    await browser.until('the hits', `location.pathname === '/help/sv/search' && ${WHOLE}`);
    has(await text(browser, '.hits li'), 'Thunderbird');
    await browser.type('.search input', '0x800CCC0E');
    await browser.key('Enter');
    await browser.until('the code', `${WHOLE} && document.querySelector('a[href="/explain"].button')`);
    has(await text(browser, '.hits'), 'Läs ett felmeddelande');
  });
  await check('“no” is thanked for at once and offers Diagnose, in the place where it was asked', async () => {
    await browser.open(`${base}/help/en/thunderbird`);
    await browser.type('#words', 'The menu has another name');
    await browser.get("document.querySelector('button[value=no]').click()");
    await browser.until('the thanks', `${WHOLE} && document.querySelector('#answer [role=status]')`);
    assert.equal(await browser.get("document.querySelector('#answer a.button').pathname"), '/diagnose');
    await browser.until(
      'the answer in view',
      "(({ top, bottom }) => top >= 0 && bottom <= innerHeight)(document.querySelector('#answer').getBoundingClientRect())",
    );
  });
}

async function ownReader(browser: Browser, base: string, mine: Owner): Promise<void> {
  const { address, password } = mine.customer;
  await check('who is signed in sees his own address and what he used, in words and as a bar', async () => {
    await browser.show(PHONE);
    await browser.open(`${base}/sign-in?lang=nb`);
    await browser.type('input[name=name]', address);
    await browser.type('input[name=password]', password);
    await browser.key('Enter');
    await browser.until('the mail', "location.pathname === '/mail'");
    await browser.open(`${base}/help/nb/sending-limits`);
    has(await text(browser, '.own'), '0 av 300');
    assert.equal(await browser.get("document.querySelectorAll('.own meter').length"), 3);
    await browser.open(`${base}/help/nb/apple-mail`);
    has(await browser.get<string>("document.querySelector('svg.pic').textContent"), address);
    assert.deepEqual(await browser.get(BAD_WORDS), [], 'a long address stays in its field');
    await fits(browser, 'with a long address');
  });
}

await suite(async () => {
  const world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  atEnd(() => world.stop());
  const mine = await owner(world, 519);
  const browser = await startBrowser();
  atEnd(() => browser.stop());
  const base = String(world.host.endpoints['http']);
  await front(browser, base);
  await everyPage(browser, base);
  await searchAndAnswer(browser, base);
  await ownReader(browser, base, mine);
  await check('the browser had nothing to complain about', () => {
    // Asking who is signed in before anybody is, is answered with 401.
    assert.deepEqual(
      browser.complaints.filter((line) => !/401 .*\/api\/v1\/session/.test(line)),
      [],
    );
  });
});
