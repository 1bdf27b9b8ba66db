/**
 * The process that the kill test kills: accepts messages for people here and elsewhere through the real intake, queue,
 * delivery and mailbox store as fast as it can, and writes each accepted recipient to its output *after* intake said ok.
 * Arguments: data folder, address of the DNS server, address of the sink, number of the round.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { createDelivery } from '#src/engine/embedded/delivery/deliver.ts';
import { EMPTY_BOOK } from '#src/engine/embedded/rules/no-rules.ts';
import { createIntake } from '#src/engine/embedded/intake.ts';
import { openQueue } from '#src/engine/embedded/queue/queue.ts';
import { openMailStore } from '#src/engine/embedded/store/store.ts';
import { plainOptions } from '#src/engine/embedded/store/test-store.ts';
import type { Directory, ReceivedMessage, Recipient } from '#src/engine/ports.ts';
import type { ConnectionId, MailboxId, MessageId } from '#src/model/ids.ts';
import { systemClock } from '#src/net/clock.ts';
import { newId } from '#src/net/ids.ts';
import { createResolver } from '#src/net/resolver.ts';

const [folder, dns, sink, round] = process.argv.slice(2);

/** Two mailboxes; everything at far.example is elsewhere; an alias leads to both worlds. */
export const testDirectory = {
  isLocalDomain: async (domain: string) => domain === 'us.example',
  recipient: async (address: string): Promise<Recipient> => {
    if (address === 'all@us.example')
      return { kind: 'alias', address, targets: ['kari@us.example', 'ola@us.example', 'x@far.example'] };
    if (!address.endsWith('@us.example')) return { kind: 'not-local' };
    const id = `01${address.split('@')[0]}0000000000000000000000`.slice(0, 26) as MailboxId;
    return { kind: 'mailbox', mailbox: { id, address, language: 'en', quotaBytes: 0 } };
  },
  maySendAs: async () => true,
  signingKeys: async () => [],
} satisfies Directory;

const journal = { record: () => {} };
const store = await openMailStore({ ...plainOptions, clock: systemClock, directory: join(folder, 'mail') });
const resolver = createResolver({ servers: [dns] });
const delivery = createDelivery({
  directory: testDirectory,
  store,
  resolver,
  journal,
  hostname: 'mx.us.example',
  hosts: { 'far.example': sink },
});
const queue = openQueue({
  path: join(folder, 'queue', 'queue.db'),
  deliver: delivery.deliver,
  directory: testDirectory,
  journal,
  hostname: 'mx.us.example',
  schedule: { waitsMs: [50], delayNoticeMs: 1e12, giveUpMs: 1e12 },
});
queue.start();
const intake = createIntake({
  directory: testDirectory,
  store,
  queue,
  journal,
  resolver,
  book: EMPTY_BOOK,
  hostname: 'mx.us.example',
});

const message = (name: string, to: readonly string[], submitted: boolean): ReceivedMessage => ({
  id: newId<MessageId>(),
  connection: {
    id: 'c' as ConnectionId,
    endpoint: submitted ? 'submissions' : 'inbound',
    localPort: 25,
    remoteAddress: '127.0.0.1',
    remotePort: 1,
    ehlo: 'far.example',
  },
  mailFrom: 'x@far.example',
  recipients: to.map((address) => ({ address })),
  bytes: Buffer.from(`From: x@far.example\r\nSubject: ${name}\r\n\r\n${'hei '.repeat(200)}\r\n`),
  receivedAt: Date.now(),
  smtpUtf8: false,
  eightBit: false,
});

/** One line a recipient, written straight to the pipe: what is written was promised. */
async function accept(worker: number, i: number): Promise<void> {
  const name = `r${round}-${worker}-${i}`;
  const submitted = i % 2 === 0;
  const to = submitted ? ['kari@us.example', `${name}@far.example`] : ['all@us.example'];
  const result = await intake[submitted ? 'submission' : 'inbound'](message(name, to, submitted));
  if (!result.ok) return;
  const copies = submitted ? ['kari', 'far'] : ['kari', 'ola', 'far'];
  writeSync(1, copies.map((copy) => `${name} ${copy}\n`).join(''));
}

// `idle` rounds only drain what the killed ones left.
if (round !== 'drain')
  await Promise.all(
    Array.from({ length: 8 }, async (_, worker) => {
      for (let i = 0; i < 400; i += 1) await accept(worker, i);
    }),
  );
const open = () => queue.list({ limit: 1 }).length;
while (open() > 0) await new Promise((resolve) => setTimeout(resolve, 20));
writeSync(1, 'drained\n');
await queue.stop();
delivery.close();
await store.close();
