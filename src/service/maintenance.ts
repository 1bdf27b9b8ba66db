/** Use cases of announced work: say when and what, list, take back. Called by CLI and API; told by the diagnosis while it runs. */
import { MAINTENANCE_PARTS, type MaintenancePart } from '#src/diagnosis/observed-traffic.ts';
import { newId } from '#src/net/ids.ts';
import { deleteMaintenance, insertMaintenance, maintenanceFrom } from '#src/store/maintenance.ts';
import type { MaintenanceTable } from '#src/store/tables.ts';
import { type Acting, change } from './change.ts';
import { readDomain, shown } from './input.ts';
import { done, misuse, type Outcome, refused } from './outcome.ts';

export interface MaintenanceView {
  readonly id: string;
  readonly part: MaintenancePart;
  /** ISO 8601, UTC. */
  readonly from: string;
  readonly until: string;
  /** Empty: everybody is touched. */
  readonly domains: readonly string[];
  readonly text: string;
}
export interface NewMaintenance {
  /** ISO 8601 with a zone, or a date; without it: now. */
  readonly from?: string;
  readonly until: string;
  /** Shown to customers as it is. */
  readonly text: string;
  /** Default `all`. */
  readonly part?: string;
  /** Whose mail is touched, when not everybody's. */
  readonly domains?: readonly string[];
}

const MOST_TEXT = 300;
const MOST_MS = 31 * 86_400_000;
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f]/;

const view = (row: MaintenanceTable): MaintenanceView => ({
  id: row.id,
  part: row.part as MaintenancePart,
  from: new Date(row.from_at).toISOString(),
  until: new Date(row.until_at).toISOString(),
  domains: row.domains?.split(' ') ?? [],
  text: row.text,
});

/** Announces work; its end must be ahead of its beginning and of now, at most a month. */
export async function addMaintenance(deps: Acting, wanted: NewMaintenance): Promise<Outcome<MaintenanceView>> {
  const now = deps.clock.now();
  const from = wanted.from === undefined ? now : Date.parse(wanted.from);
  const until = Date.parse(wanted.until);
  const part = wanted.part ?? 'all';
  const text = wanted.text.trim();
  if (!(until > now && until > from && until - from <= MOST_MS))
    return misuse('maintenanceTimeBad', { input: shown(wanted.until) });
  if (!(MAINTENANCE_PARTS as readonly string[]).includes(part))
    return misuse('maintenancePartBad', { input: shown(part) });
  if (text === '' || text.length > MOST_TEXT || CONTROL.test(text)) return misuse('maintenanceTextBad');
  const names = (wanted.domains ?? []).map((name) => readDomain(name));
  const wrong = names.find((name) => !name.ok);
  if (wrong !== undefined && !wrong.ok) return wrong;
  const domains = names.length === 0 ? null : names.flatMap((name) => (name.ok ? [name.value] : [])).join(' ');
  return await change(deps, async (tx, audit) => {
    const id = newId<string>(now);
    const row = { id, part, from_at: from, until_at: until, domains, text, actor: deps.actor, created_at: now };
    await insertMaintenance(tx, row);
    await audit('maintenance.add', id, null, { part, from, until, domains, text });
    return done(view(row));
  });
}

/** What runs or comes, the earliest first. */
export const listMaintenance = async ({
  db,
  clock,
}: Pick<Acting, 'db' | 'clock'>): Promise<Outcome<readonly MaintenanceView[]>> =>
  done((await maintenanceFrom(db.sql, clock.now())).map(view));

/** Takes an announcement back, or ends work early. */
export const removeMaintenance = (deps: Acting, id: string): Promise<Outcome<{ readonly id: string }>> =>
  change(deps, async (tx, audit) => {
    if (!(await deleteMaintenance(tx, id))) return refused('maintenanceMissing', { id: shown(id) });
    await audit('maintenance.remove', id, { id }, null);
    return done({ id });
  });
