/**
 * Folds single troubles into incidents: the same cause at the same shared thing, by more customers within an hour (or six)
 * than chance and the usual rate explain. Asked by service/centre/incidents.ts with troubles of the last hours. Pure; judges
 * no cause and writes nothing.
 */
import {
  type CauseNature,
  foldKey,
  natureOf,
  SHARED_KINDS,
  type SharedThing,
  thingKey,
  type Trouble,
} from './trouble.ts';

const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
/** A burst shows within the first; a slow one within the second. */
const WINDOWS_MS = [HOUR_MS, 6 * HOUR_MS] as const;
/** Hot stretches nearer than this are one incident. */
const JOIN_MS = HOUR_MS;
/** Chance of being wrong that is accepted, for one thing and one window. */
const CHANCE = 1e-4;
/** Customers an hour that are expected where nothing is known yet. */
const UNKNOWN_RATE = 0.05;
const FLOOR: Readonly<Record<CauseNature, number>> = { common: 3, records: 5, personal: 8 };
/** Of those who used the thing at all, so many must have the trouble. */
const SHARE: Readonly<Record<CauseNature, number>> = { common: 0, records: 0, personal: 0.5 };
/** Two things with nearly the same customers are one story: the more exact is told. */
const SAME = 0.9;
/** An incident must tell of customers that another does not tell of already. */
const NEW = 0.5;

export interface FoldOptions {
  /** Epoch ms. */
  readonly now: number;
  /** Customers an hour that usually have this trouble; 0 = never seen. Asked by `foldKey`. */
  readonly usual: (key: string) => number;
  /** Customers who used the thing in these hours and had no trouble. Asked by `thingKey`; 0 = not known. */
  readonly well: (key: string) => number;
}
export interface FoldedIncident {
  /** `foldKey`. */
  readonly key: string;
  readonly cause: string;
  readonly thing: SharedThing;
  readonly startedAt: number;
  readonly lastAt: number;
  readonly isGoing: boolean;
  /** Distinct, in the order in which they were hit. */
  readonly customers: readonly string[];
  readonly troubles: readonly Trouble[];
}

/** P(X ≥ n) of a Poisson variable with this mean. */
export function chanceOf(n: number, mean: number): number {
  let term = Math.exp(-mean);
  let below = 0;
  for (let k = 0; k < n; k += 1) {
    below += term;
    term *= mean / (k + 1);
  }
  return Math.max(0, 1 - below);
}

/** The least number of customers within `hours` that is no chance. */
export function leastCustomers(nature: CauseNature, usualPerHour: number, hours: number): number {
  const mean = Math.max(usualPerHour, UNKNOWN_RATE) * hours;
  // Beyond this e^-mean is no number any more; four deviations and a half are as far out.
  if (mean > 500) return Math.ceil(mean + 4.5 * Math.sqrt(mean));
  let n = FLOOR[nature];
  while (chanceOf(n, mean) > CHANCE) n += 1;
  return n;
}

interface Stretch {
  from: number;
  to: number;
}

/** Stretches (indices) in which a window holds enough distinct customers. `all` by time. */
function hotStretches(all: readonly Trouble[], windowMs: number, least: number): readonly Stretch[] {
  const counts = new Map<string, number>();
  const found: Stretch[] = [];
  let left = 0;
  for (const [right, one] of all.entries()) {
    counts.set(one.customer, (counts.get(one.customer) ?? 0) + 1);
    for (; one.at - all[left].at > windowMs; left += 1) {
      const before = all[left].customer;
      const rest = (counts.get(before) ?? 1) - 1;
      if (rest === 0) counts.delete(before);
      else counts.set(before, rest);
    }
    if (counts.size < least) continue;
    const last = found.at(-1);
    if (last !== undefined && all[left].at - all[last.to].at <= JOIN_MS) last.to = right;
    else found.push({ from: densestStart(all, left, right, least), to: right });
  }
  return found;
}

/** Where the burst begins: usual trouble shortly before it is not its start. */
function densestStart(all: readonly Trouble[], left: number, right: number, least: number): number {
  const seen = new Set<string>();
  let best = left;
  let bestRate = 0;
  for (let index = right; index >= left; index -= 1) {
    seen.add(all[index].customer);
    if (seen.size * 2 < least) continue;
    const rate = seen.size / (all[right].at - all[index].at + 5 * MINUTE_MS);
    // A little slower counts as the same burst: its first customers are slow to come.
    if (rate >= bestRate * SAME) best = index;
    bestRate = Math.max(bestRate, rate);
  }
  return best;
}

