/**
 * Rules, forwarding and vacation in a running host: mail comes by SMTP, goes where the owner wants, leaves under a sender of
 * ours with a seal that others can check, comes back when it bounces, and is answered once.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { authenticate } from 'mailauth';
import type { RuleAction, Vacation } from '#src/model/mail-rules.ts';
import type { RuleDraft } from '#src/model/mail-rules-check.ts';
import type { StoredEvent } from '#src/model/journal.ts';
import { addAlias } from '#src/service/aliases.ts';
import { changeRules, type RulesChange, showRules } from '#src/service/mail-rules.ts';
import { addMailbox } from '#src/service/mailboxes.ts';
import { foreignDomain, foreignHost, tried } from '../../lab/foreign-host.ts';
import { type Customer, startWorld, type World } from '../../lab/world.ts';
import { owner, signedIn } from '../centre-client.ts';

let world: World;
before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '127.0.0.1:0' });
});
after(() => world.stop());

const SENDER = 'eva@far-away.test';
interface Letter {
  readonly from?: string;
  readonly mailFrom?: string;
  readonly subject?: string;
  readonly head?: string;
}
/** A letter from the world; gives what the host said. */
const receives = (to: string, letter: Letter = {}): Promise<string> =>
  world.say({
    port: world.port('inbound'),
    tls: false,
    from: '127.251.9.9',
    says: [
      'EHLO far-away.test',
      `MAIL FROM:<${letter.mailFrom ?? letter.from ?? SENDER}>`,
      `RCPT TO:<${to}>`,
      'DATA',
      `From: <${letter.from ?? SENDER}>\r\nTo: <${to}>\r\nSubject: ${letter.subject ?? 'Svar'}\r\nMessage-ID: <en@far-away.test>\r\n${letter.head ?? ''}\r\nHei.\r\n.`,
      'QUIT',
    ],
  });
const events = async (address: string, ...outcomes: readonly string[]) =>
  (await world.host.app.billing.journal.query({ names: [address], outcomes: [...outcomes] as never })).flatMap(
    (one: StoredEvent) => (one.kind === 'message' ? [one] : []),
  );
async function set(customer: Customer, change: RulesChange, address = customer.address): Promise<void> {
  const done = await changeRules(world.host.app, { address, change, from: '192.0.2.9' });
  assert.ok(done.ok, JSON.stringify(done));
}
const rule = (draft: Partial<RuleDraft>, ...actions: readonly RuleAction[]): RulesChange => ({
  kind: 'save-rule',
  id: null,
  rule: { name: 'Regel', enabled: true, match: 'all', conditions: [], stop: false, ...draft, actions },
});
const between = (line: string): string => /<([^>]*)>/.exec(line)?.[1] ?? line;
/** What a foreign host took. */
const taken = ({
  messages,
}: {
  readonly messages: readonly { mail: string; rcpt: readonly string[]; data: string }[];
}) => messages.map(({ mail, rcpt, data }) => ({ mailFrom: between(mail), recipients: rcpt.map(between), text: data }));
/** Folder and flags of every message of the mailbox. */
async function contents(customer: Customer): Promise<Readonly<Record<string, readonly (readonly string[])[]>>> {
  const shown = await showRules(world.host.app, customer.address);
  assert.ok(shown.ok);
  const handle = await world.host.app.store.open(shown.value.mailbox.id, 0);
  try {
    const all: Record<string, readonly (readonly string[])[]> = {};
    for (const folder of await handle.folders()) {
      const rows = await handle.rows(folder.id);
      if (rows.length > 0) all[folder.name] = rows.map(({ flags }) => flags.filter((flag) => flag !== '\\Recent'));
    }
    return all;
  } finally {
    handle.close();
  }
}

