/**
 * The quality gates of the app and the help centre, in a real Chromium on the demo's world: every page for everybody who sees
 * it, axe clean on phone and desktop, light and dark, still while it loads (on a slow machine too), whole at 320 px and with
 * large text; then keyboard, first view, slow line, no line, reduced motion. Run by test/e2e/run.
 */
import assert from 'node:assert/strict';
import { playWeek } from '../../../lab/demo/week.ts';
import { startStage } from '../../../lab/demo/stage.ts';
import type { Browser } from '../harness/browser.ts';
import { ROOT } from '../harness/host.ts';
import { must } from '../harness/program.ts';
import { atEnd, check, suite } from '../harness/report.ts';
import { FIRST_VIEW_BYTES, looksRight, startWitness } from './look.ts';
import { articles, type Asker, askerAs, type Place, PLACES, routes, type Who } from './places.ts';
import { staysPut } from './slow.ts';
import { firstView, menu, offlineForm, offlinePage, skips, slowLine, still, tabs } from './ways.ts';

const TONGUES = ['nb-NO', 'sv-SE', 'en-GB'] as const;
const addressed = (base: string, path: string, language: string): string =>
  `${base}${path}${path.includes('?') ? '&' : '?'}lang=${language.slice(0, 2)}`;

async function become(browser: Browser, base: string, cookie: string): Promise<void> {
  await browser.forgetCookies();
  const [name, value] = cookie.split('=');
  if (value !== undefined)
    await browser.command('Network.setCookie', { url: base, name, value, httpOnly: true, sameSite: 'Lax' });
}

/** Every page of the app that this person sees. */
async function pagesOf(browser: Browser, base: string, who: Who): Promise<void> {
  const asker = await askerAs(base, who);
  await become(browser, base, asker.cookie);
  let turn = 0;
  const wanted = process.env['QUALITY_ONLY'];
  for (const route of routes()) {
    const place = PLACES[route];
    if (place === undefined || !place.who.includes(who)) continue;
    if (wanted !== undefined && !new RegExp(wanted).test(route)) continue;
    const path = await whereIs(route, place, asker);
    if (path === null) continue;
    // Slowly once for a route, in the language that comes next.
    if (who === place.who[0]) {
      const [on, language] = [turn % 2 === 0 ? 'desktop' : 'phone', TONGUES[turn % 3]] as const;
      await check(`${who} at ${route} on a slow ${on}`, () =>
        staysPut(browser, addressed(base, path, language), on, language, place.isMain),
      );
    }
    const rest = place.isMain === true ? TONGUES : [TONGUES[turn % 3]];
    for (const language of rest) {
      turn += 1;
      const first = turn % 2 === 0 ? 'desktop' : 'phone';
      await check(`${who} at ${route} (${language.slice(0, 2)}, ${first} first)`, () =>
        looksRight(browser, addressed(base, path, language), first, language, {
          most: place.most ?? FIRST_VIEW_BYTES,
          isList: route === '/mail' || route === '/mail/[folder]',
        }),
      );
    }
  }
}
async function whereIs(route: string, { at, mayBeMissing }: Place, asker: Asker): Promise<string | null> {
  if (at === undefined) return route;
  let path: string | null = null;
  await check(`${asker.who}: the world has something at ${route}`, async () => {
    path = await at(asker);
    assert.ok(path !== null || mayBeMissing === true, `${route} has nothing to show`);
  });
  return path as string | null;
}

/** Every article once, each language in turn; the front and a search in all three. */
async function help(browser: Browser, base: string): Promise<void> {
  const asker = await askerAs(base, 'mailbox');
  const all = [
    ...TONGUES.flatMap((language) => [
      { language, path: `/help/${language.slice(0, 2)}` },
      { language, path: `/help/${language.slice(0, 2)}/search?q=imap` },
    ]),
    ...articles().map((slug, at) => ({
      language: TONGUES[at % 3],
      path: `/help/${TONGUES[at % 3].slice(0, 2)}/${slug}`,
    })),
  ];
  for (const [at, { language, path }] of all.entries()) {
    // A reader who is signed in sees figures of his own: every other page.
    await become(browser, base, at % 2 === 0 ? '' : asker.cookie);
    const first = at % 2 === 0 ? 'phone' : 'desktop';
    await check(`help ${path}`, () => looksRight(browser, `${base}${path}`, first, language));
  }
}

