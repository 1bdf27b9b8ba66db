/**
 * Tabs of webmail in one browser: all hear of new mail by themselves over one stream, all can still ask, and when the tab that
 * listens is closed or put to sleep another goes on; a page that was kept for "back" hears again; a browser without locks does
 * without. The tabs are opened by a page that is no webmail, and looked at through it.
 */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from '../harness/browser.ts';
import { check } from '../harness/report.ts';
import { DESKTOP, isListed } from './pages.ts';

const TABS = 8;
interface House {
  readonly base: string;
  readonly deliver: (subject: string) => Promise<void>;
}
const lists = (subject: string): string =>
  `[...one.document.querySelectorAll('[role=row] .words')].some((words) => words.textContent === ${JSON.stringify(subject)})`;
const all = (expression: string): string => `window.tabs.filter((one) => !one.closed).every((one) => ${expression})`;

/** So many tabs hold the lock of the mailbox, so many wait for it. */
const locked = (held: number, pending: number): string =>
  `navigator.locks.query().then((locks) => {
    const ours = (some) => some.filter(({ name }) => name.startsWith('postvakt-mail ')).length;
    return ours(locks.held) === ${held} && ours(locks.pending) === ${pending};
  })`;

const openTab = (browser: Browser): Promise<unknown> =>
  browser.command('Runtime.evaluate', {
    expression: "(window.tabs ??= []).push(window.open('/mail?lang=nb', '_blank')), 0",
    userGesture: true,
  });
/** Closes them, and waits until the browser has: a page on its way out may still hold the lock. */
async function closeTabs(browser: Browser): Promise<void> {
  await browser.get('window.tabs.splice(0).forEach((one) => one.close())');
  await browser.until('nobody listens any more', locked(0, 0), 20_000);
}

/** A page goes into the browser's store when another is opened, and comes out of it as it was. */
export async function keptPage(browser: Browser, { base, deliver }: House): Promise<void> {
  await check('a page that was kept for "back" hears again, and has what came meanwhile', async () => {
    await browser.show(DESKTOP);
    await browser.open(`${base}/mail?lang=nb`);
    await browser.until('the list', "document.querySelector('[role=row][data-at]') !== null", 20_000);
    await browser.until('it listens', locked(1, 0), 20_000);
    await browser.get('window.isTheSame = true');
    await browser.open(`${base}/help`);
    await browser.until('a kept page holds nothing', locked(0, 0), 20_000);
    await deliver('Mens siden var borte');
    await browser.get('history.back()').catch(() => undefined);
    await browser.until('the page as it was', "location.pathname === '/mail' && window.isTheSame === true");
    await browser.until('what came meanwhile', isListed('Mens siden var borte'), 20_000);
    await browser.until('it listens again', locked(1, 0), 20_000);
    await deliver('Etter at siden kom igjen');
    await browser.until('what came after', isListed('Etter at siden kom igjen'), 20_000);
  });
}

/** The browser's own name of the only tab of webmail that is open, as soon as those that were closed are gone. */
async function onlyTab(browser: Browser): Promise<string> {
  for (const end = Date.now() + 20_000; Date.now() < end; await pause(50)) {
    const { targetInfos } = (await browser.command('Target.getTargets')) as {
      targetInfos: readonly { targetId: string; type: string; url: string }[];
    };
    const tabs = targetInfos.filter(({ type, url }) => type === 'page' && URL.parse(url)?.pathname === '/mail');
    if (tabs.length === 1 && tabs[0] !== undefined) return tabs[0].targetId;
  }
  throw new Error('there is not one tab of webmail');
}
/** Puts a tab to sleep as a browser does that saves memory, or wakes it. */
async function lifecycle(browser: Browser, targetId: string, state: 'frozen' | 'active'): Promise<void> {
  const { sessionId } = await browser.command('Target.attachToTarget', { targetId, flatten: false });
  const message = JSON.stringify({ id: 1, method: 'Page.setWebLifecycleState', params: { state } });
  await browser.command('Target.sendMessageToTarget', { sessionId, message });
}

