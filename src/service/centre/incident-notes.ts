/** What a customer, or a user of a mailbox, reads of an incident while it affects his mail. Called by the API; shows nobody else's. */
import { INCIDENT_WORDS } from '#src/messages/incident-words.ts';
import { listText, whenText } from '#src/messages/telling.ts';
import { OVER_AFTER_MS } from '#src/model/incident.ts';
import type { Language } from '#src/model/language.ts';
import type { Person } from '#src/model/person.ts';
import { notedIncidentsOf } from '#src/store/incidents.ts';
import type { App } from '../app.ts';
import { hereAndNow } from '../diagnose-text.ts';

export interface CustomerNote {
  readonly id: string;
  /** `We know of trouble since …`. */
  readonly head: string;
  /** As the operator wrote it. */
  readonly text: string;
  /** Which of his it touches, and when it was written. */
  readonly touches: string;
  readonly isOver: boolean;
  /** His addresses and domains that are affected. */
  readonly subjects: readonly string[];
}
const MOST_NAMED = 3;

/** The notes for this person, the newest first; none for an operator. Ended ones until two hours after their end. */
export async function incidentNotesFor(
  deps: Pick<App, 'db' | 'clock'>,
  person: Person,
  language: Language,
): Promise<readonly CustomerNote[]> {
  if (person.kind === 'operator') return [];
  const rows = await notedIncidentsOf(deps.db.sql, person.customer, deps.clock.now() - OVER_AFTER_MS);
  const domain = person.name.slice(person.name.lastIndexOf('@') + 1);
  const isHis = (subject: string): boolean =>
    person.kind === 'contact' || subject === person.name || subject === domain;
  const own = Map.groupBy(
    rows.filter(({ subject }) => isHis(subject)),
    ({ incident }) => incident.id,
  );
  const reader = { language, ...hereAndNow(), now: deps.clock.now() };
  const words = INCIDENT_WORDS[language];
  return [...own.values()].map((all) => {
    const { id, note, startedAt, noteAt, state } = all[0].incident;
    const subjects = all.map(({ subject }) => subject);
    const named = [
      ...subjects.slice(0, MOST_NAMED),
      ...(subjects.length > MOST_NAMED ? [`+${subjects.length - MOST_NAMED}`] : []),
    ];
    const isOver = state === 'over';
    return {
      id,
      head: words.head({ isOver, since: whenText(startedAt, reader) }),
      text: note?.[language] ?? '',
      touches: words.touches({ subjects: listText(named, language), said: whenText(noteAt ?? startedAt, reader) }),
      isOver,
      subjects,
    };
  });
}
