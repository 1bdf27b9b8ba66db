/**
 * Blocks as the centre shows and lifts them: in words, with what was refused meanwhile, and whether this person may end it.
 * Suspicion opens only after the repair (abuse/repair.ts). Called by the API after ownership was asked.
 */
import { opensText } from '#src/messages/block-line.ts';
import { texts } from '#src/messages/catalogue.ts';
import { SUSPICION_RULES } from '#src/model/abuse.ts';
import type { Block, BlockedAttempt } from '#src/model/block.ts';
import { isActive } from '#src/model/block.ts';
import type { Language } from '#src/model/language.ts';
import type { Person } from '#src/model/person.ts';
import { blockHistory } from '#src/store/blocks.ts';
import { customerById } from '#src/store/customers.ts';
import { releaseAfterRepair } from '../abuse/repair.ts';
import type { App } from '../app.ts';
import { hereAndNow } from '../diagnose-text.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { mayWish, type Estate } from './ownership.ts';
import { blockSubjects } from './overview.ts';
import { lineFor } from './overview-sentence.ts';

export interface Stop {
  readonly block: Block;
  readonly active: boolean;
  /** What happened, in the reader's words, with the end. */
  readonly line: string;
  readonly opens: string;
  readonly mayLift: boolean;
  readonly attempts: readonly BlockedAttempt[];
}
type Deps = Pick<App, 'db' | 'clock' | 'blocks' | 'endSessions'>;
const MOST = 200;
const MOST_ATTEMPTS = 200;

/** Active first, then the newest; with history when asked. */
export async function stopsOf(
  deps: Deps,
  person: Person,
  estate: Estate,
  asked: { readonly language: Language; readonly all: boolean },
): Promise<readonly Stop[]> {
  const subjects = person.kind === 'operator' ? null : blockSubjects(person, estate);
  const found = await blockHistory(deps.db.sql, subjects, { onlyUnlifted: !asked.all, limit: MOST });
  const now = deps.clock.now();
  const wanted = asked.all ? found : found.filter((block) => isActive(block, now));
  const stops = await Promise.all(wanted.map((block) => stopOf(deps, person, block, asked.language)));
  return stops.toSorted((a, b) => Number(b.active) - Number(a.active) || b.block.since - a.block.since);
}

export async function stopOf(deps: Deps, person: Person, block: Block, language: Language): Promise<Stop> {
  const reader = { language, ...hereAndNow(), now: deps.clock.now() };
  const attempts = await deps.blocks.attempts(block.id);
  // Of a Block of the whole domain a mailbox user is told what he himself has to send again.
  const his = person.kind === 'mailbox' ? attempts.filter(({ mailFrom }) => mailFrom === person.name) : attempts;
  const active = isActive(block, reader.now);
  // Whom to ask, without what is owed.
  const isHidden = person.kind === 'mailbox' && block.rule === 'unpaid';
  const asked = isHidden ? ((await customerById(deps.db.sql, person.customer))?.name ?? '') : '';
  return {
    block,
    active,
    line: lineFor(person, block, language, asked),
    opens: active ? (isHidden ? texts(language).customer.unpaidOpens() : opensText(block, reader)) : '',
    mayLift: active && mayLift(person, block),
    attempts: his.slice(0, MOST_ATTEMPTS),
  };
}

function mayLift(person: Person, { lifters, subject }: Block): boolean {
  if (person.kind === 'operator') return mayWish(person, 'mail');
  if (!lifters.includes('customer')) return false;
  return person.kind === 'contact' || (subject.kind === 'mailbox' && subject.id === person.id);
}

export async function liftFor(deps: Deps, person: Person, block: Block): Promise<Outcome<null>> {
  if (!mayLift(person, block)) return refused('blockNotYours', { block: block.code });
  const by = person.kind === 'operator' ? 'support' : 'customer';
  if (by === 'customer' && block.subject.kind === 'mailbox' && SUSPICION_RULES.has(block.rule)) {
    const released = await releaseAfterRepair({ ...deps, actor: person.name }, block.subjectName);
    return released.ok ? done(null) : released;
  }
  const lifted = await deps.blocks.lift(block.id, by, person.name);
  return lifted.ok ? done(null) : lifted;
}
