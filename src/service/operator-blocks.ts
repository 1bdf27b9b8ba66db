/**
 * Use cases of Blocks at the operator's desk: list what concerns a subject, show one with its attempts, lift, add by hand.
 * Called by CLI and API. Rules start their own Blocks through block-port.ts.
 */
import {
  type Block,
  BLOCK_DIRECTIONS,
  type BlockDirection,
  type BlockedAttempt,
  type BlockSubject,
  isActive,
} from '#src/model/block.ts';
import type { CauseId } from '#src/model/cause-id.ts';
import type { Clock } from '#src/net/clock.ts';
import { blockByIdOrCode, blockHistory } from '#src/store/blocks.ts';
import type { Database } from '#src/store/database.ts';
import { domainById, domainsOf } from '#src/store/domains.ts';
import { mailboxById, mailboxesOf } from '#src/store/mailboxes.ts';
import type { Sql } from '#src/store/tables.ts';
import type { Blocks } from './block-port.ts';
import { subjectNamed } from './blocks.ts';
import { shown } from './input.ts';
import { done, misuse, type Outcome, refused } from './outcome.ts';

export interface Desk {
  readonly db: Database;
  readonly clock: Clock;
  readonly actor: string;
  readonly blocks: Blocks;
}

/** A Block as answers show it: times in ISO 8601. */
export interface BlockView extends Pick<
  Block,
  'id' | 'code' | 'directions' | 'rule' | 'cause' | 'evidence' | 'mode' | 'lifters' | 'liftedBy' | 'liftActor'
> {
  readonly subject: string;
  readonly subjectKind: BlockSubject['kind'];
  readonly active: boolean;
  readonly since: string;
  readonly until: string | null;
  readonly liftedAt: string | null;
  /** How many attempts it stopped. */
  readonly stopped: number;
}
export interface AttemptView extends Pick<BlockedAttempt, 'mailFrom' | 'rcptTo' | 'subject' | 'state'> {
  readonly at: string;
}
export interface BlockDetails extends BlockView {
  readonly attempts: readonly AttemptView[];
}

export interface NewOperatorBlock {
  readonly subject: string;
  /** Words separated by commas. */
  readonly directions: string;
  readonly reason: string;
  /** ISO 8601. */
  readonly until?: string;
  readonly seconds?: string;
}

const MOST_LISTED = 1000;
const MOST_SECONDS = 3_155_760_000;
const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

export const blockView = (block: Block, now: number): BlockView => ({
  id: block.id,
  code: block.code,
  subject: block.subjectName,
  subjectKind: block.subject.kind,
  directions: block.directions,
  rule: block.rule,
  cause: block.cause,
  evidence: block.evidence,
  mode: block.mode,
  active: isActive(block, now),
  since: new Date(block.since).toISOString(),
  until: iso(block.until),
  lifters: block.lifters,
  liftedAt: iso(block.liftedAt),
  liftedBy: block.liftedBy,
  liftActor: block.liftActor,
  stopped: block.attempts,
});

/** What concerns a subject: of an address also its domain's and customer's Blocks, of a domain also its mailboxes'. */
async function concerning(sql: Sql, typed: string): Promise<readonly BlockSubject[]> {
  const all: BlockSubject[] = [];
  for (const subject of await subjectNamed(sql, typed)) {
    all.push(subject);
    if (subject.kind === 'mailbox') {
      const mailbox = await mailboxById(sql, subject.id);
      const domain = mailbox === null ? null : await domainById(sql, mailbox.domain);
      if (domain !== null) all.push({ kind: 'domain', id: domain.id }, { kind: 'customer', id: domain.customer });
    }
    if (subject.kind === 'domain') {
      const domain = await domainById(sql, subject.id);
      if (domain !== null) all.push({ kind: 'customer', id: domain.customer });
      for (const { id } of await mailboxesOf(sql, subject.id)) all.push({ kind: 'mailbox', id });
    }
    if (subject.kind === 'customer')
      for (const { id } of await domainsOf(sql, subject.id)) all.push({ kind: 'domain', id });
  }
  return all;
}

