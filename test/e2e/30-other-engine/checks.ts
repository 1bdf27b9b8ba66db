/**
 * What a reader does in webmail, on a mailbox that another engine holds. The same checks for each way in which that engine is
 * set up; what is expected never depends on what it can. Called by suite.ts.
 */
import assert from 'node:assert/strict';
import { folderId, type Page, subjects } from '../../contract/mail-reader.ts';
import { check, has } from '../harness/report.ts';
import { waitFor } from '../harness/wait.ts';
import type { Desk } from './desk.ts';

const MANY = 300;
const DAY = ' 1-Nov-2026 ';
const FILE = Buffer.from('vare;pris\r\nsnøskuffe;99\r\n');

/** A third are answers to the one before them. */
const letter = (index: number) => ({
  head: [
    `From: Person ${index % 7} <person${index % 7}@far.example>`,
    'To: kari@fjord.example',
    `Subject: ${index % 3 === 1 ? 'Re: ' : ''}Sak ${index % 3 === 1 ? index - 1 : index}`,
    `Message-ID: <sak-${index}@far.example>`,
    ...(index % 3 === 1 ? [`In-Reply-To: <sak-${index - 1}@far.example>`] : []),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
  ].join('\r\n'),
  body: index % 50 === 0 ? 'Vi møtes på fjøset.' : 'Hei.',
  at: `${DAY}${String(Math.floor(index / 60)).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}:00 +0000`,
});
const WITH_FILES = {
  head: [
    'From: Eva <eva@far.example>',
    'Subject: =?utf-8?q?Prisliste_p=C3=A5_=C3=B8l?=',
    'Message-ID: <filer@far.example>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=x',
  ].join('\r\n'),
  body: [
    '--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Her er <b>prisene</b>.</p>',
    "--x\r\nContent-Type: text/csv; name*=utf-8''prisliste%20%C3%A5.csv\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64",
    `\r\n${FILE.toString('base64')}`,
    '--x\r\nContent-Type: message/rfc822\r\n\r\nSubject: inni\r\n\r\nDet som var inni.\r\n--x--',
  ].join('\r\n'),
  at: `${DAY}09:00:00 +0000`,
};

export async function allChecks(desk: Desk): Promise<void> {
  const { program } = desk;
  await program.fill('INBOX', MANY, letter);
  await program.put('INBOX', WITH_FILES);
  await folders(desk);
  await lists(desk);
  await searches(desk);
  await opens(desk);
  await changes(desk);
  await folderChanges(desk);
  await drafts(desk);
  await sends(desk);
  await events(desk);
}

async function folders(desk: Desk): Promise<void> {
  await check(
    `${desk.title}: folders have their roles, and lie at the top whatever the server puts before them`,
    async () => {
      const all = await desk.folders();
      const { names } = desk;
      const found = Object.fromEntries(all.map(({ role, name }) => [role, name]));
      assert.deepEqual(found, { inbox: 'INBOX', ...names });
      assert.deepEqual(
        all.map(({ parent }) => parent),
        all.map(() => null),
      );
      const [inbox] = all;
      assert.deepEqual([inbox.total, inbox.unread], [MANY + 1, MANY + 1]);
    },
  );
}

async function lists(desk: Desk): Promise<void> {
  const inbox = folderId('INBOX');
  await check(
    `${desk.title}: a list in conversations, page after page, nothing twice and nothing missing`,
    async () => {
      const seen = new Map<string, number>();
      let total = 1;
      for (let from = 0; from < total; from += 100) {
        const page = await desk.list(inbox, `count=100&view=conversations&from=${from}`);
        ({ total } = page);
        for (const { subject, count } of page.rows) seen.set(subject, count);
      }
      assert.deepEqual([total, seen.size], [MANY - MANY / 3 + 1, MANY - MANY / 3 + 1]);
      assert.deepEqual([seen.get('Re: Sak 297'), seen.get('Sak 299'), seen.get('Prisliste på øl')], [2, 1, 1]);
      const plain = await desk.list(inbox, 'count=3&view=messages');
      assert.deepEqual([plain.total, ...subjects(plain)], [MANY + 1, 'Prisliste på øl', 'Sak 299', 'Re: Sak 297']);
      assert.deepEqual(
        plain.rows.map(({ preview, hasFiles }) => [preview, hasFiles]),
        [
          ['Her er prisene.', true],
          ['Hei.', false],
          ['Hei.', false],
        ],
      );
    },
  );
}

