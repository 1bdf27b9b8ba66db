/** The journal: what is kept, what is folded, what a flood costs, what is found again. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { ConnectionId, MailboxId, MessageId, QueueId } from '#src/model/ids.ts';
import type { ConnectionFacts, MessageEvent, SignInEvent } from '#src/model/journal.ts';
import { type JournalOptions, openJournal } from './journal-store.ts';
import { networkOf } from './network.ts';

const START = Date.UTC(2026, 10, 21, 14, 0);

function clockAt(start: number) {
  const clock = { at: start, now: () => clock.at, monotonic: () => clock.at };
  return clock;
}
const link = (remoteAddress: string, more: Partial<ConnectionFacts> = {}): ConnectionFacts => ({
  id: `c-${remoteAddress}` as ConnectionId,
  endpoint: 'imaps',
  localPort: 993,
  remoteAddress,
  remotePort: 40_000,
  ...more,
});
const signIn = (at: number, remote: string, login: string, more: Partial<SignInEvent> = {}): SignInEvent => ({
  kind: 'sign-in',
  at,
  connection: link(remote),
  login,
  mechanism: 'PLAIN',
  outcome: 'unknown-user',
  cause: 'acc-mailbox-never-existed',
  ...more,
});

async function withJournal(
  more: Partial<JournalOptions>,
  body: (
    journal: Awaited<ReturnType<typeof openJournal>>,
    clock: ReturnType<typeof clockAt>,
    path: string,
  ) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'journal-'));
  const clock = clockAt(START);
  const path = join(folder, 'journal.db');
  const journal = await openJournal({ path, clock, keepDays: 30, ...more });
  try {
    await body(journal, clock, path);
  } finally {
    await journal.close();
    await rm(folder, { recursive: true });
  }
}

test('a message is found by its id, header, queue id, sender and recipient; newest step first', () =>
  withJournal({}, async (journal) => {
    const base = { kind: 'message', messageId: 'm1' as MessageId, direction: 'outbound' } as const;
    const event = (at: number, step: MessageEvent['step']): MessageEvent => ({
      ...base,
      at,
      step,
      queueId: 'q1' as QueueId,
      messageIdHeader: '<a@b.example>',
      mailFrom: 'kari@fjord.example',
      rcptTo: 'Ola@Far.Example',
    });
    journal.record(event(START, 'queued'));
    journal.record(event(START + 5, 'sent'));
    for (const query of [
      { message: 'm1' },
      { message: '<a@b.example>' },
      { message: 'q1' },
      { names: ['OLA@far.example'] },
    ])
      assert.deepEqual(
        (await journal.query(query)).map((found) => found.kind === 'message' && found.step),
        ['sent', 'queued'],
        JSON.stringify(query),
      );
    assert.equal((await journal.query({ names: ['else@far.example'] })).length, 0);
    assert.equal((await journal.query({ since: START + 1 })).length, 1);
  }));

test('the same failure again within ten minutes is one row with a count; later or different is another', () =>
  withJournal({}, async (journal) => {
    const fail = { outcome: 'wrong-password', cause: 'acc-wrong-password', secretFingerprint: 'f1' } as const;
    for (let i = 0; i < 5; i += 1) journal.record(signIn(START + i * 60_000, '192.0.2.7', 'kari@fjord.example', fail));
    journal.flush();
    journal.record(signIn(START + 300_000, '192.0.2.7', 'kari@fjord.example', fail));
    journal.record(signIn(START + 301_000, '192.0.2.7', 'kari@fjord.example', { ...fail, secretFingerprint: 'f2' }));
    journal.record(signIn(START + 700_000, '192.0.2.7', 'kari@fjord.example', fail));
    const rows = await journal.query({ names: ['kari@fjord.example'] });
    assert.deepEqual(
      rows.map((row) => [row.count, row.at - START, row.lastAt - START]),
      [
        [1, 700_000, 700_000],
        [1, 301_000, 301_000],
        [6, 0, 300_000],
      ],
    );
  }));

test('ten thousand random failures a minute cost bounded rows, and the customer in the noise is found', () =>
  withJournal(
    { nearMailbox: (name) => (name === 'kari' ? 'kari@fjord.example' : undefined) },
    async (journal, clock) => {
      journal.record(signIn(START, '198.51.100.9', 'kari@fjord.example', { outcome: 'ok', cause: undefined }));
      for (let minute = 0; minute < 3; minute += 1) {
        clock.at = START + minute * 60_000;
        for (let i = 0; i < 10_000; i += 1) {
          const n = minute * 10_000 + i;
          const remote = `${11 + (n % 90)}.${(n * 7) % 256}.${(n * 13) % 256}.${n % 256}`;
          journal.record(signIn(clock.at, remote, `user${n}@fjord.example`));
        }
        journal.record(signIn(clock.at, '203.0.113.5', 'kari', { mechanism: 'LOGIN' }));
        journal.record(signIn(clock.at, '198.51.100.9', 'kary@fjord.example'));
        journal.record(
          signIn(clock.at, '203.0.113.99', 'kari@fjord.example', {
            outcome: 'wrong-password',
            cause: 'acc-wrong-password',
            mailbox: 'box1' as MailboxId,
          }),
        );
      }
      const { rows, bytes, lost } = journal.size();
      // 300 a minute stand alone, 200 networks and one rest row, the customer's four.
      assert.ok(rows <= 3 * 300 + 200 + 1 + 4, `${rows} rows`);
      assert.ok(bytes < 3_000_000, `${bytes} bytes`);
      assert.equal(lost, 0);
      assert.equal((await journal.query({ names: ['kari'] }))[0]?.count, 3);
      assert.equal((await journal.query({ names: ['kary@fjord.example'] }))[0]?.count, 3);
      assert.equal((await journal.query({ mailbox: 'box1' }))[0]?.count, 3);
      const all = await journal.query({ limit: 5000 });
      assert.equal(
        all.reduce((sum, row) => sum + row.count, 0),
        3 * 10_003 + 1,
        'every attempt is counted somewhere',
      );
      const rest = all.find((row) => row.folded?.network === 'many networks');
      assert.ok(rest !== undefined && rest.folded !== undefined && rest.folded.names.length <= 5);
    },
  ));

test('connections that say nothing are folded like failures; those of a mailbox are kept', () =>
  withJournal({ limits: { failuresPerMinute: 10, networks: 3 } }, async (journal) => {
    const event = { kind: 'connection', durationMs: 1, bytesIn: 0, bytesOut: 0 } as const;
    for (let i = 0; i < 1000; i += 1)
      journal.record({ ...event, at: START, connection: link(`10.${i % 50}.0.${i % 250}`), outcome: 'no-data' });
    journal.record({
      ...event,
      at: START,
      connection: link('192.0.2.1'),
      outcome: 'served',
      mailbox: 'b' as MailboxId,
    });
    assert.equal(journal.size().rows, 10 + 3 + 1 + 1);
  }));

test('familiar addresses are remembered over a restart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'journal-'));
  const clock = clockAt(START);
  const open = () =>
    openJournal({
      path: join(folder, 'journal.db'),
      clock,
      keepDays: 30,
      limits: { failuresPerMinute: 0, networks: 0 },
    });
  const first = await open();
  first.record(signIn(START, '198.51.100.9', 'kari@fjord.example', { outcome: 'ok' }));
  await first.close();
  const second = await open();
  second.record(signIn(START + 1, '198.51.100.9', 'kary@fjord.example'));
  second.record(signIn(START + 1, '198.51.100.10', 'kary@fjord.example'));
  assert.equal((await second.query({ names: ['kary@fjord.example'] })).length, 1);
  await second.close();
  await rm(folder, { recursive: true });
});

test('what is older than keepDays goes, and the file stays under its cap', () =>
  withJournal({ keepDays: 1, maxBytes: 400_000 }, async (journal, clock) => {
    const event = (at: number, n: number): MessageEvent => ({
      kind: 'message',
      at,
      messageId: `m${n}` as MessageId,
      step: 'accepted',
      direction: 'inbound',
      subject: 'x'.repeat(200),
    });
    journal.record(event(START, 0));
    journal.flush();
    clock.at = START + 2 * 86_400_000;
    for (let n = 1; n <= 3000; n += 1) journal.record(event(clock.at + n, n));
    for (let i = 0; i < 5; i += 1) {
      clock.at += 61_000;
      journal.flush();
    }
    assert.equal((await journal.query({ message: 'm0' })).length, 0);
    assert.equal((await journal.query({ message: 'm3000' })).length, 1);
    const { rows } = journal.size();
    assert.ok(rows < 3000 && rows > 0, `${rows} rows`);
  }));

test('watchers hear what they asked for, and one that throws harms nobody', () =>
  withJournal({}, async (journal) => {
    const heard: string[] = [];
    journal.subscribe({ names: ['Kari@Fjord.Example'] }, (event) => heard.push(event.kind));
    journal.subscribe({}, () => {
      throw new Error('gone');
    });
    const stop = journal.subscribe({ remoteAddresses: ['192.0.2.1'] }, () => heard.push('address'));
    journal.record(signIn(START, '192.0.2.1', 'kari@fjord.example '));
    await Promise.resolve();
    assert.deepEqual(heard, ['sign-in', 'address']);
    stop();
    journal.record(signIn(START, '192.0.2.1', 'ola@fjord.example'));
    await Promise.resolve();
    assert.equal(heard.length, 2);
  }));

test('networks', () => {
  assert.equal(networkOf('203.0.113.9'), '203.0.113.0/24');
  assert.equal(networkOf('::ffff:203.0.113.9'), '203.0.113.0/24');
  assert.equal(networkOf('2001:db8:1:2::9'), '2001:db8:1::/48');
  assert.equal(networkOf('2001:db8::9'), '2001:db8:0::/48');
  assert.equal(networkOf('::1'), '0:0:0::/48');
  assert.equal(networkOf('rubbish'), 'other');
});
