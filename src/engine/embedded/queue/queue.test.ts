import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import type { Directory, Recipient } from '#src/engine/ports.ts';
import type { MessageId } from '#src/model/ids.ts';
import type { JournalEvent } from '#src/model/journal.ts';
import type { Deliver, DeliveryJob, NewQueueMessage, Outcome } from './job.ts';
import { openQueue } from './queue.ts';
import type { OutboundQueue } from './queue.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 10, 21, 12, 0);
let folder: string;
let now: number;
let events: JournalEvent[];
let jobs: DeliveryJob[];
let answer: (address: string, job: DeliveryJob) => Outcome;
let queue: OutboundQueue;

const directory = {
  recipient: async (address: string) =>
    (address === 'ola@us.example'
      ? { kind: 'mailbox', mailbox: { id: 'b', address, language: 'nb', quotaBytes: 0 } }
      : { kind: 'not-local' }) as Recipient,
  signingKeys: async () => [],
} as unknown as Directory;
const deliver: Deliver = async (job) => {
  jobs.push(job);
  return job.recipients.map(({ address }) => answer(address, job));
};
const open = () =>
  openQueue({
    path: join(folder, 'queue', 'queue.db'),
    deliver,
    directory,
    hostname: 'mx.us.example',
    journal: { record: (event) => events.push(event) },
    clock: { now: () => now, monotonic: () => now },
    timeZone: 'UTC',
    onTrouble: (error) => assert.fail(String(error)),
  });
const message = (id: string, to: readonly string[], more: Partial<NewQueueMessage> = {}): NewQueueMessage => ({
  messageId: id as MessageId,
  direction: 'submission',
  mailFrom: 'ola@us.example',
  receivedAt: START,
  smtpUtf8: false,
  eightBit: false,
  subject: 'Møte',
  bytes: Buffer.from(`Subject: ${id}\r\n\r\nhei\r\n`),
  recipients: to.map((address) => ({ address })),
  ...more,
});
const sent: Outcome = {
  kind: 'sent',
  reply: { code: 250, enhanced: '2.0.0', text: 'ok', host: 'h' },
  dsnPassedOn: false,
};
const later: Outcome = { kind: 'temporary', reply: { code: 451, enhanced: '4.3.0', text: 'later', host: 'h' } };
const gone: Outcome = {
  kind: 'permanent',
  reply: { code: 550, enhanced: '5.1.1', text: 'No such user', host: 'mx.far.example' },
  cause: 'snd-recipient-unknown',
};
const steps = (): string[] => events.flatMap((event) => (event.kind === 'message' ? [event.step] : []));
/** Lets everything that is due run until nothing is. */
async function settle(): Promise<void> {
  for (let i = 0; i < 20; i += 1) {
    queue.wake();
    await new Promise((resolve) => setImmediate(resolve));
    await queue.idle();
  }
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'queue-'));
  now = START;
  events = [];
  jobs = [];
  answer = () => sent;
  queue = open();
  queue.start();
});
afterEach(async () => {
  await queue.stop();
  await rm(folder, { recursive: true });
});

test('what is delivered leaves the queue; recipients of one domain go together', async () => {
  assert.equal(await queue.add([message('m1', ['a@x.example', 'b@X.example', 'c@y.example'])]), true);
  await settle();
  assert.deepEqual(
    jobs.map((job) => job.recipients.map((one) => one.address)),
    [['a@x.example', 'b@X.example'], ['c@y.example']],
  );
  assert.deepEqual(queue.list(), []);
  assert.deepEqual(queue.show('m1'), []);
  assert.deepEqual(steps(), ['queued', 'queued', 'queued', 'sent', 'sent', 'sent']);
});

