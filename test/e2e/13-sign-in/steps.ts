/** Steps of the sign-in suite and of its pictures: fields, buttons, the start. Knows the pages by what a person sees. */
import assert from 'node:assert/strict';
import { startWorld, type World } from '../../../lab/world.ts';
import type { Browser } from '../harness/browser.ts';

export const PHONE = { width: 390, height: 844 } as const;
export const DESKTOP = { width: 1280, height: 800 } as const;
export const SMALLEST = { width: 320, height: 640 } as const;

/** A world, and its pages by name: passkeys want one, and browsers hold localhost to be safe. */
export async function namedWorld(): Promise<{ readonly world: World; readonly base: string }> {
  const world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  const base = String(world.host.endpoints['http']).replace('127.0.0.1', 'localhost');
  return { world, base };
}

export const text = (browser: Browser, selector: string): Promise<string> =>
  browser.get(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? ''`);

/** Presses the button that says this; inside `where` when given. */
export const press = async (browser: Browser, words: string, where = 'body'): Promise<void> => {
  const found = `[...document.querySelectorAll('${where} button, ${where} a')].find((one) => (one.ariaLabel ?? one.innerText).trim() === ${JSON.stringify(words)} && one.offsetParent !== null)`;
  await browser.until(`the button «${words}»`, found);
  await browser.get(`${found}.click()`);
};

export async function enter(browser: Browser, name: string, password: string): Promise<void> {
  await browser.type('input[name=name]', name);
  await browser.type('input[name=password]', password);
  await browser.key('Enter');
}

export const seen = (browser: Browser, words: string, limitMs?: number): Promise<void> =>
  browser.until(`«${words}»`, `document.body.innerText.includes(${JSON.stringify(words)})`, limitMs);

/** Nothing sticks out at the side, and there is one heading. */
export async function isWhole(browser: Browser): Promise<void> {
  const [page, window] = await browser.get<[number, number]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  );
  assert.ok(page <= window, `the page is ${page} wide in a window of ${window}`);
  assert.equal(await browser.get("document.querySelectorAll('main h1').length"), 1);
}

/** A device with a fingerprint reader, as the browser has it built in. */
export async function authenticator(browser: Browser): Promise<string> {
  await browser.command('WebAuthn.enable');
  const { authenticatorId } = await browser.command('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return authenticatorId as string;
}
