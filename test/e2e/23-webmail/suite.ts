/**
 * Webmail's reading pages in a real Chromium against a running host: mail that comes while one looks, conversations, archive
 * with undo, search, ten thousand messages, another program at the same mailbox, a server that restarts, no line, a phone, the
 * keyboard alone. Letters come by SMTP and IMAP as anybody's do. Run by test/e2e/run.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImapClient } from '../../../bench/imap-client.ts';
import { smtpSend } from '../../../lab/mail-client.ts';
import { startWorld, type World } from '../../../lab/world.ts';
import { owner, signedIn } from '../../centre-client.ts';
import { type Browser, startBrowser } from '../harness/browser.ts';
import { atEnd, check, has, suite } from '../harness/report.ts';
import { waitFor } from '../harness/wait.ts';
import { byImap, type Door, manyLetters, putInto, somePost, written } from './letters.ts';
import { DESKTOP, isListed, isStill, PHONE, press, rowOf, says, subjects } from './pages.ts';
import { keptPage, manyTabs, sleepingTab, withoutLocks } from './tabs.ts';

const MANY = 10_000;
/** The folder of that name. */
const folderId = (path: string): string => Buffer.from(path).toString('base64url');
/** However long the list, so many rows are on the page at most. */
const MOST_ROWS = 60;
const LINE = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };

interface House {
  world: World;
  readonly base: string;
  readonly door: () => Door;
  readonly address: string;
}

/** A letter from the world, by SMTP. */
async function deliver({ world, address }: House, subject: string): Promise<void> {
  const letter = written({
    from: 'Kari Nordmann <kari@far.example>',
    to: address,
    subject,
    text: 'Denne kom nettopp.',
    at: new Date(),
    id: subject.replaceAll(' ', '-'),
  });
  const said = await world.say({
    port: world.port('inbound'),
    from: '127.3.1.9',
    tls: false,
    says: [...smtpSend(null, 'kari@far.example', address).slice(0, -1), 'DATA', `${letter.toString()}\r\n.`, 'QUIT'],
  });
  assert.match(said, /^250 [^\n]*\r\n221 /m, said);
}
const count = ({ door }: House, folder: string): Promise<number> =>
  byImap(door(), async (imap) => {
    const status = await imap.status(folder, { messages: true });
    return status === false ? -1 : (status.messages ?? -1);
  });
const open = async (browser: Browser, url: string): Promise<void> => {
  await browser.open(url);
  await browser.until('the list', isStill, 40_000);
};

async function arrival(browser: Browser, house: House): Promise<void> {
  await check('the inbox shows what is there, conversations as one, newest first', async () => {
    await browser.show(DESKTOP);
    await open(browser, `${house.base}/mail?lang=nb`);
    await browser.until('rows', isListed('Bilag for november'));
    const seen = await subjects(browser);
    assert.deepEqual(seen.slice(0, 3), [
      'Bilag for november',
      'Re: Tilbud på kjøkken',
      'Ukens tilbud: 30 % på terrassebord',
    ]);
    assert.equal(seen.filter((one) => one.endsWith('Tilbud på kjøkken')).length, 1, 'one row a conversation');
    // How many are unread comes with the folders, which are asked for beside the list.
    await browser.until('the title', '/^\\(3\\) Innboks/.test(document.title)');
  });
  await check(
    'mail that comes while one looks is there by itself, told to screen readers and in the title',
    async () => {
      await deliver(house, 'Helt ny beskjed');
      await browser.until('the row', isListed('Helt ny beskjed'), 10_000);
      assert.equal((await subjects(browser))[0], 'Helt ny beskjed');
      await browser.until('the title', "document.title.startsWith('(4)')");
      await browser.until(
        'the word of it',
        "[...document.querySelectorAll('[role=status]')].some((one) => one.textContent.includes('Ny melding fra Kari Nordmann: Helt ny beskjed'))",
      );
    },
  );
}

