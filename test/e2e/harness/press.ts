/**
 * Presses a button or a link once it is there and can be pressed: a page fetches, asks and answers at its own pace, and what
 * is pressed too early is pressed in vain. Used by the suites with a browser. Knows no page.
 */
import type { Browser } from './browser.ts';

/** The first that `find` (an expression that gives an element, or nothing) gives; in one step, so that nothing comes between. */
export const pressFound = (browser: Browser, what: string, find: string): Promise<void> =>
  browser.until(
    what,
    `(() => { const one = ${find}; if (!one || one.disabled || one.ariaBusy === 'true') return false; one.click(); return true; })()`,
  );

/** The first that the selector finds. */
export const pressOn = (browser: Browser, selector: string): Promise<void> =>
  pressFound(browser, selector, `document.querySelector(${JSON.stringify(selector)})`);

/** The first button or link inside `within` that says this somewhere. */
export const press = (browser: Browser, words: string, within = 'main'): Promise<void> =>
  pressFound(
    browser,
    `the button «${words}»`,
    `[...document.querySelectorAll(${JSON.stringify(`${within} button, ${within} a`)})].find((one) => one.innerText.includes(${JSON.stringify(words)}))`,
  );
