/** The hand and the eye of the suite: opens pages, presses what is written on a button, drags, and reads. Used by suite.ts. */
import assert from 'node:assert/strict';
import type { World } from '../../../lab/world.ts';
import type { Browser } from '../harness/browser.ts';

export const at = (world: World): string => String(world.host.endpoints['http']);

/** Opens a page and waits until nothing is fetched any more. */
export async function open(browser: Browser, world: World, path: string): Promise<void> {
  await browser.open(at(world) + path);
  await browser.until(path, "document.querySelector('.skeleton') === null");
}
export async function enter(browser: Browser, world: World, name: string, password: string): Promise<void> {
  await browser.open(`${at(world)}/sign-in?lang=nb`);
  await browser.type('input[name=name]', name);
  await browser.type('input[name=password]', password);
  await browser.key('Enter');
  await browser.until('signed in', "location.pathname !== '/sign-in'");
}
/** Presses the first button that says exactly this and can be pressed. */
export async function press(browser: Browser, text: string): Promise<void> {
  const find = `[...document.querySelectorAll('main button')].find((one) => one.innerText.trim() === ${JSON.stringify(text)} && !one.disabled && one.getAttribute('aria-busy') !== 'true')`;
  await browser.until(`the button ${text}`, find);
  await browser.get(`(() => { const one = ${find}; one.focus(); one.click(); })()`);
}
export const texts = (browser: Browser, selector: string): Promise<string> =>
  browser.get(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? ''`);
/** What is said of what is wrong. */
export const said = (browser: Browser): Promise<string> =>
  browser.get("[...document.querySelectorAll('[role=alert]')].map((one) => one.innerText).join(' ')");

export interface Seen {
  readonly headings: number;
}
export const seen = (browser: Browser): Promise<Seen> =>
  browser.get("({ headings: document.querySelectorAll('main h1').length })");
/** Nothing sticks out at the side. */
export async function fits(browser: Browser, what: string): Promise<void> {
  const [page, window] = await browser.get<[number, number]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  );
  assert.ok(page <= window, `${what} is ${page} wide in a window of ${window}`);
}

/** With the mouse from one element to above another. */
export async function drag(browser: Browser, from: string, to: string): Promise<void> {
  const place = (what: string) =>
    browser.get<{ x: number; y: number }>(
      `(() => { const one = ${what}; one.scrollIntoView({ block: 'nearest' }); const box = one.getBoundingClientRect(); return { x: box.left + 5, y: box.top + 5 }; })()`,
    );
  const begin = await place(from);
  const end = await place(to);
  const mouse = (type: string, { x, y }: { x: number; y: number }) =>
    browser.command('Input.dispatchMouseEvent', { type, x, y, button: 'left', buttons: 1, clickCount: 1 });
  await mouse('mousePressed', begin);
  await mouse('mouseMoved', { x: begin.x, y: (begin.y + end.y) / 2 });
  await mouse('mouseMoved', end);
  await mouse('mouseReleased', end);
}
