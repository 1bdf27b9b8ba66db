/**
 * What operators look at is written down, where its owner can read it (`operator.view` in his activity). The same thing looked
 * at again within ten minutes is one look. Called by http/api after an answer was given.
 */
import type { Clock } from '#src/net/clock.ts';
import type { Database } from '#src/store/database.ts';
import type { Person } from '#src/model/person.ts';
import { change } from '../change.ts';
import { done } from '../outcome.ts';
import { createRate } from './rate.ts';

const LOOKED = /\/(?:mailboxes|domains|cases|invoices|watch|blocks|stops|queues|messages|customers|incidents)\/([^/]+)/;
/** Pages of the console that show what is many customers'; the search writes its own entry. */
const PLACE = /\/(console\/(?!search)[a-z]+)$/;
const ONE_LOOK_MS = 600_000;

/** Gives what notes a look at `path`; anything but an operator's is no look. */
export function viewNotes(deps: { readonly db: Database; readonly clock: Clock }) {
  const isNew = createRate(deps.clock, 1, ONE_LOOK_MS);
  return async (person: Person | undefined, path: string): Promise<void> => {
    const subject = person?.kind === 'operator' ? (LOOKED.exec(path)?.[1] ?? PLACE.exec(path)?.[1]) : undefined;
    if (person === undefined || subject === undefined) return;
    const named = decodeURIComponent(subject).toLowerCase().slice(0, 320);
    if (!isNew(`${person.id} ${named}`)) return;
    await change({ ...deps, actor: person.name }, async (_tx, audit) => {
      await audit('operator.view', named, null, null);
      return done(null);
    });
  };
}