async function searches(desk: Desk): Promise<void> {
  const found = async (q: string): Promise<Page> =>
    (await desk.browser.get<Page>(`/mail/search?count=200&q=${encodeURIComponent(q)}`)).body;
  for (const [q, total] of [
    ['fjøset', MANY / 50],
    ['FJØSET fra:person1', 1],
    ['emne:"prisliste på øl"', 1],
    ['har:vedlegg', 1],
    ['fil:prisliste -fra:person1', 1],
    ['fra:person3 -emne:re', 29],
  ] as const)
    await check(`${desk.title}: search for ${q} finds ${total}`, async () => {
      const page = await found(q);
      assert.deepEqual([page.total, page.rows.length], [total, total], subjects(page).join(', '));
    });
}

interface Shown {
  readonly subject: string;
  readonly text: string;
  readonly document: string | null;
  readonly files: readonly { name: string; address: string; type: string }[];
}
async function opens(desk: Desk): Promise<void> {
  await check(
    `${desk.title}: a message opens with its text, its files byte for byte, and the letter that lies in it`,
    async () => {
      const [{ id }] = (await desk.list(folderId('INBOX'), 'count=1&view=messages')).rows;
      const { status, body } = await desk.browser.get<Shown>(`/mail/messages/${encodeURIComponent(id)}`);
      assert.equal(status, 200, JSON.stringify(body));
      assert.deepEqual([body.subject, body.text.trim()], ['Prisliste på øl', 'Her er prisene.']);
      assert.deepEqual(
        body.files.map(({ type }) => type),
        ['text/csv', 'message/rfc822'],
      );
      const part = await desk.browser.ask('GET', body.files[0].address);
      assert.deepEqual(Buffer.from(await part.arrayBuffer()), FILE);
      has(await (await desk.browser.ask('GET', body.document ?? '')).text(), '<b>prisene</b>');
      const inside = await desk.browser.get<Shown>(`/mail/messages/${encodeURIComponent(id)}?inside=3`);
      assert.equal(inside.body.text.trim(), 'Det som var inni.', JSON.stringify(inside.body));
      const source = await desk.browser.ask('GET', `/mail/messages/${encodeURIComponent(id)}/source`);
      has(await source.text(), 'boundary=x');
    },
  );
}

async function changes(desk: Desk): Promise<void> {
  const { program, names } = desk;
  const inbox = folderId('INBOX');
  const newest = async (count: number, folder = inbox): Promise<readonly string[]> =>
    (await desk.list(folder, `count=${count}&view=messages`)).rows.map(({ id }) => id);
  const total = async (folder: string): Promise<number> => (await desk.list(folder, 'count=1&view=messages')).total;
  await check(`${desk.title}: marks are set and taken away, and other programs' marks show`, async () => {
    const ids = await newest(2);
    await desk.change('mark', { ids, add: ['seen', 'flagged', 'forwarded'] });
    has(await program.command('UID SEARCH FLAGGED SEEN KEYWORD $Forwarded', 'INBOX'), /SEARCH \d+ \d+\r/);
    await desk.change('mark', { ids, remove: ['flagged'] });
    await program.command('UID STORE 1 +FLAGS (\\Flagged)', 'INBOX');
    const flagged = await desk.list(inbox, 'count=10&view=messages&filter=flagged');
    assert.deepEqual(subjects(flagged), ['Sak 0']);
  });
  await check(`${desk.title}: what is moved has new ids and comes back by them, the same messages`, async () => {
    const ids = await newest(120);
    const before = subjects(await desk.list(inbox, 'count=120&view=messages'));
    const there = await desk.change('move', { ids, folder: desk.id(names.archive) });
    assert.deepEqual([there.done.length, there.gone.length], [120, 0]);
    assert.ok(there.done.every(({ to }) => to !== null));
    assert.deepEqual([await total(inbox), await total(desk.id(names.archive))], [MANY + 1 - 120, 120]);
    await desk.change('move', { ids: there.done.map(({ to }) => to), folder: inbox });
    assert.deepEqual(subjects(await desk.list(inbox, 'count=120&view=messages')), before);
    assert.equal(await total(desk.id(names.archive)), 0);
  });
  await check(`${desk.title}: removed, then for good; what another program only marked stays, marked`, async () => {
    await program.command('UID STORE 2 +FLAGS (\\Deleted)', 'INBOX');
    const gone = await desk.change('remove', { ids: await newest(3) });
    assert.equal(await total(desk.id(names.trash)), 3);
    await program.put(desk.path(names.trash), { head: 'Subject: bare merket', flags: '\\Deleted' });
    const asked = await desk.browser.post('/mail/messages/remove', { ids: gone.done.map(({ to }) => to) });
    assert.equal(asked.status, 409);
    await desk.change('remove', { ids: gone.done.map(({ to }) => to), forGood: true });
    assert.deepEqual(subjects(await desk.list(desk.id(names.trash))), ['bare merket']);
    has(await program.command('UID SEARCH DELETED', desk.path(names.trash)), /SEARCH \d+\r/);
    has(await program.command('UID SEARCH DELETED', 'INBOX'), /SEARCH 2\r/);
    await program.command('UID STORE 2 -FLAGS (\\Deleted)', 'INBOX');
  });
  await check(`${desk.title}: spam goes to junk and comes back`, async () => {
    const spam = await desk.change('spam', { ids: await newest(1), spam: true });
    assert.equal(await total(desk.id(names.junk)), 1);
    const back = await desk.change('spam', { ids: spam.done.map(({ to }) => to), spam: false });
    assert.deepEqual([await total(desk.id(names.junk)), back.senders.length], [0, 1]);
  });
}

