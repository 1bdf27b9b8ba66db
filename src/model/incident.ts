/** An incident: many customers' trouble with one cause at one shared thing, folded into one record that operators work on. Pure. */
import type { Language } from './language.ts';

/** `new` until an operator looked at it, `working` while somebody holds it; `over` by hand, or after two quiet hours. */
export const INCIDENT_STATES = ['new', 'seen', 'working', 'over'] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

/** What affected customers read: said in all three languages, or not at all. */
export type IncidentNote = Readonly<Record<Language, string>>;

export interface Incident {
  readonly id: string;
  readonly cause: string;
  /** model of diagnosis/incidents: kind and name of what is shared. */
  readonly thing: { readonly kind: string; readonly name: string };
  readonly state: IncidentState;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly lastAt: number;
  readonly isGoing: boolean;
  readonly customers: number;
  readonly subjects: number;
  readonly times: number;
  readonly note: IncidentNote | null;
  readonly noteAt: number | null;
  /** The operator who works on it. */
  readonly holder: string | null;
  /** When everybody affected was written to last. */
  readonly answeredAt: number | null;
  readonly overAt: number | null;
}
export interface IncidentMember {
  readonly customer: string;
  readonly subject: string;
  readonly caseId: string | null;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly times: number;
}
/** Quiet for so long it is over by itself; so long after its end customers still read the note. */
export const OVER_AFTER_MS = 2 * 3_600_000;
