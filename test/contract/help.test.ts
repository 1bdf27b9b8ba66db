/** The help centre over real HTTP: every article in three languages, the reader's own values and Blocks, search, answers. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { unknownPlaceholders } from '#src/model/help-article.ts';
import type { CustomerId } from '#src/model/ids.ts';
import { LANGUAGES } from '#src/model/language.ts';
import { TOKENS } from '#src/http/help/style/tokens.ts';
import { renderArticle } from '#src/http/help/markdown.ts';
import { PICTURE_NAMES } from '#src/http/help/pictures.ts';
import { setCentrePassword } from '#src/service/centre-passwords.ts';
import { addCustomer } from '#src/service/customers.ts';
import { readLibrary } from '#src/service/help/library.ts';
import { addBlock } from '#src/service/operator-blocks.ts';
import { type Customer, HOSTNAME, startWorld, type World } from '../../lab/world.ts';

const library = readLibrary(join(import.meta.dirname, '..', '..', 'help'));
let world: World;
let kari: Customer;
let ola: Customer;
let olasCustomer: CustomerId;
const OLA_CONTACT = 'ola@far.example';
before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  kari = await world.customer(4721);
  const other = await addCustomer(world.host.app, { name: 'Ola AS', contact: OLA_CONTACT });
  assert.ok(other.ok);
  olasCustomer = other.value.id;
  ola = await world.customer(4722, olasCustomer);
});
after(() => world.stop());

const ask = (path: string, more: RequestInit & { cookie?: string; lang?: string } = {}) =>
  fetch(`${world.host.endpoints['http']}${path}`, {
    redirect: 'manual',
    ...more,
    headers: {
      'accept-language': more.lang ?? 'nb',
      ...(more.cookie === undefined ? {} : { cookie: more.cookie }),
      ...(more.headers as Record<string, string>),
    },
  });
const page = async (path: string, cookie?: string): Promise<string> => {
  const answer = await ask(path, cookie === undefined ? {} : { cookie });
  assert.equal(answer.status, 200, path);
  return await answer.text();
};
const cookieOf = async ({ address, password }: Pick<Customer, 'address' | 'password'>): Promise<string> => {
  const answer = await fetch(`${world.host.endpoints['http']}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ name: address, password }),
  });
  return (answer.headers.get('set-cookie') ?? '').split(';')[0];
};

/** How an article is built: headings, steps, rows, pictures, links, in order; not the words. */
const shapeOf = (body: string): readonly string[] =>
  body.split('\n').flatMap((line) => {
    const kind = /^(#+ |\d+\. |- |\||!\[|```)/.exec(line)?.[1]?.replace(/^\d+/, '1') ?? '';
    const links = [...line.matchAll(/\]\(([^)\s#]*)/g)].map(([, to]) => to).toSorted();
    return kind === '' && links.length === 0 ? [] : [`${kind} ${links.join(' ')}`.trim()];
  });

test('every article is there in three languages, complete, with links that lead somewhere', () => {
  const wanted = library.articles('nb').map(({ slug }) => slug);
  assert.ok(wanted.length >= 24, `${wanted.length} articles`);
  for (const language of LANGUAGES) {
    const articles = library.articles(language);
    assert.deepEqual(
      articles.map(({ slug }) => slug),
      wanted,
    );
    const reachable = { slugs: new Set(wanted), pictures: PICTURE_NAMES };
    for (const article of articles) {
      const twin = library.article('nb', article.slug);
      const where = `${language}/${article.slug}`;
      assert.deepEqual(renderArticle(article, reachable).problems, [], where);
      assert.deepEqual(unknownPlaceholders(article.title + article.summary + article.body), [], where);
      assert.deepEqual(
        [article.section, article.order, article.level, article.related, article.causes],
        [twin?.section, twin?.order, twin?.level, twin?.related, twin?.causes],
        where,
      );
      assert.ok(article.related.length > 0 && article.related.every((slug) => wanted.includes(slug)), where);
      assert.ok(!article.related.includes(article.slug), `${where} is related to itself`);
      assert.deepEqual(
        shapeOf(article.body),
        shapeOf(twin?.body ?? ''),
        `${where} is built otherwise than in Norwegian`,
      );
      assert.deepEqual([article.updated, article.own], [twin?.updated, twin?.own], where);
      assert.ok(article.keywords !== '', `${where}: no words to be found by`);
      const words = article.body.split(/\s+/).length;
      assert.ok(words >= 200 && words <= 700, `${where}: ${words} words`);
    }
  }
});

test('each cause that an article offers itself for is in the catalogue', async () => {
  const { readFileSync } = await import('node:fs');
  const known = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'causes.md'), 'utf8');
  for (const { slug, causes } of library.articles('nb'))
    for (const cause of causes) assert.ok(known.includes(`\`${cause}\``), `${slug}: ${cause}`);
});

test('pages are whole: one first heading, language, landmarks, a strict policy, no script, nothing left to fill in', async () => {
  for (const language of LANGUAGES) {
    const paths = ['', '/search?q=imap', ...library.articles(language).map(({ slug }) => `/${slug}`)];
    for (const path of paths) {
      const answer = await ask(`/help/${language}${path}`);
      const html = await answer.text();
      assert.equal(answer.status, 200, path);
      assert.equal(html.match(/<h1[ >]/g)?.length, 1, path);
      assert.match(html, new RegExp(`^<!doctype html>\\n<html lang="${language}">`));
      for (const part of ['<header', '<main id="content"', '<footer', 'class="skip" href="#content"'])
        assert.ok(html.includes(part), `${path} ${part}`);
      assert.ok(!/<script|\son[a-z]+=|style="|\{\{|undefined|\[object/.test(html), path);
      const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
      assert.equal(new Set(ids).size, ids.length, `${path}: an id twice`);
      const policy = answer.headers.get('content-security-policy') ?? '';
      assert.match(policy, /default-src 'none'; style-src 'self'; img-src 'self'/);
      assert.ok(!policy.includes('unsafe'));
    }
  }
});

test('the same article in each language is named to search engines, and one click away', async () => {
  const html = await page('/help/nb/cannot-send');
  for (const language of LANGUAGES) {
    assert.match(html, new RegExp(`hreflang="${language}" href="http[^"]*/help/${language}/cannot-send"`));
    assert.ok(html.includes(`<a href="/help/${language}/cannot-send"`));
  }
  assert.match(html, /<link rel="canonical" href="http[^"]*\/help\/nb\/cannot-send">/);
});

test('no link of an article or of a page leads to nothing', async () => {
  const routes = join(import.meta.dirname, '..', '..', 'web', 'src', 'routes');
  const pages = new Set(
    readdirSync(routes, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('+page.svelte'))
      .map((file) => `/${dirname(file)}`.replaceAll(/\/\([^)]+\)/g, '')),
  );
  const known = new Set<string>();
  for (const language of LANGUAGES)
    for (const path of ['', ...library.articles(language).map(({ slug }) => `/${slug}`)]) {
      const html = await page(`/help/${language}${path}`);
      const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]));
      for (const [, href] of html.matchAll(/<a [^>]*href="([^"]+)"/g)) {
        if (href.startsWith('#')) assert.ok(ids.has(href.slice(1)), `${path}: ${href}`);
        else known.add(href);
      }
    }
  for (const href of known) {
    const [path, fragment] = href.split('#');
    if (path.startsWith('/help/')) {
      const html = await page(path);
      assert.ok(fragment === undefined || html.includes(` id="${fragment}"`), href);
    } else if (['/', '/abroad', '/ca.pem'].includes(path)) assert.ok((await ask(path)).status < 400, href);
    // Pages of the web app: there is one below its routes, whoever may see it.
    else assert.ok(pages.has(path), `${href}: the web app has no such page`);
  }
});

