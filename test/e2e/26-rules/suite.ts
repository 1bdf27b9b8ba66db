/**
 * What an owner sets for his mail, in a real Chromium against a running host: rules built, tried, ordered by key and by hand,
 * forwarding, answers while away, senders; his names, address book and webmail settings; and the same rules for the customer's
 * contact, who sees numbers where the user sees messages. Run by test/e2e/run.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWorld, type World } from '../../../lab/world.ts';
import { tokenOf } from '#src/service/forward-consents.ts';
import { changeRules } from '#src/service/mail-rules.ts';
import { addMailbox } from '#src/service/mailboxes.ts';
import { owner, type Owner, signedIn } from '../../centre-client.ts';
import { type Browser, startBrowser } from '../harness/browser.ts';
import { atEnd, check, has, suite } from '../harness/report.ts';
import { at, drag, enter, fits, open, press, said, type Seen, seen, texts } from './hand.ts';

const PHONE = { width: 390, height: 844, language: 'nb-NO' } as const;
const DESKTOP = { width: 1280, height: 800, language: 'nb-NO' } as const;
const SMALLEST = { width: 320, height: 640, language: 'nb-NO' } as const;

interface Rules {
  readonly rules: readonly {
    readonly name: string;
    readonly conditions: readonly { readonly field: string }[];
    readonly actions: readonly { readonly kind: string; readonly folder?: string }[];
  }[];
  readonly forwarding: { readonly targets: readonly string[]; readonly keepCopy: boolean } | null;
  readonly vacation: { readonly from: string; readonly until: string; readonly text: string } | null;
  readonly blockedSenders: readonly string[];
  readonly spam: string;
}
async function receives(world: World, to: string, subject: string): Promise<void> {
  const text = `From: Eva <eva@far-away.test>\r\nTo: <${to}>\r\nSubject: ${subject}\r\n\r\nHei.\r\n.`;
  const says = ['EHLO far-away.test', 'MAIL FROM:<eva@far-away.test>', `RCPT TO:<${to}>`, 'DATA', text, 'QUIT'];
  const answer = await world.say({ port: world.port('inbound'), tls: false, from: '127.251.9.7', says });
  assert.match(answer, /250 2\.0\.0/);
}
/** What the host keeps, asked without the page. */
const kept = async (world: World, mine: Owner): Promise<Rules> => {
  const { address, password } = mine.customer;
  const user = await signedIn(world, address, password);
  return (await user.get<Rules>(`/mailboxes/${encodeURIComponent(address)}/rules`)).body;
};
const names = async (world: World, mine: Owner): Promise<readonly string[]> =>
  (await kept(world, mine)).rules.map(({ name }) => name);

