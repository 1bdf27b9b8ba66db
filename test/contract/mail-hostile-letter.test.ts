/** Long and hostile letters on a real host: made safe in a thread, whatever that does; all other mail goes on meanwhile. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Message } from '../../web/src/lib/mail/shapes.ts';
import { imapSignIn, talk } from '../../lab/mail-client.ts';
import { startWorld, type World } from '../../lab/world.ts';
import { type HeldThread, heldThread } from '../html-thread.ts';
import { mail, mailReader, type MailReader } from '../mail-reader.ts';

let world: World;
let reader: MailReader;
const threads: HeldThread[] = [];
/** Jobs that nobody has looked at, and who waits for one. */
let waiting: ((thread: HeldThread) => void) | null = null;
const nextJob = (): Promise<HeldThread> => {
  const busy = threads.find(({ job, isEnded }) => job !== null && !isEnded);
  return busy === undefined ? new Promise((resolve) => (waiting = resolve)) : Promise.resolve(busy);
};
function start(): HeldThread {
  const thread: HeldThread = heldThread(() => {
    waiting?.(thread);
    waiting = null;
  });
  threads.push(thread);
  return thread;
}

before(async () => {
  const htmlThreads = { start, limitMs: 600_000 };
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' }, { htmlThreads });
  reader = await mailReader(world, 731);
});
after(() => world.stop());

const part = (html: string): readonly string[] => ['Content-Type: text/html; charset=utf-8', '', html];
/** As much HTML as is looked at of any letter: twice 2 MiB of rows, each with a style to be tamed. */
const half = (name: string): string =>
  `<p onclick="x">Hei ${name}</p><script>x</script>${`\r\n<b style="color:${'a'.repeat(1_972)}">x</b>`.repeat(1_055)}`;
const worst = (name: string): string =>
  mail('Content-Type: multipart/mixed; boundary=w', '', '--w', ...part(half(name)), '--w', ...part(half('')), '--w--');

test('while a letter of 4 MiB is in its thread, all other mail goes on', async () => {
  const id = await reader.put(worst('Kari'));
  let isShown = false;
  const shown = reader.get<Message>(`/mail/messages/${id}`).then((answer) => {
    isShown = true;
    return answer;
  });
  // The text of each of its two parts, then the letter.
  for (const kind of ['text', 'text', 'letter']) {
    const thread = await nextJob();
    assert.equal(thread.job?.kind, kind);
    if (thread.job?.kind === 'letter')
      assert.ok(thread.job.pieces.reduce((sum, { html }) => sum + (html ?? '').length, 0) > 4_000_000);
    const smtp = {
      port: world.port('inbound'),
      from: '127.0.0.1',
      tls: false,
      says: ['EHLO far.example', 'NOOP', 'QUIT'],
    };
    assert.match(await talk(smtp), /^220 [^]*\r\n250 [^]*\r\n221 /);
    const { address, password, from } = reader.who.customer;
    const imap = { port: world.port('imaps'), from, tls: true, says: imapSignIn(address, password) };
    assert.match(await talk(imap), /a2 OK[^]*a3 OK/);
    assert.match((await reader.get<Message>(`/mail/messages/${await reader.put(mail('', 'kort'))}`)).body.text, /kort/);
    assert.equal(isShown, false);
    thread.finish();
  }
  const { status, body } = await shown;
  assert.equal(status, 200);
  assert.equal(body.text.slice(0, 8), 'Hei Kari');
  assert.equal(body.broken, null);
  // Its document is what was made for its page.
  const document = await reader.ask('GET', String(body.document));
  const html = await document.text();
  assert.ok(html.includes('<p>Hei Kari</p>\n<b style="color:aaa'));
  assert.ok(!/<script|onclick/.test(html));
  assert.ok(threads.every(({ job }) => job === null));
});

test('a thread that dies over a letter loses nothing of it', async () => {
  const id = await reader.put(mail(...part(`<p>Hei Per</p><i>${'xxx\r\n'.repeat(12_000)}</i>`)));
  const shown = reader.get<Message>(`/mail/messages/${id}`);
  const first = await nextJob();
  assert.equal(first.job?.kind, 'text');
  first.die('crash');
  const again = await nextJob();
  assert.notEqual(again, first);
  assert.equal(again.job?.kind, 'text');
  again.finish();
  const letter = await nextJob();
  letter.die('crash');
  (await nextJob()).finish();
  const { body } = await shown;
  assert.match(body.text, /^Hei Per\n\nxxx/);
  assert.match(await (await reader.ask('GET', String(body.document))).text(), /<p>Hei Per<\/p><i>xxx/);
});

test('a letter that never ends still opens: its words as text, and no thread is left with it', async () => {
  const short = { limitMs: 1, start: () => heldThread() };
  const other = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' }, { htmlThreads: short });
  try {
    const kari = await mailReader(other, 732);
    const id = await kari.put(mail(...part(`<p onclick="x">Hei Ola</p><script>x</script>${half('')}`)));
    const { status, body } = await kari.get<Message>(`/mail/messages/${id}`);
    assert.equal(status, 200);
    assert.equal(body.text.slice(0, 7), 'Hei Ola');
    assert.equal(body.cut, true, 'and it is said that there is more');
    const html = await (await kari.ask('GET', String(body.document))).text();
    assert.match(html, /<body><div style="white-space:pre-wrap">Hei Ola/);
    assert.doesNotMatch(html, /<script|onclick|<b style/);
  } finally {
    await other.stop();
  }
});

test('a host that is stopped while letters are in their threads ends them', async () => {
  const started: HeldThread[] = [];
  const begun = Promise.withResolvers<void>();
  const start = (): HeldThread => {
    const thread = heldThread(begun.resolve);
    started.push(thread);
    return thread;
  };
  const other = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' }, { htmlThreads: { start } });
  const kari = await mailReader(other, 733);
  const id = await kari.put(mail(...part(half('Kari'))));
  const asked = kari.get<Message>(`/mail/messages/${id}`).catch(() => null);
  await begun.promise;
  await other.stop();
  await asked;
  assert.ok(started.length > 0 && started.every(({ isEnded }) => isEnded));
});
