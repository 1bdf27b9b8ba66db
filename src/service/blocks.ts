/**
 * Blocks (block-port.ts): started by rules, ended by time, payment, the customer or support; each start and end is in the
 * audit log. Answers `active` from memory that is dropped with every write. Never decides about mail: policy.ts does.
 */
import { randomInt } from 'node:crypto';
import { type Block, type BlockedAttempt, type BlockLifter, type BlockSubject, isActive } from '#src/model/block.ts';
import type { CustomerId, DomainId, MailboxId } from '#src/model/ids.ts';
import { parseNetwork } from '#src/model/network.ts';
import type { Clock } from '#src/net/clock.ts';
import { newId } from '#src/net/ids.ts';
import {
  attemptsOf,
  blockByIdOrCode,
  blockHistory,
  endBlock,
  insertAttempt,
  insertBlock,
  overdueBlocks,
  unliftedBlocks,
} from '#src/store/blocks.ts';
import { customerById, customersByName } from '#src/store/customers.ts';
import type { Database } from '#src/store/database.ts';
import { domainById, domainByName } from '#src/store/domains.ts';
import { mailboxByAddress, mailboxById } from '#src/store/mailboxes.ts';
import type { Sql } from '#src/store/tables.ts';
import { createBlockMemory, stepVersion, type VersionStep } from './block-memory.ts';
import type { Blocks, NewBlock } from './block-port.ts';
import { type Audit, change } from './change.ts';
import { shown } from './input.ts';
import { done, misuse, type Outcome, refused } from './outcome.ts';
import { createStateCache } from './state-cache.ts';

/** No letter or digit that is read as another: no 0 o 1 l i. 31^8 is beyond guessing over a web page. */
const CODE_ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';
const CODE_LENGTH = 8;
/** What one answer of `list` holds at most. */
const MOST_LISTED = 1000;
/** Ended by time in one transaction. */
const SWEEP_AT_ONCE = 200;
/** The clock may be set: look at it at least so often. */
const LOOK_EVERY_MS = 1000;

export interface LastingBlocks extends Blocks {
  /** Writes down which Blocks have ended by time, and tells the listeners. Called by `keepTime`; by tests at once. */
  sweep(): Promise<void>;
  /** Sweeps every second until `close`; only the running host does. */
  keepTime(onTrouble: (error: unknown) => void): void;
  close(): void;
}