test('a rule files, copies and marks; the journal names it; a discarded message is never silent', async () => {
  const customer = await world.customer(41_001);
  const bills = { conditions: [{ field: 'subject', match: 'contains', value: 'FAKTURA på Ål' }] } as const;
  await set(
    customer,
    rule({ ...bills, name: 'Regninger' }, { kind: 'mark', mark: 'flagged' }, { kind: 'folder', folder: 'Økonomi/Ål' }),
  );
  await set(
    customer,
    rule({ conditions: [{ field: 'subject', match: 'is', value: 'bort' }], name: 'Bort' }, { kind: 'discard' }),
  );
  assert.match(await receives(customer.address, { subject: '=?utf-8?q?Faktura_P=C3=85_=C3=A5l?=' }), /250 2\.0\.0/);
  assert.match(await receives(customer.address, { subject: 'bort' }), /250 2\.0\.0/);
  assert.match(await receives(customer.address), /250 2\.0\.0/);
  assert.deepEqual(await contents(customer), { INBOX: [[]], 'Økonomi/Ål': [['\\Flagged']] });
  const filed = (await events(customer.address, 'delivered')).find(({ folder }) => folder === 'Økonomi/Ål');
  assert.equal(filed?.rules?.[0].by.kind === 'rule' && filed.rules[0].by.name, 'Regninger');
  const [dropped] = await events(customer.address, 'dropped');
  assert.equal(dropped.rules?.[0].effect.kind, 'discard');
});

test('what is passed on goes out under a sender of ours, sealed, and its bounce finds the first sender', async () => {
  const customer = await world.customer(41_002);
  const domain = foreignDomain(customer);
  const sink = await foreignHost(world, domain);
  const home = await foreignHost(world, 'far-away.test');
  await set(customer, { kind: 'forwarding', targets: [`eva@${domain}`], keepCopy: false });
  assert.match(await receives(customer.address), /250 2\.0\.0/);
  await tried(world, SENDER);
  const [passed] = taken(sink);
  assert.match(passed.mailFrom, new RegExp(`^SRS0=[a-z2-7]{6}=[a-z2-7]{2}=far-away\\.test=eva@${customer.domain}$`));
  assert.deepEqual(await contents(customer), {}, 'no copy stays');
  const records: Record<string, string[][]> = {};
  for (const { records: wanted } of [await shownDomain(customer)])
    for (const one of wanted) if (one.purpose === 'dkim') records[one.name] = [[one.value]];
  const checked = await authenticate(Buffer.from(passed.text, 'latin1'), {
    ip: '203.0.113.25',
    helo: 'mx.host.test',
    sender: passed.mailFrom,
    mta: 'reader.test',
    resolver: ((name: string, type: string) =>
      type === 'TXT' && records[name] !== undefined
        ? Promise.resolve(records[name])
        : Promise.reject(Object.assign(new Error('ENOTFOUND'), { code: 'ENOTFOUND' }))) as never,
  });
  assert.equal(checked.arc && checked.arc.status.result, 'pass', JSON.stringify(checked.arc));
  // The host behind it gives it back later: the bounce goes on to who wrote first.
  assert.match(await receives(passed.mailFrom, { mailFrom: '', from: `mailer-daemon@${domain}` }), /250 2\.0\.0/);
  await tried(world, '');
  assert.ok(taken(home).some(({ recipients }) => recipients.includes(SENDER)));
  const forged = passed.mailFrom.replace('=eva@', '=ola@');
  assert.match(await receives(forged, { mailFrom: '' }), /550 5\.1\.1/);
});

async function shownDomain(customer: Customer) {
  const { showDomain } = await import('#src/service/domains.ts');
  const shown = await showDomain(world.host.app, customer.domain);
  assert.ok(shown.ok);
  return shown.value;
}

