/** Diagnose, fix, undo and watch over real HTTP, by their owner and by a visitor who is told only what is public. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addInvoice } from '#src/service/billing/invoices.ts';
import { startWorld, type World } from '../../lab/world.ts';
import { browser, type Browser, type Owner, owner, settled, signedIn } from '../centre-client.ts';

interface Line {
  readonly row?: { readonly probe: string; readonly vantage: string; readonly name: string };
  readonly result?: {
    readonly case?: string;
    readonly subject: string;
    readonly verdict: string;
    readonly findings: readonly { id: string; cause: string; evidence: readonly { vantage: string }[] }[];
  };
}
let world: World;
let mine: Owner;
let contact: Browser;
before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  mine = await owner(world, 521);
  contact = await signedIn(world, mine.contact, mine.contactPassword);
});
after(() => world.stop());

/** The lines of an answer, and how many chunks had come when the result came. */
async function linesOf(answer: Response): Promise<{ lines: Line[]; rowsBefore: number }> {
  assert.equal(answer.headers.get('content-type'), 'application/x-ndjson; charset=utf-8', String(answer.status));
  const lines: Line[] = [];
  let rest = '';
  let rowsBefore = 0;
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    const parts = (rest + Buffer.from(chunk).toString()).split('\n');
    rest = parts.pop() ?? '';
    const read = parts.map((part) => JSON.parse(part) as Line);
    if (read.every((line) => line.row !== undefined)) rowsBefore += read.length;
    lines.push(...read);
  }
  return { lines, rowsBefore };
}

test('rows come before the result; the case opens again, in another language too', async () => {
  const { lines, rowsBefore } = await linesOf(
    await contact.ask('POST', '/diagnose', { body: { subject: mine.customer.address } }),
  );
  assert.ok(rowsBefore > 3, `${rowsBefore} rows came before the result`);
  const result = lines.at(-1)?.result;
  assert.equal(result?.verdict, 'healthy');
  const again = await contact.get<{ result: { case: string; verdict: string } }>(`/cases/${result?.case}?lang=sv`);
  assert.deepEqual([again.status, again.body.result.verdict], [200, 'healthy']);
  assert.equal((await contact.get('/cases/000000000000')).status, 404);
  const bad = await contact.post('/diagnose', { subject: 'ikke en adresse@' });
  assert.deepEqual([bad.status, bad.body['field']], [422, 'subject']);
});

test('a fix is previewed, applied with consent and undone', async () => {
  const address = `borte@${mine.customer.domain}`;
  assert.equal((await contact.post('/mailboxes', { address, password: 'grønn sykkel 77' })).status, 201);
  assert.equal((await contact.ask('DELETE', `/mailboxes/${address}`)).status, 204);
  const { lines } = await linesOf(await contact.ask('POST', '/diagnose', { body: { subject: address } }));
  const result = lines.at(-1)?.result;
  assert.equal(result?.findings[0]?.cause, 'acc-mailbox-deleted', JSON.stringify(result?.findings[0]));
  const path = `/cases/${result?.case}/findings/${result?.findings[0]?.id}`;
  const preview = await contact.post<{ preview: { kind: string; token: string } }>(`${path}/fix`, {});
  assert.equal(preview.body.preview?.kind, 'change', JSON.stringify(preview.body));
  const { token } = preview.body.preview;
  const done = await contact.post<{ result: { kind: string; fixed: unknown } }>(`${path}/fix`, {
    consent: true,
    token,
  });
  assert.deepEqual([done.body.result?.kind, done.body.result?.fixed], ['applied', true], JSON.stringify(done.body));
  const undone = await contact.post<{ result: { kind: string } }>(`${path}/undo`, {});
  assert.equal(undone.body.result?.kind, 'undone', JSON.stringify(undone.body));
});

test('a visitor learns nothing of accounts, bills or Blocks, whoever he asks about', async () => {
  await settled(
    addInvoice(world.host.app.billing, {
      customer: mine.id,
      currency: 'NOK',
      due: '2026-01-01',
      lines: [{ price: '125.00', text: 'E-post' }],
    }),
  );
  const visitor = browser(world);
  const told: string[] = [];
  for (const subject of [mine.customer.address, `finnes.ikke@${mine.customer.domain}`, mine.customer.domain]) {
    const { lines } = await linesOf(await visitor.ask('POST', '/public/diagnose', { body: { subject } }));
    const result = lines.at(-1)?.result;
    assert.equal(result?.subject, mine.customer.domain);
    assert.equal(result?.case, undefined);
    const vantages = [
      ...lines.flatMap(({ row }) => (row === undefined ? [] : [row.vantage])),
      ...(result?.findings ?? []).flatMap(({ evidence }) => evidence.map(({ vantage }) => vantage)),
    ];
    assert.deepEqual(
      vantages.filter((one) => !['dns', 'registry', 'outside'].includes(one)),
      [],
    );
    told.push(JSON.stringify(result?.findings.map(({ cause }) => cause)));
  }
  assert.equal(new Set(told).size, 1, 'a mailbox that is there and one that is not are told alike');
  const left = await Promise.all(
    Array.from({ length: 12 }, async () => (await visitor.post('/public/diagnose', { subject: 'x' })).status),
  );
  assert.ok(left.includes(429), `slowed down: ${left.join(' ')}`);
});

test('watch tells the attempt of a program as it happens, to its owner only', async () => {
  const ended = new AbortController();
  const answer = await contact.ask('GET', `/watch/${mine.customer.address}`, { signal: ended.signal });
  assert.match(answer.headers.get('content-type') ?? '', /^text\/event-stream/);
  let heard = '';
  const reading = (async () => {
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
      heard += Buffer.from(chunk).toString();
      if (heard.includes('event: attempt')) return;
      if (heard.includes('event: beat') && !heard.includes('said')) {
        heard += 'said';
        void world.say({
          from: mine.customer.from,
          port: world.port('imaps'),
          tls: true,
          says: [`a1 LOGIN ${mine.customer.address} galt-passord`, 'a2 LOGOUT'],
          signIns: 1,
        });
      }
    }
  })();
  await reading;
  ended.abort();
  assert.match(heard, new RegExp(mine.customer.address));
  assert.equal((await browser(world).get(`/watch/${mine.customer.address}`)).status, 401);
});

test('explain knows a text', async () => {
  const { status, body } = await contact.post<{ unknown: boolean; findings: unknown[] }>('/explain', {
    text: '550 5.1.1 <kari@far.example>: Recipient address rejected: User unknown in virtual mailbox table',
  });
  assert.deepEqual([status, body.unknown], [200, false]);
  assert.ok(body.findings.length > 0);
});
