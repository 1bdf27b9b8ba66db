/** A page of a list when its line is lost, wherever in the page: once more, and what the next line tells is the answer. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MailboxId } from '#src/model/ids.ts';
import { MailRefused } from './attempt.ts';
import { MailDoorShut, type MailUser } from './connections.ts';
import type { ImapLine } from './line.ts';
import type { Lines } from './lines.ts';
import { createLists, type Page } from './lists.ts';
import { folderId } from './message-id.ts';
import type { Rows } from './rows.ts';
import type { Outcome } from '../outcome.ts';

const user = { id: 'm1' as MailboxId, address: 'kari@fjord.example' } as unknown as MailUser;
const wish = { folder: folderId('Arkiv'), from: 0, count: 20, view: 'messages', filter: 'all' } as const;
const rows: Rows = { dress: () => Promise.resolve([]), forget: () => undefined };
const opened = (path: string): Promise<object> =>
  Promise.resolve({ path, validity: 7, exists: 0, uidNext: 1, modseq: 0 });
/** An empty folder that is there. */
const line = {
  capabilities: new Set<string>(),
  name: (path: string) => path,
  select: opened,
  inFolder: opened,
  command: (_what: unknown, take: (response: string) => void) => {
    take('STATUS Arkiv (MESSAGES 0 UNSEEN 0 UIDNEXT 1 UIDVALIDITY 7)');
    return Promise.resolve({ ok: true, code: '', text: '' });
  },
} as unknown as ImapLine;

/** Lines of which the uses with these numbers (the first is 1) fail so; the others work. */
async function asked(fails: Readonly<Record<number, Error>>): Promise<{ page: Outcome<Page>; uses: number }> {
  let uses = 0;
  const lines: Lines = {
    use: (_user, _folder, work) => {
      uses += 1;
      const error = fails[uses];
      return error === undefined ? work(line) : Promise.reject(error);
    },
    open: () => Promise.reject(new Error('nobody listens here')),
    onRest: () => undefined,
    close: () => undefined,
  };
  return { page: await createLists(lines, rows).page(user, wish), uses };
}
const lost = new MailDoorShut('the connection ended');
const gone = new MailRefused('folderGone');
// Looked at, filled, shown: so many uses has a page.
const USES = 3;

test('a page needs three uses of a line', async () => {
  const { page, uses } = await asked({});
  assert.equal(page.ok, true);
  assert.equal(uses, USES);
});

for (let at = 1; at <= USES; at += 1) {
  test(`a line lost at use ${at}: the page is read again`, async () => {
    const { page } = await asked({ [at]: lost });
    assert.equal(page.ok, true, JSON.stringify(page));
  });
  test(`a line lost at use ${at} because the folder was deleted: it is said to be gone`, async () => {
    const { page } = await asked({ [at]: lost, [at + 1]: gone, [at + 2]: gone });
    assert.equal(page.ok || page.problem.key, 'folderGone');
  });
  test(`lines lost twice from use ${at} on: the door is shut`, async () => {
    const shut = Object.fromEntries([0, 1, 2, 3, 4, 5].map((more) => [at + more, lost]));
    const { page, uses } = await asked(shut);
    assert.equal(page.ok || page.problem.key, 'mailAway');
    assert.ok(uses <= 2 * USES, 'no third time');
  });
}
