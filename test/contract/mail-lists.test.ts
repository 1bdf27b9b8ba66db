/** Webmail's lists on a real host: pages, order, conversations over the whole folder, and what others change meanwhile. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startWorld, type World } from '../../lab/world.ts';
import { type Browser, owner, signedIn } from '../centre-client.ts';
import { type Letters, letters } from './mail-letters.ts';

interface Row {
  readonly id: string;
  readonly subject: string;
  readonly preview: string;
  readonly unread: boolean;
  readonly flagged: boolean;
  readonly hasFiles: boolean;
  readonly count: number;
  readonly conversation: string;
  readonly from: readonly { name: string; address: string }[];
}
interface Page {
  readonly total: number;
  readonly rows: readonly Row[];
  readonly version: string;
  readonly key?: string;
}
let world: World;
before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
});
after(() => world.stop());

let seed = 710;
/** A reader of his own, with a pen to write into his folders as another program would. */
async function reader(): Promise<{ browser: Browser; box: Letters }> {
  seed += 1;
  const { customer } = await owner(world, seed);
  return {
    browser: await signedIn(world, customer.address, customer.password),
    box: await letters(world, customer),
  };
}
const list = async (who: Browser, more = '', folder = 'INBOX'): Promise<Page> => {
  const answer = await who.get<Page>(`/mail/folders/${Buffer.from(folder).toString('base64url')}/messages?${more}`);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body;
};
const subjects = ({ rows }: Page): readonly string[] => rows.map(({ subject }) => subject);

test('rows say who, what, the first words and whether files come with it', async () => {
  const { browser, box } = await reader();
  await box.put('INBOX', {
    head: 'From: =?utf-8?q?K=C3=A5re_=C3=98?= <kaare@far.example>\r\nSubject: =?iso-8859-1?q?Sm=F8r?=\r\nContent-Type: multipart/mixed; boundary=b',
    body:
      '--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n' +
      `${Buffer.from('<style>x{}</style><p>Hei&nbsp;på deg,</p><p>blåbær &amp; rømme</p>').toString('base64')}\r\n` +
      '--b\r\nContent-Type: application/pdf; name="kvittering.pdf"\r\nContent-Disposition: attachment\r\n\r\n%PDF\r\n--b--\r\n',
  });
  await box.put('INBOX', {
    head: 'From: b@far.example\r\nSubject: Ren',
    body: '> sitert\r\nJa, det går fint.\r\n-- \r\nKari',
  });
  await box.put('INBOX', { head: 'From: uten', body: '' });
  const page = await list(browser);
  assert.deepEqual(
    page.rows.map(({ subject, preview, hasFiles, unread, from }) => [
      subject,
      preview,
      hasFiles,
      unread,
      from[0]?.name,
    ]),
    [
      ['', '', false, true, ''],
      ['Ren', 'Ja, det går fint.', false, true, ''],
      ['Smør', 'Hei på deg, blåbær & rømme', true, true, 'Kåre Ø'],
    ],
  );
});

test('newest first by arrival, page after page, nothing twice and nothing missing; filters', async () => {
  const { browser, box } = await reader();
  const many = 950; // more than the first answer knows
  await box.fill('INBOX', many, (index) => ({
    head: `From: a@far.example\r\nSubject: nr ${index}`,
    flags: index % 10 === 0 ? '\\Flagged' : index % 2 === 0 ? '\\Seen' : '',
    // What was put here last came first.
    at: `${String((index % 28) + 1).padStart(2, '0')}-Jan-2026 08:00:00 +0100`,
  }));
  const first = await list(browser, 'count=50');
  assert.equal(first.total, many, 'how many there are is known at once');
  const seen: string[] = [];
  for (let from = 0; from < many; from += 200)
    seen.push(...(await list(browser, `from=${from}&count=200`)).rows.map(({ id }) => id));
  assert.equal(new Set(seen).size, many);
  const whole = await list(browser, 'count=50');
  assert.notEqual(whole.version, first.version, 'the list is another when the rest is known');
  assert.equal((await list(browser, 'count=50')).version, whole.version);
  assert.equal(subjects(whole)[0], `nr ${many - 1 - ((many - 1) % 28) - 1 + 0}`, 'the 28th of January came last');
  assert.equal((await list(browser, 'filter=flagged')).total, 95);
  const unread = await list(browser, 'filter=unread');
  assert.equal(unread.total, 475 + 95);
  assert.ok(unread.rows.every((row) => row.unread));
});

