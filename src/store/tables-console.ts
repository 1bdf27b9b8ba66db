/** Rows of the operator's console (migration 0016). Types only. Times are epoch ms. */
import type { CustomerId } from '#src/model/ids.ts';

/** service/centre/incidents.ts. */
export interface IncidentsTable {
  readonly id: string;
  readonly cause: string;
  readonly thing_kind: string;
  readonly thing_name: string;
  readonly state: string;
  readonly started_at: number;
  readonly last_at: number;
  /** 1 while it goes on, by its own pace. */
  readonly going: number;
  readonly customers: number;
  readonly subjects: number;
  readonly times: number;
  /** What affected customers read, in three languages; null = nothing was said. */
  readonly note_nb: string | null;
  readonly note_sv: string | null;
  readonly note_en: string | null;
  readonly note_at: number | null;
  readonly holder: string | null;
  readonly answered_at: number | null;
  readonly over_at: number | null;
  readonly created_at: number;
}
export interface IncidentMembersTable {
  readonly incident_id: string;
  readonly customer_id: CustomerId;
  /** Address or domain. */
  readonly subject: string;
  /** The newest case; null: known from the journal alone. */
  readonly case_id: string | null;
  readonly first_at: number;
  readonly last_at: number;
  readonly times: number;
}
/** Distinct customers with one trouble at one thing in one hour: what is usual is learnt from it. */
export interface TroubleHoursTable {
  readonly hour: number;
  /** `foldKey` of diagnosis/incidents. */
  readonly trouble: string;
  readonly customers: number;
}
export interface CustomerNotesTable {
  readonly id: string;
  readonly customer_id: CustomerId;
  readonly text: string;
  readonly actor: string;
  readonly at: number;
}
/** What the host measured of itself; `measured` is JSON, numbers by name. */
export interface HealthSamplesTable {
  readonly at: number;
  readonly measured: string;
}
/** State of each part and since when it has it. */
export interface HealthPartsTable {
  readonly part: string;
  readonly state: string;
  readonly since: number;
  readonly detail: string;
}
export interface ConsoleTables {
  readonly incidents: IncidentsTable;
  readonly incident_members: IncidentMembersTable;
  readonly trouble_hours: TroubleHoursTable;
  readonly customer_notes: CustomerNotesTable;
  readonly health_samples: HealthSamplesTable;
  readonly health_parts: HealthPartsTable;
}
