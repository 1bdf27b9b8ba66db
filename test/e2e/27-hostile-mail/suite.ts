/**
 * The corpus of hostile mail in a real Chromium: through the real API in the frame of an open message, with a server that must
 * never be asked; then the same letters unsanitised behind the same policy, so that the wall is seen to hold alone. And an
 * open message as its reader sees it. Run by test/e2e/run.
 */
import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { documentPolicy, type ShownAs } from '#src/service/webmail/document.ts';
import { startWorld } from '../../../lab/world.ts';
import { lines, mailReader, type MailReader } from '../../mail-reader.ts';
import { LINKS, MARKUP, RUN, STYLES, TRACKERS } from '../../suites/hostile-mail/markup-all.ts';
import { type Browser, startBrowser } from '../harness/browser.ts';
import { atEnd, check, suite } from '../harness/report.ts';
import { waitFor } from '../harness/wait.ts';

const CORPUS = [...MARKUP, ...STYLES, ...LINKS, ...TRACKERS];
const BATCH = 50;
/** As the app's own frames are: Document.svelte, print.ts; and a tab alone, here as a frame without origin. */
const SANDBOX: Readonly<Record<ShownAs, string>> = {
  alone: 'allow-popups allow-popups-to-escape-sandbox',
  frame: 'allow-same-origin allow-popups allow-popups-to-escape-sandbox',
  paper: 'allow-same-origin allow-modals',
};