test('a vacation answers a person once, in his thread, and robots and lists never', async () => {
  const customer = await world.customer(41_003);
  const home = await foreignHost(world, 'hjemme.test');
  const vacation: Vacation = {
    enabled: true,
    fromAt: null,
    untilAt: null,
    subject: null,
    text: 'Jeg er på fjellet.\nÅ!',
    everyDays: 7,
  };
  await set(customer, { kind: 'vacation', vacation });
  const from = 'ola@hjemme.test';
  for (const letter of [
    { from, subject: 'Møte' },
    { from },
    { from: 'b@hjemme.test', head: 'List-Id: <x.test>\r\n' },
    { from: 'c@hjemme.test', head: 'Auto-Submitted: auto-replied\r\n' },
  ])
    assert.match(await receives(customer.address, letter), /250 2\.0\.0/);
  await tried(world, '');
  assert.deepEqual(
    taken(home).map(({ mailFrom, recipients }) => [mailFrom, ...recipients]),
    [['', from]],
  );
  const text = taken(home)[0].text;
  for (const part of [
    `From: <${customer.address}>`,
    'Auto-Submitted: auto-replied',
    'In-Reply-To: <en@far-away.test>',
    'DKIM-Signature:',
    '=C3=85!',
  ])
    assert.ok(text.includes(part), `${part} in ${text}`);
  const silent = (await events(customer.address, 'delivered')).flatMap(({ unanswered }) => unanswered ?? []);
  assert.deepEqual(silent.toSorted(), ['answered-before', 'list', 'robot']);
});

test('blocked senders and proven forgeries go to Junk, are not passed on, and an allowed sender is never spam', async () => {
  const customer = await world.customer(41_004);
  world.dns.add({
    '_dmarc.streng.test': { TXT: ['v=DMARC1; p=quarantine'] },
    'streng.test': { TXT: ['v=spf1 -all'], NS: ['ns.streng.test'] },
  });
  const domain = foreignDomain(customer);
  const sink = await foreignHost(world, domain);
  await set(customer, { kind: 'forwarding', targets: [`eva@${domain}`], keepCopy: true });
  await set(customer, { kind: 'add-sender', list: 'blocked', sender: '@plage.test' });
  await receives(customer.address, { from: 'a@plage.test' });
  await receives(customer.address, { from: 'sjef@streng.test', head: 'X-Spam-Flag: NO\r\n' });
  await set(customer, { kind: 'add-sender', list: 'allowed', sender: 'sjef@streng.test' });
  await receives(customer.address, { from: 'sjef@streng.test' });
  await tried(world, 'sjef@streng.test');
  assert.deepEqual(
    Object.entries(await contents(customer)).map(([name, { length }]) => [name, length]),
    [
      ['INBOX', 1],
      ['Junk', 2],
    ],
  );
  assert.equal(sink.messages.length, 1);
});

test('mail from a colleague follows the rules too, and a circle is refused with its path', async () => {
  const customer = await world.customer(41_005);
  const other = `ola@${customer.domain}`;
  assert.ok((await addMailbox(world.host.app, { address: other, password: 'grønn sykkel 77' })).ok);
  assert.ok((await addAlias(world.host.app, `alle@${customer.domain}`, [customer.address])).ok);
  await set(customer, { kind: 'forwarding', targets: [other], keepCopy: true });
  const back = await changeRules(world.host.app, {
    address: other,
    change: { kind: 'forwarding', targets: [`alle@${customer.domain}`], keepCopy: true },
  });
  assert.ok(!back.ok && back.problem.key === 'ruleForwardLoop');
  assert.equal(back.problem.args['path'], `${other} → alle@${customer.domain} → ${customer.address} → ${other}`);
  assert.match(await receives(customer.address), /250 2\.0\.0/);
  await tried(world, SENDER);
  const [copy] = await events(other, 'delivered');
  assert.equal(copy.folder, 'INBOX');
});

