/**
 * The customer's pages in a real Chromium against a running host: overview, domains with a new one, Blocks with what must be
 * sent again, an invoice with its ways to pay, contacts and their link, activity, support; phone and desktop, three languages.
 * With SHOTS=<folder> it also takes pictures. Run by test/e2e/run.
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { addAlias } from '#src/service/aliases.ts';
import { addInvoice } from '#src/service/billing/invoices.ts';
import { hashOf } from '#src/service/centre/contacts.ts';
import { putContactLink } from '#src/store/contacts.ts';
import { contactsOf } from '#src/store/customers.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import { startWorld, type World } from '../../../lab/world.ts';
import { owner, type Owner, settled } from '../../centre-client.ts';
import { type Browser, startBrowser } from '../harness/browser.ts';
import { press, pressOn } from '../harness/press.ts';
import { atEnd, check, has, suite } from '../harness/report.ts';

const PHONE = { width: 390, height: 844, language: 'nb-NO' } as const;
const DESKTOP = { width: 1280, height: 800, language: 'sv-SE' } as const;
const SMALLEST = { width: 320, height: 640, language: 'en-GB' } as const;
const SHOTS = process.env['SHOTS'] ?? '';

const text = (browser: Browser, selector: string): Promise<string> =>
  browser.get(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? ''`);
const shows = (browser: Browser, words: string, limitMs = 15_000): Promise<void> =>
  browser.until(words, `document.querySelector('main').innerText.includes(${JSON.stringify(words)})`, limitMs);
async function shot(browser: Browser, name: string): Promise<void> {
  if (SHOTS === '') return;
  mkdirSync(SHOTS, { recursive: true });
  await browser.picture(join(SHOTS, `${name}.png`), true);
}
async function isWhole(browser: Browser, url: string): Promise<void> {
  await browser.open(url);
  await browser.until(url, "document.querySelector('.skeleton') === null && document.querySelector('main h1')");
  assert.equal(await browser.get("document.querySelectorAll('main h1').length"), 1, url);
  const wide = await browser.get<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  assert.ok(wide <= 0, `${url} sticks out by ${wide} px`);
}

async function plant(world: World, mine: Owner): Promise<{ readonly invoice: string; readonly block: string }> {
  const { app } = world.host;
  const lines = [{ price: '1250.00', text: 'E-post, ett år', vat: '25' }];
  const due = new Date(app.clock.now() + 9 * 86_400_000).toISOString().slice(0, 10);
  const invoice = await settled(addInvoice(app.billing, { customer: mine.id, currency: 'NOK', due, lines }));
  const box = await mailboxByAddress(app.db.sql, mine.customer.address);
  assert.ok(box);
  const block = await settled(
    app.blocks.start({
      subject: { kind: 'mailbox', id: box.id },
      directions: ['outgoing'],
      rule: 'operator',
      cause: 'snd-outbound-operator',
      evidence: { reason: 'Uvanlig mange mottakere' },
      until: app.clock.now() + 3_000_000,
      lifters: ['customer', 'support'],
      actor: 'test',
    }),
  );
  return { invoice: invoice.number, block: block.code };
}

async function signIn(browser: Browser, base: string, mine: Owner): Promise<void> {
  await browser.open(`${base}/sign-in?lang=nb`);
  await browser.type('input[name=name]', mine.contact);
  await browser.type('input[name=password]', mine.contactPassword);
  await browser.key('Enter');
  await browser.until('the overview', "document.querySelector('.state h1')");
}

async function overview(browser: Browser, world: World, mine: Owner): Promise<void> {
  const base = String(world.host.endpoints['http']);
  await check('the overview is honest: first looking, then the time of the look', async () => {
    await browser.show(PHONE);
    await signIn(browser, base, mine);
    await browser.until('the look', "/Sett etter \\d/.test(document.querySelector('.state').innerText)");
    await shot(browser, 'overview-phone');
  });
  const planted = await plant(world, mine);
  await check('something stopped: what it is, and one button that leads exactly there', async () => {
    await browser.open(`${base}/overview?lang=nb`);
    await browser.until('the stop', "document.querySelector('.state.bad h1')");
    await shot(browser, 'overview-stopped-phone');
    await pressOn(browser, '.state .first a');
    await browser.until('the Block', `location.pathname === '/blocks/${planted.block}'`);
    await browser.until('the countdown', "/\\d+:\\d\\d/.test(document.querySelector('[role=timer]').innerText)");
    const first = await text(browser, '[role=timer]');
    await browser.until('a tick', `document.querySelector('[role=timer]').innerText !== ${JSON.stringify(first)}`);
    await shot(browser, 'block-phone');
  });
  await check('it is opened after a question in place, and stands in the history', async () => {
    await press(browser, 'Åpne nå');
    await shows(browser, 'Er det som utløste sperren, i orden?');
    await press(browser, 'Ja, åpne');
    await shows(browser, 'Åpnet');
    await browser.open(`${base}/blocks?lang=nb`);
    await shows(browser, 'Ingenting er sperret');
    await press(browser, 'Vis tidligere sperrer');
    await shows(browser, 'Over');
  });
  await check('an invoice: amount, account and KID to copy, VAT, what comes next', async () => {
    await browser.show(DESKTOP);
    await browser.open(`${base}/invoices?lang=nb`);
    await pressOn(browser, 'main a[href^="/invoices/"]');
    await shows(browser, '1234 56 78901');
    for (const words of ['KID', 'Mva. 25 %', 'påminnelse', 'Betal med kort']) has(await text(browser, 'main'), words);
    await shot(browser, 'invoice-desktop');
  });
}

async function domains(browser: Browser, world: World, mine: Owner): Promise<void> {
  const base = String(world.host.endpoints['http']);
  await check('a bad name is told beside the field and stays; a new domain shows its records at once', async () => {
    await browser.show(DESKTOP);
    await browser.open(`${base}/domains?lang=sv`);
    await browser.until(
      'the list',
      `document.querySelector('main').innerText.includes(${JSON.stringify(mine.customer.domain)})`,
    );
    await shot(browser, 'domains-desktop');
    await browser.type('input[name=domain]', 'inte en domän');
    await browser.key('Enter');
    await browser.until('the error', "document.querySelector('[role=alert]')");
    assert.equal(await browser.get("document.querySelector('input[name=domain]').value"), 'inte en domän');
    await browser.type('input[name=domain]', 'nytt-551.example');
    await browser.key('Enter');
    await browser.until('its page', "location.pathname === '/domains/nytt-551.example'");
    await shows(browser, 'Den här domänen väntar på dig');
    has(await text(browser, 'main'), 'pv1._domainkey');
    await shot(browser, 'domain-waiting-desktop');
  });
  await check('a domain: Diagnose, each record in plain words, the registry’s clock', async () => {
    await browser.open(`${base}/domains/${mine.customer.domain}?lang=sv`);
    await shows(browser, 'Registreringen');
    for (const words of ['Diagnos', 'Vart e-posten ska', 'Din underskrift', mine.customer.address])
      has(await text(browser, 'main'), words);
    await shot(browser, 'domain-desktop');
  });
  await check(
    'an alias: who elsewhere said what, whether mail is taken; asking again is told, and refused too soon',
    async () => {
      const alias = `post@${mine.customer.domain}`;
      const { app } = world.host;
      await settled(addAlias(app, alias, ['ola@far.example'], { consent: 'ask' }));
      await settled(addAlias(app, `salg@${mine.customer.domain}`, [mine.customer.address, 'per@far.example']));
      await browser.open(`${base}/domains/${mine.customer.domain}?lang=nb`);
      await shows(browser, 'Tar ikke imot e-post nå', 20_000);
      for (const words of ['Venter på et ja', 'Hos oss', 'Satt opp av driften'])
        has(await text(browser, 'main'), words);
      await press(browser, 'Send brevet');
      await shows(browser, 'Vi har sendt et brev til ola@far.example.');
      await press(browser, 'Spør igjen');
      await browser.until('why not', "document.querySelector('main [role=alert]')");
      await shot(browser, 'aliases-desktop');
      await browser.show(PHONE);
      await isWhole(browser, `${base}/domains/${mine.customer.domain}?lang=nb`);
      await shot(browser, 'aliases-phone');
      await browser.show(DESKTOP);
    },
  );
  await check('removing says what goes and asks for the name', async () => {
    await browser.open(`${base}/domains/nytt-551.example?lang=nb`);
    await shows(browser, 'Fjern domenet');
    await press(browser, 'Fjern domenet');
    await shows(browser, 'Da skjer dette med én gang');
    await browser.type('input[name=confirm]', 'nytt-551.example');
    await browser.key('Enter');
    await browser.until('the list', "location.pathname === '/domains'");
  });
}

async function people(browser: Browser, world: World, mine: Owner): Promise<void> {
  const base = String(world.host.endpoints['http']);
  const { db, clock } = world.host.app;
  const token = 'lenke'.repeat(9);
  await check('a contact is added, and its page of confirmation works without being signed in', async () => {
    await browser.show({ ...PHONE, dark: true });
    await browser.open(`${base}/contacts?lang=nb`);
    await browser.until('the form', "document.querySelector('input[name=address]')");
    await browser.type('input[name=address]', 'ny551@far.example');
    await browser.key('Enter');
    await shows(browser, 'Vi har sendt en lenke til ny551@far.example');
    await shot(browser, 'contacts-phone-dark');
    const made = (await contactsOf(db.sql, mine.id as never)).find(({ address }) => address === 'ny551@far.example');
    assert.ok(made);
    const at = clock.now();
    await putContactLink(db.sql, { contact: made.id, hash: hashOf(token), at, until: at + 3_600_000 });
  });
  await check('activity in words, filtered by kind', async () => {
    await browser.open(`${base}/activity?lang=en`);
    await shows(browser, 'Contact added');
    has(await text(browser, 'main'), 'A block was opened');
    await shot(browser, 'activity-phone-dark');
    await browser.open(`${base}/activity?group=block&lang=en`);
    await shows(browser, 'A block began');
    assert.ok(!(await text(browser, 'main ol')).includes('Contact added'));
  });
  await check('support: an empty form is told so; a request is kept and its conversation goes on', async () => {
    await browser.show(DESKTOP);
    await browser.open(`${base}/support?lang=nb`);
    await browser.until('the form', "document.querySelector('textarea')");
    await press(browser, 'Send');
    await browser.until('the error', "document.querySelector('[role=alert]')");
    await browser.type('textarea', 'Kunder sier at de ikke får svar fra oss.');
    await press(browser, 'Send');
    await shows(browser, 'Vi har fått meldingen din');
    await pressOn(browser, '.sent a[href^="/support/"]');
    await browser.until(
      'the request',
      "/^\\/support\\/./.test(location.pathname) && document.querySelector('main ol li')",
    );
    await shows(browser, 'Venter på oss');
    await browser.type('textarea', 'Det begynte i går.');
    await press(browser, 'Send');
    await browser.until('both words', "document.querySelectorAll('main ol li').length === 2");
    await shot(browser, 'support-desktop');
  });
  await check('every page fits 320 px and has one heading', async () => {
    await browser.show(SMALLEST);
    const paths = [
      'overview',
      'domains',
      `domains/${mine.customer.domain}`,
      'blocks',
      'invoices',
      'contacts',
      'activity',
      'support',
    ];
    for (const path of paths) await isWhole(browser, `${base}/${path}`);
  });
  await check('the link of the letter confirms once', async () => {
    await browser.forgetCookies();
    await browser.open(`${base}/confirm?token=${token}&lang=nb`);
    await press(browser, 'Ja, brevene kommer fram');
    await shows(browser, 'Adressen er bekreftet');
    await shot(browser, 'confirm');
    await browser.open(`${base}/confirm?token=${token}&lang=nb&again`);
    await press(browser, 'Ja, brevene kommer fram');
    await browser.until('over', "document.querySelector('[role=alert]')");
  });
}

await suite(async () => {
  const world = await startWorld({
    POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"',
    POSTVAKT_BILLING__ACCOUNTS: '{ NOK = "1234 56 78901" }',
    POSTVAKT_BILLING__PAYLINK: '"https://pay.example/{invoice}?a={amount}"',
  });
  atEnd(() => world.stop());
  const mine = await owner(world, 551);
  const browser = await startBrowser();
  atEnd(() => browser.stop());
  await overview(browser, world, mine);
  await domains(browser, world, mine);
  await people(browser, world, mine);
  await check('the browser had nothing to complain about', () => {
    // Asking who is signed in before anybody is; a name that is none; a link that was used.
    const meant = /(401 .*\/api\/v1\/session|4(?:22|09) .*\/api\/v1\/(?:domains|contact-links|support))/;
    assert.deepEqual(
      browser.complaints.filter((line) => !meant.test(line)),
      [],
    );
  });
});
