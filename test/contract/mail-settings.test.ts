/**
 * What a mailbox user sets for his mail, in a running host: how webmail is, as whom he writes, a rule tried before it is kept,
 * and what rules, forwarding and answers did. To others than the user his mail stays unseen.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addAlias } from '#src/service/aliases.ts';
import { tokenOf } from '#src/service/forward-consents.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import { foreignDomain, foreignHost, tried } from '../../lab/foreign-host.ts';
import { startWorld, type World } from '../../lab/world.ts';
import { type Browser, browser, owner, settled, signedIn } from '../centre-client.ts';

let world: World;
before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
});
after(() => world.stop());

/** The address outside wants what is passed on to it: follows the link of its letter. */
async function saysYes(target: string): Promise<void> {
  const { db } = world.host.app;
  const asked = db.sql.selectFrom('forward_consents').select('id').where('target', '=', target);
  const token = await tokenOf({ db }, (await asked.executeTakeFirstOrThrow()).id);
  const { status } = await browser(world).post('/forwarding-links', { token, answer: 'yes' });
  assert.equal(status, 200);
}
const SENDER = 'eva@far-away.test';
/** A letter from the world. */
const receives = async (to: string, subject: string, head = ''): Promise<void> => {
  const said = await world.say({
    port: world.port('inbound'),
    tls: false,
    from: '127.251.9.8',
    says: [
      'EHLO far-away.test',
      `MAIL FROM:<${SENDER}>`,
      `RCPT TO:<${to}>`,
      'DATA',
      `From: =?utf-8?q?Vik=2C_=C3=85se?= <${SENDER}>\r\nTo: <${to}>\r\nSubject: ${subject}\r\n${head}\r\nHei.\r\n.`,
      'QUIT',
    ],
  });
  assert.match(said, /250 2\.0\.0/);
};
const put = async <T>(browser: Browser, path: string, body: unknown): Promise<{ status: number; body: T }> => {
  const answer = await browser.ask('PUT', path, { body });
  return { status: answer.status, body: (await answer.json()) as T };
};
const at = (address: string, more = ''): string => `/mailboxes/${encodeURIComponent(address)}/rules${more}`;

test('webmail is as usual until it is set; what is not named stays; the language is the person’s', async () => {
  const { address, password } = await world.customer(62_001);
  const browser = await signedIn(world, address, password);
  const usual = {
    view: 'conversations',
    undoSeconds: 10,
    format: 'html',
    images: 'ask',
    density: 'roomy',
    markReadAfterSeconds: 0,
    replyPlacement: 'above',
  };
  const shown = (await browser.get('/mail/settings')).body;
  assert.deepEqual(shown, { ...usual, language: shown['language'] });
  assert.equal((await put(browser, '/mail/settings', { undoSeconds: 30, language: 'sv' })).status, 200);
  assert.deepEqual((await browser.get('/mail/settings')).body, { ...usual, undoSeconds: 30, language: 'sv' });
  assert.equal((await browser.get<{ person: { language: string } }>('/session')).body.person.language, 'sv');
  for (const wrong of [{ undoSeconds: 7 }, { images: 'always' }, { markReadAfterSeconds: 1 }])
    assert.equal((await put(browser, '/mail/settings', wrong)).status, 422, JSON.stringify(wrong));
});

