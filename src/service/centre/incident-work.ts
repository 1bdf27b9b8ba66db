/**
 * What operators do with an incident: look, take it, say when it is over, tell the customers it affects, answer them all at
 * once; and what an affected customer reads of it. Called by the API. Finds no incidents: that is incidents.ts.
 */
import { SHARED_KINDS, type SharedKind } from '#src/diagnosis/incidents/trouble.ts';
import { texts } from '#src/messages/catalogue.ts';
import { INCIDENT_WORDS } from '#src/messages/incident-words.ts';
import { whenText } from '#src/messages/telling.ts';
import { type Incident, type IncidentNote, type IncidentState } from '#src/model/incident.ts';
import { type Language, LANGUAGES } from '#src/model/language.ts';
import type { Person } from '#src/model/person.ts';
import type { IncidentsTable } from '#src/store/tables-console.ts';
import { affectedOf, incidentById, incidentsLike, membersOf, updateIncident } from '#src/store/incidents.ts';
import type { App } from '../app.ts';
import { change } from '../change.ts';
import { hereAndNow } from '../diagnose-text.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { answerAffected } from './incident-letters.ts';

type Deps = Pick<App, 'db' | 'clock' | 'hostname' | 'sendLetter' | 'linkBase' | 'incidents'>;
export interface IncidentView extends Incident {
  /** The cause in the reader's words. */
  readonly title: string;
}
export interface IncidentSheet extends IncidentView {
  readonly why: string;
  readonly members: Awaited<ReturnType<typeof membersOf>>;
  /** Folded cases in all. */
  readonly cases: number;
  /** A first text for the note, in each language. */
  readonly draft: IncidentNote;
}
const MEMBERS = 50;
const MOST_NOTE = 1000;

const causeText = (cause: string, language: Language) => {
  const { causes } = texts(language);
  return Object.hasOwn(causes, cause) ? causes[cause as keyof typeof causes] : null;
};
export const shownIncident = (incident: Incident, language: Language): IncidentView => ({
  ...incident,
  title: causeText(incident.cause, language)?.title ?? incident.cause,
});

/** Open ones or ended ones, the newest first, after a look at what is new. */
export async function listIncidents(
  deps: Deps,
  asked: { readonly isOver: boolean; readonly before?: number | undefined; readonly language: Language },
): Promise<readonly IncidentView[]> {
  await deps.incidents.round();
  const found = await incidentsLike(deps.db.sql, { isOver: asked.isOver, before: asked.before, limit: MEMBERS });
  return found.map((one) => shownIncident(one, asked.language));
}

/** One with a page of whom it affects. To look at a new one marks it seen. */
export async function incidentSheet(
  deps: Deps,
  person: Person,
  asked: { readonly id: string; readonly from: number; readonly language: Language },
): Promise<Outcome<IncidentSheet>> {
  const found = await incidentById(deps.db.sql, asked.id);
  if (found === null) return refused('notThere');
  const incident = found.state === 'new' && person.kind === 'operator' ? await markSeen(deps, person, found) : found;
  const page = { from: asked.from, limit: MEMBERS };
  const [members, { cases }] = await Promise.all([
    membersOf(deps.db.sql, incident.id, page),
    affectedOf(deps.db.sql, incident.id),
  ]);
  const draft = Object.fromEntries(LANGUAGES.map((language) => [language, draftOf(incident, language)]));
  return done({
    ...shownIncident(incident, asked.language),
    why: causeText(incident.cause, asked.language)?.why ?? '',
    members,
    cases: cases.length,
    draft: draft as unknown as IncidentNote,
  });
}

async function markSeen(deps: Deps, person: Person, incident: Incident): Promise<Incident> {
  // A reader who looks has not taken notice for those who work.
  if (person.kind === 'operator' && (person.role === 'reader' || person.role === 'billing')) return incident;
  const seen = await setState(deps, person, { id: incident.id, state: 'seen' });
  return seen.ok ? seen.value : incident;
}

function draftOf({ thing, startedAt }: Incident, language: Language): string {
  const kind: SharedKind = SHARED_KINDS.find((one) => one === thing.kind) ?? 'door';
  const since = whenText(startedAt, { language, ...hereAndNow() });
  return INCIDENT_WORDS[language].draft(kind, { name: thing.name, since });
}

/** Seen, taken (`working`: by whoever says so), over, or open again. */
export async function setState(
  deps: Pick<Deps, 'db' | 'clock'>,
  person: Person,
  { id, state }: { readonly id: string; readonly state: IncidentState },
): Promise<Outcome<Incident>> {
  const now = deps.clock.now();
  const set: Partial<IncidentsTable> = {
    state,
    ...(state === 'working' ? { holder: person.name } : {}),
    ...(state === 'new' || state === 'seen' ? { holder: null } : {}),
    over_at: state === 'over' ? now : null,
  };
  return await work(deps, person, { id, action: 'incident.state', set, told: { state } });
}

/** The note that affected customers read; null takes it back. */
export async function setNote(
  deps: Pick<Deps, 'db' | 'clock'>,
  person: Person,
  { id, note }: { readonly id: string; readonly note: IncidentNote | null },
): Promise<Outcome<Incident>> {
  if (note !== null)
    for (const language of LANGUAGES)
      if (note[language].trim() === '' || note[language].length > MOST_NOTE)
        return refused('incidentTextBad', { language });
  const text = (language: Language): string | null => note?.[language].trim() ?? null;
  const set = {
    note_nb: text('nb'),
    note_sv: text('sv'),
    note_en: text('en'),
    note_at: note === null ? null : deps.clock.now(),
  };
  return await work(deps, person, { id, action: 'incident.note', set, told: { nb: set.note_nb } });
}

const work = (
  deps: Pick<Deps, 'db' | 'clock'>,
  person: Person,
  asked: {
    readonly id: string;
    readonly action: string;
    readonly set: Partial<IncidentsTable>;
    readonly told: Readonly<Record<string, unknown>>;
  },
): Promise<Outcome<Incident>> =>
  change({ ...deps, actor: person.name }, async (tx, audit) => {
    const before = await incidentById(tx, asked.id);
    if (before === null) return refused('notThere');
    await updateIncident(tx, asked.id, asked.set);
    const after = await incidentById(tx, asked.id);
    if (after === null) throw new Error('an incident just written is not there');
    const { state, holder, cause, thing } = before;
    await audit(
      asked.action,
      asked.id,
      { state, holder },
      { ...asked.told, cause, thing: `${thing.kind} ${thing.name}` },
    );
    return done(after);
  });

/** One answer to everybody affected, each in his own language: by mail, and into the requests that his cases hang on. */
export async function answerAll(
  deps: Deps,
  person: Person,
  { id, text }: { readonly id: string; readonly text: IncidentNote },
): Promise<Outcome<{ readonly customers: number; readonly letters: number; readonly requests: number }>> {
  for (const language of LANGUAGES)
    if (text[language].trim() === '' || text[language].length > MOST_NOTE)
      return refused('incidentTextBad', { language });
  const incident = await incidentById(deps.db.sql, id);
  if (incident === null) return refused('notThere');
  const told = await answerAffected(deps, person, incident, text);
  const set = { answered_at: deps.clock.now() };
  const noted = await work(deps, person, { id, action: 'incident.answer', set, told: { ...told } });
  return noted.ok ? done(told) : noted;
}
