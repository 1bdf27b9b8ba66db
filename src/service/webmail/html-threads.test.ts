import assert from 'node:assert/strict';
import test from 'node:test';
import { type HeldThread, heldThread } from '../../../test/html-thread.ts';
import type { HtmlJob } from './html-job.ts';
import { createHtmlThreads, type ThreadsPlan } from './html-threads.ts';

const job = (html: string): HtmlJob => ({ kind: 'text', html, most: 100 });
const text = (words: string) => ({ kind: 'text', text: words, isCut: false });

function held(plan: ThreadsPlan = {}) {
  const started: HeldThread[] = [];
  const start = (): HeldThread => {
    const thread = heldThread();
    started.push(thread);
    return thread;
  };
  const threads = createHtmlThreads({ start, ...plan });
  const htmlOf = (thread: HeldThread): string => (thread.job?.kind === 'text' ? thread.job.html : '');
  return { threads, started, inHand: () => started.map(htmlOf).filter((html) => html !== '') };
}
/** All that follows from what was told has happened. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a mailbox has one letter in hand, however many it opens; another one is not kept waiting', async () => {
  const { threads, started, inHand } = held();
  const kari = ['k1', 'k2', 'k3'].map((html) => threads.run('kari', job(html)));
  assert.deepEqual(inHand(), ['k1']);
  const ola = threads.run('ola', job('o1'));
  const per = threads.run('per', job('p1'));
  assert.deepEqual(inHand(), ['k1', 'o1']);
  started[0].finish();
  assert.deepEqual(await kari[0], text('k1'));
  await settled();
  assert.deepEqual(inHand(), ['p1', 'o1'], 'per waited for his first, kari for her second');
  started[0].finish();
  started[1].finish();
  await settled();
  assert.deepEqual(inHand(), ['k2']);
  for (let turn = 0; turn < 3; turn += 1) {
    for (const thread of started) thread.finish();
    await settled();
  }
  assert.deepEqual(await Promise.all([...kari, ola, per]), ['k1', 'k2', 'k3', 'o1', 'p1'].map(text));
  assert.equal(started.length, 2, 'threads are used again');
  await threads.close();
  assert.ok(started.every(({ isEnded }) => isEnded));
});

test('too many of one mailbox are told so at once, and take no place from others', async () => {
  const { threads, inHand } = held({ waitingEach: 1, waitingAll: 10 });
  const first = threads.run('kari', job('k1'));
  const second = threads.run('kari', job('k2'));
  assert.equal(await threads.run('kari', job('k3')), 'busy');
  const other = threads.run('ola', job('o1'));
  assert.deepEqual(inHand(), ['k1', 'o1']);
  assert.equal(await threads.run('per', job('longer than all')), 'busy');
  await threads.close();
  assert.deepEqual(await Promise.all([first, second, other]), ['busy', 'busy', 'busy']);
});

test('a letter that never ends is ended with its thread, and the next one has a new thread', async () => {
  const told: unknown[] = [];
  const { threads, started } = held({ limitMs: 1, onTrouble: (error) => told.push(error) });
  assert.equal(await threads.run('kari', job('forever')), 'endless');
  assert.equal(started.length, 1, 'it is not tried again');
  assert.ok(started[0].isEnded);
  assert.equal(told.length, 1);
  assert.doesNotMatch(String(told[0]), /forever/);
  assert.equal(await threads.run('kari', job('again')), 'endless');
  assert.equal(started.length, 2);
  await threads.close();
});

test('a thread that dies loses nothing: its letter is done in another one, others wait for their turn', async () => {
  const { threads, started, inHand } = held({ threads: 1 });
  const first = threads.run('kari', job('k1'));
  const second = threads.run('ola', job('o1'));
  started[0].die('crash');
  await settled();
  assert.deepEqual(inHand(), ['k1']);
  started[1].finish();
  assert.deepEqual(await first, text('k1'));
  await settled();
  started[1].finish();
  assert.deepEqual(await second, text('o1'));
  await threads.close();
});

test('a letter that kills twice, or takes all the memory, is not tried again', async () => {
  const { threads, started } = held();
  const crash = threads.run('kari', job('crash'));
  started[0].die('crash');
  await settled();
  started[1].die('crash');
  assert.equal(await crash, 'endless');
  const memory = threads.run('kari', job('memory'));
  started[2].die('memory');
  assert.equal(await memory, 'endless');
  assert.equal(started.length, 3);
  await threads.close();
});

test('threads that rest are ended, and started again when a letter comes', async () => {
  const ended = Promise.withResolvers<void>();
  const started: HeldThread[] = [];
  const start = (): HeldThread => {
    const thread = heldThread(undefined, ended.resolve);
    started.push(thread);
    return thread;
  };
  const threads = createHtmlThreads({ start, restMs: 1 });
  const first = threads.run('kari', job('k1'));
  started[0].finish();
  await first;
  // Its timer does not keep the process: something of the test's own must.
  const awake = setInterval(() => undefined, 1_000);
  await ended.promise;
  clearInterval(awake);
  const second = threads.run('kari', job('k2'));
  assert.equal(started.length, 2);
  started[1].finish();
  assert.deepEqual(await second, text('k2'));
  await threads.close();
});

test('after the close nothing is begun', async () => {
  const { threads, started } = held();
  await threads.close();
  assert.equal(await threads.run('kari', job('k1')), 'busy');
  assert.equal(started.length, 0);
});