interface Identity {
  readonly address: string;
  readonly name: string;
  readonly isDefault: boolean;
  readonly signatureHtml: string;
  readonly signatureText: string;
}
test('identities are what submission lets through: own address, aliases, plus-addresses; one is the usual one', async () => {
  const { address, password, domain } = await world.customer(62_002);
  const { app } = world.host;
  const other = `annen@${domain}`;
  await settled(addAlias(app, `salg@${domain}`, [address]));
  await settled(addAlias(app, `alle@${domain}`, [`salg@${domain}`, SENDER]));
  await settled(addAlias(app, other, [SENDER]));
  const browser = await signedIn(world, address, password);
  const all = async () => (await browser.get<{ identities: readonly Identity[] }>('/mail/identities')).body.identities;
  const draft = { name: 'Kari', replyTo: null, isDefault: false, signatureHtml: '', signatureText: '' };
  assert.deepEqual(
    (await all()).map((one) => [one.address, one.isDefault]),
    [
      [address, true],
      [`salg@${domain}`, false],
      [`alle@${domain}`, false],
    ],
  );
  const plus = address.replace('@', '+butikk@');
  const made = await put(browser, `/mail/identities/${encodeURIComponent(plus)}`, { ...draft, isDefault: true });
  assert.equal(made.status, 200);
  assert.deepEqual(
    (await all()).filter(({ isDefault }) => isDefault).map((one) => one.address),
    [plus],
  );
  const signed = { ...draft, isDefault: true, signatureText: 'Hilsen\n<Kari> & co' };
  await put(browser, `/mail/identities/${encodeURIComponent(`salg@${domain}`)}`, signed);
  const [first] = await all();
  assert.deepEqual(
    [first.address, first.signatureHtml, (await all()).filter(({ isDefault }) => isDefault).length],
    [`salg@${domain}`, 'Hilsen<br>&lt;Kari&gt; &amp; co', 1],
  );
  const html = '<p onclick="x()">Hilsen <b>Kari</b><script>alert(1)</script><img src="https://spor.example/1.gif"></p>';
  await put(browser, `/mail/identities/${encodeURIComponent(address)}`, { ...draft, signatureHtml: html });
  const own = (await all()).find((one) => one.address === address);
  assert.deepEqual([own?.signatureHtml, own?.signatureText], ['<p>Hilsen <b>Kari</b></p>', 'Hilsen Kari']);
  for (const strange of [other, SENDER, 'sjef@bank.example']) {
    const refused = await put<{ key: string }>(browser, `/mail/identities/${encodeURIComponent(strange)}`, draft);
    assert.deepEqual([refused.status, refused.body.key], [409, 'mailIdentityNotYours'], strange);
  }
  const bad = await put<{ field: string }>(browser, `/mail/identities/${encodeURIComponent(address)}`, {
    ...draft,
    replyTo: 'nei',
  });
  assert.deepEqual([bad.status, bad.body.field], [422, 'replyTo']);
  assert.equal((await browser.ask('DELETE', `/mail/identities/${encodeURIComponent(plus)}`)).status, 200);
  assert.ok(!(await all()).some((one) => one.address === plus));
});

interface Tried {
  readonly looked: number;
  readonly matched: number;
  readonly messages: readonly { readonly from: string; readonly subject: string; readonly folder: string }[] | null;
}
test('a rule is tried on what came; only the user sees which; nothing is moved', async () => {
  const mine = await owner(world, 62_003);
  const { address, password } = mine.customer;
  const browser = await signedIn(world, address, password);
  const contact = await signedIn(world, mine.contact, mine.contactPassword);
  for (const subject of ['Faktura 1', 'Hei', '=?utf-8?q?FAKTURA_2_for_=C3=85l?=', 'Møte'])
    await receives(address, subject);
  const rule = {
    name: 'Regninger',
    enabled: false,
    match: 'all',
    stop: false,
    conditions: [{ field: 'subject', match: 'contains', value: 'faktura' }],
    actions: [{ kind: 'folder', folder: 'Regninger' }],
  };
  const tried = (await browser.post<Tried>(at(address, '/try'), { rule })).body;
  assert.deepEqual([tried.looked, tried.matched], [4, 2]);
  assert.deepEqual(
    tried.messages?.map(({ from, subject, folder }) => [from, subject, folder]),
    [
      ['Vik, Åse', 'FAKTURA 2 for Ål', 'INBOX'],
      ['Vik, Åse', 'Faktura 1', 'INBOX'],
    ],
  );
  const one = await browser.post<Tried>(at(address, '/try'), { rule, count: 3 });
  assert.deepEqual([one.body.looked, one.body.matched], [3, 1], 'the newest only');
  const seen = await contact.post<Tried>(at(address, '/try'), { rule });
  assert.deepEqual(seen.body, { looked: 4, matched: 2, messages: null });
  const from = { ...rule, conditions: [{ field: 'from', match: 'is', value: SENDER }] };
  assert.equal((await browser.post<Tried>(at(address, '/try'), { rule: from })).body.matched, 4);
  const wrong = await browser.post<{ field: string }>(at(address, '/try'), {
    rule: { ...rule, conditions: [{ field: 'subject', match: 'contains', value: ' ' }] },
  });
  assert.deepEqual([wrong.status, wrong.body.field], [422, 'conditions.0.value']);
  assert.equal((await browser.get<{ version: number }>(at(address))).body.version, 0, 'nothing was kept');
});