test('no cache keeps a page that may hold somebody’s own', async () => {
  const cookie = await cookieOf(kari);
  for (const path of ['/help/nb', '/help/nb/settings', '/help/nb/search?q=port', '/help', '/help/nb/nowhere'])
    for (const one of [cookie, undefined]) {
      const answer = await ask(path, one === undefined ? {} : { cookie: one });
      assert.match(answer.headers.get('cache-control') ?? '', /no-store/, path);
      assert.match(answer.headers.get('vary') ?? '', /cookie/, path);
    }
});

test('the tokens are those of the web app', async () => {
  const { readFileSync } = await import('node:fs');
  const app = readFileSync(join(import.meta.dirname, '..', '..', 'web', 'src', 'app.css'), 'utf8');
  const tokensOf = (css: string): readonly string[] =>
    [...css.matchAll(/--([a-z0-9-]+):\s*([^;}]+)/g)].map(
      ([, name, value]) => `${name} ${value.replace(/\s+/g, ' ').trim()}`,
    );
  const theirs = new Set(tokensOf(app));
  const ours = tokensOf(TOKENS);
  assert.ok(ours.length > 50, `${ours.length} tokens`);
  assert.deepEqual(
    ours.filter((one) => !theirs.has(one)),
    [],
  );
});

test('every picture is drawn somewhere, each with words for who cannot see it', () => {
  const used = new Set(
    library
      .articles('nb')
      .flatMap(({ body }) => [...body.matchAll(/!\[([^\]]+)\]\(([a-z0-9-]+)\.svg\)/g)].map(([, , name]) => name)),
  );
  assert.deepEqual([...used].toSorted(), [...PICTURE_NAMES].toSorted());
});