async function rules(browser: Browser, world: World, mine: Owner): Promise<void> {
  const { address } = mine.customer;
  await check('a rule begins with a message, reads itself aloud, is tried, and saved; mail follows it', async () => {
    for (const subject of ['Faktura 1', 'Hei', 'Faktura 2']) await receives(world, address, subject);
    await open(browser, world, '/mail/settings/rules?from=eva@far-away.test&subject=Faktura');
    await press(browser, 'Lagre');
    await browser.until('the missing folder', "document.activeElement.getAttribute('list') !== null");
    assert.match(await said(browser), /Velg en mappe/);
    await browser.type('input[list]', 'Regninger');
    await browser.until(
      'the sentence',
      "document.querySelector('.reads').innerText.includes('Når avsenderen er «eva@far-away.test» og emnet inneholder «Faktura»: legg den i Regninger.')",
    );
    await press(browser, 'Prøv på meldingene du har');
    await browser.until('the answer', "document.querySelectorAll('.try li').length === 2");
    assert.match(await texts(browser, '.try'), /2 av de 3 siste meldingene ville passet/);
    await press(browser, 'Lagre');
    await browser.until('it is saved', "document.querySelector('[data-id] h2')");
    const [rule] = (await kept(world, mine)).rules;
    assert.deepEqual(
      [rule.name, rule.conditions.map(({ field }) => field), rule.actions],
      ['Eva@far-away.test', ['from', 'subject'], [{ kind: 'folder', folder: 'Regninger' }]],
    );
    await receives(world, address, 'Faktura 3');
    await browser.open(`${at(world)}/mail/settings/rules`);
    await browser.until('its use', "document.querySelector('[data-id]')?.innerText.includes('Brukt én gang')");
  });
  await check('a rule that throws mail away asks first, and says what happens', async () => {
    await press(browser, 'Ny regel');
    await browser.until('the builder', "document.querySelector('form fieldset')");
    await browser.type('.value input', 'reklame');
    await browser.get(
      "(() => { const one = document.querySelectorAll('fieldset')[1].querySelector('select'); one.value = 'discard'; one.dispatchEvent(new Event('change', { bubbles: true })); })()",
    );
    await browser.type('input[name=name]', 'Bort');
    await press(browser, 'Lagre');
    await browser.until('the question', "document.querySelector('.sure') === document.activeElement");
    assert.equal((await names(world, mine)).length, 1, 'not before yes');
    await press(browser, 'Ja, lagre regelen');
    await browser.until('it is saved', "document.querySelectorAll('[data-id] h2').length === 2");
    assert.deepEqual(await names(world, mine), ['Eva@far-away.test', 'Bort']);
  });
  await check('rules are moved with the keyboard, and back with undo; the focus stays with the rule', async () => {
    await browser.get("document.querySelectorAll('[data-id]')[1].querySelector('.step').focus()");
    await browser.key('Enter');
    await browser.until('it moved', "document.querySelector('[data-id] h2').innerText === 'Bort'");
    await browser.until('it is said', "document.body.innerText.includes('«Bort» er nå nummer 1 av 2.')");
    assert.match(await browser.get('document.activeElement.ariaLabel'), /Flytt «Bort»/);
    assert.deepEqual(await names(world, mine), ['Bort', 'Eva@far-away.test']);
    await press(browser, 'Angre');
    await browser.until('it is back', "document.querySelectorAll('[data-id] h2')[1].innerText === 'Bort'");
  });
  await check('… and dragged by hand', async () => {
    await drag(browser, "document.querySelectorAll('.grip')[1]", "document.querySelectorAll('.grip')[0]");
    await browser.until('it is said', "document.body.innerText.includes('«Bort» er nå nummer 1 av 2.')");
    assert.deepEqual(await names(world, mine), ['Bort', 'Eva@far-away.test']);
  });
  await check('a deleted rule comes back to its place', async () => {
    await browser.get('document.querySelector(\'[aria-label="Fjern «Bort»"]\').click()');
    await browser.until('it is gone', "document.querySelectorAll('[data-id]').length === 1");
    assert.deepEqual(await names(world, mine), ['Eva@far-away.test']);
    await press(browser, 'Angre');
    await browser.until('it is back', "document.querySelectorAll('[data-id]').length === 2");
    await browser.until('in its place', "document.body.innerText.includes('Angret.')");
    assert.deepEqual(await names(world, mine), ['Bort', 'Eva@far-away.test']);
  });
}

/** A colleague's rule sends back what one of ours sends there. */
async function goesRound(browser: Browser, world: World, mine: Owner): Promise<void> {
  const { address, domain } = mine.customer;
  const colleague = `kollega@${domain}`;
  await check('a rule that closes a circle is told with its path, and no more once it is off', async () => {
    assert.ok((await addMailbox(world.host.app, { address: colleague, password: 'grønn sykkel 77' })).ok);
    const passing = async (own: string, to: string): Promise<void> => {
      const conditions = [{ field: 'subject', match: 'contains', value: 'rundt' }] as const;
      const actions = [{ kind: 'forward', to, keep: true }] as const;
      const rule = { name: 'Rundt', enabled: true, match: 'all', conditions, actions, stop: false } as const;
      const change = { kind: 'save-rule', id: null, rule } as const;
      assert.ok((await changeRules(world.host.app, { address: own, change })).ok);
    };
    await passing(colleague, address);
    await passing(address, colleague);
    await open(browser, world, '/mail/settings/rules');
    const path = `${address} → ${colleague} → ${address}`;
    await browser.until('the circle', `document.querySelector('main').innerText.includes(${JSON.stringify(path)})`);
    await browser.get(
      "[...document.querySelectorAll('[data-id]')].at(-1).querySelector('input[type=checkbox]').click()",
    );
    await browser.until('it is open', "!document.querySelector('main').innerText.includes('går i ring')");
    await browser.get('document.querySelector(\'[aria-label="Fjern «Rundt»"]\').click()');
    await browser.until('it is gone', "document.querySelectorAll('[data-id]').length === 2");
  });
}