test('tries again on the schedule, tells of the delay once, and gives up with a report', async () => {
  answer = (address) => (address === 'ola@us.example' ? { kind: 'delivered' } : later);
  await queue.add([message('m1', ['a@x.example'])]);
  const waits: number[] = [];
  for (let i = 0; i < 60; i += 1) {
    await settle();
    const [entry] = queue.list();
    if (entry === undefined) break;
    waits.push((entry.nextTryAt - now) / 60_000);
    now = entry.nextTryAt;
  }
  assert.deepEqual(waits.slice(0, 9), [1, 5, 15, 30, 60, 120, 240, 240, 240]);
  assert.equal(now - START, 5 * 24 * HOUR);
  assert.deepEqual(
    steps().filter((step) => step !== 'queued'),
    ['delayed', 'bounced'],
  );
  const reports = jobs.filter((job) => job.message.mailFrom === '').map((job) => job.bytes.toString());
  assert.equal(reports.length, 2);
  assert.match(reports[0], /Action: delayed[\s\S]*Will-Retry-Until: Thu, 26 Nov 2026 12:00:00 \+0000/);
  assert.match(reports[1], /Action: failed\r\nStatus: 4\.4\.7/);
});

test('a final refusal comes back to the sender, in the language of the mailbox', async () => {
  answer = (address) => (address === 'ola@us.example' ? { kind: 'delivered' } : gone);
  await queue.add([message('m1', ['a@x.example'], { envid: 'E7' })]);
  await settle();
  const report = jobs.find((job) => job.message.mailFrom === '');
  assert.deepEqual(
    report?.recipients.map((one) => one.address),
    ['ola@us.example'],
  );
  const text = report.bytes.toString();
  assert.match(text, /Original-Envelope-Id: E7/);
  assert.match(text, /Diagnostic-Code: smtp; 550 5\.1\.1 No such user/);
  assert.match(text, /Adressen a@x\.example finnes ikke hos mottakeren/);
  assert.match(text, /Subject: m1/);
  assert.deepEqual(queue.list(), []);
});

test('never a report for the null sender or NOTIFY=NEVER; success only when asked', async () => {
  answer = (address) => (address.startsWith('gone') ? gone : sent);
  await queue.add([
    message('m1', ['gone1@x.example'], { mailFrom: '' }),
    message('m2', [], { recipients: [{ address: 'gone2@x.example', notify: ['NEVER'] }] }),
    message('m3', ['fine@x.example']),
    message('m4', [], { recipients: [{ address: 'good@x.example', notify: ['SUCCESS'] }] }),
  ]);
  await settle();
  const reports = jobs.filter((job) => job.message.direction === 'local');
  assert.equal(reports.length, 1);
  assert.match(reports[0].bytes.toString(), /Final-Recipient: rfc822; good@x\.example\r\nAction: relayed/);
  assert.deepEqual(steps().filter((step) => step === 'dropped').length, 2);
});

test('one dead host holds up nobody; four at once to a domain', async () => {
  const blocked: (() => void)[] = [];
  let most = 0;
  let running = 0;
  const slow: Deliver = async (job) => {
    if (job.domain !== 'dead.example') return deliver(job);
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((go) => blocked.push(go));
    running -= 1;
    return job.recipients.map(() => later);
  };
  await queue.stop();
  queue = openQueue({
    path: join(folder, 'q2.db'),
    deliver: slow,
    directory,
    hostname: 'h',
    journal: { record: () => {} },
    clock: { now: () => now, monotonic: () => now },
  });
  queue.start();
  await queue.add(Array.from({ length: 20 }, (_, i) => message(`d${i}`, [`a${i}@dead.example`])));
  await queue.add([message('m1', ['b@alive.example'])]);
  while (queue.show('m1').length > 0) await new Promise((resolve) => setImmediate(resolve));
  assert.equal(jobs[0].domain, 'alive.example');
  assert.equal(most, 4);
  assert.equal(queue.stats().active, 4);
  const stopped = queue.stop(1000);
  for (const go of blocked) go();
  await stopped;
  queue = openQueue({
    path: join(folder, 'q2.db'),
    deliver: slow,
    directory,
    hostname: 'h',
    journal: { record: () => {} },
  });
  assert.equal(queue.list({ limit: 100 }).length, 20);
});

