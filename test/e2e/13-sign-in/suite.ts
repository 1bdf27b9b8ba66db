/**
 * Signing in, in a real Chromium: passkeys with its virtual authenticator, an authenticator app by its picture (read by a
 * program nobody here wrote), recovery codes, being slowed down, a session that ends while somebody types, sessions, the
 * first operator, the way back. Run by test/e2e/run.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { endOtherSessions } from '#src/service/centre/sessions.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import type { World } from '../../../lab/world.ts';
import { owner, type Owner } from '../../centre-client.ts';
import { type Browser, startBrowser } from '../harness/browser.ts';
import { run } from '../harness/program.ts';
import { atEnd, check, has, suite } from '../harness/report.ts';
import { authenticator, DESKTOP, enter, isWhole, namedWorld, PHONE, press, seen, SMALLEST, text } from './steps.ts';

const code = (secret: string, steps: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({
    timestamp: Date.now() + steps * 30_000,
  });

/** The text of the QR code on the page, by zbar. */
async function readPicture(browser: Browser): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'qr-'));
  try {
    await browser.picture(join(folder, 'page.png'), true);
    const { out } = await run('zbarimg', ['-q', '--raw', join(folder, 'page.png')]);
    return out.trim();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const signedOut = async (browser: Browser, base: string): Promise<void> => {
  await browser.forgetCookies();
  await browser.open(`${base}/sign-in?lang=nb`);
};

async function passkeys(browser: Browser, base: string, mine: Owner): Promise<void> {
  const { contact, contactPassword } = mine;
  await check('a passkey is made with the password, and ten recovery codes are shown once', async () => {
    await browser.show({ ...PHONE, language: 'nb-NO' });
    await authenticator(browser);
    await browser.open(`${base}/sign-in?lang=nb`);
    await enter(browser, contact, contactPassword);
    await browser.until('the overview', "location.pathname === '/overview'");
    await browser.open(`${base}/settings`);
    await seen(browser, 'Bare passord');
    await browser.open(`${base}/settings/security`);
    await press(browser, 'Legg til passnøkkel');
    await browser.type('input[name=name]', 'Telefonen min');
    await browser.type('input[name=current]', 'galt passord');
    await browser.key('Enter');
    await seen(browser, 'Passordet du har nå, er ikke riktig.');
    assert.equal(await browser.get("document.querySelector('input[name=name]').value"), 'Telefonen min');
    await browser.type('input[name=current]', contactPassword);
    await browser.key('Enter');
    await seen(browser, 'Ta vare på disse nå');
    assert.equal(await browser.get("document.querySelectorAll('ol.codes li').length"), 10);
    assert.equal(await browser.get('document.activeElement.innerText'), 'Ta vare på disse nå');
    has(await text(browser, 'main'), 'Telefonen min');
    await isWhole(browser);
    await press(browser, 'Jeg har tatt vare på dem');
    await seen(browser, '10 koder igjen');
  });
  await check('the passkey alone opens: no name, no password', async () => {
    await signedOut(browser, base);
    await press(browser, 'Logg inn med passnøkkel');
    await browser.until('the overview', "location.pathname === '/overview'");
    await browser.open(`${base}/settings`);
    await seen(browser, contact);
  });
  await check('after the password it is asked for as the second step', async () => {
    await signedOut(browser, base);
    await enter(browser, contact, contactPassword);
    await seen(browser, 'Ett trinn til');
    assert.equal(await browser.get('document.activeElement.name'), 'code');
    has(await text(browser, 'main form label'), 'Gjenopprettingskode');
    await press(browser, 'Bruk passnøkkel');
    await browser.until('the overview', "location.pathname === '/overview'");
  });
  await check('it gets another name, and is removed with the consequence said first', async () => {
    await browser.open(`${base}/settings/security`);
    await press(browser, 'Gi nytt navn: Telefonen min');
    await browser.type('input[name=rename]', 'Arbeidstelefon');
    await browser.key('Enter');
    await seen(browser, 'Arbeidstelefon');
    await press(browser, 'Fjern: Arbeidstelefon');
    await seen(browser, 'bare passordet som beskytter kontoen');
    await browser.type('input[name=current]', contactPassword);
    await browser.key('Enter');
    await seen(browser, '«Arbeidstelefon» er fjernet.');
    await seen(browser, 'Bare passord');
    await signedOut(browser, base);
    await press(browser, 'Logg inn med passnøkkel');
    await seen(browser, 'Vi kjenner ikke igjen passnøkkelen');
  });
}

async function app(browser: Browser, base: string, mine: Owner): Promise<void> {
  const { address, password } = mine.customer;
  let recovery = '';
  await check(
    'the picture of the authenticator app is read by a program of others, and says what the text says',
    async () => {
      await browser.show({ ...DESKTOP, language: 'nb-NO' });
      await signedOut(browser, base);
      await enter(browser, address, password);
      await browser.until('the mail', "location.pathname === '/mail'");
      await browser.open(`${base}/settings/security`);
      await press(browser, 'Legg til kodeapp');
      await browser.type('input[name=name]', 'Telefon');
      await browser.type('input[name=current]', password);
      await browser.key('Enter');
      await seen(browser, 'Les av med appen');
      const uri = await readPicture(browser);
      const secret = new URL(uri).searchParams.get('secret') ?? '';
      assert.equal((await text(browser, 'code.key')).replaceAll(' ', ''), secret);
      has(decodeURIComponent(uri), address);
      await browser.type('input[name=code]', '000000');
      await browser.key('Enter');
      await seen(browser, 'Koden er feil eller brukt før.');
      await browser.type('input[name=code]', code(secret, 0));
      await browser.key('Enter');
      await seen(browser, 'Ta vare på disse nå');
      recovery = await text(browser, 'ol.codes li');
      await press(browser, 'Jeg har tatt vare på dem');
      await signedOut(browser, base);
      await enter(browser, address, password);
      await seen(browser, 'Ett trinn til');
      await browser.type('input[name=code]', code(secret, 1));
      await browser.key('Enter');
      await browser.until('the mail', "location.pathname === '/mail'");
    },
  );
  await check('a recovery code opens once, and the page counts down', async () => {
    await signedOut(browser, base);
    await enter(browser, address, password);
    await seen(browser, 'Ett trinn til');
    await browser.type('input[name=code]', recovery);
    await browser.key('Enter');
    await browser.until('the mail', "location.pathname === '/mail'");
    await browser.open(`${base}/settings/security`);
    await seen(browser, '9 koder igjen');
  });
}

async function expiry(browser: Browser, world: World, base: string, mine: Owner): Promise<void> {
  const { app: host } = world.host;
  const { password } = mine.customer;
  await check(
    'a session that ends while somebody types: signed in again in place, the words stay, the change is made',
    async () => {
      const box = await mailboxByAddress(host.db.sql, mine.customer.address);
      await browser.open(`${base}/settings/security`);
      await seen(browser, '9 koder igjen');
      await press(browser, 'Fjern: Telefon');
      await browser.type('input[name=current]', password);
      await endOtherSessions(host, { kind: 'mailbox', id: box?.id ?? ('' as never) }, null);
      await browser.key('Enter');
      await seen(browser, 'Logg inn igjen for å fortsette');
      assert.equal(await browser.get("document.querySelector('main input[name=current]').value"), password);
      assert.equal(await browser.get('document.activeElement.name'), 'password', 'the reader is led to the password');
      await browser.type('dialog input[name=password]', password);
      await browser.key('Enter');
      await seen(browser, 'Ett trinn til');
      const codes = await host.db.sql.selectFrom('second_factors').select('data').execute();
      const { secret } = JSON.parse(codes.at(-1)?.data ?? '{}') as { secret: string };
      // Both steps around now were used: the clock of a phone may be one ahead, and no more.
      await host.db.sql
        .updateTable('second_factors')
        .set({ data: JSON.stringify({ secret, lastStep: 0 }) })
        .execute();
      await browser.type('dialog input[name=code]', code(secret, 0));
      await browser.key('Enter');
      await seen(browser, '«Telefon» er fjernet.');
      assert.equal(await browser.get('location.pathname'), '/settings/security');
    },
  );
  await check('leaving instead leads to sign-in, and back to the page afterwards', async () => {
    const box = await mailboxByAddress(host.db.sql, mine.customer.address);
    await endOtherSessions(host, { kind: 'mailbox', id: box?.id ?? ('' as never) }, null);
    await press(browser, 'Legg til kodeapp');
    await browser.type('input[name=name]', 'X');
    await browser.type('main input[name=current]', password);
    await browser.key('Enter');
    await press(browser, 'Forlat siden', 'dialog');
    await browser.until('sign-in', "location.pathname === '/sign-in'");
    await enter(browser, mine.customer.address, password);
    await browser.until('the page', "location.pathname === '/settings/security'");
  });
}

async function sessions(browser: Browser, base: string, mine: Owner): Promise<void> {
  await check('sessions are named by program and ended all at once', async () => {
    const { address, password } = mine.customer;
    const other = await fetch(`${base}/api/v1/session`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
        'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1',
      },
      body: JSON.stringify({ name: address, password }),
    });
    assert.equal(other.status, 200);
    await browser.open(`${base}/settings/security`);
    await seen(browser, 'Safari, iPhone');
    await press(browser, 'Avslutt alle andre');
    await seen(browser, 'Alle andre er avsluttet.');
    await browser.until('only this one', "!document.body.innerText.includes('Safari, iPhone')");
  });
}