/** A server that writes down who asks. */
async function startTrap(): Promise<{ readonly url: string; readonly hits: string[]; stop(): void }> {
  const hits: string[] = [];
  const server = http.createServer((request, response) => {
    hits.push(request.url ?? '');
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('x');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, hits, stop: () => void server.close() };
}

/** Presses, changes and points at all there is, as a hand could: links stay where they are, so that only what runs is seen. */
const press = `(frame) => {
  for (const one of frame.contentDocument?.querySelectorAll('*') ?? []) {
    if (one.localName === 'a' || one.localName === 'area') {
      const href = one.getAttribute('href') ?? one.getAttribute('xlink:href') ?? '';
      // An address of the web only leads away; any other is tried.
      if (/^\\s*https?:/i.test(href)) continue;
    }
    for (const name of ['mouseover', 'focus', 'input', 'change', 'toggle', 'submit', 'animationend'])
      one.dispatchEvent(new Event(name, { bubbles: true }));
    one.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, view: null }));
  }
}`;

/** Puts documents into frames of the page that is open, some at a time, and waits until each has settled. */
async function frames(
  browser: Browser,
  addresses: readonly string[],
  as: ShownAs = 'alone',
  isPressed = false,
): Promise<void> {
  await browser.get(`(() => { globalThis.ran = 0; addEventListener('message', () => globalThis.ran++); })()`);
  for (let at = 0; at < addresses.length; at += BATCH)
    await browser.get(`(async () => {
      const made = ${JSON.stringify(addresses.slice(at, at + BATCH))}.map((src) => {
        const frame = Object.assign(document.createElement('iframe'), { src });
        frame.setAttribute('sandbox', ${JSON.stringify(SANDBOX[as])});
        frame.style.cssText = 'width:600px;height:400px';
        const done = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
        document.body.append(frame);
        return { frame, done };
      });
      await Promise.all(made.map(({ done }) => done));
      if (${isPressed}) for (const { frame } of made) (${press})(frame);
      await new Promise((resolve) => setTimeout(resolve, 200));
      for (const { frame } of made) frame.remove();
    })()`);
}

const quiet = async (browser: Browser, hits: readonly string[], before: readonly [string, string]): Promise<void> => {
  const after = await browser.get<[string, string]>('[document.title, location.href]');
  assert.deepEqual(after, before, 'title and place of the page');
  assert.equal(await browser.get('globalThis.ran'), 0, 'scripts that ran');
  assert.deepEqual(hits, [], 'hits of the trap');
};
const place = (browser: Browser): Promise<[string, string]> => browser.get('[document.title, location.href]');

/** Letters as they stand, behind the policy alone. */
async function startBare(trap: string): Promise<{ readonly url: string; stop(): void }> {
  let base = '';
  const server = http.createServer((request, response) => {
    const [, as = 'alone', number = '-1'] = /^\/(alone|frame|paper)\/(\d+)$/.exec(request.url ?? '') ?? [];
    const html = CORPUS[Number(number)]?.[1];
    if (request.url === '/open')
      response.writeHead(200, { 'content-type': 'text/html' }).end(`<script>${RUN}</script>`);
    else if (request.url === '/pressed')
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(`<a href="#" onclick="${RUN.replaceAll('"', '&quot;')}">x</a>`);
    else if (html === undefined)
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><title>rolig</title><main><h1>x</h1></main>');
    else
      response
        .writeHead(200, {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': documentPolicy(base, as as ShownAs),
          'x-dns-prefetch-control': 'off',
        })
        .end(html.replaceAll('TRAP', trap));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url: base, stop: () => void server.close() };
}

async function enter(browser: Browser, base: string, reader: MailReader): Promise<void> {
  await browser.show({ width: 1280, height: 800, language: 'nb-NO' });
  await browser.open(`${base}/sign-in?lang=nb`);
  await browser.type('input[name=name]', reader.address);
  await browser.type('input[name=password]', reader.who.customer.password);
  await browser.key('Enter');
  await browser.until('the app', "!location.pathname.startsWith('/sign-in')");
}

const letter = (html: string, number: number): string =>
  lines(
    'From: Fiende <fiende@far.example>',
    'To: kari@fjord.example',
    `Subject: brev ${number}`,
    `Message-ID: <brev-${number}@far.example>`,
    'MIME-Version: 1.0',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(html).toString('base64').replaceAll(/.{76}/g, '$&\r\n'),
    '',
  );

await suite(async () => {
  const world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  atEnd(() => world.stop());
  const trap = await startTrap();
  atEnd(() => trap.stop());
  const bare = await startBare(trap.url);
  atEnd(() => bare.stop());
  const browser = await startBrowser();
  atEnd(() => browser.stop());
  const base = String(world.host.endpoints['http']);
  const reader = await mailReader(world, 727);

  await check('the trap works: an unsanitised letter without the wall asks it', async () => {
    await browser.open(`${bare.url}/`);
    await browser.get(`document.body.append(Object.assign(new Image(), { src: '${trap.url}/proof' }))`);
    await waitFor('a hit', () => trap.hits.length > 0);
    assert.deepEqual(trap.hits.splice(0), ['/proof']);
    await frames(browser, [`${bare.url}/alone/0`]);
    assert.equal(await browser.get('globalThis.ran'), 0);
    await browser.get(`document.body.append(Object.assign(document.createElement('iframe'), { src: '/open' }))`);
    await browser.until('a script of a frame without the wall to be heard', 'globalThis.ran === 1');
  });
  for (const as of ['alone', 'frame'] as const)
    await check(`the wall alone holds against ${CORPUS.length} letters, ${as}`, async () => {
      await browser.open(`${bare.url}/`);
      const before = await place(browser);
      const addresses = CORPUS.map((_, number) => `${bare.url}/${as}/${number}`);
      await frames(browser, addresses, as);
      await quiet(browser, trap.hits, before);
    });
  await check(`${CORPUS.length} letters through the API: nothing runs, nothing is asked`, async () => {
    trap.hits.length = 0;
    const ids: string[] = [];
    for (const [number, [, html]] of CORPUS.entries())
      ids.push(await reader.put(letter(html.replaceAll('TRAP', trap.url), number)));
    await enter(browser, base, reader);
    // The title counts what is unread, our own notice of this sign-in too: after that nothing of ours changes it.
    await browser.until('all letters and the notice', `document.title.startsWith('(${ids.length + 1}) ')`);
    const before = await place(browser);
    await frames(
      browser,
      ids.map((id) => `/api/v1/mail/messages/${encodeURIComponent(id)}/document`),
      'frame',
    );
    await quiet(browser, trap.hits, before);
    await frames(browser, [`/api/v1/mail/paper?ids=${ids.slice(0, 60).join(',')}`], 'paper');
    await quiet(browser, trap.hits, before);
  });
  await check('everything in unsanitised letters pressed, with the app\u2019s own origin: nothing runs', async () => {
    await browser.open(`${bare.url}/`);
    const before = await place(browser);
    await frames(
      browser,
      CORPUS.map((_, number) => `${bare.url}/paper/${number}`),
      'frame',
      true,
    );
    trap.hits.length = 0; // a form or a link that was pressed may lead its frame away: nothing of ours goes along
    await quiet(browser, trap.hits, before);
  });
  await check('a press is seen where scripts may run', async () => {
    await browser.get(`document.body.append(Object.assign(document.createElement('iframe'), { src: '/pressed' }))`);
    await browser.until('the frame', "document.querySelector('iframe')?.contentDocument?.querySelector('a')");
    await browser.get(`(${press})(document.querySelector('iframe'))`);
    await browser.until('a script that was pressed to be heard', 'globalThis.ran > 0');
  });
});
