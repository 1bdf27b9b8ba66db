/**
 * Writing in webmail in a real Chromium: a message with a dropped file and a picture in its text, the tab killed and the words
 * there again, sent and taken back, sent and arrived, stopped by a limit with its end, offline; on a phone, in the dark. Run by
 * test/e2e/run. With PICTURES=<folder> it leaves screenshots there.
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setPlan } from '#src/service/plans.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import { startWorld, type World } from '../../../lab/world.ts';
import { type Browser as Asker, type Owner, owner, settled, signedIn } from '../../centre-client.ts';
import { type Browser, startBrowser } from '../harness/browser.ts';
import { must } from '../harness/program.ts';
import { atEnd, check, has, suite } from '../harness/report.ts';
import { waitFor } from '../harness/wait.ts';
import { somebodyElse } from './another.ts';

const PHONE = { width: 390, height: 844 } as const;
const DESKTOP = { width: 1280, height: 800 } as const;
const SMALLEST = { width: 320, height: 640 } as const;
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC';
const { PICTURES } = process.env;

interface House {
  readonly world: World;
  readonly base: string;
  readonly one: Owner;
  readonly asker: Asker;
}
const text = (browser: Browser, selector: string): Promise<string> =>
  browser.get(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? ''`);
/** Presses what has these words, as soon as it is there. */
async function press(browser: Browser, words: string, within = '.window'): Promise<void> {
  const one = `[...document.querySelectorAll(${JSON.stringify(`${within} button, ${within} a`)})].find((node) => (node.innerText + (node.getAttribute('aria-label') ?? '')).includes(${JSON.stringify(words)}))`;
  await browser.until(`the button ${words}`, one);
  await browser.get(`${one}.click()`);
}
const picture = async (browser: Browser, name: string): Promise<void> => {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  await browser.picture(join(PICTURES, `${name}.png`));
};
const saved = (browser: Browser): Promise<void> =>
  browser.until('saved', "document.querySelector('.window header p')?.innerText.includes('lagret')");
const focus = (browser: Browser, selector: string): Promise<void> =>
  browser.get(`document.querySelector(${JSON.stringify(selector)}).focus()`);
const insert = (browser: Browser, words: string): Promise<unknown> =>
  browser.command('Input.insertText', { text: words });

async function write(browser: Browser, base: string, to: string, subject: string): Promise<void> {
  if (await browser.get("location.pathname !== '/mail'")) await browser.open(`${base}/mail?lang=nb`);
  await browser.until('the mail', "document.querySelector('.compose, [class*=compose]')");
  await browser.get("document.querySelector('.compose').click()");
  await browser.until('the window', "document.querySelector('.window input[name=to]')");
  await browser.type('.window input[name=to]', to);
  await browser.key('Enter');
  await browser.type('.window input[name=subject]', subject);
  await browser.until('the editor', "document.querySelector('.window .page')?.getAttribute('aria-busy') === 'false'");
}
/** What a hand does with a file over the window. */
const dropFile = (browser: Browser, name: string, type: string, base64: string): Promise<void> =>
  browser.get(`(() => {
    const bytes = Uint8Array.from(atob(${JSON.stringify(base64)}), (letter) => letter.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], ${JSON.stringify(name)}, { type: ${JSON.stringify(type)} }));
    const to = document.querySelector('.window');
    to.dispatchEvent(new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer: data }));
    to.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
  })()`);
const pastePicture = (browser: Browser): Promise<void> =>
  browser.get(`(() => {
    const bytes = Uint8Array.from(atob('${PIXEL}'), (letter) => letter.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], 'skisse.png', { type: 'image/png' }));
    document.querySelector('.window .page').dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data }));
  })()`);

async function enter(browser: Browser, { base, one }: House): Promise<void> {
  await browser.open(`${base}/sign-in?lang=nb&to=/mail`);
  await browser.type('input[name=name]', one.customer.address);
  await browser.type('input[name=password]', one.customer.password);
  await browser.key('Enter');
  await browser.until('inside', "location.pathname.startsWith('/mail') && document.querySelector('.compose')");
}

