/**
 * What incidents are folded from, kept in memory for the last hours: root findings of cases, and failures of the journal with
 * whose they are; beside them who used the same things without trouble. Reads only what is new at each call. Used by
 * service/centre/incidents.ts; folds nothing.
 */
import { type EventSign, signOf } from '#src/diagnosis/incidents/event-things.ts';
import { thingsOf } from '#src/diagnosis/incidents/finding-things.ts';
import { domainOf, foldKey, thingKey, type Trouble } from '#src/diagnosis/incidents/trouble.ts';
import type { StoredEvent } from '#src/model/journal.ts';
import { findingsSince } from '#src/store/cases.ts';
import type { Database } from '#src/store/database.ts';
import { allDomains } from '#src/store/domains.ts';
import type { JournalStore } from '#src/store/journal/journal-store.ts';
import type { JournalQuery } from '#src/store/journal/query.ts';

export interface SourceDeps {
  readonly db: Database;
  readonly journal: Pick<JournalStore, 'query'>;
}
const HOUR_MS = 3_600_000;
/** A little more than the widest window of the folding. */
const KEPT_MS = 7 * HOUR_MS;
/** Rows of one question to the journal, and questions at one go: a flood is sampled, never swallowed whole. */
const PAGE = 5000;
const MOST_PAGES = 4;
const MOST_CASES = 10_000;
/** Rows may be written a little later than they happened. */
const LATE_MS = 5000;

const QUESTIONS: readonly JournalQuery[] = [
  { kinds: ['sign-in'] },
  { kinds: ['connection'], outcomes: ['tls-failed', 'broken'] },
  { kinds: ['refusal'] },
  { kinds: ['message'], outcomes: ['attempt', 'sent', 'bounced'] },
];

interface Kept {
  readonly sign: EventSign;
  readonly at: number;
  readonly lastAt: number;
  readonly times: number;
}

export interface IncidentSources {
  /** Everything of the last hours, after what is new was read. */
  read(now: number): Promise<Gathered>;
  /** Customers by trouble (`foldKey`) in each hour of these days, for a host that has not learnt yet. */
  history(from: number, until: number): Promise<ReadonlyMap<number, ReadonlyMap<string, number>>>;
}
export interface Gathered {
  readonly troubles: readonly Trouble[];
  /** Customers who used the thing (`thingKey`) and had no trouble there. */
  well(key: string): number;
}

export function createIncidentSources({ db, journal }: SourceDeps): IncidentSources {
  const events = new Map<string, Kept>();
  const cases = new Map<string, readonly Omit<Trouble, 'customer'>[]>();
  let readUntil = 0;

  async function readEvents(since: number): Promise<void> {
    for (const question of QUESTIONS)
      for await (const event of pages(journal, { ...question, since })) {
        const sign = signOf(event);
        if (sign !== null) events.set(event.id, { sign, at: event.at, lastAt: event.lastAt, times: event.count });
      }
  }
  async function readCases(since: number): Promise<void> {
    for (const { id, domain, address, at, findings } of await findingsSince(db.sql, since, MOST_CASES)) {
      const roots = findings.filter(({ role, certainty }) => role === 'root' && certainty !== 'possible');
      cases.set(
        id,
        roots.map((finding) => ({
          cause: finding.cause,
          things: thingsOf(finding),
          subject: address ?? domain,
          at,
          lastAt: at,
          times: 1,
          case: id,
        })),
      );
    }
  }
  function forget(before: number): void {
    for (const [id, one] of events) if (one.lastAt < before) events.delete(id);
    for (const [id, all] of cases) if ((all[0]?.at ?? 0) < before) cases.delete(id);
  }

  return {
    read: async (now) => {
      const from = now - KEPT_MS;
      const since = Math.max(from, readUntil - LATE_MS);
      await Promise.all([readEvents(since), readCases(since)]);
      readUntil = now;
      forget(from);
      const owners = await ownersOf(db);
      return gathered([...events.values()], [...cases.values()].flat(), owners);
    },
    history: async (from, until) => {
      const owners = await ownersOf(db);
      const kept: Kept[] = [];
      for (const question of QUESTIONS)
        for await (const event of pages(journal, { ...question, since: from, until })) {
          const sign = signOf(event);
          if (sign !== null) kept.push({ sign, at: event.at, lastAt: event.lastAt, times: event.count });
        }
      const byHour = Map.groupBy(gathered(kept, [], owners).troubles, ({ at }) => hourOf(at));
      return new Map([...byHour].map(([hour, troubles]) => [hour, customersBy(troubles)]));
    },
  };
}