/** What the letter to this address links to: made as the host makes it, from its own secret. */
async function linkOf(world: World, target: string): Promise<string> {
  const { db } = world.host.app;
  const { id } = await db.sql
    .selectFrom('forward_consents')
    .select('id')
    .where('target', '=', target)
    .executeTakeFirstOrThrow();
  return await tokenOf({ db }, id);
}

async function others(browser: Browser, world: World, mine: Owner): Promise<void> {
  await check(
    'forwarding: a circle is refused beside the field; a target without a copy is a warning; undo',
    async () => {
      await open(browser, world, '/mail/settings/forwarding');
      await browser.type('input[name=target]', mine.customer.address);
      await browser.key('Enter');
      await browser.until('the refusal', "document.querySelector('[aria-invalid]') === document.activeElement");
      assert.match(await said(browser), /til seg selv/);
      await browser.type('input[name=target]', 'Eva@privat.example');
      await browser.key('Enter');
      await browser.until(
        'it is there',
        "document.querySelector('.targets')?.innerText.includes('eva@privat.example')",
      );
      await browser.get("document.querySelector('input[value=no]').click()");
      await browser.until('no copy', "document.body.innerText.includes('Ingen kopi blir her.')");
      assert.deepEqual((await kept(world, mine)).forwarding?.keepCopy, false);
      await press(browser, 'Angre');
      await browser.until('a copy again', "document.body.innerText.includes('En kopi blir her.')");
      assert.deepEqual((await kept(world, mine)).forwarding?.keepCopy, true);
    },
  );
  await check('an address elsewhere is asked: until it says yes mail stays, and the page says so', async () => {
    await browser.until('it waits', "document.querySelector('.targets .held')?.innerText.includes('Venter på et ja.')");
    has(await browser.get<string>("document.querySelector('.targets').innerText"), 'Vi spurte');
    await press(browser, 'Spør igjen');
    await browser.until(
      'why not',
      "document.querySelector('.held [role=alert]')?.innerText.includes('Vent et halvt døgn')",
    );
    await fits(browser, 'forwarding that waits');
  });
  await check('nobody answered in time: the page says so and offers to ask again; the link says so too', async () => {
    const { db } = world.host.app;
    const { id, until_at: until } = await db.sql
      .selectFrom('forward_consents')
      .select(['id', 'until_at'])
      .where('target', '=', 'eva@privat.example')
      .executeTakeFirstOrThrow();
    const endAt = (at: number | null) =>
      db.sql.updateTable('forward_consents').set({ until_at: at }).where('id', '=', id).execute();
    await endAt(1);
    await open(browser, world, '/mail/settings/forwarding');
    await browser.until('no answer', "document.querySelector('.targets .held')?.innerText.includes('Ingen svar.')");
    has(await texts(browser, '.targets .held button'), 'Spør igjen');
    await browser.open(`${at(world)}/forwarding?token=${await linkOf(world, 'eva@privat.example')}&lang=nb`);
    await browser.until('too old', "document.querySelector('h1')?.innerText === 'Spørsmålet er for gammelt'");
    await endAt(until);
  });
  await check('the stranger reads who asks, says yes, and stops it later by the same link', async () => {
    const token = await linkOf(world, 'eva@privat.example');
    await browser.open(`${world.host.endpoints['http']}/forwarding?token=${token}&lang=nb`);
    await browser.until('the question', "document.querySelector('h1')?.innerText.includes('vil sende e-post videre')");
    has(await browser.get<string>("document.querySelector('main').innerText"), mine.customer.address);
    await fits(browser, 'the question');
    await press(browser, 'Ja, jeg vil ha den');
    await browser.until(
      'the yes',
      "document.querySelector('h1') === document.activeElement && document.querySelector('h1').innerText === 'Du får e-posten'",
    );
    await press(browser, 'Stopp disse e-postene');
    await browser.until('the stop', "document.querySelector('h1')?.innerText === 'Du får ikke e-posten'");
    await fits(browser, 'the stop');
    await open(browser, world, '/mail/settings/forwarding');
    await browser.until(
      'the owner sees it',
      "document.querySelector('.targets .held')?.innerText.includes('Mottakeren sa nei.')",
    );
  });
  await check(
    'the answer while away: days of the reader’s calendar, what is wrong beside the day, a preview',
    async () => {
      await open(browser, world, '/mail/settings/vacation');
      const day = (name: string, value: string) =>
        browser.get(
          `(() => { const one = document.querySelector('input[name=${name}]'); one.value = '${value}'; one.dispatchEvent(new Event('input', { bubbles: true })); })()`,
        );
      await day('from', '2030-12-20');
      await day('until', '2030-12-19');
      await browser.type('textarea[name=text]', 'Tilbake 2. januar.');
      await press(browser, 'Slå på');
      await browser.until('the wrong day', "document.activeElement.name === 'until'");
      await day('from', '2020-01-01');
      await day('until', '2020-01-08');
      await press(browser, 'Slå på');
      await browser.until('the day that is over', "document.body.innerText.includes('Siste dag er over.')");
      await browser.until('not on', "document.querySelector('h2').innerText === 'Fraværssvaret er av'");
      await day('from', '2030-12-20');
      await day('until', '2031-01-01');
      assert.match(await texts(browser, '.letter'), /Tilbake 2\. januar\./);
      await press(browser, 'Slå på');
      await browser.until(
        'it is saved',
        "document.querySelector('h2').innerText.includes('begynner 20. desember 2030')",
      );
      const { vacation } = await kept(world, mine);
      assert.deepEqual(
        [vacation?.from, vacation?.until],
        [new Date(2030, 11, 20).toISOString(), new Date(2031, 0, 2).toISOString()],
        'whole days, the last one too',
      );
    },
  );
  await check('senders are blocked and taken back; where spam goes is one choice', async () => {
    await open(browser, world, '/mail/settings/senders');
    await browser.type('input[name=blocked]', 'reklame.example');
    await browser.key('Enter');
    await browser.until('it is blocked', "document.body.innerText.includes('Alle i reklame.example er blokkert.')");
    assert.deepEqual((await kept(world, mine)).blockedSenders, ['@reklame.example']);
    await press(browser, 'Angre');
    await browser.until('it is not', "document.body.innerText.includes('Ingen er blokkert.')");
    await browser.get("document.querySelector('input[value=inbox]').click()");
    await browser.until('spam', "document.body.innerText.includes('Søppelpost kommer nå i innboksen.')");
    assert.equal((await kept(world, mine)).spam, 'inbox');
  });
}