export async function sleepingTab(browser: Browser, { base, deliver }: House): Promise<void> {
  const [sleeper, other] = ['window.tabs[0]', 'window.tabs[1]'];
  const shows = (tab: string, subject: string): string => `((one) => ${lists(subject)})(${tab})`;
  await check('the tab that listens is put to sleep: another goes on, and it catches up when it wakes', async () => {
    await browser.open(`${base}/overview?lang=nb`);
    await openTab(browser);
    const target = await onlyTab(browser);
    await browser.until('it leads', locked(1, 0), 20_000);
    await openTab(browser);
    await browser.until('the other waits', locked(1, 1), 20_000);
    await browser.until('both lists', all("one.document.querySelector('[role=row][data-at]')"), 20_000);
    await lifecycle(browser, target, 'frozen');
    await browser.until('the other leads, alone', locked(1, 0), 20_000);
    await deliver('Mens den sov');
    await browser.until('it is in the other', shows(other, 'Mens den sov'), 20_000);
    assert.equal(await browser.get(shows(sleeper, 'Mens den sov')), false, 'who sleeps hears nothing');
    await lifecycle(browser, target, 'active');
    await browser.until('it waits for its turn', locked(1, 1), 20_000);
    await browser.until('it has caught up', shows(sleeper, 'Mens den sov'), 20_000);
    await deliver('Etter at den våknet');
    await browser.until('both hear', all(lists('Etter at den våknet')), 20_000);
    await closeTabs(browser);
  });
}

export async function withoutLocks(browser: Browser, { base, deliver }: House): Promise<void> {
  await check('a browser without locks: each tab has a stream of its own, and hears', async () => {
    const source = 'delete Navigator.prototype.locks';
    const { identifier } = await browser.command('Page.addScriptToEvaluateOnNewDocument', { source });
    try {
      await browser.open(`${base}/mail?lang=nb`);
      assert.equal(await browser.get("'locks' in navigator"), false);
      await browser.until('the list', "document.querySelector('[role=row][data-at]') !== null", 20_000);
      // A tab beside it that has them: it leads none but itself.
      await openTab(browser);
      await browser.until('its list', all("one.document.querySelector('[role=row][data-at]')"), 20_000);
      await browser.until('it leads itself', `window.tabs[0].${locked(1, 0)}`, 20_000);
      await deliver('Uten lås');
      await browser.until('both have it', `${isListed('Uten lås')} && ${all(lists('Uten lås'))}`, 20_000);
      await browser.get('window.tabs.splice(0).forEach((one) => one.close())');
      await deliver('Alene uten lås');
      await browser.until('it has it', isListed('Alene uten lås'), 20_000);
    } finally {
      await browser.command('Page.removeScriptToEvaluateOnNewDocument', { identifier });
    }
  });
}

export async function manyTabs(browser: Browser, { base, deliver }: House): Promise<void> {
  await check(`${TABS} tabs: each shows what comes, by one stream, and each can still fetch a list`, async () => {
    await browser.show(DESKTOP);
    await browser.open(`${base}/overview?lang=nb`);
    await browser.until('a page', "document.querySelector('main h1') !== null");
    for (let at = 0; at < TABS; at += 1) {
      await openTab(browser);
      // The first one leads: it is the one that is closed below.
      if (at === 0) await browser.until('it leads', locked(1, 0), 20_000);
    }
    await browser.until('all lists', all("one.document.querySelector('[role=row][data-at]')"), 40_000);
    await browser.until('one leads, the others wait', locked(1, TABS - 1), 20_000);
    await deliver('Til alle faner');
    await browser.until('it is in all of them', all(lists('Til alle faner')), 20_000);
    await browser.get("for (const one of window.tabs) one.document.querySelector('.filters button').click()");
    await browser.until(
      'each has fetched what is unread',
      all(
        "one.location.search.includes('show=unread') && one.document.querySelector('[role=grid][aria-busy=false] [role=row][data-at]')",
      ),
      20_000,
    );
  });
  await check('the tab that listens is closed: another goes on, and nothing is missed', async () => {
    await browser.get('window.tabs[0].close()');
    await browser.until('another leads', locked(1, TABS - 2), 20_000);
    await deliver('Etter at den ble lukket');
    await browser.until('it is in all that are left', all(lists('Etter at den ble lukket')), 30_000);
    assert.equal(await browser.get('window.tabs.filter((one) => !one.closed).length'), TABS - 1);
    await closeTabs(browser);
  });
}