async function behaviour(browser: Browser, base: string): Promise<void> {
  const [visitor, mailbox, operator] = await Promise.all(
    (['visitor', 'mailbox', 'operator'] as const).map((who) => askerAs(base, who)),
  );
  await become(browser, base, visitor.cookie);
  await check('the skip link leads to the content', () => skips(browser, `${base}/sign-in`));
  await check('sign-in by keyboard', () => tabs(browser, `${base}/sign-in?lang=nb`, true));
  await check('help by keyboard', () => tabs(browser, `${base}/help/nb`, true));
  await check('first view of /sign-in', () => firstView(browser, `${base}/sign-in?lang=nb`));
  await check('sign-in on 3G', () =>
    slowLine(browser, `${base}/sign-in?lang=nb`, "document.querySelector('main form input')"),
  );
  await check('sign-in without a line says so and keeps what was typed', () => offlineForm(browser, base));
  await become(browser, base, mailbox.cookie);
  for (const path of ['/overview', '/diagnose']) {
    await check(`first view of ${path}`, () => firstView(browser, `${base}${path}?lang=nb`));
    await check(`${path} on 3G`, () =>
      slowLine(browser, `${base}${path}?lang=nb`, "document.querySelector('main h1')"),
    );
    for (const phone of [true, false])
      await check(`${path} by keyboard, ${phone ? 'phone' : 'desktop'}`, () =>
        tabs(browser, `${base}${path}?lang=nb`, phone),
      );
    await check(`${path} is still when motion is not wanted`, () => still(browser, `${base}${path}?lang=nb`));
  }
  await mailReading(browser, `${base}/mail?lang=nb`);
  await check('a diagnosis is still when motion is not wanted', () =>
    still(browser, `${base}/diagnose?go&about=anne@bergbygg.example&lang=nb`),
  );
  await check('the answer of a diagnosis by keyboard', () =>
    tabs(browser, `${base}/diagnose?go&about=anne@bergbygg.example&lang=nb`, true, false),
  );
  await check('the menu of a phone opens, closes with Escape, and gives the focus back', () =>
    menu(browser, `${base}/overview?lang=nb`),
  );
  await check('a page without a line says so, and comes when the line is back', () =>
    offlinePage(browser, base, '/overview', '/activity'),
  );
  await become(browser, base, operator.cookie);
  await check('settings of an operator by keyboard', () => tabs(browser, `${base}/settings?lang=nb`, false));
}

/** Reading mail: its first view is the list; all else comes after it. */
async function mailReading(browser: Browser, url: string): Promise<void> {
  await check('first view of /mail', () => firstView(browser, url, true));
  for (const phone of [true, false])
    await check(`/mail by keyboard, ${phone ? 'phone' : 'desktop'}`, () => tabs(browser, url, phone));
  await check('/mail on 3G', () => slowLine(browser, url, "document.querySelector('[role=row][data-at]')"));
  await check('/mail is still when motion is not wanted', () => still(browser, url));
}

/** Refused sign-ins and a line that is gone are meant; everything else is a complaint. */
const isMeant = (complaint: string): boolean =>
  /401 .*\/api\/v1\/session/.test(complaint) || complaint.includes('ERR_INTERNET_DISCONNECTED');

await suite(async () => {
  await must('node', ['bin/build-web.js'], { cwd: ROOT, limitMs: 120_000 });
  await check('every page of the app is looked at', () =>
    assert.deepEqual(
      routes().filter((route) => PLACES[route] === undefined),
      [],
      'an entry in test/e2e/21-quality/places.ts is missing',
    ),
  );
  const any = { http: 0, inbound: 0, submission: 0, submissions: 0, imap: 0, imaps: 0, pop3: 0, pop3s: 0 };
  const stage = await startStage({ language: 'nb', ports: any });
  atEnd(() => stage.stop());
  await playWeek(stage);
  const base = String(stage.world.host.endpoints['http']);
  // Two at a time: one for those who are signed in as customers, one for the others.
  const [one, other] = await Promise.all([startWitness(), startWitness()]);
  atEnd(() => one.stop());
  atEnd(() => other.stop());
  await Promise.all([
    (async () => {
      await pagesOf(one, base, 'contact');
      await pagesOf(one, base, 'visitor');
      await help(one, base);
    })(),
    (async () => {
      await pagesOf(other, base, 'mailbox');
      await pagesOf(other, base, 'operator');
      await behaviour(other, base);
    })(),
  ]);
  await check('the browsers had nothing to complain about', () =>
    assert.deepEqual(
      [...one.complaints, ...other.complaints].filter((line) => !isMeant(line)),
      [],
    ),
  );
});