test('everything survives a stop in the middle: claims are not on disk', async () => {
  answer = () => later;
  await queue.add([message('m1', ['a@x.example'], { smtpUtf8: true, eightBit: true, ret: 'HDRS', language: 'sv' })]);
  await settle();
  await queue.stop();
  queue = open();
  const [entry] = queue.list();
  assert.deepEqual([entry.state, entry.tries, entry.lastReply?.text, entry.subject], ['waiting', 1, 'later', 'Møte']);
  answer = () => sent;
  now += HOUR;
  queue.start();
  await settle();
  assert.deepEqual(jobs.at(-1)?.message, jobs[0].message);
  assert.deepEqual(queue.list(), []);
});

test('hold, release, retry, drop', async () => {
  answer = (address) => (address === 'ola@us.example' ? { kind: 'delivered' } : later);
  await queue.add([message('m1', ['a@x.example', 'b@y.example']), message('m2', ['c@x.example'])]);
  await settle();
  assert.equal(await queue.hold({ domain: 'X.example' }), 2);
  now += HOUR;
  const before = jobs.length;
  await settle();
  assert.equal(jobs.length, before + 1); // only y.example
  assert.equal(queue.stats().held, 2);
  assert.equal(await queue.release({ id: 'm2' }), 1);
  await settle();
  assert.equal(jobs.at(-1)?.recipients[0].address, 'c@x.example');
  assert.equal(await queue.retry({ sender: 'ola@us.example' }), 2);
  await settle();
  assert.equal(await queue.drop({ id: 'm1' }), 2);
  assert.equal(await queue.drop({ all: true }, { tellSender: false }), 1);
  await settle();
  assert.deepEqual(queue.list(), []);
  assert.equal(steps().filter((step) => step === 'dropped').length, 3);
  const reports = jobs.filter((job) => job.message.direction === 'local');
  assert.equal(reports.length, 1);
  assert.match(reports[0].bytes.toString(), /tatt ut av k=C3=B8en/);
});

test('an alias in the queue is replaced by where it leads', async () => {
  answer = (address) =>
    address === 'all@x.example' ? { kind: 'expanded', targets: ['p@x.example', 'q@z.example'] } : sent;
  await queue.add([message('m1', ['all@x.example'])]);
  await settle();
  assert.deepEqual(jobs.map((job) => job.recipients[0].address).sort(), [
    'all@x.example',
    'p@x.example',
    'q@z.example',
  ]);
  assert.deepEqual(queue.list(), []);
});

test('a delivery that throws is a try that failed, and is told to the operator', async () => {
  await queue.stop();
  const troubles: unknown[] = [];
  queue = openQueue({
    path: join(folder, 'q3.db'),
    deliver: () => Promise.reject(new Error('bug')),
    directory,
    hostname: 'h',
    journal: { record: () => {} },
    onTrouble: (error) => troubles.push(error),
  });
  queue.start();
  await queue.add([message('m1', ['a@x.example'], { receivedAt: Date.now() })]);
  await settle();
  assert.equal(queue.list()[0].lastReply?.enhanced, '4.3.0');
  assert.equal(troubles.length, 1);
});

test('an outcome that cannot be written is kept and written later; the message is not sent again', async () => {
  await queue.stop();
  let broken = 2;
  queue = openQueue({
    path: join(folder, 'q4.db'),
    deliver,
    directory: {
      ...directory,
      recipient: async (address: string) => {
        if (broken-- > 0) throw new Error('database away');
        return directory.recipient(address);
      },
    },
    hostname: 'h',
    journal: { record: () => {} },
    clock: { now: () => now, monotonic: () => now },
    settleRetryMs: 1,
  });
  answer = (address) => (address === 'ola@us.example' ? { kind: 'delivered' } : gone);
  queue.start();
  await queue.add([message('m1', ['a@x.example'])]);
  await settle();
  assert.deepEqual(
    jobs.map((job) => job.recipients[0].address),
    ['a@x.example', 'ola@us.example'],
  );
  assert.deepEqual(queue.list(), []);
});