test('the language of the browser, then the person’s own', async () => {
  for (const [lang, to] of [
    ['sv-SE,sv;q=0.9', 'sv'],
    ['da', 'nb'],
    ['de', 'en'],
  ])
    assert.equal((await ask('/help', { lang })).headers.get('location'), `/help/${to}`);
});

test('what does not exist says so in words', async () => {
  for (const path of ['/help/nb/no-such-article', '/help/xx', '/help/nb/pictures/none.svg', '/help/a/b/c/d']) {
    const answer = await ask(path);
    assert.equal(answer.status, 404, path);
    assert.match(await answer.text(), /Denne siden finnes ikke|This page does not exist/);
  }
});

test('the style has its type; pictures speak the language, name our servers and tell who cannot see them', async () => {
  const html = await page('/help/sv/outlook');
  const style = /href="(\/help\/style\.css[^"]*)"/.exec(html)?.[1] ?? '';
  assert.equal((await ask(style)).headers.get('content-type'), 'text/css; charset=utf-8');
  const svg = /<svg class="pic" role="img" aria-label="[^"]{20,}"[\s\S]*?<\/svg>/.exec(html)?.[0] ?? '';
  assert.ok(svg.includes(HOSTNAME) && svg.includes('Användarnamn') && !svg.includes('{{'), svg);
});

test('search finds words with and without their marks, the best first', async () => {
  const first = (language: 'nb' | 'sv' | 'en', query: string) => library.search(language, query).hits[0]?.article.slug;
  assert.equal(first('nb', 'søppelpost'), 'spam-folder');
  assert.equal(first('nb', 'soppelpost'), 'spam-folder');
  assert.equal(first('sv', 'skräppost'), 'spam-folder');
  assert.equal(first('sv', 'SKRAPPOST'), 'spam-folder');
  assert.equal(first('sv', 'lösenord applösenord'), 'app-passwords');
  assert.equal(first('en', 'newsletter'), 'newsletters');
  assert.equal(first('nb', 'fakturaen'), 'invoices-and-unpaid');
  // Slips of the finger.
  assert.equal(first('nb', 'soppelpots'), 'spam-folder');
  assert.equal(first('nb', 'karantne'), 'quarantine');
  assert.equal(first('sv', 'tunderbird'), 'thunderbird');
  assert.equal(first('en', 'invoce'), 'invoices-and-unpaid');
  // Other words for the same thing, another language's too.
  assert.equal(first('nb', 'spam'), 'spam-folder');
  assert.equal(first('nb', 'hackad'), 'hacked-mailbox');
  assert.equal(first('sv', 'räkning'), 'invoices-and-unpaid');
  assert.equal(first('en', 'holiday spain'), 'countries-and-travel');
  assert.equal(first('nb', 'passkey'), 'two-step-sign-in');
  assert.equal(first('nb', 'skanner'), 'printers-and-websites');
  // Codes of error messages.
  for (const language of LANGUAGES) {
    assert.equal(first(language, '0x800CCC0E'), 'error-messages', language);
    assert.equal(first(language, '550 5.1.1'), 'bounces', language);
    assert.equal(first(language, '552 overquota'), 'full-mailbox', language);
    assert.equal(first(language, '450 4.7.1'), 'sending-limits', language);
    assert.equal(first(language, '535 5.7.8'), 'password-refused', language);
  }
  const html = await page(`/help/nb/search?q=${encodeURIComponent('<b>"søppel')}`);
  assert.ok(html.includes('&#60;b&#62;&#34;søppel') && !html.includes('<b>"'));
  assert.match(await page('/help/nb/search?q=qqqqq'), /Ingen artikler passer/);
  assert.match(await page('/help/nb/search?q='), /Skriv ett eller flere ord/);
});

