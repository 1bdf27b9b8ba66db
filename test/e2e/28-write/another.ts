/**
 * Somebody else signs in in the same browser while a letter is being written: nothing of it reaches him, nothing is done in his
 * name, and the writer finds every word when he is back. Part of the suite of writing.
 */
import assert from 'node:assert/strict';
import type { World } from '../../../lab/world.ts';
import { type Browser as Asker, owner, signedIn } from '../../centre-client.ts';
import type { Browser } from '../harness/browser.ts';
import { check } from '../harness/report.ts';

interface Writer {
  readonly address: string;
  readonly password: string;
}
export interface Writers {
  readonly world: World;
  readonly base: string;
  readonly writer: Writer;
  /** Opens the window with a subject; the writer is signed in. */
  readonly write: (browser: Browser, subject: string) => Promise<void>;
  readonly press: (browser: Browser, words: string, within: string) => Promise<void>;
  readonly enter: (browser: Browser) => Promise<void>;
}
const LATER = 'Og dette skrev jeg etterpå.';
const letter = (words: string): string =>
  `document.querySelector('.window .page')?.innerText.includes(${JSON.stringify(words)})`;

/** As in another tab: the cookie of the browser is his from now on. */
const signInElsewhere = async (browser: Browser, { address, password }: Writer): Promise<void> => {
  const body = JSON.stringify({ name: address, password });
  const asked = `{ method: 'POST', headers: { 'content-type': 'application/json' }, body: ${JSON.stringify(body)} }`;
  assert.equal(await browser.get(`fetch('/api/v1/session', ${asked}).then(({ status }) => status)`), 200);
};
const type = async (browser: Browser, words: string): Promise<void> => {
  await browser.get("document.querySelector('.window .page').focus()");
  await browser.command('Input.insertText', { text: words });
};
/** All drafts of somebody as the server has them, with their words. */
async function drafts(who: Asker): Promise<string> {
  const { drafts: listed } = (await who.get<{ drafts: { id: string }[] }>('/mail/drafts')).body;
  const whole = await Promise.all(listed.map(({ id }) => who.get(`/mail/drafts/${id}`)));
  return JSON.stringify(whole.map(({ body }) => body));
}

export async function somebodyElse(browser: Browser, house: Writers): Promise<void> {
  const { world, base, writer, press } = house;
  const { customer: other } = await owner(world, 2802);
  // A browser of their own each: theirs are not the sessions that end below.
  const others = await signedIn(world, other.address, other.password);
  const writers = await signedIn(world, writer.address, writer.password);
  const isChoice = `document.querySelector('dialog[open] h2')?.innerText.includes(${JSON.stringify(other.address)})`;
  await check(
    'another signs in in this browser: the letter stops, hidden, and nothing of it is saved as his',
    async () => {
      await browser.forgetCookies();
      await house.enter(browser);
      await house.write(browser, 'Hemmelig plan');
      await type(browser, 'Bare til deg. ');
      await browser.until('saved', "document.querySelector('.window header p')?.innerText.includes('lagret')");
      const before = await drafts(writers);
      await signInElsewhere(browser, other);
      await type(browser, LATER);
      await browser.until('it is said who is signed in', isChoice);
      assert.equal(await browser.get('document.activeElement.closest("dialog") !== null'), true, 'the focus is there');
      await browser.key('Escape');
      assert.equal(await browser.get(isChoice), true, 'there is no other way on');
      assert.equal(await drafts(writers), before);
      assert.equal(await drafts(others), '[]');
    },
  );
  await check('he goes on to his own mail, and finds nothing of the writer there', async () => {
    await press(browser, 'Fortsett som', 'dialog');
    await browser.until(
      'his mail',
      "document.querySelector('dialog') === null && document.querySelector('[role=grid], .state')",
    );
    const page = `document.documentElement.outerHTML.includes('Hemmelig')`;
    assert.equal(await browser.get(page), false);
    await browser.until('the folders', "document.querySelector('.compose')");
    await browser.get(`document.querySelector('.compose').click()`);
    await browser.until('a fresh letter', "document.querySelector('.window input[name=subject]')?.value === ''");
    assert.equal(await browser.get(page), false);
    await press(browser, 'Kast', '.window');
    await browser.until('away', "document.querySelector('.window') === null");
  });
  await check('the writer signs in again: every word is there, and is saved', async () => {
    await browser.forgetCookies();
    await house.enter(browser);
    await browser.until('the letter', `${letter('Bare til deg.')} && ${letter(LATER)}`);
    await browser.until('saved', "document.querySelector('.window header p')?.innerText.includes('lagret')");
  });
  await check('or he signs in where he stands: what was asked is asked again, in his own name', async () => {
    const again = await signedIn(world, writer.address, writer.password);
    await browser.until('ready', "document.querySelector('.window .page')?.getAttribute('aria-busy') === 'false'");
    await signInElsewhere(browser, other);
    await type(browser, ' Enda en gang.');
    await browser.until('it is said who is signed in', isChoice);
    await press(browser, 'Logg inn som', 'dialog');
    await browser.until('the password', "document.activeElement?.name === 'password'");
    await browser.command('Input.insertText', { text: writer.password });
    await browser.key('Enter');
    await browser.until('on the page', "document.querySelector('dialog') === null");
    await browser.until('saved', "document.querySelector('.window header p')?.innerText.includes('lagret')");
    assert.match(await drafts(again), /Enda en gang/);
    assert.doesNotMatch(await drafts(others), /Enda|Hemmelig/);
    await press(browser, 'Kast', '.window');
    assert.equal(new URL(await browser.get<string>('location.href')).origin, new URL(base).origin);
  });
}