async function slowed(browser: Browser, base: string, mine: Owner): Promise<void> {
  await check('many wrong tries slow down, with the seconds left in words, and then the right one opens', async () => {
    await browser.show({ ...SMALLEST, language: 'nb-NO' });
    await signedOut(browser, base);
    await browser.type('input[name=name]', mine.contact);
    for (let tries = 0; tries < 8; tries += 1) {
      if (await browser.get("document.querySelector('[role=timer]') !== null")) break;
      await browser.type('input[name=password]', `galt passord ${tries}`);
      await browser.key('Enter');
      await browser.until('an answer', "document.querySelector('button[type=submit]').ariaBusy === 'false'");
    }
    await seen(browser, 'Du er ikke sperret');
    await isWhole(browser);
    await seen(browser, 'Nå kan du prøve igjen.');
    await browser.type('input[name=password]', mine.contactPassword);
    await browser.key('Enter');
    await browser.until('the overview', "location.pathname === '/overview'");
  });
}

async function doors(browser: Browser, world: World, base: string): Promise<void> {
  await check('the first operator: from the one-time link over the start page into the console', async () => {
    await browser.show({ ...DESKTOP, language: 'nb-NO' });
    await browser.forgetCookies();
    await browser.open(`${base}/start/operator?lang=nb`);
    await seen(browser, 'Lenken er brukt eller for gammel');
    const link = (world.host.app.newStartLink() ?? '').replace('127.0.0.1', 'localhost');
    await browser.open(link);
    await press(browser, 'Opprett den første operatøren');
    await seen(browser, 'Den første operatøren');
    await browser.type('input[name=name]', 'sjef@far.example');
    await browser.type('input[name=password]', 'kort');
    await browser.key('Enter');
    await browser.until('the error', "document.querySelector('[role=alert]')");
    assert.equal(await browser.get("document.querySelector('input[name=name]').value"), 'sjef@far.example');
    await browser.type('input[name=password]', 'tre helt vanlige ord');
    await browser.key('Enter');
    await browser.until('the console', "location.pathname.startsWith('/console')");
    await browser.open(`${base}/start/operator`);
    await seen(browser, 'Det finnes allerede en operatør');
  });
  await check('the way back says the same whoever asks, and who can help', async () => {
    await browser.forgetCookies();
    await browser.open(`${base}/recover?lang=nb&name=ingen@finnes.example`);
    await seen(browser, 'Hvem får lenken?');
    await press(browser, 'Send lenken');
    await seen(browser, 'Finnes det en konto for ingen@finnes.example');
    await seen(browser, 'Spør så den som bestilte e-posten for dere');
    await isWhole(browser);
  });
}

await suite(async () => {
  const { world, base } = await namedWorld();
  atEnd(() => world.stop());
  const mine = await owner(world, 521);
  const browser = await startBrowser();
  atEnd(() => browser.stop());
  await passkeys(browser, base, mine);
  await app(browser, base, mine);
  await expiry(browser, world, base, mine);
  await sessions(browser, base, mine);
  await slowed(browser, base, mine);
  await doors(browser, world, base);
  await check('the browser had nothing to complain about but what was refused', () => {
    assert.deepEqual(
      browser.complaints.filter((line) => !/ (?:401|409|422|429) .*\/api\/v1\//.test(line)),
      [],
    );
  });
});