async function folderChanges(desk: Desk): Promise<void> {
  const { browser, names, program } = desk;
  const made = async (method: string, path: string, body?: object) => {
    const answer = await browser.ask(method, path, body === undefined ? {} : { body });
    return {
      status: answer.status,
      body: (await answer.json()) as { id: string; path: string; key?: string; to?: string },
    };
  };
  await check(`${desk.title}: folders are made, named anew, deleted into the trash and then for good`, async () => {
    const one = await made('POST', '/mail/folders', { name: 'Økonomi & Ål', parent: null });
    assert.deepEqual([one.status, one.body.id], [201, desk.id('Økonomi & Ål')], JSON.stringify(one.body));
    const two = await made('POST', '/mail/folders', { name: 'Bilag', parent: one.body.id });
    assert.equal(two.body.id, desk.id('Økonomi & Ål', 'Bilag'));
    await program.put(desk.path('Økonomi & Ål', 'Bilag'), { head: 'Subject: kvittering' });
    has(await program.command(`LIST "" "*"`), desk.path('Økonomi & Ål', 'Bilag'));
    const twice = await made('POST', '/mail/folders', { name: 'Økonomi & Ål', parent: null });
    assert.equal(twice.body.key, 'folderExists', JSON.stringify(twice.body));
    const renamed = await made('PUT', `/mail/folders/${one.body.id}`, { name: 'Regnskap', parent: null });
    assert.equal(renamed.body.id, desk.id('Regnskap'), JSON.stringify(renamed.body));
    assert.deepEqual(subjects(await desk.list(desk.id('Regnskap', 'Bilag'))), ['kvittering']);
    const away = await made('DELETE', `/mail/folders/${renamed.body.id}`);
    assert.equal(away.body.to, desk.id(names.trash, 'Regnskap'), JSON.stringify(away.body));
    assert.deepEqual(subjects(await desk.list(desk.id(names.trash, 'Regnskap', 'Bilag'))), ['kvittering']);
    const good = await made('DELETE', `/mail/folders/${away.body.to}?forGood=true`);
    assert.equal(good.status, 200, JSON.stringify(good.body));
    assert.ok(!(await desk.folders()).some(({ path }) => path.includes('Regnskap')));
  });
  await check(`${desk.title}: a folder that another program deleted is said to be gone, open or not`, async () => {
    const { body } = await made('POST', '/mail/folders', { name: 'Kort', parent: null });
    await program.put(desk.path('Kort'), { head: 'Subject: snart borte' });
    const [{ id }] = (await desk.list(body.id)).rows;
    assert.equal((await browser.get(`/mail/messages/${encodeURIComponent(id)}`)).status, 200);
    await program.command(`DELETE "${desk.path('Kort')}"`);
    for (const path of [`/mail/folders/${body.id}/messages?count=5`, `/mail/messages/${encodeURIComponent(id)}`]) {
      const answer = await browser.get<{ key: string }>(path);
      assert.deepEqual([answer.status, answer.body.key], [404, 'folderGone'], JSON.stringify(answer.body));
    }
  });
}