type Listener = Parameters<Blocks['onChange']>[0];
const newCode = (): string =>
  Array.from({ length: CODE_LENGTH }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');
const auditData = ({ code, rule, directions, evidence, since, until, mode }: Block) => ({
  block: code,
  rule,
  directions,
  evidence,
  since,
  until,
  mode,
});

/** The name people know the subject by; null when it does not exist. */
async function nameOf(sql: Sql, subject: BlockSubject): Promise<string | null> {
  switch (subject.kind) {
    case 'mailbox':
      return (await mailboxById(sql, subject.id))?.address ?? null;
    case 'domain':
      return (await domainById(sql, subject.id))?.name ?? null;
    case 'customer':
      return (await customerById(sql, subject.id))?.name ?? null;
    case 'network':
    case 'network-login':
    case 'service':
      return subject.id;
  }
}

/** What a person named: an address, a domain, a customer's id or name, a network. Unknown: null. */
export async function subjectNamed(sql: Sql, typed: string): Promise<readonly BlockSubject[]> {
  const network = parseNetwork(typed);
  if (network !== null) return [{ kind: 'network', id: network.text }];
  const name = typed.trim().toLowerCase();
  if (name.includes('@')) {
    const mailbox = await mailboxByAddress(sql, name);
    return mailbox === null ? [] : [{ kind: 'mailbox', id: mailbox.id }];
  }
  const domain = await domainByName(sql, name);
  if (domain !== null) return [{ kind: 'domain', id: domain.id }];
  const customer = await customerById(sql, name);
  const customers = customer === null ? await customersByName(sql, typed.trim()) : [customer];
  return customers.map(({ id }) => ({ kind: 'customer', id }));
}

/** Networks in their one form; what is none stays and is found nowhere. */
const written = (subject: BlockSubject): BlockSubject =>
  subject.kind === 'network' ? { kind: 'network', id: parseNetwork(subject.id)?.text ?? subject.id } : subject;

/** A subject without any doubt in it: networks canonical. */
function canonical(subject: BlockSubject): Outcome<BlockSubject> {
  if (subject.kind !== 'network') return done(subject);
  const network = parseNetwork(subject.id);
  return network === null
    ? misuse('networkBad', { network: shown(subject.id) })
    : done({ kind: 'network', id: network.text });
}

/** Makes the Blocks of this process. Starts no timer before `keepTime`. */
export function createBlocks(deps: {
  readonly db: Database;
  readonly clock: Clock;
  readonly recheckMs?: number;
}): LastingBlocks {
  const { db, clock } = deps;
  const cache = createStateCache(deps);
  const listeners = new Set<Listener>();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const tell = (block: Block, what: 'started' | 'lifted'): void => {
    for (const listener of listeners) listener(block, what);
  };
  const memory = createBlockMemory(db.sql, cache);

  const lift = async (idOrCode: string, by: BlockLifter, actor: string): Promise<Outcome<Block>> => {
    const ended = await change({ db, clock, actor }, async (tx, audit) => {
      const block = await blockByIdOrCode(tx, idOrCode.trim().toLowerCase());
      if (block === null) return refused('blockMissing', { block: shown(idOrCode) });
      const now = clock.now();
      if (!isActive(block, now)) return refused('blockAlreadyLifted', { block: block.code });
      if (!block.lifters.includes(by)) return refused('blockNotYours', { block: block.code });
      const over = await endOne(tx, audit, block, now, by, actor);
      return done({ over, step: await stepVersion(tx) });
    });
    if (!ended.ok) return ended;
    const { over, step } = ended.value;
    memory.changed([over], step);
    tell(over, 'lifted');
    return done(over);
  };

  const sweep = async (): Promise<void> => {
    for (;;) {
      if ((await overdueBlocks(db.sql, clock.now(), 1)).length === 0) return;
      const ended = await change({ db, clock, actor: 'system' }, async (tx, audit) => {
        const over = await overdueBlocks(tx, clock.now(), SWEEP_AT_ONCE);
        const all: Block[] = [];
        for (const block of over)
          all.push(await endOne(tx, audit, block, block.until ?? clock.now(), 'time', 'system'));
        return done({ all, step: await stepVersion(tx) });
      });
      if (!ended.ok) return;
      const { all, step } = ended.value;
      memory.changed(all, step);
      for (const block of all) tell(block, 'lifted');
    }
  };

  return {
    start: async (made) => {
      const started = await startOne(db, clock, made);
      if (!started.ok) return started;
      const { block, over, step } = started.value;
      if (step === null) return done(block);
      memory.changed([...over, block], step);
      for (const one of over) tell(one, 'lifted');
      tell(block, 'started');
      return done(block);
    },
    lift,
    active: async (subjects) => {
      const now = clock.now();
      return (await memory.of(subjects.map(written))).filter((block) => isActive(block, now));
    },
    list: async (subject, options) => {
      const subjects = subject === undefined ? null : await subjectNamed(db.sql, subject);
      if (subjects?.length === 0) return refused('subjectMissing', { subject: shown(subject ?? '') });
      const now = clock.now();
      const all = await blockHistory(db.sql, subjects, {
        onlyUnlifted: options?.onlyActive === true,
        limit: MOST_LISTED,
      });
      return done(options?.onlyActive === true ? all.filter((block) => isActive(block, now)) : all);
    },
    attempts: (blockId) => attemptsOf(db.sql, blockId),
    // Not through `write`: an attempt changes no decision, so nobody's memory has to be dropped for it.
    recordAttempt: (attempt: BlockedAttempt) => insertAttempt(db.sql, attempt),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    sweep,
    keepTime: (onTrouble) => {
      const look = (): void => {
        if (closed) return;
        timer = setTimeout(() => void sweep().catch(onTrouble).finally(look), LOOK_EVERY_MS).unref();
      };
      look();
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
      listeners.clear();
      cache.close();
    },
  };
}

async function endOne(tx: Sql, audit: Audit, block: Block, at: number, by: BlockLifter, actor: string): Promise<Block> {
  const ended: Block = { ...block, liftedAt: at, liftedBy: by, liftActor: actor };
  await endBlock(tx, block.id, at, by, actor);
  await audit('block.lift', block.subjectName, auditData(block), { block: block.code, by, liftedAt: at });
  return ended;
}

interface Started {
  readonly block: Block;
  /** Null when it was running already. */
  readonly step: VersionStep | null;
  /** Of the same subject and rule, ended by time on the way. */
  readonly over: readonly Block[];
}

async function startOne(db: Database, clock: Clock, made: NewBlock): Promise<Outcome<Started>> {
  const subject = canonical(made.subject);
  if (!subject.ok) return subject;
  return await change<Started>({ db, clock, actor: made.actor }, async (tx, audit) => {
    const now = clock.now();
    if (made.until !== null && made.until <= now) return misuse('blockEndsBefore', {});
    if (made.directions.length === 0) return misuse('blockStopsNothing', {});
    const name = await nameOf(tx, subject.value);
    if (name === null) return refused('subjectMissing', { subject: shown(subject.value.id) });
    const same = (await unliftedBlocks(tx, [subject.value])).filter(({ rule }) => rule === made.rule);
    const running = same.find((block) => isActive(block, now));
    if (running !== undefined) return done({ block: running, step: null, over: [] });
    const over: Block[] = [];
    for (const block of same) over.push(await endOne(tx, audit, block, block.until ?? now, 'time', 'system'));
    const block: Block = {
      id: newId(now),
      code: newCode(),
      subject: subject.value,
      subjectName: name,
      directions: made.directions,
      rule: made.rule,
      cause: made.cause,
      evidence: made.evidence,
      mode: made.mode ?? 'refuse',
      since: made.since ?? now,
      until: made.until,
      lifters: made.lifters,
      liftedAt: null,
      liftedBy: null,
      liftActor: null,
      attempts: 0,
    };
    await insertBlock(tx, block);
    await audit('block.start', name, null, auditData(block));
    return done({ block, step: await stepVersion(tx), over });
  });
}

/** Subjects whose Blocks concern a mailbox: itself, its domain, its customer. */
export const subjectsOf = (of: {
  readonly mailbox?: MailboxId;
  readonly domain?: DomainId;
  readonly customer?: CustomerId;
}): readonly BlockSubject[] => [
  ...(of.mailbox === undefined ? [] : [{ kind: 'mailbox', id: of.mailbox } as const]),
  ...(of.domain === undefined ? [] : [{ kind: 'domain', id: of.domain } as const]),
  ...(of.customer === undefined ? [] : [{ kind: 'customer', id: of.customer } as const]),
];
