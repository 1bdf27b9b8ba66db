/**
 * kill -9 of our whole server while webmail sends: after the submission door took the message and before that was noted, and
 * after it was noted and before the copy lies in Sent. The moments are read off the databases from outside; a kill that came
 * too late for its moment is done again with the next letter. Called by suite.ts.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as soon } from 'node:timers/promises';
import { messagesIn } from '../harness/clients.ts';
import { type Host, startHost, temporaryFolder } from '../harness/host.ts';
import { check } from '../harness/report.ts';
import { waitFor } from '../harness/wait.ts';

const KARI = 'kari@fjord.example';
const PASSWORD = 'drep-meg-gjerne-9';
/** Large enough that each step takes its time. */
const FILE_BYTES = 3 << 20;
const MOST_TRIES = 6;

interface Row {
  readonly id: string;
  readonly state: string;
  readonly steps: string;
}
/** The outbox and the queue's notes, as they lie on disk. */
function books(data: string) {
  const control = new DatabaseSync(join(data, 'control.db'), { readOnly: true });
  const queue = new DatabaseSync(join(data, 'queue', 'queue.db'), { readOnly: true });
  const rows = control.prepare('SELECT id, state, steps FROM mail_outbox WHERE subject = ?');
  const taken = queue.prepare('SELECT count(*) AS many FROM taken WHERE envid LIKE ?');
  return {
    row: (subject: string): Row | null => (rows.get(subject) as unknown as Row | undefined) ?? null,
    isTaken: ({ id }: Row): boolean => (taken.get(`once.${id}.%`) as { many: number }).many > 0,
    close: () => {
      control.close();
      queue.close();
    },
  };
}
type Books = ReturnType<typeof books>;
const MOMENTS: readonly { readonly title: string; readonly isNow: (row: Row, read: Books) => boolean }[] = [
  {
    title: 'between the 250 of submission and our note of it',
    isNow: (row, read) => row.state === 'sending' && read.isTaken(row),
  },
  {
    title: 'between our note of it and the copy in Sent',
    isNow: ({ state, steps }) => state === 'sent' && steps.includes('file'),
  },
];

const api = async (host: Host, cookie: string, method: string, path: string, body?: unknown): Promise<Response> => {
  const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json', cookie };
  const answer = await fetch(`${host.endpoints['http']}/api/v1${path}`, {
    method,
    headers: body instanceof Uint8Array ? { ...headers, 'content-type': 'application/octet-stream' } : headers,
    ...(body === undefined ? {} : { body: body instanceof Uint8Array ? body : JSON.stringify(body) }),
  });
  assert.ok(answer.ok, `${method} ${path}: ${answer.status}`);
  return answer;
};

/** Writes a letter with a file and presses send. */
async function send(host: Host, subject: string): Promise<void> {
  const signedIn = await api(host, '', 'POST', '/session', { name: KARI, password: PASSWORD });
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  await api(host, cookie, 'PUT', '/mail/settings', { undoSeconds: 0 });
  const made = await api(host, cookie, 'POST', '/mail/drafts', { to: [KARI], subject });
  const { id, version } = (await made.json()) as { id: string; version: number };
  await api(host, cookie, 'POST', `/mail/drafts/${id}/leave`, {});
  await api(host, cookie, 'POST', `/mail/drafts/${id}/attachments?name=stor.bin&type=x/y`, new Uint8Array(FILE_BYTES));
  await api(host, cookie, 'POST', `/mail/drafts/${id}/send`, { version });
}

/** Kills in the moment; false: it was over before. */
async function killIn(host: Host, subject: string, isNow: (row: Row, read: Books) => boolean): Promise<boolean> {
  const read = books(host.data);
  try {
    for (const until = performance.now() + 20_000; performance.now() < until; await soon()) {
      const row = read.row(subject);
      if (row !== null && (isNow(row, read) || (row.state === 'sent' && row.steps === '[]'))) break;
    }
    host.process.child.kill('SIGKILL');
    await host.process.ended;
    const row = read.row(subject);
    return row !== null && isNow(row, read);
  } finally {
    read.close();
  }
}

const countOf = async (host: Host, folder: string, subject: string): Promise<number> =>
  (await messagesIn(host, KARI, PASSWORD, folder)).filter(({ source }) =>
    source.subarray(0, 8000).toString('latin1').includes(`Subject: ${subject}\r\n`),
  ).length;

export async function killChecks(): Promise<void> {
  const data = temporaryFolder('killed');
  let host = await startHost({ data });
  await host.ask(['domain', 'add', 'fjord.example']);
  await host.addMailbox(KARI, PASSWORD);
  for (const [at, { title, isNow }] of MOMENTS.entries())
    await check(`killed ${title}: sent once, and in Sent once after the restart`, async () => {
      let isHit = false;
      for (let turn = 0; turn < MOST_TRIES && !isHit; turn += 1) {
        const subject = `drept ${at} ${turn}`;
        await send(host, subject);
        isHit = await killIn(host, subject, isNow);
        host = await startHost({ data });
        const read = books(data);
        await waitFor('all to be done', () => {
          const row = read.row(subject);
          return row?.state === 'sent' && row.steps === '[]';
        }).finally(() => read.close());
        await waitFor('the letter to come', async () => (await countOf(host, 'INBOX', subject)) > 0);
        const found = [await countOf(host, 'INBOX', subject), await countOf(host, 'Sent', subject)];
        if (isHit) process.stdout.write(`# hit at try ${turn + 1}\n`);
        assert.deepEqual([...found, await countOf(host, 'Drafts', subject)], [1, 1, 0]);
      }
      assert.ok(isHit, 'the moment was never hit');
    });
  await host.stop();
}