/** Start of the hour, epoch ms. */
export const hourOf = (at: number): number => Math.floor(at / HOUR_MS) * HOUR_MS;

/** Distinct customers by `foldKey`. */
export function customersBy(troubles: readonly Trouble[]): ReadonlyMap<string, number> {
  const found = new Map<string, Set<string>>();
  for (const { cause, things, customer } of troubles)
    for (const thing of things) {
      const key = foldKey(cause, thing);
      const known = found.get(key);
      if (known === undefined) found.set(key, new Set([customer]));
      else known.add(customer);
    }
  return new Map([...found].map(([key, customers]) => [key, customers.size]));
}

/** The newest first, as far back as `MOST_PAGES` reach. */
async function* pages(journal: SourceDeps['journal'], query: JournalQuery): AsyncGenerator<StoredEvent> {
  const seen = new Set<string>();
  let until = query.until;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const events = await journal.query({ ...query, limit: PAGE, ...(until === undefined ? {} : { until }) });
    const fresh = events.filter(({ id }) => !seen.has(id));
    for (const event of fresh) {
      seen.add(event.id);
      yield event;
    }
    if (events.length < PAGE || fresh.length === 0) return;
    until = events.at(-1)?.lastAt;
  }
}

async function ownersOf(db: Database): Promise<ReadonlyMap<string, string>> {
  return new Map((await allDomains(db.sql)).map(({ name, customer }) => [name, customer]));
}

function gathered(
  events: readonly Kept[],
  cases: readonly Omit<Trouble, 'customer'>[],
  owners: ReadonlyMap<string, string>,
): Gathered {
  const named = ({ whose }: EventSign) => {
    for (const address of whose) {
      const customer = owners.get(domainOf(address));
      if (customer !== undefined) return { customer, subject: address.toLowerCase() };
    }
    return null;
  };
  // Whoever hangs up before he says a name is known by the place he signs in from, when that is nobody else's.
  const places = new Map<string, { readonly customer: string; readonly subject: string } | null>();
  for (const { sign } of events) {
    const who = sign.remote === null || sign.cause !== null ? null : named(sign);
    if (who === null || sign.remote === null) continue;
    const known = places.get(sign.remote);
    places.set(sign.remote, known === undefined || known?.customer === who.customer ? who : null);
  }
  const troubles: Trouble[] = [];
  const users = new Map<string, Set<string>>();
  const troubled = new Map<string, Set<string>>();
  const note = (to: Map<string, Set<string>>, key: string, customer: string): void => {
    const known = to.get(key);
    if (known === undefined) to.set(key, new Set([customer]));
    else known.add(customer);
  };
  for (const { sign, at, lastAt, times } of events) {
    const who = named(sign) ?? (sign.remote === null ? null : (places.get(sign.remote) ?? null));
    if (who === null) continue;
    const { cause, things } = sign;
    for (const thing of things) note(cause === null ? users : troubled, thingKey(thing), who.customer);
    if (cause !== null) troubles.push({ cause, things, ...who, at, lastAt, times, case: null });
  }
  for (const one of cases) {
    const customer = owners.get(domainOf(one.subject));
    if (customer !== undefined) troubles.push({ ...one, customer });
  }
  const well = (key: string): number => {
    const bad = troubled.get(key);
    return [...(users.get(key) ?? [])].filter((customer) => bad?.has(customer) !== true).length;
  };
  return { troubles, well };
}