async function writing(browser: Browser, house: House): Promise<void> {
  const { base, one } = house;
  await check('a letter with a dropped file and a pasted picture is written and saved', async () => {
    await browser.show({ ...DESKTOP, language: 'nb-NO' });
    await enter(browser, house);
    await write(browser, base, one.customer.address, 'Tegningene til hytta');
    await focus(browser, '.window .page');
    await insert(browser, 'Hei, her er skissen og prisene.');
    await dropFile(browser, 'priser.csv', 'text/csv', Buffer.from('vare;pris\nplank;120\n').toString('base64'));
    await browser.until('the file', "document.querySelector('.window').innerText.includes('priser.csv')");
    await pastePicture(browser);
    await browser.until('the picture', "document.querySelector('.window .page img')?.complete");
    await saved(browser);
    await picture(browser, 'desktop-light');
  });
  await check('the tab is killed in the middle: the words are there again', async () => {
    await focus(browser, '.window .page');
    await insert(browser, 'Siste ord før alt gikk i svart.');
    // No word of farewell: the page is thrown away at once, as a crash would.
    let isGone = false;
    await browser.command('Inspector.enable');
    const still = browser.hear('Inspector.targetCrashed', () => (isGone = true));
    void browser.command('Page.navigate', { url: 'chrome://crash' }).catch(() => undefined);
    await waitFor('the crash', () => isGone);
    still();
    await browser.open(`${base}/mail?lang=nb`);
    await browser.until('the words', "document.querySelector('.window .page')?.innerText.includes('Siste ord')");
    has(await text(browser, '.window'), 'priser.csv');
  });
  await check('sent, and taken back in time: nothing has left, the draft is open again', async () => {
    await browser.until('ready', "document.querySelector('.window .page')?.getAttribute('aria-busy') === 'false'");
    await press(browser, 'Send');
    await browser.until('the bar', "document.querySelector('.sent-bar')?.innerText.includes('Angre (')");
    await picture(browser, 'sent-bar');
    await press(browser, 'Angre', '.sent-bar');
    await browser.until('the draft', "document.querySelector('.window .page')?.innerText.includes('Siste ord')");
    assert.deepEqual((await house.asker.get<{ outgoing: unknown[] }>('/mail/outbox')).body.outgoing, []);
  });
}

/** Subject and parts as Python reads them, each [type, name, words or base64]. */
const READ = `import sys,json,email,email.policy,base64
m=email.message_from_bytes(sys.stdin.buffer.read(),policy=email.policy.default)
said=lambda c: base64.b64encode(c).decode() if isinstance(c,bytes) else c
print(json.dumps([m['subject'],[[p.get_content_type(),p.get_filename(),said(p.get_content())] for p in m.walk() if not p.is_multipart()],[str(d) for p in m.walk() for d in p.defects]]))`;

/** What lies in the inbox under this subject, byte by byte. */
async function arrivedAs({ asker }: House, subject: string): Promise<Buffer> {
  const inbox = `/mail/folders/${Buffer.from('INBOX').toString('base64url')}/messages?from=0&count=50&view=messages&filter=all`;
  const id = await waitFor(`${subject} to arrive`, async () => {
    const { rows } = (await asker.get<{ rows: { id: string; subject: string }[] }>(inbox)).body;
    return rows.find((row) => row.subject === subject)?.id;
  });
  return Buffer.from(await (await asker.ask('GET', `/mail/messages/${id}/source`)).arrayBuffer());
}