async function people(browser: Browser, world: World, mine: Owner): Promise<void> {
  const { address } = mine.customer;
  await check('a name and a signature are kept; a plus-address can be written from', async () => {
    await open(browser, world, '/mail/settings/identities');
    await press(browser, 'Endre');
    await browser.type('input[name=name]', 'Kari Ås');
    await browser.until('the editor', "document.querySelector('main [contenteditable=true]')");
    await browser.type('main [contenteditable=true]', 'Hilsen Kari');
    await press(browser, 'Lagre');
    // The form shows the name as it is typed: kept is what stands there without it.
    await browser.until('it is kept', "document.querySelector('[data-address] .letter') !== null");
    assert.match(await texts(browser, '[data-address]'), /Kari Ås/);
    assert.match(await texts(browser, '[data-address] .letter'), /^Hilsen Kari$/);
    await browser.type('input[name=word]', 'butikk');
    await browser.key('Enter');
    await browser.until('it is there', "document.querySelectorAll('[data-address]').length === 2");
    assert.match(
      await texts(browser, 'ul [data-address]:last-child'),
      new RegExp(`${address.split('@')[0]}\\+butikk@`),
    );
  });
  await check(
    'the address book: made, found without å, deleted and brought back, and taken in from a file',
    async () => {
      await open(browser, world, '/mail/contacts');
      await press(browser, 'Ny kontakt');
      await browser.until('the form', "document.querySelector('input[name=name]')");
      await browser.type('input[name=name]', 'Åse Ødegård');
      await browser.type('textarea[name=addresses]', 'ase@fjell.example');
      await press(browser, 'Lagre');
      await browser.until('she is there', "document.querySelector('[data-id]')?.innerText.includes('Åse Ødegård')");
      await browser.type('input[type=search]', 'odeg');
      await browser.until('she is found', "document.body.innerText.includes('1 passer')");
      await browser.get("document.querySelector('[data-id] button').click()");
      await press(browser, 'Slett');
      await browser.until('she is gone', "document.querySelector('[data-id]') === null");
      await press(browser, 'Angre');
      await browser.until('she is back', "document.querySelector('[data-id]')?.innerText.includes('Åse')");
      const folder = mkdtempSync(join(tmpdir(), 'kontakter-'));
      atEnd(() => rmSync(folder, { recursive: true }));
      const file = join(folder, 'kontakter.vcf');
      const photo = `PHOTO;ENCODING=b:${'A'.repeat(600_000)}\r\n BBBB`;
      writeFileSync(file, `BEGIN:VCARD\r\nFN:Per Vik\r\nEMAIL:per@far.example\r\n${photo}\r\nEND:VCARD\r\n`);
      const { root } = (await browser.command('DOM.getDocument')) as { root: { nodeId: number } };
      const found = await browser.command('DOM.querySelector', { nodeId: root.nodeId, selector: 'input[type=file]' });
      await browser.command('DOM.setFileInputFiles', { files: [file], nodeId: found['nodeId'] });
      await browser.until('he is told', "document.body.innerText.includes('1 ny.')");
    },
  );
  await check('webmail’s settings are saved as they are made, and taken back', async () => {
    await open(browser, world, '/mail/settings');
    const choose = (index: number, value: string) =>
      browser.get(
        `(() => { const one = document.querySelectorAll('main select')[${index}]; one.value = '${value}'; one.dispatchEvent(new Event('change', { bubbles: true })); })()`,
      );
    await choose(1, 'tight');
    await browser.until('it is saved', "document.body.innerText.includes('Lagret.')");
    const user = await signedIn(world, address, mine.customer.password);
    assert.equal((await user.get<{ density: string }>('/mail/settings')).body.density, 'tight');
    await press(browser, 'Angre');
    await browser.until('it is taken back', "document.querySelectorAll('main select')[1].value === 'roomy'");
  });
}

