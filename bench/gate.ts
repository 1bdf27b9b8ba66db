/**
 * How long the gate thinks: all limits and Blocks on SQLite with 10,000 active Blocks, at RCPT and at the end of a message.
 * Run: `node bench/gate.ts [decisions]`. Prints p50, p99 and the worst; exits 1 when p99 is not under 1 ms. Touches no network.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mailbox, PolicyRequest } from '#src/engine/ports.ts';
import type { Block } from '#src/model/block.ts';
import type { ConnectionId, DomainId, MailboxId } from '#src/model/ids.ts';
import type { StoredMailbox } from '#src/model/mailbox.ts';
import { systemClock } from '#src/net/clock.ts';
import { newId } from '#src/net/ids.ts';
import { createBlocks } from '#src/service/blocks.ts';
import { createDirectory } from '#src/service/directory.ts';
import { addDomain } from '#src/service/domains.ts';
import { createLimits } from '#src/service/limits/limits.ts';
import { openMemoryCounters } from '#src/service/limits/memory-counters.ts';
import { setPlan } from '#src/service/plans.ts';
import { createPolicy } from '#src/service/policy.ts';
import { insertBlock } from '#src/store/blocks.ts';
import { openDatabase } from '#src/store/database.ts';
import { domainByName } from '#src/store/domains.ts';
import { insertMailbox } from '#src/store/mailboxes.ts';

const DECISIONS = Number(process.argv[2] ?? 10_000);
const BLOCKS = 10_000;
const MAILBOXES = 200;
const TARGET_MS = 1;

const folder = mkdtempSync(join(tmpdir(), 'gate-bench-'));
const db = await openDatabase(`sqlite:${join(folder, 'control.db')}`);
try {
  const clock = systemClock;
  const acting = { db, clock, actor: 'bench' };
  await setPlan(acting, 'standard', ['mailbox.hour.max=100000', 'mailbox.day.max=100000', 'domain.hour.max=1000000']);
  await addDomain(acting, { domain: 'fjord.example' });
  const domain = await domainByName(db.sql, 'fjord.example');
  if (domain === null) throw new Error('no domain');
  const directory = createDirectory({ db, clock });
  const senders: Mailbox[] = [];
  for (let i = 0; i < MAILBOXES; i += 1) {
    await db.write((tx) => insertMailbox(tx, mailboxNumber(i, domain.id, clock.now())));
    const found = await directory.recipient(`bruker${i}@fjord.example`);
    if (found.kind === 'mailbox') senders.push(found.mailbox);
  }
  await db.write(async (tx) => {
    for (let i = 0; i < BLOCKS; i += 1) await insertBlock(tx, blockNumber(i, clock.now()));
  });
  const blocks = createBlocks({ db, clock });
  await blocks.active([]); // as openGate does
  const counters = await openMemoryCounters({ db, clock });
  const limits = createLimits({ db, clock, blocks, counters });
  const policy = createPolicy({ db, clock, directory, blocks, limits, usage: () => Promise.resolve(0) });

  const connection = { id: 'c' as ConnectionId, endpoint: 'submissions', localPort: 465, remotePort: 40_000 } as const;
  const rcpt: number[] = [];
  const end: number[] = [];
  for (let i = 0; i < DECISIONS; i += 1) {
    const mailbox = senders[i % MAILBOXES];
    const shared = {
      direction: 'outgoing',
      connection: { ...connection, remoteAddress: `192.0.2.${i % 250}` },
      mailbox,
      mailFrom: mailbox.address,
      recipientCount: 1,
    } as const;
    const rcptTo = `mottaker${i}@far.example`;
    rcpt.push(await timed({ ...shared, stage: 'rcpt-to', rcptTo }));
    end.push(await timed({ ...shared, stage: 'end-of-message', recipients: [rcptTo], sizeBytes: 2000 }));
    // A write somewhere makes every memory old: the next decisions read again.
    if (i % 500 === 499) await setPlan(acting, 'other', [`mailbox.hour.max=${i}`]);
  }
  const rows = { 'RCPT TO': rcpt, 'end of message (decided and counted)': end };
  console.log(`${DECISIONS} messages, ${MAILBOXES} senders, ${BLOCKS} active Blocks, SQLite; ms`);
  for (const [name, times] of Object.entries(rows))
    console.log(
      `${name.padEnd(40)} p50 ${percentile(times, 50)}  p99 ${percentile(times, 99)}  worst ${percentile(times, 100)}`,
    );
  if ([rcpt, end].some((times) => Number(percentile(times, 99)) >= TARGET_MS)) process.exitCode = 1;
  policy.close();
  directory.close();
  blocks.close();

  /** One decision; what it took is given, what it holds is kept as after a 250. */
  async function timed(request: PolicyRequest): Promise<number> {
    const started = performance.now();
    const decision = await policy.decide(request);
    const took = performance.now() - started;
    if (decision.kind !== 'accept') throw new Error(`refused: ${JSON.stringify(decision)}`);
    await decision.settle?.(true);
    return took;
  }
} finally {
  await db.close();
  rmSync(folder, { recursive: true, force: true });
}

/** In ms, three digits. */
function percentile(times: readonly number[], percent: number): string {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))].toFixed(3);
}

/** Of everything: mailboxes of others, domains, networks; some end in an hour, some never. */
function blockNumber(i: number, now: number): Block {
  const kind = i % 10 === 0 ? 'network' : 'mailbox';
  return {
    id: newId(now),
    code: `bench${i.toString(36)}`,
    subject:
      kind === 'network'
        ? { kind, id: `10.${(i >> 8) & 255}.${i & 255}.0/24` }
        : { kind, id: `other${i}` as MailboxId },
    subjectName: `nummer ${i}`,
    directions: ['outgoing'],
    rule: 'operator',
    cause: 'snd-outbound-operator',
    evidence: { reason: 'bench' },
    mode: 'refuse',
    since: now,
    until: i % 2 === 0 ? now + 3_600_000 : null,
    lifters: ['support'],
    liftedAt: null,
    liftedBy: null,
    liftActor: null,
    attempts: 0,
  };
}

/** A mailbox without a password: nobody signs in here. */
function mailboxNumber(i: number, domain: DomainId, now: number): StoredMailbox {
  return {
    id: newId<MailboxId>(now),
    address: `bruker${i}@fjord.example`,
    domain,
    local: `bruker${i}`,
    passwordHash: null,
    mustChange: false,
    language: 'nb',
    quotaBytes: null,
    plan: 'standard',
    protocols: ['imap', 'pop3', 'smtp'],
    signInCountries: null,
    passwordChangedAt: null,
    previousPasswordHash: null,
    previousPasswordUntil: null,
    createdAt: now,
  };
}