test('conversations hang together over the whole folder, whatever came in what order', async () => {
  const { browser, box } = await reader();
  const letter = (id: string, subject: string, more = '') => ({
    head: `From: a@far.example\r\nSubject: ${subject}\r\nMessage-ID: <${id}@x>${more === '' ? '' : `\r\n${more}`}`,
  });
  await box.put('INBOX', { ...letter('start', 'Hytta'), flags: '\\Flagged \\Seen' });
  await box.fill('INBOX', 600, (index) => ({ ...letter(`fyll${index}`, 'Hei'), flags: '\\Seen' }));
  await box.put('INBOX', letter('to', 'SV: Hytta', 'In-Reply-To: <start@x>'));
  await box.put('INBOX', {
    ...letter('tre', 'Re: noe helt annet', 'References: <start@x>\r\n <to@x>'),
    flags: '\\Seen',
  });
  await box.put('INBOX', letter('fire', 'VS: Re: Hytta')); // lost its references
  await list(browser, 'view=conversations');
  const all = await list(browser, 'view=conversations&count=200&from=401');
  assert.equal(all.total, 601, 'six hundred with one subject stay apart');
  const [row] = (await list(browser, 'view=conversations')).rows;
  assert.deepEqual([row.subject, row.count, row.unread, row.flagged], ['VS: Re: Hytta', 4, true, true]);
  assert.equal((await list(browser, 'view=conversations&filter=unread')).total, 1);
  assert.equal((await list(browser, 'view=conversations&filter=flagged')).total, 1);
  await box.command('UID STORE 1:* +FLAGS (\\Seen)', 'INBOX');
  assert.equal((await list(browser, 'view=conversations&filter=unread')).total, 0, 'another program read them');
});

test('what another program adds, marks and takes away is there with the next answer', async () => {
  const { browser, box } = await reader();
  await box.fill('INBOX', 5, (index) => ({ head: `From: a@far.example\r\nSubject: nr ${index}` }));
  const before = await list(browser);
  await box.put('INBOX', { head: 'From: a@far.example\r\nSubject: ny' });
  await box.command('UID STORE 2 +FLAGS (\\Flagged)', 'INBOX');
  await box.command('UID STORE 3 +FLAGS (\\Deleted)', 'INBOX');
  await box.command('UID EXPUNGE 3', 'INBOX');
  const now = await list(browser);
  assert.notEqual(now.version, before.version);
  assert.deepEqual(subjects(now), ['ny', 'nr 4', 'nr 3', 'nr 1', 'nr 0']);
  assert.deepEqual(
    now.rows.map(({ flagged }) => flagged),
    [false, false, false, true, false],
  );
});

test('a folder that went away is said to be gone; one made anew under its name is another', async () => {
  const { browser, box } = await reader();
  await box.command('CREATE Hytta');
  await box.put('Hytta', { head: 'Subject: gammel' });
  assert.deepEqual(subjects(await list(browser, '', 'Hytta')), ['gammel']);
  await box.command('DELETE Hytta');
  const gone = await browser.get<Page>(`/mail/folders/${Buffer.from('Hytta').toString('base64url')}/messages`);
  assert.deepEqual([gone.status, gone.body.key], [404, 'folderGone']);
  await box.command('CREATE Hytta');
  await box.put('Hytta', { head: 'Subject: ny' });
  assert.deepEqual(subjects(await list(browser, '', 'Hytta')), ['ny']);
  assert.equal((await browser.get('/mail/folders/!!/messages')).status, 404);
  assert.equal((await browser.get('/mail/folders/SU5CT1g/messages?count=9000')).status, 422);
});

test('two tabs at once, and a door that ended all its sessions meanwhile', async () => {
  const { browser, box } = await reader();
  await box.fill('INBOX', 30, (index) => ({ head: `Subject: nr ${index}` }));
  const pages = await Promise.all(Array.from({ length: 8 }, () => list(browser, 'count=10')));
  for (const page of pages) assert.deepEqual(subjects(page), subjects(pages[0]));
  await box.endAllSessions();
  assert.equal((await list(browser, 'count=10')).rows.length, 10);
});
