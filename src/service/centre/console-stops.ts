/**
 * Blocks at the operator's desk: every kind, filtered, added by hand and lifted with a reason that is kept. Called by the API;
 * the rest is operator-blocks.ts, as for the command line. What somebody looks at is written down.
 */
import { blockLine, opensText } from '#src/messages/block-line.ts';
import { type Block, type BlockedAttempt, type BlockRule, isActive } from '#src/model/block.ts';
import type { Language } from '#src/model/language.ts';
import type { Person } from '#src/model/person.ts';
import { blockByIdOrCode, blockHistory } from '#src/store/blocks.ts';
import type { App } from '../app.ts';
import { subjectNamed } from '../blocks.ts';
import { hereAndNow } from '../diagnose-text.ts';
import { addBlock, type NewOperatorBlock } from '../operator-blocks.ts';
import { done, misuse, type Outcome, refused } from '../outcome.ts';
import { causeTitle } from './console-answers.ts';
import { noteDeed, operatorWho } from './console-operator.ts';
import { mayWish } from './ownership.ts';

type Deps = Pick<App, 'db' | 'clock' | 'blocks'>;
export interface StopView {
  readonly block: Block;
  readonly active: boolean;
  /** The cause in a few words. */
  readonly title: string;
  /** What the customer is told. */
  readonly line: string;
  readonly opens: string;
  readonly mayLift: boolean;
}
export interface StopsAsked {
  readonly all: boolean;
  readonly rule?: BlockRule | undefined;
  /** Address, domain, customer or network; a part of the name is enough. */
  readonly subject?: string | undefined;
}
export interface StopList {
  readonly stops: readonly StopView[];
  /** How many there are of each rule, before the filter by rule. */
  readonly rules: readonly { readonly rule: BlockRule; readonly count: number }[];
  /** True when there are more than are shown. */
  readonly isCut: boolean;
}
const MOST = 500;

function viewOf(deps: Deps, person: Person, block: Block, language: Language): StopView {
  const reader = { language, ...hereAndNow(), now: deps.clock.now() };
  const active = isActive(block, reader.now);
  const line = blockLine(block, reader, '');
  return {
    block,
    active,
    title: causeTitle(block.cause, language) ?? line,
    line,
    opens: active ? opensText(block, reader) : '',
    mayLift: active && mayWish(person, 'mail') && block.lifters.includes('support'),
  };
}

/** Active ones, or with history; the newest first. */
export async function stopList(
  deps: Deps,
  person: Person,
  asked: StopsAsked,
  language: Language,
): Promise<Outcome<StopList>> {
  const who = operatorWho(person, 'look');
  if (!who.ok) return who;
  const found = await blockHistory(deps.db.sql, await subjectsIn(deps, asked.subject), {
    onlyUnlifted: !asked.all,
    limit: MOST,
  });
  const now = deps.clock.now();
  const part = asked.subject?.trim().toLowerCase() ?? '';
  const wanted = found.filter(
    (block) => (asked.all || isActive(block, now)) && block.subjectName.toLowerCase().includes(part),
  );
  const rules = [...Map.groupBy(wanted, ({ rule }) => rule)].map(([rule, of]) => ({ rule, count: of.length }));
  const stops = wanted
    .filter(({ rule }) => asked.rule === undefined || rule === asked.rule)
    .map((block) => viewOf(deps, person, block, language));
  return done({
    stops: stops.toSorted((a, b) => Number(b.active) - Number(a.active)),
    rules: rules.toSorted((a, b) => b.count - a.count),
    isCut: found.length === MOST,
  });
}

/** Exactly named subjects are asked of the index; a part of a name looks through the newest. */
async function subjectsIn({ db }: Deps, typed: string | undefined) {
  const exact = typed === undefined || typed.trim() === '' ? [] : await subjectNamed(db.sql, typed);
  return exact.length === 0 ? null : exact;
}

export async function stopSheet(
  deps: Deps,
  person: Person,
  code: string,
  language: Language,
): Promise<Outcome<StopView & { readonly attempts: readonly BlockedAttempt[] }>> {
  const who = operatorWho(person, 'look');
  if (!who.ok) return who;
  const block = await blockByIdOrCode(deps.db.sql, code.trim().toLowerCase());
  if (block === null) return refused('notThere');
  return done({ ...viewOf(deps, person, block, language), attempts: await deps.blocks.attempts(block.id) });
}

export async function addStop(
  deps: Deps,
  person: Person,
  wanted: NewOperatorBlock,
): Promise<Outcome<{ readonly code: string }>> {
  const who = operatorWho(person, 'mail');
  if (!who.ok) return who;
  const added = await addBlock({ ...deps, actor: who.value.name }, wanted);
  return added.ok ? done({ code: added.value.code }) : added;
}

/** Ends a Block as support; the reason stands beside it in the audit log. */
export async function liftStop(deps: Deps, person: Person, code: string, reason: string): Promise<Outcome<null>> {
  const who = operatorWho(person, 'mail');
  if (!who.ok) return who;
  const text = reason.trim().slice(0, 300);
  if (text === '') return misuse('blockReasonBad');
  const lifted = await deps.blocks.lift(code, 'support', who.value.name);
  if (!lifted.ok) return lifted;
  const { code: block, subjectName: subject } = lifted.value;
  await noteDeed(deps, who.value, { action: 'block.lift-reason', subject, what: { block, reason: text } });
  return done(null);
}