async function reading(browser: Browser, house: House): Promise<void> {
  await check(
    'by keyboard alone: down to a conversation, Enter, all of it, the newest open, read from now on',
    async () => {
      await open(browser, `${house.base}/mail?lang=nb`);
      await browser.until('rows', isListed('Bilag for november'));
      for (const key of ['j', 'j', 'j']) await press(browser, key);
      await browser.until(
        'the cursor',
        `document.activeElement === ${rowOf('Re: Tilbud på kjøkken')}?.querySelector('a')`,
      );
      await press(browser, 'Enter');
      await browser.until('the conversation', says('Her er tegningene'));
      await browser.until('all four', "document.querySelectorAll('[data-message]').length === 4");
      assert.equal(await browser.get('document.activeElement.localName'), 'h1', 'the reader is led to the heading');
      assert.equal(await browser.get("document.querySelectorAll('h1').length"), 1);
      assert.equal(await browser.get("document.querySelectorAll('[data-message].open').length"), 1);
      await browser.until('it is read', `!${rowOf('Re: Tilbud på kjøkken')}.classList.contains('unread')`);
      // The page shows it at once, before the server has it.
      await waitFor('other programs to see it', () =>
        byImap(house.door(), async (imap) => {
          await imap.mailboxOpen('INBOX', { readOnly: true });
          const unseen = (await imap.search({ seen: false, subject: 'Tilbud på kjøkken' })) || null;
          return unseen?.length === 0;
        }),
      );
    },
  );
  await check('it says why a message came here', async () => {
    await deliver(house, 'Hvorfor denne');
    await browser.until('the row', isListed('Hvorfor denne'));
    await browser.get(`${rowOf('Hvorfor denne')}.querySelector('a').click()`);
    await browser.until('its heading', "document.querySelector('.conversation h1')?.innerText === 'Hvorfor denne'");
    await browser.until('the text', says('Denne kom nettopp.'));
    await browser.get("document.querySelector('.conversation .head button[aria-expanded]:last-of-type').click()");
    await browser.until('the menu', says('Hvorfor kom denne hit?'));
    await browser.get(
      "[...document.querySelectorAll('.more button')].find((one) => one.innerText.includes('Hvorfor')).click()",
    );
    await browser.until('the way', says('Kom fra kari@far.example'));
    has(await browser.get<string>("document.querySelector('.trail').innerText"), 'Lagt i Innboks.');
    await press(browser, 'Escape');
  });
}

async function deeds(browser: Browser, house: House): Promise<void> {
  await check('archived with one key, and back with another: IMAP says the same', async () => {
    await open(browser, `${house.base}/mail?lang=nb`);
    await browser.until('rows', isListed('Pakken din er på vei'));
    const [inbox, archive] = [await count(house, 'INBOX'), await count(house, 'Archive')];
    await browser.get(`${rowOf('Pakken din er på vei')}.querySelector('a').focus()`);
    await browser.get(`${rowOf('Pakken din er på vei')}.querySelector('input').click()`);
    await browser.until('chosen', says('1 valgt'));
    await press(browser, 'e');
    await browser.until('it is said', says('1 melding arkivert'));
    assert.ok(!(await browser.get<boolean>(isListed('Pakken din er på vei'))), 'the row is gone');
    assert.deepEqual([await count(house, 'INBOX'), await count(house, 'Archive')], [inbox - 1, archive + 1]);
    await press(browser, 'z');
    await browser.until('it is back', isListed('Pakken din er på vei'));
    assert.deepEqual([await count(house, 'INBOX'), await count(house, 'Archive')], [inbox, archive]);
  });
  await check('a conversation is moved whole, to a folder found by typing', async () => {
    await browser.get(`${rowOf('Re: Tilbud på kjøkken')}.querySelector('input').click()`);
    await press(browser, 'v');
    await browser.until('the folders', "document.activeElement?.getAttribute('role') === 'combobox'");
    await browser.command('Input.insertText', { text: 'berg' });
    await browser.until('one', "document.querySelectorAll('[role=option]').length === 1");
    await press(browser, 'Enter');
    await browser.until('it is said', says('flyttet til Kunder / Berg Bygg') + ' || ' + says('flyttet til Berg Bygg'));
    assert.equal(await count(house, 'Kunder/Berg Bygg'), 4);
    await press(browser, 'z');
    await browser.until('it is back', isListed('Re: Tilbud på kjøkken'));
    assert.equal(await count(house, 'Kunder/Berg Bygg'), 0);
  });
  await check('search finds what has an ø in it, says how it was read, and opens it', async () => {
    await press(browser, '/');
    await browser.until('the field', "document.activeElement?.name === 'q'");
    await browser.command('Input.insertText', { text: 'emne:kjøkken' });
    await press(browser, 'Enter');
    await browser.until(
      'the chip',
      "[...document.querySelectorAll('.found li')].some((one) => one.textContent.includes('kjøkken'))",
    );
    await browser.until('what was found', isListed('Re: Tilbud på kjøkken'));
    assert.ok((await subjects(browser)).every((one) => one.includes('kjøkken')));
    await browser.get("document.querySelector('[role=search] button').click()");
    await browser.until('the inbox again', isListed('Bilag for november'));
  });
}