/** Going on, by its own pace: quiet for three usual pauses (15 minutes at least, two hours at most) is over. */
function isGoing(troubles: readonly Trouble[], lastAt: number, now: number): boolean {
  const recent = troubles.slice(-20);
  const pause = (recent[recent.length - 1].at - recent[0].at) / Math.max(1, recent.length - 1);
  return now - lastAt <= Math.min(2 * HOUR_MS, Math.max(15 * MINUTE_MS, 3 * pause));
}

function incidentsOf(key: string, thing: SharedThing, group: readonly Trouble[], options: FoldOptions) {
  const { cause } = group[0];
  const nature = natureOf(cause);
  const distinct = new Set(group.map(({ customer }) => customer)).size;
  if (distinct < FLOOR[nature]) return [];
  if (distinct / (distinct + options.well(thingKey(thing))) < SHARE[nature]) return [];
  const usual = options.usual(key);
  const all = group.toSorted((a, b) => a.at - b.at);
  for (const windowMs of WINDOWS_MS) {
    const stretches = hotStretches(all, windowMs, leastCustomers(nature, usual, windowMs / HOUR_MS));
    if (stretches.length > 0)
      return stretches.map((one) => incidentOf(key, thing, all.slice(one.from, one.to + 1), options));
  }
  return [];
}

function incidentOf(
  key: string,
  thing: SharedThing,
  troubles: readonly Trouble[],
  { now }: FoldOptions,
): FoldedIncident {
  const lastAt = troubles.reduce((latest, one) => Math.max(latest, one.lastAt), 0);
  return {
    key,
    cause: troubles[0].cause,
    thing,
    startedAt: troubles[0].at,
    lastAt,
    isGoing: isGoing(troubles, lastAt, now),
    customers: [...new Set(troubles.map(({ customer }) => customer))],
    troubles,
  };
}

/** All incidents, the one with the most customers first. */
export function foldTroubles(troubles: readonly Trouble[], options: FoldOptions): readonly FoldedIncident[] {
  const groups = new Map<string, { readonly thing: SharedThing; readonly troubles: Trouble[] }>();
  for (const one of troubles)
    for (const thing of one.things) {
      const key = foldKey(one.cause, thing);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { thing, troubles: [one] });
      else group.troubles.push(one);
    }
  const candidates = [...groups].flatMap(([key, group]) => incidentsOf(key, group.thing, group.troubles, options));
  return withoutRepeats(candidates);
}

const rank = ({ thing }: FoldedIncident): number => SHARED_KINDS.indexOf(thing.kind);
const overlap = (a: FoldedIncident, b: FoldedIncident): boolean => a.startedAt <= b.lastAt && b.startedAt <= a.lastAt;

/** One story is told once: of things with the same customers the most exact, of the rest only what is news. */
function withoutRepeats(candidates: readonly FoldedIncident[]): readonly FoldedIncident[] {
  const left = candidates.toSorted(
    (a, b) => b.customers.length - a.customers.length || rank(a) - rank(b) || (a.key < b.key ? -1 : 1),
  );
  const told: { readonly incident: FoldedIncident; readonly customers: ReadonlySet<string> }[] = [];
  for (const candidate of left) {
    const { cause, customers } = candidate;
    const same = told.filter(({ incident }) => incident.cause === cause && overlap(incident, candidate));
    const fresh = customers.filter((customer) => !same.some((one) => one.customers.has(customer))).length;
    if (fresh < customers.length * NEW || fresh < FLOOR[natureOf(cause)]) continue;
    const incident = mostExact(candidate, left);
    told.push({ incident, customers: new Set(incident.customers) });
  }
  return told.map(({ incident }) => incident);
}

function mostExact(candidate: FoldedIncident, all: readonly FoldedIncident[]): FoldedIncident {
  const customers = new Set(candidate.customers);
  const fits = (other: FoldedIncident): boolean =>
    other.cause === candidate.cause &&
    rank(other) < rank(candidate) &&
    overlap(other, candidate) &&
    other.customers.length >= customers.size * SAME &&
    other.customers.filter((customer) => customers.has(customer)).length >= customers.size * SAME;
  return all.filter(fits).toSorted((a, b) => rank(a) - rank(b))[0] ?? candidate;
}