interface Draft {
  readonly id: string;
  readonly version: number;
}
async function drafts(desk: Desk): Promise<void> {
  const { browser, names, program } = desk;
  await check(
    `${desk.title}: a draft is kept, replaced and thrown away in the folder that other programs see`,
    async () => {
      const fresh = (await browser.post<Draft>('/mail/drafts', { to: ['eva@far.example'], subject: 'Utkast en' })).body;
      const copies = async (): Promise<readonly string[]> => subjects(await desk.list(desk.id(names.drafts)));
      await browser.post(`/mail/drafts/${fresh.id}/leave`, {});
      assert.deepEqual(await copies(), ['Utkast en']);
      const shown = (await browser.get<Draft>(`/mail/drafts/${fresh.id}`)).body;
      const saved = await browser.ask('PUT', `/mail/drafts/${fresh.id}`, { body: { ...shown, subject: 'Utkast to' } });
      assert.equal(saved.status, 200);
      const left = await browser.post(`/mail/drafts/${fresh.id}/leave`, {});
      assert.equal(left.status, 204, JSON.stringify(left.body));
      assert.deepEqual(await copies(), ['Utkast to']);
      has(await program.command('UID SEARCH DRAFT SEEN', desk.path(names.drafts)), /SEARCH \d+\r/);
      assert.equal((await browser.ask('DELETE', `/mail/drafts/${fresh.id}`)).status, 204);
      assert.deepEqual(await copies(), []);
    },
  );
}

async function sends(desk: Desk): Promise<void> {
  const { browser, names, owner, world } = desk;
  await check(
    `${desk.title}: what is sent goes by their submission, is in Sent once, comes, and the answered one is marked`,
    async () => {
      const [original] = (await desk.list(folderId('INBOX'), 'count=1&view=messages')).rows;
      const answer = (
        await browser.post<Draft & Record<string, unknown>>('/mail/drafts', {
          answers: { id: original.id, kind: 'reply' },
        })
      ).body;
      await browser.post(`/mail/drafts/${answer.id}/leave`, {});
      const written = { ...answer, to: [owner.customer.address], subject: `Ut herfra ${desk.title}` };
      const saved = await browser.ask('PUT', `/mail/drafts/${answer.id}`, { body: written });
      const { version } = (await saved.json()) as Draft;
      const sent = await browser.post<{ id: string }>(`/mail/drafts/${answer.id}/send`, { version });
      assert.equal(sent.status, 200, JSON.stringify(sent.body));
      await world.host.app.webmail.writing.idle();
      const state = await browser.get<{ state: string }>(`/mail/outbox/${sent.body.id}`);
      assert.equal(state.body.state, 'sent', JSON.stringify(state.body));
      const kept = await waitFor('the copy in Sent', async () => {
        const page = await desk.list(desk.id(names.sent));
        return page.rows.length > 0 ? page : null;
      });
      assert.deepEqual(subjects(kept), [written.subject]);
      const come = await waitFor('the letter to come', async () => {
        const page = await desk.list(folderId('INBOX'), 'count=3&view=messages');
        return page.rows.find(({ subject }) => subject === written.subject);
      });
      assert.equal(come.from[0].address, owner.customer.address);
      await waitFor('the mark', async () => {
        const page = await desk.list(folderId('INBOX'), 'count=5&view=messages');
        return page.rows.find(({ id }) => id === original.id)?.answered;
      });
      assert.deepEqual(subjects(await desk.list(desk.id(names.drafts))), [], 'the draft is gone');
    },
  );
}

async function events(desk: Desk): Promise<void> {
  const { program } = desk;
  await check(`${desk.title}: new mail, what another program takes out and a folder it deletes are told`, async () => {
    await program.command(`CREATE "${desk.path('Felles')}"`);
    await program.put(desk.path('Felles'), { head: 'Subject: en' });
    const tab = await desk.tab('Felles');
    await program.put('INBOX', { head: 'From: eva@far.example\r\nSubject: akkurat' });
    const fresh = (await tab.next('new')).data['row'] as { subject: string };
    assert.equal(fresh.subject, 'akkurat');
    await desk.list(desk.id('Felles'));
    // Events of INBOX are of the letter above.
    const listed = async (folder: string): Promise<void> => {
      while ((await tab.next('list')).data['folder'] !== folder);
    };
    await program.command('UID STORE 1:* +FLAGS (\\Deleted)', desk.path('Felles'));
    await program.command('EXPUNGE');
    await listed(desk.id('Felles'));
    await waitFor('the list to be empty', async () => (await desk.list(desk.id('Felles'))).total === 0);
    await program.command('UNSELECT');
    await program.command(`DELETE "${desk.path('Felles')}"`);
    for (;;) {
      const { gone } = (await tab.next('folder')).data as { gone: readonly string[] };
      if (gone.includes(desk.id('Felles'))) break;
    }
    tab.close();
  });
}
