/** How the suite of webmail's pages looks at them and presses keys. Knows the marks of the list, judges nothing. */
import type { Browser } from '../harness/browser.ts';

export const PHONE = { width: 390, height: 844, language: 'nb-NO' } as const;
export const DESKTOP = { width: 1280, height: 800, language: 'nb-NO' } as const;

/** One key as a keyboard sends it, shifted where its sign needs it. */
export async function press(browser: Browser, key: string): Promise<void> {
  const isSign = key.length === 1;
  const more = { key, ...(isSign ? { text: key } : { code: key }) };
  const codes: Readonly<Record<string, number>> = {
    Enter: 13,
    Escape: 27,
    ArrowDown: 40,
    ArrowUp: 38,
    End: 35,
    Home: 36,
  };
  const code = { windowsVirtualKeyCode: codes[key] ?? key.toUpperCase().charCodeAt(0) };
  await browser.command('Input.dispatchKeyEvent', {
    type: isSign ? 'keyDown' : 'rawKeyDown',
    ...more,
    ...code,
    ...(key === 'Enter' ? { type: 'keyDown', text: '\r' } : {}),
  });
  await browser.command('Input.dispatchKeyEvent', { type: 'keyUp', ...more, ...code });
}

/** Subjects as they stand in the list, from above. */
export const subjects = (browser: Browser): Promise<readonly string[]> =>
  browser.get(
    "[...document.querySelectorAll('[role=row][data-at]')].sort((a, b) => a.dataset.at - b.dataset.at).map((one) => one.querySelector('.words').textContent)",
  );
/** An expression: a row with this subject is in the list. */
export const isListed = (subject: string): string =>
  `[...document.querySelectorAll('[role=row] .words')].some((one) => one.textContent === ${JSON.stringify(subject)})`;
export const rowOf = (subject: string): string =>
  `[...document.querySelectorAll('[role=row][data-at]')].find((one) => one.querySelector('.words').textContent === ${JSON.stringify(subject)})`;
/** An expression: somewhere on the page it says so. */
export const says = (text: string): string => `document.body.innerText.includes(${JSON.stringify(text)})`;
/** Nothing is being fetched. */
export const isStill = "document.querySelector('[role=grid][aria-busy=false]') !== null";
