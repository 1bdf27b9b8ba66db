import assert from 'node:assert/strict';
import test from 'node:test';
import { type HeldThread, heldThread } from '../../../test/html-thread.ts';
import { createSafeLetters, MOST_HERE } from './safe-letters.ts';

const LONG = `<p onclick="x">Hei <b>Kari</b></p><i>${'x'.repeat(MOST_HERE)}</i>`;
const OPTIONS = { leadsTo: '', cids: [], images: false };
const pieces = (html: string) => [{ html, plain: null }];

/** Letters over threads that do each job, or do it badly. */
function made(answer: (thread: HeldThread) => void = (thread) => thread.finish(), limitMs = 10_000) {
  let jobs = 0;
  let now = 0;
  const start = (): HeldThread => {
    const thread: HeldThread = heldThread(() => {
      jobs += 1;
      setImmediate(() => answer(thread));
    });
    return thread;
  };
  const letters = createSafeLetters({ clock: { monotonic: () => now }, threads: { start, limitMs } });
  return { letters, jobs: () => jobs, pass: (ms: number) => void (now += ms) };
}

test('a short letter is made safe here, a long one elsewhere, alike', async () => {
  const { letters, jobs } = made();
  const short = await letters.letter('kari', pieces('<p onclick=x>Hei</p>'), OPTIONS);
  assert.equal(short.letter.html, '<p>Hei</p>');
  assert.equal(jobs(), 0);
  const long = await letters.letter('kari', pieces(LONG), OPTIONS);
  assert.match(long.letter.html, /^<p>Hei <b>Kari<\/b><\/p><i>x/);
  assert.match((await letters.text('kari', LONG, 1_000_000)).text, /^Hei Kari\n\nxxx/);
  assert.equal(jobs(), 2);
  await letters.close();
});

test('the same letter is made safe once, for as long as somebody may still be looking at it', async () => {
  const { letters, jobs, pass } = made();
  const [first, second] = await Promise.all([1, 2].map(() => letters.letter('kari', pieces(LONG), OPTIONS)));
  assert.equal(first, second, 'also while it is being done');
  await letters.letter('kari', pieces(LONG), OPTIONS);
  assert.equal(jobs(), 1);
  await letters.letter('kari', pieces(LONG), { ...OPTIONS, images: true });
  assert.equal(jobs(), 2, 'with its pictures it is another one');
  await letters.letter('ola', pieces(LONG), OPTIONS);
  assert.equal(jobs(), 3, 'and each mailbox has its own');
  pass(60_000);
  await letters.letter('kari', pieces('<p>x</p>'), OPTIONS);
  await letters.letter('kari', pieces(LONG), OPTIONS);
  assert.equal(jobs(), 3);
  pass(60_000);
  await letters.letter('kari', pieces('<p>y</p>'), OPTIONS);
  await letters.letter('kari', pieces(LONG), OPTIONS);
  assert.equal(jobs(), 4);
  await letters.close();
});

test('what is kept is bounded: the oldest goes first', async () => {
  const { letters, jobs } = made();
  const much = (letter: string): string => letter.repeat(3 * 1024 * 1024);
  for (const letter of ['a', 'b', 'c']) await letters.text('kari', much(letter), 10);
  await letters.text('kari', much('c'), 10);
  assert.equal(jobs(), 3);
  await letters.text('kari', much('a'), 10);
  assert.equal(jobs(), 4);
  await letters.close();
});

test('a letter whose thread never ends is shown as text, with nothing of its HTML', async () => {
  const { letters, jobs } = made(() => undefined, 1);
  const shown = await letters.letter('kari', pieces(`${LONG}&lt;script>`), OPTIONS);
  assert.match(shown.letter.html, /^<div style="white-space:pre-wrap">Hei Kari\n\nxxx/);
  assert.doesNotMatch(shown.letter.html.slice(1), /<(?!\/div>$)/);
  assert.equal(jobs(), 2, 'the letter, then its text');
  await letters.letter('kari', pieces(`${LONG}&lt;script>`), OPTIONS);
  assert.equal(jobs(), 2, 'and it does not get another thread when it is asked for again');
  const { text, isCut } = await letters.text('kari', `${LONG}${'x'.repeat(100_000)}`, 1_000_000);
  assert.match(text, /^Hei Kari/);
  assert.equal(isCut, true);
  await letters.close();
});

test('a letter that has words in plain text too is shown by those', async () => {
  const { letters } = made((thread) => thread.die('memory'));
  const shown = await letters.letter('kari', [{ html: LONG, plain: 'a < b' }], OPTIONS);
  assert.equal(shown.letter.html, '<div style="white-space:pre-wrap">a &lt; b</div>');
  await letters.close();
});
