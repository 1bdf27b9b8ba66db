/** Thousands of messages changed at once in webmail, on a real host: in bounded steps, none forgotten, and undone to what it was. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startWorld, type World } from '../../lab/world.ts';
import { requestOf, stepOf, undoOf } from '../../web/src/lib/mail/deeds.ts';
import { type Done, folderId, mailReader, type Reader } from './mail-reader.ts';

/** 100 letters and their copies. */
const DOUBLED = 5;
const MANY = 100 * 2 ** DOUBLED;
/** Of each hundred, so many were read before. */
const READ = 7;
const STEP = 1000;

let world: World;
let reader: Reader;
before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  reader = await mailReader(world, 781);
  await reader.box.fill('INBOX', 100, (index) => ({
    head: `From: eva${index}@far.example\r\nSubject: nr ${index}`,
    flags: index < READ ? '\\Seen' : '',
  }));
  for (let turn = 0; turn < DOUBLED; turn += 1) await reader.box.command('COPY 1:* INBOX', 'INBOX');
});
after(() => world.stop());

type Deed = Parameters<typeof requestOf>[0];
/** As the page does it: step after step until nothing is left. */
async function perform(deed: Deed): Promise<{ readonly whole: Done; readonly steps: readonly number[] }> {
  const { path, body } = requestOf(stepOf(deed), '');
  const done: Done['done'][number][] = [];
  const steps: number[] = [];
  for (;;) {
    const answer = await reader.browser.post<Done>(path, body);
    assert.equal(answer.status, 200, JSON.stringify(answer.body).slice(0, 300));
    done.push(...answer.body.done);
    steps.push(answer.body.done.length);
    if (answer.body.left === 0) return { whole: { ...answer.body, done }, steps };
    assert.ok(answer.body.done.length > 0, 'a step that does nothing would go on for ever');
  }
}
async function undo(deed: Deed, done: Done): Promise<readonly number[]> {
  const sizes: number[] = [];
  for (const { path, body } of undoOf(deed, done, null)) {
    const { ids } = body as { ids: readonly string[] };
    sizes.push(ids.length);
    const answer = await reader.browser.post<Done>(path, body);
    assert.deepEqual([answer.status, answer.body.done.length], [200, ids.length]);
  }
  return sizes;
}
/** Asked behind its end, a list is counted when all of it has been read. */
const count = async (folder: string, filter = 'all'): Promise<number> =>
  (await reader.list(folder, `from=${MANY}&count=1&view=messages&filter=${filter}`)).total;
const ALL = { all: { folder: folderId('INBOX'), filter: 'all' } } as const;

test('all of a list is marked as read, a step at a time; undone, what was read before is read and nothing else', async () => {
  const unread = (MANY / 100) * (100 - READ);
  assert.deepEqual([await count('INBOX'), await count('INBOX', 'unread')], [MANY, unread]);
  const deed: Deed = { kind: 'read', which: ALL };
  const { whole, steps } = await perform(deed);
  assert.deepEqual([whole.done.length, steps.every((step) => step <= STEP)], [unread, true]);
  assert.equal(await count('INBOX', 'unread'), 0);
  const sizes = await undo(deed, whole);
  assert.ok(sizes.length > 1 && sizes.every((size) => size <= STEP));
  assert.equal(await count('INBOX', 'unread'), unread);
});

test('all of a list is moved, a step at a time, and comes back', async () => {
  const deed: Deed = { kind: 'move', which: ALL, folder: folderId('Archive'), name: 'Arkiv' };
  const { whole, steps } = await perform(deed);
  assert.deepEqual(steps, [1000, 1000, 1000, MANY - 3000]);
  assert.equal(new Set(whole.done.map(({ to }) => to)).size, MANY);
  assert.deepEqual([await count('INBOX'), await count('Archive')], [0, MANY]);
  await undo(deed, whole);
  assert.deepEqual([await count('INBOX'), await count('Archive')], [MANY, 0]);
});

test('all that a search finds is marked at once, and told are those that it changed', async () => {
  const body = { all: { q: 'fra:eva5@far.example' }, add: ['seen', 'flagged'] };
  const first = await reader.change('mark', body);
  assert.deepEqual([first.done.length, first.left, first.gone.length], [MANY / 100, 0, 0]);
  const second = await reader.change('mark', body);
  assert.deepEqual([second.done.length, second.gone.length], [0, 0]);
});
