/** Webmail's search on a real host: words and operators, the whole mailbox, right on å/ä/ö/ø, pages that fit together. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startWorld, type World } from '../../lab/world.ts';
import { folderId, mailReader, type Reader, type Row, subjects } from './mail-reader.ts';

let world: World;
let me: Reader;
interface Found {
  readonly total: number;
  readonly rows: readonly Row[];
  readonly understood: readonly { kind: string; text: string }[];
}
const find = async (q: string, more = ''): Promise<Found> => {
  const { status, body } = await me.browser.get<Found>(`/mail/search?q=${encodeURIComponent(q)}${more}`);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
};
const at = (day: string): string => `${day} 08:00:00 +0000`;

before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  me = await mailReader(world, 770);
  const { box } = me;
  await box.command('CREATE "Økonomi"');
  await box.command('CREATE "Økonomi/Ål"');
  const text = 'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit';
  await box.put('INBOX', {
    head: `From: Kåre <kaare@far.example>\r\nSubject: Blåbær\r\n${text}`,
    body: 'Rømmegrøt på fjellet.',
    at: at('01-Jan-2026'),
  });
  await box.put('INBOX', {
    head: `From: eva@far.example\r\nTo: ola@far.example\r\nSubject: Mote\r\n${text}`,
    body: 'Romme.',
    flags: '\\Seen',
    at: at('02-Mar-2026'),
  });
  const pdf = (name: string) => `Subject: Kvittering\r\nContent-Type: multipart/mixed; boundary=b\r\nX: ${name}`;
  const parts = (name: string) =>
    `--b\r\n\r\nSe vedlegg\r\n--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename="${name}"\r\n\r\nx\r\n--b--`;
  await box.put('Økonomi/Ål', { head: pdf('a'), body: parts('faktura.pdf'), at: at('03-Apr-2026') });
  await box.put('Archive', {
    head: pdf('b'),
    body: parts('=?utf-8?q?=C3=A5rsregnskap.pdf?='),
    flags: '\\Flagged',
    at: at('01-May-2026'),
  });
  await box.put('Junk', { head: 'Subject: Blåbær til salgs', at: at('01-Jun-2026') });
  await box.put('Trash', { head: 'Subject: gammel blåbær', at: at('01-Jul-2026') });
});
after(() => world.stop());

test('words in any folder, with the letters they have, newest first; junk and trash only when asked for', async () => {
  assert.deepEqual(subjects(await find('blåbær')), ['Blåbær']);
  assert.deepEqual(subjects(await find('BLÅBÆR in:alt')), ['gammel blåbær', 'Blåbær til salgs', 'Blåbær']);
  assert.deepEqual(subjects(await find('rømme')), ['Blåbær']);
  assert.deepEqual(subjects(await find('romme')), ['Mote'], 'ø is no o');
  assert.deepEqual(subjects(await find('blåbær in:søppelpost')), ['Blåbær til salgs']);
  assert.deepEqual((await find('kvittering')).total, 2);
});

test('operators in three languages', async () => {
  for (const [q, wanted] of [
    ['fra:kåre', ['Blåbær']],
    ['till:ola', ['Mote']],
    ['emne:mote', ['Mote']],
    ['body:rømmegrøt', ['Blåbær']],
    ['er:ulest etter:2026-01-01 före:2026-02-01', ['Blåbær']],
    ['is:read', ['Mote']],
    ['är:flaggad', ['Kvittering']],
    ['on:1.5.2026', ['Kvittering']],
    ['har:vedlegg in:"Økonomi/Ål"', ['Kvittering']],
    ['filename:årsregnskap', ['Kvittering']],
    ['har:bilaga -filnamn:faktura', ['Kvittering']],
    ['-has:attachment', ['Mote', 'Blåbær']],
    ['mote OR filename:faktura', ['Kvittering', 'Mote']],
    ['larger:1M', []],
  ] as const)
    assert.deepEqual(subjects(await find(q)), wanted, q);
});

test('what was understood is told, and what was not', async () => {
  const { understood, total } = await find('blåbær is:blå in:nirgendwo "på fjellet"');
  assert.equal(total, 1);
  assert.deepEqual(understood, [
    { kind: 'word', text: 'blåbær' },
    { kind: 'ignored', text: 'is:blå' },
    { kind: 'phrase', text: '"på fjellet"' },
    { kind: 'ignored', text: 'in:nirgendwo' },
  ]);
});

test('one folder alone; a folder that went away; nothing to search for; text that would be a command', async () => {
  assert.equal((await find('kvittering', `&folder=${folderId('Archive')}`)).total, 1);
  assert.equal((await me.browser.get(`/mail/search?q=a&folder=${folderId('Nei')}`)).status, 404);
  assert.equal((await me.browser.get('/mail/search?q=')).status, 422);
  assert.deepEqual(await find('is:blå').then(({ total }) => total), 0);
  assert.equal((await find('"\r\nx LOGOUT\r\n')).total, 0);
  assert.equal((await find('blåbær')).total, 1, 'the line is as it was');
});

test('pages fit together while new mail comes, and marks are those of now', async () => {
  const { box, browser } = me;
  await box.command('CREATE Mange');
  await box.fill('Mange', 60, (index) => ({
    head: `Subject: fjord ${index}`,
    at: at(`${String((index % 28) + 1).padStart(2, '0')}-Aug-2025`),
  }));
  const first = await find('emne:fjord', '&count=25');
  await box.put('Mange', { head: 'Subject: fjord ny' });
  const rest = [await find('emne:fjord', '&count=25&from=25'), await find('emne:fjord', '&count=25&from=50')];
  const all = [first, ...rest].flatMap(({ rows }) => rows.map(({ id }) => id));
  assert.deepEqual([new Set(all).size, first.total, rest[1].total], [60, 60, 60]);
  await browser.post('/mail/messages/mark', { ids: [all[0]], add: ['seen', 'flagged'] });
  const [, marked] = (await find('emne:fjord')).rows;
  assert.deepEqual([marked.id, marked.unread, marked.flagged], [all[0], false, true]);
});