test('a rule that closes a circle is kept, and whoever saved it is told its path; so is the other one, until it is off', async () => {
  const { app } = world.host;
  const customer = await world.customer(41_012);
  const [other, third] = [`ola@${customer.domain}`, `siv@${customer.domain}`];
  for (const address of [other, third]) assert.ok((await addMailbox(app, { address, password: 'grønn sykkel 77' })).ok);
  const circles = async (address: string, change?: RulesChange) => {
    const done =
      change === undefined
        ? await showRules(app, address)
        : await changeRules(app, { address, change, from: '192.0.2.9' });
    assert.ok(done.ok, JSON.stringify(done));
    return done.value.circles.map((path) => path.join(' '));
  };
  const about: RuleDraft['conditions'] = [{ field: 'subject', match: 'contains', value: 'faktura' }];
  const to = (address: string) => rule({ conditions: about }, { kind: 'forward', to: address, keep: true });
  assert.deepEqual(await circles(customer.address, to(`ola+faktura@${customer.domain}`)), []);
  assert.deepEqual(await circles(other, to(third)), []);
  assert.deepEqual(await circles(third, to(customer.address)), [[third, customer.address, other, third].join(' ')]);
  assert.deepEqual(await circles(customer.address), [[customer.address, other, third, customer.address].join(' ')]);
  const shown = await showRules(app, other);
  assert.ok(shown.ok);
  const [{ id }] = shown.value.rules.rules;
  assert.deepEqual(await circles(other, { kind: 'switch-rule', id, enabled: false }), []);
  assert.deepEqual(await circles(customer.address), []);
});

test('who changes an old picture of the rules is told, and nothing is lost; bad input names its field', async () => {
  const customer = await world.customer(41_006);
  const { app } = world.host;
  const change = rule({}, { kind: 'folder', folder: 'A' });
  assert.ok((await changeRules(app, { address: customer.address, change, version: 0 })).ok);
  const late = await changeRules(app, { address: customer.address, change, version: 0 });
  assert.ok(!late.ok && late.problem.key === 'ruleChangedMeanwhile');
  const bad = await changeRules(app, {
    address: customer.address,
    change: rule({}, { kind: 'forward', to: 'ingen', keep: true }),
  });
  assert.ok(!bad.ok && bad.problem.args['field'] === 'actions.0.to');
  const shown = await showRules(app, customer.address);
  assert.ok(shown.ok && shown.value.rules.rules.length === 1 && shown.value.rules.rules[0].madeFrom === null);
});

test('the API shows and changes the record of its owner, names the wrong field, and gives it as Sieve', async () => {
  const mine = await owner(world, 41_007);
  const { address, password } = mine.customer;
  const me = await signedIn(world, address, password);
  const path = `/mailboxes/${encodeURIComponent(address)}/rules`;
  interface Shown {
    readonly version: number;
    readonly rules: readonly { readonly madeBy: string; readonly madeFrom: string }[];
    readonly field?: string;
    readonly key?: string;
  }
  const before = await me.get<Shown>(path);
  assert.deepEqual([before.status, before.body.version, before.body.rules.length], [200, 0, 0]);
  const { rule: draft } = rule({ name: 'Regninger' }, { kind: 'folder', folder: 'Økonomi' }) as { rule: RuleDraft };
  const change = { kind: 'save-rule', id: null, rule: draft };
  const saved = await me.post<Shown>(path, { version: 0, change });
  assert.deepEqual([saved.status, saved.body.rules[0].madeBy], [200, address]);
  const late = await me.post<Shown>(path, { version: 0, change });
  assert.deepEqual([late.status, late.body.key], [409, 'ruleChangedMeanwhile']);
  const bad = await me.post<Shown>(path, { version: 1, change: { ...change, rule: { ...draft, name: ' ' } } });
  assert.deepEqual([bad.status, bad.body.field], [422, 'name']);
  const from = '2026-12-20T00:00:00.000Z';
  const vacation = { enabled: true, from, until: null, subject: null, text: 'Borte', everyDays: 3 };
  const away = await me.post<Shown & { vacation: unknown }>(path, {
    version: 1,
    change: { kind: 'vacation', vacation },
  });
  assert.deepEqual(away.body.vacation, vacation);
  const script = await (await me.ask('GET', `${path}/sieve`)).text();
  assert.match(script, /fileinto :copy :create "Økonomi";[\s\S]+vacation :days 3/);
});