async function sending(browser: Browser, house: House): Promise<void> {
  const { base, one, asker, world } = house;
  await check('sent with Ctrl+Enter, it arrives whole', async () => {
    await asker.ask('PUT', '/mail/settings', { body: { undoSeconds: 0 } });
    await browser.until('ready', "document.querySelector('.window .page')?.getAttribute('aria-busy') === 'false'");
    await focus(browser, '.window .page');
    const keys = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, modifiers: 2 };
    await browser.command('Input.dispatchKeyEvent', { type: 'keyDown', ...keys });
    await browser.command('Input.dispatchKeyEvent', { type: 'keyUp', ...keys });
    await browser.until('gone', "document.querySelector('.window') === null");
    await browser.until('said', "document.querySelector('.sent-bar')?.innerText.includes('Sendt.')");
    const { folders } = (await asker.get<{ folders: { role: string; total: number }[] }>('/mail/folders')).body;
    assert.equal(folders.find(({ role }) => role === 'drafts')?.total, 0, 'no draft is left');
    assert.equal(folders.find(({ role }) => role === 'sent')?.total, 1);
  });
  await check('Python reads what arrived: the words twice, the picture in its place, the file as it was', async () => {
    const { out } = await must('python3', ['-c', READ], { input: await arrivedAs(house, 'Tegningene til hytta') });
    const [subject, parts, defects] = JSON.parse(out) as [string, [string, string | null, string][], string[]];
    assert.deepEqual([subject, defects], ['Tegningene til hytta', []]);
    assert.deepEqual(
      parts.map(([type, name]) => [type, name]),
      [
        ['text/plain', null],
        ['text/html', null],
        ['image/png', 'skisse.png'],
        ['text/csv', 'priser.csv'],
      ],
    );
    const [plain, html, image, csv] = parts.map(([, , content]) => content);
    for (const words of [plain, html]) {
      has(words, 'Hei, her er skissen og prisene.');
      has(words, 'Siste ord før alt gikk i svart.');
    }
    assert.match(html, /<img [^>]*src="cid:[^"]+"/);
    assert.deepEqual([image, csv], [PIXEL, 'vare;pris\nplank;120\n']);
  });
  await check('a wrong address is named beside its field, before anything is sent', async () => {
    await write(browser, base, 'kari@@fjord', 'Feil adresse');
    await press(browser, 'Send');
    await browser.until('named', "document.querySelector('.window [role=alert]')?.innerText.includes('kari@@fjord')");
    await picture(browser, 'bad-address');
    await press(browser, 'Fjern kari@@fjord');
  });
  await check('a word about a file that is not there is asked about gently', async () => {
    await browser.type('.window input[name=to]', one.customer.address);
    await browser.key('Enter');
    await focus(browser, '.window .page');
    await insert(browser, 'Se vedlegget.');
    await press(browser, 'Send');
    await browser.until('asked', "document.querySelector('.window .ask')?.innerText.includes('vedlegg')");
    await picture(browser, 'asked');
    await browser.key('Escape');
  });
  await check('stopped by a limit: said at once, kept in the outbox with the end and "send again"', async () => {
    const box = await mailboxByAddress(world.host.app.db.sql, one.customer.address);
    await settled(setPlan(world.host.app, box?.plan ?? '', ['mailbox.hour.max=1']));
    await press(browser, 'Send');
    await press(browser, 'Send likevel', '.window .ask');
    await browser.until('said', "document.querySelector('.sent-bar.bad')?.innerText.includes('timekvoten')");
    await picture(browser, 'refused-bar');
    await press(browser, 'utboksen', '.sent-bar');
    await browser.until(
      'the outbox',
      "document.querySelector('main h3') && document.querySelector('main [role=timer]')",
    );
    has(await text(browser, 'main'), 'timekvoten');
    has(await text(browser, 'main'), 'Send igjen');
    await picture(browser, 'outbox');
  });
  await check('when the Block is over it goes with one press', async () => {
    const [block] = await settled(world.host.app.blocks.list(one.customer.address, { onlyActive: true }));
    const box = await mailboxByAddress(world.host.app.db.sql, one.customer.address);
    await settled(setPlan(world.host.app, box?.plan ?? '', ['mailbox.hour.max=300']));
    await settled(world.host.app.blocks.lift(block.code, 'support', 'test'));
    await press(browser, 'Send igjen', 'main');
    await browser.until(
      'sent',
      "document.querySelector('main h3') && document.querySelector('main [role=timer]') === null",
    );
    await browser.until('sent', "document.querySelector('main').innerText.includes('Sendt de siste dagene')");
    await press(browser, 'Se hva som skjedde', 'main');
    await browser.until('what happened', "document.querySelector('.fates')?.innerText.includes('Levert i postkassen')");
    await picture(browser, 'outbox-sent');
  });
}