async function manyMessages(browser: Browser, house: House): Promise<void> {
  await byImap(house.door(), (imap) => imap.mailboxCreate('Mange'));
  const { address, password, port } = house.door();
  const filler = await ImapClient.open({ host: '127.0.0.1', port } as never, address, password);
  const now = Date.now();
  await filler.append('Mange', manyLetters(MANY, now, address).map(written));
  filler.close();
  const scroll = (part: number): Promise<unknown> =>
    browser.get(
      `(() => { const one = document.querySelector('.scroller'); one.scrollTop = (one.scrollHeight - one.clientHeight) * ${part}; })()`,
    );
  const rows = (): Promise<number> => browser.get("document.querySelectorAll('[role=row]').length");
  await check(`${MANY} messages: to the middle and to the end, few rows on the page, the scroll bar true`, async () => {
    await open(browser, `${house.base}/mail/${folderId('Mange')}?lang=nb`);
    await browser.until('all of it', `document.querySelector('[role=grid]').ariaRowCount === '${MANY}'`);
    await browser.until('the newest', isListed(`Sak ${MANY}`));
    const height = await browser.get<number>("document.querySelector('[role=grid]').clientHeight");
    const one = await browser.get<number>("document.querySelector('[role=row]').clientHeight");
    assert.ok(Math.abs(height - MANY * (one + 1)) < MANY * 2, `${height} for ${MANY} rows of ${one}`);
    await scroll(0.5);
    await browser.until('the middle', isListed(`Sak ${MANY / 2}`));
    assert.ok((await rows()) <= MOST_ROWS, `${await rows()} rows on the page`);
    await scroll(1);
    await browser.until('the last', isListed('Sak 1'));
    assert.ok((await rows()) <= MOST_ROWS, `${await rows()} rows on the page`);
    assert.equal(await browser.get(`${rowOf('Sak 1')}.ariaRowIndex`), String(MANY));
  });
  await check('with the keyboard to the end and to the beginning of them', async () => {
    await browser.get('document.querySelector(\'[role=row] a[tabindex="0"]\').focus()');
    await press(browser, 'Home');
    await browser.until('the first', `document.activeElement === ${rowOf(`Sak ${MANY}`)}?.querySelector('a')`);
    await press(browser, 'End');
    await browser.until('the last', `document.activeElement === ${rowOf('Sak 1')}?.querySelector('a')`);
    assert.ok((await rows()) <= MOST_ROWS, `${await rows()} rows on the page`);
  });
}

async function others(browser: Browser, house: House): Promise<void> {
  await check('a folder that another program deletes while one reads it: said, with the way on', async () => {
    await byImap(house.door(), async (imap) => {
      await imap.mailboxCreate('Kort tid');
      await putInto(imap, 'Kort tid', [
        { from: 'Ola <ola@privat.example>', subject: 'Snart borte', text: 'Les fort.', at: new Date() },
      ]);
    });
    await open(browser, `${house.base}/mail/${folderId('Kort tid')}?lang=nb`);
    await browser.until('its message', isListed('Snart borte'));
    await byImap(house.door(), (imap) => imap.mailboxDelete('Kort tid'));
    // At the latest when the reader asks for something of it.
    await browser.get("document.querySelector('.filters button').click()");
    await browser.until('the word of it', says('Mappen er borte'));
    await browser.get("[...document.querySelectorAll('.state button')].at(-1).click()");
    await browser.until('the inbox', isListed('Bilag for november'));
  });
  await check('without a line what is done waits and is said, and is done when the line is back', async () => {
    await open(browser, `${house.base}/mail?lang=nb`);
    await browser.until('rows', isListed('Foreldremøte tirsdag'));
    const before = await count(house, 'Archive');
    await browser.get(`${rowOf('Foreldremøte tirsdag')}.querySelector('a').click()`);
    await browser.until(
      'the text',
      "document.querySelector('.conversation .message')?.innerText.includes('Vi minner om foreldremøtet')",
    );
    await browser.command('Network.emulateNetworkConditions', { ...LINE, offline: true });
    try {
      await press(browser, 'e');
      await browser.until('it waits', says('1 handling venter på nettet'));
      has(await browser.get<string>('document.body.innerText'), 'Ikke tilkoblet. Det du ser, er fra');
      assert.equal(await count(house, 'Archive'), before);
    } finally {
      await browser.command('Network.emulateNetworkConditions', { ...LINE, offline: false });
    }
    await browser.until('the line is back', `!${says('Ikke tilkoblet')}`, 40_000);
    await waitFor('it is done', async () => (await count(house, 'Archive')) !== before);
    assert.equal(await count(house, 'Archive'), before + 1);
  });
}