interface Activity {
  readonly rules: readonly { readonly id: string; readonly count: number }[];
  readonly targets: readonly {
    readonly address: string;
    readonly attempts: readonly { readonly outcome: string; readonly reply: string | null }[];
  }[];
  readonly answers: readonly { readonly address: string }[];
  readonly unanswered: readonly { readonly address: string; readonly why: string }[];
  readonly folders: readonly string[];
}
test('what rules did, what became of passed-on mail, who was answered and who not, and why', async () => {
  const mine = await owner(world, 62_004);
  const { address, password } = mine.customer;
  const good = foreignDomain(mine.customer);
  await foreignHost(world, good);
  const browser = await signedIn(world, address, password);
  const change = async (made: object): Promise<void> => {
    const answer = await browser.post(at(address), { version: null, change: made });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
  };
  const rule = {
    name: 'Alt',
    enabled: true,
    match: 'all',
    stop: false,
    // Not our own letter about the yes.
    conditions: [{ field: 'from', match: 'is', value: SENDER }],
    actions: [
      { kind: 'copy', folder: 'Kopi' },
      { kind: 'folder', folder: 'INBOX' },
    ],
  };
  await change({ kind: 'save-rule', id: null, rule });
  await change({ kind: 'forwarding', targets: [`eva@${good}`], keepCopy: true });
  await saysYes(`eva@${good}`);
  const text = 'Borte til mandag';
  await change({
    kind: 'vacation',
    vacation: { enabled: true, from: null, until: null, subject: null, text, everyDays: 7 },
  });
  await receives(address, 'En');
  await receives(address, 'To', 'List-Id: <x.y>\r\n');
  await tried(world, SENDER);
  const activity = (await browser.get<Activity>(at(address, '/activity'))).body;
  assert.deepEqual(
    activity.rules.map(({ count }) => count),
    [2],
    'two folders are one message',
  );
  assert.deepEqual(
    activity.targets.map((one) => [one.address, one.attempts.map(({ outcome }) => outcome)]),
    [[`eva@${good}`, ['sent', 'sent']]],
  );
  assert.deepEqual(
    activity.answers.map((one) => one.address),
    [SENDER],
  );
  assert.deepEqual(
    activity.unanswered.map((one) => [one.address, one.why]),
    [[SENDER, 'list']],
  );
  assert.ok(activity.folders.includes('Kopi') && activity.folders.includes('Sent'));
  const box = await mailboxByAddress(world.host.app.db.sql, address);
  assert.ok(box !== null);
  const handle = await world.host.app.store.open(box.id, 0);
  await handle.createFolder('Hemmelig');
  handle.close();
  const contact = await signedIn(world, mine.contact, mine.contactPassword);
  const seen = (await contact.get<Activity>(at(address, '/activity'))).body;
  assert.ok(seen.folders.includes('Kopi'), 'a folder that a rule names');
  assert.ok(!seen.folders.includes('Hemmelig'), 'not the names of his other folders');
});
