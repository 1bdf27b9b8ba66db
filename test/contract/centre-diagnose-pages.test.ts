/**
 * What the pages of Diagnose ask beside the diagnosis itself: the live watch (whose attempts, and what a neighbour on the same
 * network never learns), what happened while the line was lost, the picture over time, earlier cases, explained texts, and
 * the help article of every cause.
 */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { PRESENT_CAUSES } from '#src/diagnosis/present.ts';
import { LANGUAGES } from '#src/model/language.ts';
import { articleOfCause, LINKED_ARTICLES } from '#src/service/help/article-of-cause.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import { startWorld, type World } from '../../lab/world.ts';
import { browser, type Browser, type Owner, owner, settled, signedIn } from '../centre-client.ts';

/** Where the pages of all these browsers are: the network that neighbours share. */
const PAGE = '127.0.0.1';
let world: World;
let mine: Owner;
let other: Owner;
let contact: Browser;
let rival: Browser;

before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  mine = await owner(world, 581);
  other = await owner(world, 582);
  contact = await signedIn(world, mine.contact, mine.contactPassword);
  rival = await signedIn(world, other.contact, other.contactPassword);
});
after(() => world.stop());

interface Row {
  readonly result: string;
  readonly login: string | null;
  readonly port: number;
  readonly program: string | null;
  readonly whose: string;
  readonly earlier: boolean;
  readonly title: string | null;
  readonly todo: string | null;
  readonly tls: string;
}
/** Reads a watch until `isEnough`; what to do once it listens is told by `act`. */
async function watched(
  who: Browser,
  path: string,
  isEnough: (rows: readonly Row[]) => boolean,
  act: () => Promise<unknown> = async () => {},
): Promise<{ readonly rows: readonly Row[]; readonly lastId: string }> {
  const ended = new AbortController();
  const answer = await who.ask('GET', path, { signal: ended.signal });
  assert.equal(answer.status, 200, path);
  const limit = setTimeout(() => ended.abort(), 60_000);
  let heard = '';
  let acted: Promise<unknown> | null = null;
  const rows = (): readonly Row[] =>
    [...heard.matchAll(/event: attempt\ndata: (.*)\n/g)].map(([, data = '']) => JSON.parse(data) as Row);
  try {
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
      heard += Buffer.from(chunk).toString();
      if (acted === null && heard.includes('event: beat')) acted = act();
      if (isEnough(rows())) break;
    }
  } finally {
    clearTimeout(limit);
    ended.abort();
    await acted;
  }
  return { rows: rows(), lastId: [...heard.matchAll(/^id: (\d+)$/gm)].at(-1)?.[1] ?? '' };
}
const signIn = (who: Owner, password: string, from = PAGE) =>
  world.say({
    from,
    port: world.port('imaps'),
    tls: true,
    says: [`a1 LOGIN "${who.customer.address}" "${password}"`, 'a2 LOGOUT'],
    signIns: 1,
  });
const webAtMailDoor = () =>
  world.say({ from: PAGE, port: world.port('imaps'), tls: false, waitsForGreeting: false, says: ['GET / HTTP/1.1'] });

test('an attempt that dies before sign-in is told to the page it came from', async () => {
  const { rows } = await watched(contact, `/watch/${mine.customer.address}`, (all) => all.length > 0, webAtMailDoor);
  const [row] = rows;
  assert.deepEqual([row?.result, row?.whose, row?.login], ['plain-on-tls-port', 'page', null], JSON.stringify(row));
  assert.equal(row?.port, world.port('imaps'));
  assert.equal(row?.earlier, false);
});

test('a neighbour on the same network learns nothing of my sign-ins; his own he sees', async () => {
  const { rows } = await watched(
    rival,
    `/watch/${other.customer.address}`,
    (all) => all.some(({ result }) => result === 'wrong-password'),
    async () => {
      await signIn(mine, mine.customer.password);
      await signIn(mine, 'galt');
      await signIn(other, 'galt');
    },
  );
  assert.deepEqual(
    rows.filter(({ login }) => login !== null).map(({ login }) => login),
    [other.customer.address],
  );
  assert.equal(rows.filter(({ result }) => result === 'ok').length, 0, JSON.stringify(rows));
  assert.doesNotMatch(JSON.stringify(rows), new RegExp(mine.customer.domain));
});

test('without signing in: that a program came as far as signing in, never who, never whether it was right', async () => {
  const visitor = browser(world);
  const told = async (password: string): Promise<Row> => {
    const { rows } = await watched(
      visitor,
      '/public/watch',
      (all) => all.length > 0,
      () => signIn(mine, password),
    );
    return rows[0];
  };
  const right = { ...(await told(mine.customer.password)), at: '' };
  const wrong = { ...(await told('galt')), at: '' };
  assert.equal(right.result, 'came-to-sign-in');
  assert.deepEqual(right, wrong);
  assert.doesNotMatch(JSON.stringify(right), new RegExp(mine.customer.domain));
});

test('what happened while the line was lost is told first', async () => {
  const first = await watched(
    contact,
    `/watch/${mine.customer.address}`,
    (all) => all.length > 0,
    () => signIn(mine, 'galt'),
  );
  await signIn(mine, 'galt igjen');
  const from = new Date(Number(first.lastId) + 1).toISOString();
  const { rows } = await watched(
    contact,
    `/watch/${mine.customer.address}?since=${encodeURIComponent(from)}`,
    (all) => all.length > 0,
  );
  assert.deepEqual(
    [rows[0]?.result, rows[0]?.earlier, rows[0]?.login],
    ['wrong-password', true, mine.customer.address],
  );
});