async function phone(browser: Browser, house: House): Promise<void> {
  await check('on a phone: list, message, back to the same place, folders in a drawer', async () => {
    await browser.show(PHONE);
    await open(browser, `${house.base}/mail/${folderId('Mange')}?lang=nb`);
    await browser.until('rows', isListed(`Sak ${MANY}`));
    await browser.get("document.querySelector('.scroller').scrollTop = 4000");
    await browser.until('further down', isListed(`Sak ${MANY - 50}`));
    const place = await browser.get<number>("document.querySelector('.scroller').scrollTop");
    await browser.get(`${rowOf(`Sak ${MANY - 50}`)}.querySelector('a').click()`);
    await browser.until(
      'the message',
      `${says(`brev nummer ${MANY - 50} av mange`)} && !document.querySelector('.list').checkVisibility()`,
    );
    await browser.get('history.back()');
    await browser.until('the list', "document.querySelector('.list').checkVisibility()");
    await browser.until('its place', `Math.abs(document.querySelector('.scroller').scrollTop - ${place}) < 100`);
    await browser.get("document.querySelector('.drawer').click()");
    await browser.until('the folders', "document.querySelector('.side').checkVisibility()");
    await browser.until('the focus is there', "document.querySelector('.side').contains(document.activeElement)");
    await press(browser, 'Escape');
    await browser.until('closed', "!document.querySelector('.side').checkVisibility()");
  });
}

/** The server goes and comes back on the same port, with the same data. */
async function restart(browser: Browser, house: House, begin: (port: string) => Promise<World>): Promise<void> {
  await check('a server that restarts: said, taken up again by itself, and nothing is missed', async () => {
    await browser.show(DESKTOP);
    await open(browser, `${house.base}/mail?lang=nb`);
    await browser.until('rows', isListed('Bilag for november'));
    await house.world.stop();
    await browser.until('it is said', says('Ikke tilkoblet'), 15_000);
    house.world = await begin(new URL(house.base).port);
    await deliver(house, 'Mens du ventet');
    await browser.until('the letter', isListed('Mens du ventet'), 45_000);
    await browser.until('all is well', `!${says('Ikke tilkoblet')}`);
  });
}

await suite(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'webmail-'));
  atEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const begin = (port: string): Promise<World> =>
    startWorld({ POSTVAKT_LISTEN__HTTP: `"127.0.0.1:${port}"` }, { folder });
  const first = await begin('0');
  const { customer } = await owner(first, 23);
  const { address, password } = customer;
  const house: House = {
    world: first,
    base: String(first.host.endpoints['http']),
    address,
    door: () => ({ port: house.world.port('imaps'), address, password }),
  };
  atEnd(() => house.world.stop());
  await byImap(house.door(), async (imap) => {
    await imap.mailboxCreate('Kunder');
    await imap.mailboxCreate('Kunder/Berg Bygg');
    await putInto(imap, 'INBOX', somePost(Date.now(), address));
  });
  const { cookie } = await signedIn(first, address, password);
  const browser = await startBrowser();
  atEnd(() => browser.stop());
  const [name, value] = cookie.split('=');
  await browser.command('Network.setCookie', { url: house.base, name, value, httpOnly: true, sameSite: 'Lax' });
  await arrival(browser, house);
  await reading(browser, house);
  await deeds(browser, house);
  const tabs = { base: house.base, deliver: (subject: string) => deliver(house, subject) };
  for (const part of [keptPage, manyTabs, sleepingTab, withoutLocks]) await part(browser, tabs);
  await others(browser, house);
  await manyMessages(browser, house);
  await phone(browser, house);
  await restart(browser, house, begin);
  await check('the browser had nothing to complain about', () =>
    assert.deepEqual(
      browser.complaints.filter(
        (line) => !/ERR_(?:CONNECTION|INTERNET|INCOMPLETE|EMPTY|NETWORK)|404 .*S29ydCB0aWQ/.test(line),
      ),
      [],
    ),
  );
});
