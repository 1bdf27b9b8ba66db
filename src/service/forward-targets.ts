/**
 * Which addresses outside this host a mailbox's record or an alias passes mail on to, and what each said: written down when
 * that changes, read for its owner. Called by mail-rules.ts and aliases.ts in their transaction; sends nothing
 * (forward-consents.ts does).
 */
import { type ConsentState, isOver } from '#src/model/forward-consent.ts';
import { newId } from '#src/net/ids.ts';
import { isOutside } from '#src/store/alias-reach.ts';
import { consentsOf, dropConsent, putConsent } from '#src/store/forward-consents.ts';
import type { Sql } from '#src/store/tables.ts';

export interface ShownConsent {
  readonly target: string;
  /** `earlier`: set up before consent was asked for; it works on. */
  readonly state: ConsentState | 'earlier';
  readonly sentAt: number | null;
  /** Until when the link of a waiting one says yes. */
  readonly untilAt: number | null;
  /** Nobody answered in time: the owner may ask again. */
  readonly isOver: boolean;
  readonly decidedAt: number | null;
}

interface Noted {
  /** Id of the mailbox, or address of the alias. */
  readonly owner: string;
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
  readonly at: number;
  readonly by: string;
  readonly isVouched: boolean;
}
/**
 * Writes down who is to be asked about new addresses. An answer that was given stays, also while the address is not in the
 * record; what an operator vouched for ends with it. Gives the addresses that were vouched for now.
 */
export async function noteTargets(tx: Sql, noted: Noted): Promise<readonly string[]> {
  const { owner, at, by, isVouched, before: was, after: is } = noted;
  const kept = new Map((await consentsOf(tx, owner)).map((one) => [one.target, one]));
  for (const [target, { id, state }] of kept) if (!is.has(target) && state === 'operator') await dropConsent(tx, id);
  const vouched: string[] = [];
  for (const target of is) {
    const known = kept.get(target);
    // Who waits may be vouched for; who said no may not be overruled.
    const isNew = known === undefined ? !was.has(target) : isVouched && known.state === 'waiting' && !was.has(target);
    if (!isNew || !(await isOutside(tx, target))) continue;
    const state = isVouched ? 'operator' : 'waiting';
    if (isVouched) vouched.push(target);
    const letters = { letters: known?.letters ?? 0, sentAt: known?.sentAt ?? null, untilAt: null, decidedAt: null };
    const told = { answer: null, toldAt: null };
    await putConsent(tx, {
      id: newId(at),
      mailbox: owner,
      target,
      state,
      madeAt: at,
      madeBy: by,
      ...letters,
      ...told,
    });
  }
  return vouched;
}

/** Of every address outside that the record or the alias names now. */
export async function shownConsents(
  sql: Sql,
  owner: string,
  targets: Iterable<string>,
  now: number,
): Promise<readonly ShownConsent[]> {
  const kept = new Map((await consentsOf(sql, owner)).map((one) => [one.target, one]));
  const shown: ShownConsent[] = [];
  for (const target of targets) {
    const known = kept.get(target);
    if (known !== undefined) {
      const { state, sentAt, untilAt, decidedAt } = known;
      shown.push({ target, state, sentAt, untilAt, isOver: isOver(known, now), decidedAt });
    } else if (await isOutside(sql, target))
      shown.push({ target, state: 'earlier', sentAt: null, untilAt: null, isOver: false, decidedAt: null });
  }
  return shown;
}