test('a visitor reads what holds for everybody; who is signed in reads his own and nobody else’s', async () => {
  const port = String(world.port('imaps'));
  const public_ = await page('/help/nb/settings');
  assert.ok(public_.includes(`<code>${HOSTNAME}</code>`) && public_.includes(`<code>${port}</code>`));
  assert.ok(public_.includes('hele e-postadressen din') && !public_.includes(kari.address));
  const own = await page('/help/nb/settings', await cookieOf(kari));
  assert.ok(own.includes(`<code>${kari.address}</code>`) && !own.includes(ola.address));
  assert.ok(!(await page('/help/nb/settings', 'postvakt=nobody')).includes(kari.address));
});

test('steps go on counting after a table', async () => {
  assert.match(await page('/help/nb/thunderbird'), /<\/table><\/div>\s*<ol start="4" class="from-4">/);
  assert.match(await (await ask('/help/style.css')).text(), /ol\.from-4\{counter-reset:step 3\}/);
});

test('limits are those of the plan', async () => {
  const html = await page('/help/nb/sending-limits');
  for (const number of ['300', '2\u00a0000', '60']) assert.ok(html.includes(number), number);
});

test('a Block is told to its own reader, in articles about it, and to no other', async () => {
  const block = await addBlock(
    { ...world.host.app, actor: 'operator' },
    { subject: kari.address, directions: 'outgoing', reason: 'Vi ser på saken' },
  );
  assert.ok(block.ok);
  const { code } = block.value;
  const mine = await page('/help/nb/cannot-send', await cookieOf(kari));
  assert.ok(mine.includes('id="own-state"') && mine.includes('Vi ser på saken.') && mine.includes(`/b/${code}`));
  assert.ok(!(await page('/help/nb/gmail-android', await cookieOf(kari))).includes(code), 'not about it');
  for (const cookie of [undefined, await cookieOf(ola)])
    assert.ok(!(await page('/help/nb/cannot-send', cookie)).includes(code));
});

test('a bill that stops mail is told to the contact who pays; the mailbox user hears that, not which', async () => {
  const { app } = world.host;
  const set = { customer: olasCustomer, contact: OLA_CONTACT, password: 'tre store vafler' };
  assert.ok((await setCentrePassword(app, set)).ok);
  const started = await app.blocks.start({
    subject: { kind: 'customer', id: olasCustomer },
    directions: ['outgoing'],
    rule: 'unpaid',
    cause: 'bil-unpaid-suspended',
    evidence: { invoice: '1077' },
    until: null,
    lifters: ['payment'],
    actor: 'system',
  });
  assert.ok(started.ok);
  const { code } = started.value;
  const path = '/help/nb/invoices-and-unpaid';
  const contact = await page(path, await cookieOf({ address: OLA_CONTACT, password: set.password }));
  assert.ok(contact.includes('faktura 1077') && contact.includes(`/b/${code}`));
  const user = await page(path, await cookieOf(ola));
  assert.ok(user.includes('en faktura er ikke betalt') && !user.includes('1077') && !user.includes(code));
  for (const cookie of [undefined, await cookieOf(kari)]) {
    const other = await page(path, cookie);
    assert.ok(!other.includes('id="own-state"') && !other.includes('1077'));
  }
});

test('“was this helpful?” is kept, answered with thanks and, on no, with Diagnose', async () => {
  const answer = (body: string, headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' }) =>
    ask('/help/sv/bounces/answer', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });
  const no = await answer('helpful=no&words=Hittade+inte+%00porten');
  assert.equal(no.status, 303);
  assert.equal(no.headers.get('location'), '/help/sv/bounces?answer=no#answer');
  const thanks = await page('/help/sv/bounces?answer=no');
  assert.match(thanks, /Tack för att du säger till[\s\S]*href="\/diagnose"/);
  const { sql } = world.host.app.db;
  const rows = await sql.selectFrom('help_answers').selectAll().execute();
  assert.deepEqual(
    rows.map(({ article, language, helpful, words }) => [article, language, helpful, words]),
    [['bounces', 'sv', 0, 'Hittade inte porten']],
  );
  assert.equal((await answer('helpful=yes', { 'sec-fetch-site': 'cross-site' })).status, 403);
  assert.equal((await answer('helpful=yes', {})).status, 403);
  assert.equal((await answer('helpful=perhaps')).status, 422);
  assert.equal((await answer(`helpful=yes&words=${'x'.repeat(20_000)}`)).status, 413);
  let last = '';
  for (let count = 0; count < 31; count += 1) last = (await answer('helpful=yes')).headers.get('location') ?? '';
  assert.match(last, /answer=too-many/);
  assert.equal((await sql.selectFrom('help_answers').selectAll().execute()).length, 30);
});
