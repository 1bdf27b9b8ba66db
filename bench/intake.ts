/**
 * How many messages a second intake takes: 2 KB, 32 in flight, the real mailbox store and the real authentication with a
 * resolver that answers from memory. Bounded: ends after SECONDS. `node bench/intake.ts [--mailboxes 8] [--signed]`
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { generateKeyPairSync } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { signMessage } from '#src/engine/embedded/authentication/sign.ts';
import { EMPTY_BOOK } from '#src/engine/embedded/rules/no-rules.ts';
import { createIntake } from '#src/engine/embedded/intake.ts';
import { openQueue } from '#src/engine/embedded/queue/queue.ts';
import { openMailStore } from '#src/engine/embedded/store/store.ts';
import type { Directory, ReceivedMessage } from '#src/engine/ports.ts';
import type { ConnectionId, MailboxId, MessageId } from '#src/model/ids.ts';
import { systemClock } from '#src/net/clock.ts';
import type { DnsAnswer } from '#src/net/dns-answer.ts';
import { newId } from '#src/net/ids.ts';
import type { DnsRecord } from '#src/protocol/dns/message.ts';
import { summarise } from '#src/protocol/imap/summary.ts';
import { searchText } from '#src/protocol/mime/search-text.ts';

const { values } = parseArgs({
  options: {
    mailboxes: { type: 'string', default: '8' },
    signed: { type: 'boolean', default: false },
    submission: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '4' },
  },
});
const IN_FLIGHT = 32;
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = {
  domain: 'far.example',
  selector: 's1',
  privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  algorithm: 'rsa-sha256',
} as const;
const zone: Record<string, string> = {
  'TXT far.example': 'v=spf1 ip4:192.0.2.0/24 -all',
  'TXT _dmarc.far.example': 'v=DMARC1; p=quarantine',
  'TXT s1._domainkey.far.example': `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`,
};
const resolver = {
  query: async (name: string, type: string): Promise<DnsAnswer<DnsRecord>> => {
    const data = zone[`${type} ${name}`];
    if (data === undefined) return { kind: 'nodata' };
    return { kind: 'records', ttlSeconds: 60, records: [{ name, type: 'TXT', ttlSeconds: 60, data, number: 0 }] };
  },
};
const ids = Array.from({ length: Number(values.mailboxes) }, () => newId<MailboxId>());
const directory: Directory = {
  isLocalDomain: async () => true,
  recipient: async (address) => {
    const id = ids[Number(address.slice(1, address.indexOf('@')))];
    return { kind: 'mailbox', mailbox: { id, address, language: 'en', quotaBytes: 0 } };
  },
  maySendAs: async () => true,
  signingKeys: async () => (values.submission ? [key] : []),
};

const folder = await mkdtemp(join(tmpdir(), 'bench-intake-'));
const store = await openMailStore({ directory: join(folder, 'mail'), clock: systemClock, summarise, searchText });
const journal = { record: () => {} };
const queue = openQueue({
  path: join(folder, 'queue.db'),
  deliver: async (job) => job.recipients.map(() => ({ kind: 'delivered' })),
  directory,
  journal,
  hostname: 'mx.us.example',
});
const intake = createIntake({
  directory,
  store,
  queue,
  journal,
  resolver,
  book: EMPTY_BOOK,
  hostname: 'mx.us.example',
});
const head =
  'From: Far Away <x@far.example>\r\nTo: u@us.example\r\nSubject: about the boat\r\nDate: Sat, 21 Nov 2026 12:00:00 +0000\r\n';
const plain = Buffer.from(
  `${head}MIME-Version: 1.0\r\n\r\n${`${'the boat lies at the quay '.repeat(3)}\r\n`.repeat(23)}`,
);
const bytes = values.signed
  ? (await signMessage({ signingKeys: async () => [key] }, plain, 'far.example', Date.now())).bytes
  : plain;

const times: number[] = [];
let count = 0;
async function one(): Promise<void> {
  const id = newId<MessageId>();
  const body = Buffer.concat([Buffer.from(`Message-ID: <${id}@far.example>\r\n`), bytes]);
  const message: ReceivedMessage = {
    id,
    connection: {
      id: 'c' as ConnectionId,
      endpoint: 'inbound',
      localPort: 25,
      remoteAddress: '192.0.2.7',
      remotePort: 1,
      ehlo: 'out.far.example',
    },
    mailFrom: 'x@far.example',
    recipients: [{ address: `u${count++ % ids.length}@us.example` }],
    bytes: body,
    receivedAt: Date.now(),
    smtpUtf8: false,
    eightBit: false,
  };
  const started = performance.now();
  const result = await (values.submission ? intake.submission(message) : intake.inbound(message));
  if (!result.ok) throw new Error(result.refusal.text);
  times.push(performance.now() - started);
}
for (let i = 0; i < 50; i += 1) await one();
times.length = 0;
const cpu = process.cpuUsage();
const started = performance.now();
const until = started + Number(values.seconds) * 1000;
await Promise.all(
  Array.from({ length: IN_FLIGHT }, async () => {
    while (performance.now() < until) await one();
  }),
);
const seconds = (performance.now() - started) / 1000;
const used = process.cpuUsage(cpu);
times.sort((a, b) => a - b);
const at = (part: number): string => (times[Math.floor(times.length * part)] ?? 0).toFixed(1);
const cpuMs = (used.user + used.system) / 1000 / times.length;
process.stdout.write(
  `${Math.round(times.length / seconds)}/s · ${times.length} messages of ${bytes.length} bytes · p50 ${at(0.5)} ms · p99 ${at(0.99)} ms · ${cpuMs.toFixed(2)} ms CPU a message\n`,
);
await queue.stop();
await store.close();
await rm(folder, { recursive: true });
