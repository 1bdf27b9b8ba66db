/** Marks that change while they are asked for: a server tells of them in the same answer. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MARK } from './folder-index.ts';
import type { ImapLine } from './line.ts';
import { marksNow } from './search.ts';

const folder = { path: 'INBOX', validity: 1, exists: 9, uidNext: 10, modseq: 4 };
const saying = (...responses: readonly string[]): Pick<ImapLine, 'ask' | 'inFolder'> => ({
  inFolder: () => Promise.resolve(folder),
  ask: (_what, take) => {
    for (const response of responses) take?.(response);
    return Promise.resolve({ ok: true, code: '', text: '' });
  },
});

test('a message that is marked while it is asked for is told once, as it is now', async () => {
  const line = saying(
    String.raw`1 FETCH (UID 4 FLAGS ())`,
    String.raw`2 FETCH (UID 7 FLAGS ())`,
    String.raw`1 FETCH (UID 4 FLAGS (\Seen))`,
    String.raw`5 FETCH (UID 9 FLAGS (\Seen))`,
    String.raw`3 FETCH (FLAGS (\Flagged))`,
  );
  assert.deepEqual(await marksNow(line, 'INBOX', [7, 4]), [
    { uid: 7, marks: 0 },
    { uid: 4, marks: MARK.seen },
  ]);
});
test('a message that went away is left out', async () => {
  assert.deepEqual(await marksNow(saying(String.raw`1 FETCH (UID 4 FLAGS ())`), 'INBOX', [4, 5]), [
    { uid: 4, marks: 0 },
  ]);
});