async function contact(browser: Browser, world: World, mine: Owner): Promise<void> {
  await check('the customer’s contact sees the same rules; what they would catch, as a number only', async () => {
    await browser.forgetCookies();
    await enter(browser, world, mine.contact, mine.contactPassword);
    await open(browser, world, `/mailboxes/${encodeURIComponent(mine.customer.address)}/rules`);
    assert.equal(await browser.get("document.querySelectorAll('[data-id]').length"), 2);
    await browser.get('document.querySelector(\'[aria-label="Endre «Eva@far-away.test»"]\').click()');
    await press(browser, 'Prøv på meldingene du har');
    await browser.until('the number', "document.querySelector('.try').innerText.includes('3 av de')");
    assert.equal(await browser.get("document.querySelectorAll('.try li').length"), 0);
    assert.doesNotMatch(await texts(browser, '.try'), /Faktura/);
    await browser.open(`${at(world)}/mail/contacts`);
    await browser.until('not his to read', "location.pathname === '/overview'");
  });
}

await suite(async () => {
  const world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  atEnd(() => world.stop());
  const browser = await startBrowser();
  atEnd(() => browser.stop());
  const mine = await owner(world, 2601);
  await browser.show(PHONE);
  await enter(browser, world, mine.customer.address, mine.customer.password);
  await browser.show(DESKTOP);
  await rules(browser, world, mine);
  await goesRound(browser, world, mine);
  await browser.show(PHONE);
  await others(browser, world, mine);
  await people(browser, world, mine);
  await check('every page fits into the smallest window, with one heading', async () => {
    await browser.show(SMALLEST);
    const pages = ['', '/identities', '/rules?from=x@y.example', '/forwarding', '/vacation', '/senders'];
    for (const path of [...pages.map((one) => `/mail/settings${one}`), '/mail/contacts']) {
      await open(browser, world, path);
      const page: Seen = await seen(browser);
      assert.equal(page.headings, 1, path);
      await fits(browser, path);
    }
  });
  await browser.show(DESKTOP);
  await contact(browser, world, mine);
  await check('the pages complained of nothing', () => {
    const real = browser.complaints.filter((one) => !/40[149]|422|ERR_ABORTED/.test(one));
    assert.deepEqual(real, []);
  });
});