/** Newest first; only active ones unless `all`. */
export async function listBlocks(
  { db, clock }: Pick<Desk, 'db' | 'clock'>,
  subject?: string,
  options: { readonly all?: boolean } = {},
): Promise<Outcome<readonly BlockView[]>> {
  const subjects = subject === undefined ? null : await concerning(db.sql, subject);
  if (subjects?.length === 0) return refused('subjectMissing', { subject: shown(subject ?? '') });
  const onlyUnlifted = options.all !== true;
  const found = await blockHistory(db.sql, subjects, { onlyUnlifted, limit: MOST_LISTED });
  const now = clock.now();
  return done(found.filter((block) => !onlyUnlifted || isActive(block, now)).map((block) => blockView(block, now)));
}

export async function showBlock(
  desk: Pick<Desk, 'db' | 'clock' | 'blocks'>,
  id: string,
): Promise<Outcome<BlockDetails>> {
  const block = await blockByIdOrCode(desk.db.sql, id.trim().toLowerCase());
  if (block === null) return refused('blockMissing', { block: shown(id) });
  const attempts = (await desk.blocks.attempts(block.id)).map(
    ({ at, mailFrom, rcptTo, subject, state }): AttemptView => ({
      at: new Date(at).toISOString(),
      mailFrom,
      rcptTo,
      subject,
      state,
    }),
  );
  return done({ ...blockView(block, desk.clock.now()), attempts });
}

/** Ends a Block as support. */
export async function liftBlock(desk: Desk, id: string): Promise<Outcome<BlockView>> {
  const lifted = await desk.blocks.lift(id, 'support', desk.actor);
  return lifted.ok ? done(blockView(lifted.value, desk.clock.now())) : lifted;
}

function readDirections(typed: string): Outcome<readonly BlockDirection[]> {
  const words = typed.split(',').map((word) => word.trim());
  const unknown = words.find((word) => !(BLOCK_DIRECTIONS as readonly string[]).includes(word));
  if (unknown !== undefined) {
    const known = BLOCK_DIRECTIONS.join(', ');
    return misuse('blockDirectionUnknown', { input: shown(unknown), known });
  }
  return done(BLOCK_DIRECTIONS.filter((direction) => words.includes(direction)));
}

/** Exactly one of both, or neither: until somebody lifts it. */
function readEnd(wanted: NewOperatorBlock, now: number): Outcome<number | null> {
  const { until, seconds } = wanted;
  if (until !== undefined && seconds !== undefined)
    return misuse('blockTimeBad', { input: shown(`${until} ${seconds}`) });
  if (until !== undefined) {
    const at = /^\d{4}-\d{2}-\d{2}T/.test(until) ? Date.parse(until) : Number.NaN;
    return Number.isFinite(at) ? done(at) : misuse('blockTimeBad', { input: shown(until) });
  }
  if (seconds === undefined) return done(null);
  const count = /^\d{1,10}$/.test(seconds) ? Number(seconds) : 0;
  return count >= 1 && count <= MOST_SECONDS
    ? done(now + count * 1000)
    : misuse('blockTimeBad', { input: shown(seconds) });
}

/** Which cause a Block made by hand is: by what it stops. */
function causeOf(subject: BlockSubject, directions: readonly BlockDirection[]): CauseId {
  if (subject.kind === 'network') return 'net-blocked-by-operator';
  return directions.every((direction) => direction === 'outgoing') ? 'snd-outbound-operator' : 'acc-mailbox-suspended';
}

/** Starts a Block by hand; the reason is shown to the customer. */
export async function addBlock(desk: Desk, wanted: NewOperatorBlock): Promise<Outcome<BlockView>> {
  const directions = readDirections(wanted.directions);
  if (!directions.ok) return directions;
  const now = desk.clock.now();
  const end = readEnd(wanted, now);
  if (!end.ok) return end;
  const reason = wanted.reason.trim();
  // oxlint-disable-next-line no-control-regex
  if (reason === '' || reason.length > 300 || /[\u0000-\u001f\u007f]/.test(reason)) return misuse('blockReasonBad');
  const subjects = await subjectNamed(desk.db.sql, wanted.subject);
  if (subjects.length === 0) return refused('subjectMissing', { subject: shown(wanted.subject) });
  if (subjects.length > 1) {
    return refused('subjectAmbiguous', { subject: shown(wanted.subject), count: subjects.length });
  }
  const started = await desk.blocks.start({
    subject: subjects[0],
    directions: directions.value,
    rule: 'operator',
    cause: causeOf(subjects[0], directions.value),
    evidence: { reason },
    since: now,
    until: end.value,
    lifters: end.value === null ? ['support'] : ['time', 'support'],
    actor: desk.actor,
  });
  return started.ok ? done(blockView(started.value, now)) : started;
}
