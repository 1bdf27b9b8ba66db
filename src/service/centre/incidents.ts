/**
 * The watch over all customers: every minute what is new is read, folded, and written down as incidents with whom they
 * affect; hours without incidents teach what is usual. Started by host.ts; operators work on what it finds
 * (incident-work.ts). Changes nothing else.
 */
import { type FoldedIncident, foldTroubles } from '#src/diagnosis/incidents/folding.ts';
import { foldKey, type Trouble } from '#src/diagnosis/incidents/trouble.ts';
import { type Incident, type IncidentMember, OVER_AFTER_MS } from '#src/model/incident.ts';
import { newId } from '#src/net/ids.ts';
import type { Clock } from '#src/net/clock.ts';
import {
  countMembers,
  insertIncident,
  purgeIncidents,
  putMembers,
  putTroubleHour,
  recentIncidents,
  updateIncident,
  usualRates,
} from '#src/store/incidents.ts';
import type { Sql } from '#src/store/tables.ts';
import { createIncidentSources, customersBy, type Gathered, hourOf, type SourceDeps } from './incident-sources.ts';

export interface IncidentDeps extends SourceDeps {
  readonly clock: Clock;
}
export interface IncidentWatch {
  /** Looks once, now; calls at the same time are one. */
  round(): Promise<void>;
  /** Looks from now on. */
  start(onTrouble: (error: unknown) => void): void;
  /** Waits for what runs. */
  close(): Promise<void>;
}
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const EVERY_MS = 60_000;
/** So far back reaches what is usual, and what a fresh host learns from its journal. */
const USUAL_DAYS = 14;
const LEARN_DAYS = 3;
/** Ended incidents are kept for a year. */
const KEEP_DAYS = 365;

export function createIncidents(deps: IncidentDeps): IncidentWatch {
  const sources = createIncidentSources(deps);
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let taughtHour = 0;

  async function usual(now: number): Promise<ReadonlyMap<string, number>> {
    const from = now - USUAL_DAYS * DAY_MS;
    const known = await usualRates(deps.db.sql, from, hourOf(now));
    if (known !== null) return known;
    // What happened long enough ago to be no part of what is judged now.
    const past = await sources.history(now - LEARN_DAYS * DAY_MS, now - 7 * HOUR_MS);
    await deps.db.sql.transaction().execute(async (tx) => {
      for (const [hour, counts] of past) await putTroubleHour(tx, hour, counts);
    });
    return (await usualRates(deps.db.sql, from, hourOf(now))) ?? new Map();
  }

  async function look(): Promise<void> {
    const now = deps.clock.now();
    const [gathered, rates] = [await sources.read(now), await usual(now)];
    const folded = foldTroubles(gathered.troubles, {
      now,
      usual: (key) => rates.get(key) ?? 0,
      well: (key) => gathered.well(key),
    });
    await deps.db.sql.transaction().execute(async (tx) => {
      await record(tx, now, folded);
      const hour = hourOf(now) - HOUR_MS;
      if (hour === taughtHour) return;
      await teach(tx, hour, gathered, rates, folded);
      taughtHour = hour;
      await purgeIncidents(tx, { rates: now - USUAL_DAYS * DAY_MS, incidents: now - KEEP_DAYS * DAY_MS });
    });
  }
  const round = (): Promise<void> => {
    running ??= look().finally(() => (running = null));
    return running;
  };
  return {
    round,
    start: (onTrouble) => {
      timer = setInterval(() => void round().catch(onTrouble), EVERY_MS).unref();
    },
    close: async () => {
      clearInterval(timer);
      await running?.catch(() => undefined);
    },
  };
}

/** The hour as it would have been without incidents: a bad day must not become what is usual. */
async function teach(
  tx: Sql,
  hour: number,
  { troubles }: Gathered,
  rates: ReadonlyMap<string, number>,
  folded: readonly FoldedIncident[],
): Promise<void> {
  const during = troubles.filter(({ at }) => hourOf(at) === hour);
  const ended = folded.filter((one) => one.startedAt < hour + HOUR_MS && one.lastAt >= hour);
  const extraordinary = new Set(
    ended.flatMap((one) => one.troubles.flatMap(({ cause, things }) => things.map((thing) => foldKey(cause, thing)))),
  );
  const counts = new Map<string, number>();
  for (const [key, customers] of customersBy(during))
    counts.set(key, extraordinary.has(key) ? Math.min(customers, Math.round(rates.get(key) ?? 0)) : customers);
  await putTroubleHour(tx, hour, counts);
}

const isSame = (incident: Incident, folded: FoldedIncident): boolean =>
  incident.cause === folded.cause &&
  incident.thing.kind === folded.thing.kind &&
  incident.thing.name === folded.thing.name &&
  incident.lastAt + OVER_AFTER_MS >= folded.startedAt;

async function record(tx: Sql, now: number, folded: readonly FoldedIncident[]): Promise<void> {
  const known = await recentIncidents(tx, now - OVER_AFTER_MS);
  const seen = new Set<string>();
  for (const one of folded) {
    const incident = known.findLast((candidate) => isSame(candidate, one));
    // Closed by hand or by time, and nothing new since.
    if (incident?.state === 'over' && one.lastAt <= (incident.overAt ?? 0)) continue;
    if (incident === undefined && !one.isGoing && now - one.lastAt > OVER_AFTER_MS) continue;
    const id = incident?.id ?? newId<string>(now);
    seen.add(id);
    if (incident === undefined) await insertIncident(tx, incidentFor(id, one), now);
    await putMembers(tx, id, membersFor(one.troubles));
    await updateIncident(tx, id, {
      last_at: one.lastAt,
      going: Number(one.isGoing),
      ...(await countMembers(tx, id)),
      ...(incident?.state === 'over' ? { state: 'new', over_at: null } : {}),
    });
  }
  for (const { id, state, lastAt, isGoing } of known) {
    if (seen.has(id) || state === 'over') continue;
    const isOver = now - lastAt > OVER_AFTER_MS;
    if (isOver) await updateIncident(tx, id, { state: 'over', going: 0, over_at: now });
    else if (isGoing) await updateIncident(tx, id, { going: 0 });
  }
}

const incidentFor = (id: string, one: FoldedIncident): Incident => ({
  id,
  cause: one.cause,
  thing: one.thing,
  state: 'new',
  startedAt: one.startedAt,
  lastAt: one.lastAt,
  isGoing: one.isGoing,
  customers: one.customers.length,
  subjects: one.customers.length,
  times: one.troubles.length,
  note: null,
  noteAt: null,
  holder: null,
  answeredAt: null,
  overAt: null,
});

/** Each address or domain once. */
function membersFor(troubles: readonly Trouble[]): readonly IncidentMember[] {
  const members = new Map<string, IncidentMember>();
  for (const one of troubles) {
    const known = members.get(one.subject);
    members.set(one.subject, {
      customer: one.customer,
      subject: one.subject,
      caseId: one.case ?? known?.caseId ?? null,
      firstAt: Math.min(one.at, known?.firstAt ?? one.at),
      lastAt: Math.max(one.lastAt, known?.lastAt ?? 0),
      times: one.times + (known?.times ?? 0),
    });
  }
  return [...members.values()];
}
