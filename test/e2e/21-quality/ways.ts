/**
 * How the app behaves, not how it looks: reached by keyboard alone, small at first view, usable on a slow phone, honest when
 * the line is gone, still when the reader wants it still. Each function is one check and throws what is wrong.
 */
import assert from 'node:assert/strict';
import type { Browser } from '../harness/browser.ts';
import { DESKTOP, FIRST_VIEW_BYTES, isCalm, PHONE, visit, weightOf } from './look.ts';

const NB = { language: 'nb-NO' } as const;
/** 3G as Lighthouse has it: 150 ms, 1.6 Mbit/s down, 750 kbit/s up. */
const SLOW = { offline: false, latency: 150, downloadThroughput: 204_800, uploadThroughput: 96_000 };
const FAST = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
const GONE = { ...FAST, offline: true };
const USABLE_MS = 6000;
const line = (browser: Browser, conditions: object): Promise<unknown> =>
  browser.command('Network.emulateNetworkConditions', conditions);

/** What has the focus: a name for people, where it is, and whether it can be seen that it has it. */
const FOCUS = `(() => {
  const one = document.activeElement;
  const box = one.getBoundingClientRect();
  const at = (element) => element === null ? false : (() => { const style = getComputedStyle(element); return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'; })();
  return {
    name: one.localName + ' ' + (one.innerText || one.getAttribute('aria-label') || one.name || one.id || '').slice(0, 40).replaceAll('\\n', ' '),
    isBody: one === document.body,
    number: [...document.querySelectorAll('*')].indexOf(one),
    isShown: at(one) || at(one.closest('label')) || at(one.parentElement),
    isInView: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    isCovered: (() => { const top = document.elementFromPoint(box.left + box.width / 2, Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1)); return top !== null && top !== one && !one.contains(top) && !top.contains(one) && getComputedStyle(one).opacity !== '0'; })(),
  };
})()`;
interface Focus {
  readonly name: string;
  readonly isBody: boolean;
  readonly number: number;
  readonly isShown: boolean;
  readonly isInView: boolean;
  readonly isCovered: boolean;
}

/** The whole page with Tab: in the order of the page, each stop visible, no trap; the skip link first. */
export async function tabs(browser: Browser, url: string, phone: boolean, isFromTop = true): Promise<void> {
  await visit(browser, url, { ...(phone ? PHONE : DESKTOP), ...NB });
  await browser.get('document.activeElement.blur(); window.scrollTo(0, 0)');
  const seen: Focus[] = [];
  for (let stop = 0; stop < 200; stop += 1) {
    await browser.key('Tab');
    let focus = await browser.get<Focus>(FOCUS);
    // The page may still be on its way to it.
    for (let wait = 0; wait < 100 && !focus.isInView; wait += 1) {
      await browser.get('new Promise((done) => setTimeout(done, 50))');
      focus = await browser.get<Focus>(FOCUS);
    }
    if (focus.isBody || focus.number === seen[0]?.number) break;
    seen.push(focus);
    assert.ok(focus.isShown, `${url}: nobody sees that ${focus.name} has the focus`);
    assert.ok(focus.isInView, `${url}: ${focus.name} has the focus out of sight`);
    assert.ok(!focus.isCovered, `${url}: ${focus.name} has the focus behind something`);
  }
  assert.ok(seen.length > 3 && seen.length < 200, `${url}: ${seen.length} stops`);
  // An answer that came takes the focus to itself: then Tab goes on from there.
  if (isFromTop) assert.match(seen[0].name, /Hopp til innholdet/, 'the skip link is first');
  for (const [at, { number, name }] of seen.entries())
    assert.ok(
      at === 0 || number > seen[at - 1].number,
      `${url}: ${name} comes before ${seen[at - 1]?.name} on the page`,
    );
}

export async function skips(browser: Browser, url: string): Promise<void> {
  await visit(browser, url, { ...DESKTOP, ...NB });
  await browser.get('document.activeElement.blur()');
  await browser.key('Tab');
  await browser.key('Enter');
  await browser.until('the content', "document.activeElement.id === 'content'");
}

/** The menu of a phone opens with the keyboard, closes with Escape, and gives the focus back. */
export async function menu(browser: Browser, url: string): Promise<void> {
  await visit(browser, url, { ...PHONE, ...NB });
  const button = "document.querySelector('button[aria-expanded][aria-controls=more]')";
  await browser.get(`${button}.focus()`);
  await browser.key('Enter');
  await browser.until(
    'the menu',
    `${button}.getAttribute('aria-expanded') === 'true' && document.querySelector('#more a').checkVisibility()`,
  );
  await browser.key('Tab');
  assert.ok(
    await browser.get("document.querySelector('#more').contains(document.activeElement)"),
    'the next stop is in the menu',
  );
  await browser.key('Escape');
  await browser.until('it is closed', `${button}.getAttribute('aria-expanded') === 'false'`);
  await browser.until('the focus is back', `document.activeElement === ${button}`);
}

