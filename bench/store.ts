/**
 * Measures the mailbox store alone, on a temporary folder: deliveries per second, lists and searches over 10,000
 * messages. Run with `node bench/store.ts`; takes well under 30 s. Judges nothing: the targets are in docs.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MailboxId } from '#src/model/ids.ts';
import { newId } from '#src/net/ids.ts';
import { systemClock } from '#src/net/clock.ts';
import type { MailStore } from '#src/engine/embedded/mail-store.ts';
import { openMailStore, type EmbeddedMailStore } from '#src/engine/embedded/store/store.ts';
import { summarise } from '#src/protocol/imap/summary.ts';
import { searchText } from '#src/protocol/mime/search-text.ts';

const MESSAGES = 10_000;
const WORDS = 'møte faktura ordre båt fjord hilsen pris levering dato konto vedlegg svar takk snart ærlig ønske'.split(
  ' ',
);

/** About 2 KB of mail, different each time. */
function message(n: number): Buffer {
  const lines = Array.from({ length: 22 }, (_, line) =>
    Array.from({ length: 11 }, (__, word) => WORDS[(n * 7 + line * 5 + word * (1 + (n % 13))) % WORDS.length]).join(
      ' ',
    ),
  );
  const header = [
    `From: Kari Nordmann <kari${n % 97}@fjord.example>`,
    'To: Ola <ola@skog.example>',
    `Subject: =?utf-8?Q?Ordre_${n}_til_b=C3=A5ten?=`,
    `Message-ID: <${n}.${n * 31}@fjord.example>`,
    'Date: Mon, 02 Nov 2026 10:00:00 +0100',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
  ];
  return Buffer.from([...header, '', ...lines, `nummer ${n} slutt`, ''].join('\r\n'));
}

const print = (what: string, value: string): void => void process.stdout.write(`${what.padEnd(58)}${value}\n`);

async function deliveries(store: MailStore, count: number, senders: number, mailboxes: readonly MailboxId[]) {
  let next = 0;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: senders }, async (_, sender) => {
      const mailbox = mailboxes[sender % mailboxes.length];
      while (next < count) {
        next += 1;
        const bytes = message(next);
        const stored = await store.deliver({ mailbox, folder: 'INBOX', message: { bytes }, quotaBytes: 0 });
        if (!stored.ok) throw new Error(stored.problem);
      }
    }),
  );
  return count / ((performance.now() - start) / 1000);
}

async function best(runs: number, work: () => Promise<unknown>): Promise<string> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return `first ${times[0].toFixed(1)} ms, then ${Math.min(...times.slice(1)).toFixed(1)} ms`;
}

async function reading(store: EmbeddedMailStore, mailbox: MailboxId): Promise<void> {
  const handle = await store.open(mailbox, 0);
  const { id } = (await handle.folder('INBOX'))!;
  const search = (needle: string): Promise<unknown> => handle.searchText(id, { where: 'text', needle });
  print('SEARCH TEXT, little indexed yet', await best(2, () => search('nummer 77 slutt')));
  const before = performance.now();
  await store.indexed();
  print('indexing the rest', `${(performance.now() - before).toFixed(0)} ms`);
  print('SEARCH TEXT, one hit', await best(5, () => search('nummer 77 slutt')));
  print('SEARCH TEXT, every message hits', await best(5, () => search('båten')));
  print(
    'SEARCH SUBJECT',
    await best(5, () => handle.searchText(id, { where: { header: 'subject' }, needle: 'til båt' })),
  );
  print('SEARCH TEXT, two letters (scan)', await best(2, () => search('åt')));
  print(`rows, ${MESSAGES}`, await best(5, () => handle.rows(id)));
  const uids = (await handle.rows(id)).map(({ uid }) => uid);
  print(`summaries, ${MESSAGES}`, await best(5, () => handle.summaries(id, uids)));
  let flip = 0;
  const flags = (): Promise<unknown> =>
    handle.setFlags(id, uids, { op: (flip++ & 1) === 0 ? 'add' : 'remove', flags: ['\\Seen'] });
  print(`setFlags, ${MESSAGES}`, await best(4, flags));
  print(
    'read, 1000 messages',
    await best(3, () => Promise.all(uids.slice(0, 1000).map((uid) => handle.read(id, uid)))),
  );
  print(`copy, ${MESSAGES}`, await best(2, () => handle.copy(id, uids, 'Archive')));
  const start = performance.now();
  await handle.expunge(id, uids);
  print(`expunge, ${MESSAGES}`, `${(performance.now() - start).toFixed(0)} ms`);
  handle.close();
}

const directory = await mkdtemp(join(tmpdir(), 'postvakt-bench-'));
const store = await openMailStore({ directory, clock: systemClock, summarise, searchText, maxOpen: 64 });
try {
  const ids = Array.from({ length: 33 }, () => newId<MailboxId>());
  await Promise.all(ids.map((id) => store.open(id, 0).then((handle) => handle.close())));
  const rate = (perSecond: number): string => `${perSecond.toFixed(0)}/s`;
  print('deliveries, 2 KB, 32 in flight, 1 mailbox', rate(await deliveries(store, MESSAGES, 32, ids.slice(0, 1))));
  print('deliveries, 2 KB, 32 in flight, 32 mailboxes', rate(await deliveries(store, MESSAGES, 32, ids.slice(1))));
  print('deliveries, 2 KB, 1 in flight, 1 mailbox', rate(await deliveries(store, 1500, 1, ids.slice(1, 2))));
  await reading(store, ids[0]);
  const start = performance.now();
  const { messages, faults } = await store.verify();
  print(`verify, ${messages} messages, ${faults.length} faults`, `${(performance.now() - start).toFixed(0)} ms`);
} finally {
  await store.close();
  await rm(directory, { recursive: true });
}