test('nobody watches from more pages at once than one network has', async () => {
  const ended = new AbortController();
  const visitor = browser(world);
  const answers = await Promise.all(
    [1, 2, 3, 4].map(() => visitor.ask('GET', '/public/watch', { signal: ended.signal })),
  );
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 200, 200, 429],
  );
  ended.abort();
});

interface Timeline {
  readonly lanes: Readonly<Record<string, readonly number[]>>;
  readonly devices: readonly { readonly program: string | null }[];
  readonly blocks: readonly { readonly code: string }[];
  readonly events: readonly { readonly lane: string; readonly what: string | null }[];
}
const sum = (counts: readonly number[] | undefined): number => (counts ?? []).reduce((all, one) => all + one, 0);

test('the picture over time counts messages, sign-ins by device and Blocks, and has the table behind it', async () => {
  const { address, password, from } = other.customer;
  await world.say({
    from,
    port: world.port('submissions'),
    tls: true,
    says: [
      'EHLO telefon',
      `AUTH PLAIN ${Buffer.from(`\0${address}\0${password}`).toString('base64')}`,
      `MAIL FROM:<${address}>`,
      `RCPT TO:<${address}>`,
      'DATA',
      `From: <${address}>\r\nTo: <${address}>\r\nSubject: Til meg selv\r\n\r\nHei.\r\n.`,
      'QUIT',
    ],
    signIns: 1,
  });
  const mailbox = await mailboxByAddress(world.host.app.db.sql, address);
  const block = await settled(
    world.host.app.blocks.start({
      subject: { kind: 'mailbox', id: mailbox?.id ?? ('' as never) },
      directions: ['outgoing'],
      rule: 'operator',
      cause: 'snd-outbound-operator',
      evidence: { reason: 'Test' },
      until: null,
      lifters: ['support'],
      actor: 'test',
    }),
  );
  // A message to oneself goes by the queue: it is in the mailbox a moment after our 250.
  const delivered = { mailbox: mailbox?.id ?? '', kinds: ['message'], outcomes: ['delivered'] } as const;
  for (let tries = 0; tries < 2000; tries += 1) {
    if ((await world.host.app.billing.journal.query(delivered)).length > 0) break;
    await pause(20);
  }
  const { status, body } = await rival.get<Timeline>(`/mailboxes/${address}/timeline?columns=24`);
  assert.equal(status, 200);
  assert.deepEqual(
    [sum(body.lanes['incoming']), sum(body.lanes['outgoing']), body.lanes['incoming']?.length],
    [1, 1, 24],
    JSON.stringify(body.events),
  );
  assert.ok(sum(body.lanes['sign-in-wrong']) >= 1);
  assert.ok(body.devices.some(({ program }) => program === 'telefon'));
  assert.deepEqual(
    body.blocks.map(({ code }) => code),
    [block.code],
  );
  assert.ok(body.events.some(({ lane, what }) => lane === 'incoming' && what === 'Til meg selv'));
  const bad = await rival.get<{ field: string }>(
    `/mailboxes/${address}/timeline?from=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z`,
  );
  assert.deepEqual([bad.status, bad.body.field], [422, 'from']);
  await world.host.app.blocks.lift(block.id, 'support', 'test');
});

test('earlier cases of an address are listed, in the reader’s language', async () => {
  const { address } = mine.customer;
  await signIn(mine, 'galt passord');
  const asked = await contact.ask('POST', '/diagnose', { body: { subject: address } });
  const lines = (await asked.text()).trim().split('\n');
  const { result } = JSON.parse(lines.at(-1) ?? '') as {
    result: { case: string; mailbox: boolean; findings: { article: string }[] };
  };
  assert.equal(result.mailbox, true);
  assert.ok(result.findings.every(({ article }) => LINKED_ARTICLES.includes(article)));
  const list = (lang: string) =>
    contact.get<{ cases: { id: string; title: string | null }[] }>(
      `/cases?about=${encodeURIComponent(address)}&lang=${lang}`,
    );
  const [norwegian, english] = [await list('nb'), await list('en')];
  assert.equal(norwegian.body.cases[0]?.id, result.case);
  assert.equal(norwegian.body.cases[0]?.title, 'Feil passord');
  assert.equal(english.body.cases[0]?.title, 'Wrong password');
});

test('explain: a visitor from the text alone, a mailbox user with his own mailbox', async () => {
  const { address, password } = mine.customer;
  const text = `535 5.7.8 <${address}>: authentication failed`;
  interface Told {
    readonly text: { readonly subject: string | null };
    readonly findings: readonly { readonly evidence: readonly { readonly vantage: string }[] }[];
  }
  const visitor = await browser(world).post<Told>('/public/explain', { text });
  assert.equal(visitor.status, 200);
  assert.equal(visitor.body.text.subject, null);
  for (const { evidence } of visitor.body.findings)
    for (const { vantage } of evidence) assert.equal(vantage, 'text', 'nothing of ours');
  const user = await signedIn(world, address, password);
  const own = await user.post<Told>('/explain', { text });
  assert.equal(own.body.text.subject, address);
  const foreign = await user.post<Told>('/explain', { text: text.replace(address, other.customer.address) });
  assert.equal(foreign.body.text.subject, null);
});

test('every cause has a help article, and every article that is linked to is there in three languages', () => {
  for (const cause of PRESENT_CAUSES) assert.ok(LINKED_ARTICLES.includes(articleOfCause(cause)), cause);
  for (const slug of LINKED_ARTICLES)
    for (const language of LANGUAGES)
      assert.ok(existsSync(join(import.meta.dirname, '../../help', language, `${slug}.md`)), `${language}/${slug}`);
});