/**
 * Packed script that a first visit fetches until its first view is painted, on a phone and on a wide screen; of mail until its
 * first list is: what else a page has is asked for after that.
 */
export async function firstView(browser: Browser, url: string, isMail = false): Promise<void> {
  await browser.command('Network.setCacheDisabled', { cacheDisabled: true });
  try {
    for (const screen of [PHONE, DESKTOP]) {
      await visit(browser, url, { ...screen, ...NB });
      if (isMail) await browser.until('the first list', 'window.__listed !== null');
      const { bytes } = await weightOf(browser, isMail);
      assert.ok(
        bytes > 10_000 && bytes <= FIRST_VIEW_BYTES,
        `${url}, ${screen.width} wide: ${bytes} bytes of packed script`,
      );
    }
  } finally {
    await browser.command('Network.setCacheDisabled', { cacheDisabled: false });
  }
}

/** On a 3G line with nothing in the cache. */
export async function slowLine(browser: Browser, url: string, usable: string): Promise<void> {
  await browser.show({ ...PHONE, ...NB });
  await browser.command('Network.clearBrowserCache');
  await line(browser, SLOW);
  try {
    const begin = Date.now();
    await browser.command('Page.navigate', { url });
    await browser.until(`${url} on 3G`, usable, 30_000);
    const tookMs = Date.now() - begin;
    assert.ok(tookMs <= USABLE_MS, `${url}: ${tookMs} ms`);
  } finally {
    await line(browser, FAST);
  }
}

/** Without a line a form says so beside it and keeps what was typed; with the line back it works. */
export async function offlineForm(browser: Browser, base: string): Promise<void> {
  await visit(browser, `${base}/sign-in`, { ...PHONE, ...NB });
  await browser.type('input[name=name]', 'kari@fjord.example');
  await browser.type('input[name=password]', 'et passord her');
  await line(browser, GONE);
  try {
    await browser.key('Enter');
    await browser.until(
      'the word of it',
      "/nett|kontakt|forbindelse/i.test(document.querySelector('main [role=alert]')?.innerText ?? '')",
    );
    const kept = await browser.get<string[]>(
      "['name', 'password'].map((one) => document.querySelector(`input[name=${one}]`).value)",
    );
    assert.deepEqual(kept, ['kari@fjord.example', 'et passord her']);
  } finally {
    await line(browser, FAST);
  }
}

/** A page that is opened while the line is gone says so, and comes when it is back. */
export async function offlinePage(browser: Browser, base: string, from: string, to: string): Promise<void> {
  await visit(browser, `${base}${from}`, { ...PHONE, ...NB });
  // Its script is there already: the reader has been here before.
  await browser.get(`document.querySelector('a[href="${to}"]').click()`);
  await browser.until(to, `location.pathname === '${to}' && ${isCalm}`);
  await browser.get(`document.querySelector('a[href="${from}"]').click()`);
  await browser.until(from, `location.pathname === '${from}' && ${isCalm}`);
  await line(browser, GONE);
  try {
    await browser.get(`document.querySelector('a[href="${to}"]').click()`);
    await browser.until('offline is said', "document.querySelector('main [role=alert] button')");
  } finally {
    await line(browser, FAST);
  }
  await browser.get("document.querySelector('main [role=alert] button').click()");
  await browser.until('it comes', `${isCalm} && document.querySelector('main [role=alert]') === null`);
}

/** Nothing runs for those who asked for stillness: not while a page waits, nor afterwards. */
export async function still(browser: Browser, url: string): Promise<void> {
  await browser.show({ ...PHONE, ...NB });
  await browser.command('Emulation.setEmulatedMedia', {
    features: [{ name: 'prefers-reduced-motion', value: 'reduce' }],
  });
  await browser.open(url);
  for (let look = 0; look < 8; look += 1) {
    const running = await browser.get<string[]>(
      "document.getAnimations().filter((one) => one.playState === 'running' && Number(one.effect.getComputedTiming().duration) > 10).map((one) => one.effect.target.outerHTML.slice(0, 120))",
    );
    assert.deepEqual(running, [], url);
    await browser.get('new Promise((done) => setTimeout(done, 80))');
  }
}