async function elsewhere(browser: Browser, house: House): Promise<void> {
  const { base, one } = house;
  await check('without a line the words are kept here, and saved when it is back', async () => {
    await write(browser, base, one.customer.address, 'På toget');
    await saved(browser);
    await browser.command('Network.emulateNetworkConditions', {
      offline: true,
      latency: 0,
      downloadThroughput: 0,
      uploadThroughput: 0,
    });
    await focus(browser, '.window .page');
    await insert(browser, 'Skrevet i tunnelen.');
    await browser.until('said', "document.querySelector('.window header p').innerText.includes('frakoblet')");
    await browser.command('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
    await saved(browser);
  });
  await check('Escape keeps the draft; on a phone the window is the whole page, and nothing sticks out', async () => {
    await browser.key('Escape');
    await browser.until('closed', "document.querySelector('.window') === null");
    for (const view of [
      { ...PHONE, language: 'nb-NO' },
      { ...PHONE, dark: true, language: 'nb-NO' },
      { ...SMALLEST, language: 'nb-NO' },
    ]) {
      await browser.show(view);
      await browser.open(`${base}/mail?to=kari@far.example&subject=Hei&body=Hei%20Kari&lang=nb`);
      await browser.until(
        'the window',
        "document.querySelector('.window .page')?.getAttribute('aria-busy') === 'false'",
      );
      const [wide, page] = await browser.get<[number, number]>(
        '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
      );
      assert.ok(wide <= page, `${wide} in ${page}`);
      const box = await browser.get<{ width: number; height: number }>(
        "document.querySelector('.window').getBoundingClientRect().toJSON()",
      );
      assert.deepEqual([Math.round(box.width), Math.round(box.height)], [view.width, view.height]);
      await picture(browser, `phone-${view.width}${'dark' in view ? '-dark' : ''}`);
      await press(browser, 'Lukk og behold');
      await browser.until('closed', "document.querySelector('.window') === null");
    }
  });
  await check('in the dark on a wide screen', async () => {
    await browser.show({ ...DESKTOP, dark: true, language: 'nb-NO' });
    await write(browser, base, one.customer.address, 'Kveldsbrev');
    await press(browser, 'Kopi');
    await picture(browser, 'desktop-dark');
    await press(browser, 'Kast utkastet');
    await browser.until('discarded', "document.querySelector('.sent-bar')?.innerText.includes('kastet')");
  });
}

await suite(async () => {
  const world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  atEnd(() => world.stop());
  const one = await owner(world, 2801);
  const asker = await signedIn(world, one.customer.address, one.customer.password);
  const house: House = { world, base: String(world.host.endpoints['http']), one, asker };
  const browser = await startBrowser();
  atEnd(() => browser.stop());
  await writing(browser, house);
  await sending(browser, house);
  await elsewhere(browser, house);
  await somebodyElse(browser, {
    world,
    base: house.base,
    writer: one.customer,
    write: (page, subject) => write(page, house.base, 'kari@far.example', subject),
    press,
    enter: (page) => enter(page, house),
  });
  await check('the pages complained of nothing', () => {
    // Who has signed in since is told so: that is what the checks before this one are about.
    const known = /ERR_INTERNET_DISCONNECTED|chrome:|\/session\?lang|409 \(Conflict\).*whose=/;
    const grave = browser.complaints.filter((line) => !known.test(line));
    assert.deepEqual(grave, []);
  });
});
