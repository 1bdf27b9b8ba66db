/**
 * Counts outcomes into figures, by the rules of docs/lab.md. Pure. A fault counts as named first when its id stands first
 * in the answer, whatever else stands there; everything beside it that was neither planted nor allowed is an invention.
 */
import type { Pile, Telling } from '../generate.ts';
import { alarms, type LabOutcome, notes } from './outcome.ts';

/** `hits` of `of`. */
export interface Share {
  readonly hits: number;
  readonly of: number;
}
export const share = <T>(all: readonly T[], hit: (one: T) => boolean): Share => ({
  hits: all.filter(hit).length,
  of: all.length,
});
export const percent = ({ hits, of }: Share): string =>
  of === 0 ? '–' : `${(Math.floor((hits / of) * 1000) / 10).toFixed(1)} %`;

const causesOf = ({ result }: LabOutcome): readonly string[] => (result?.findings ?? []).map(({ cause }) => cause);

export const namedFirst = (one: LabOutcome): boolean => causesOf(one)[0] === one.planted[0];
export const amongThree = (one: LabOutcome): boolean => causesOf(one).slice(0, 3).includes(one.planted[0]);
/** Neither planted nor allowed, and not folded beneath something as its consequence. */
export const invented = (one: LabOutcome): readonly string[] =>
  (one.result?.findings ?? [])
    .filter(({ cause, role }) => role !== 'consequence' && !one.planted.includes(cause) && !one.allowed.includes(cause))
    .map(({ cause }) => cause);
export const isAlarm = (one: LabOutcome): boolean => one.error !== null || alarms(one).length > 0;
export const isNoted = (one: LabOutcome): boolean => notes(one).length > 0;
export const isProvenWell = (one: LabOutcome): boolean => one.result?.verdict === 'healthy';

/** Both named; the blocking one first. */
export const bothNamed = (one: LabOutcome): boolean => one.planted.every((cause) => causesOf(one).includes(cause));

/** Nothing that needs the broken piece is said to be wrong: at most what was planted, and what it brings along. */
export const staysUnknown = (one: LabOutcome): boolean =>
  one.error === null &&
  (one.kind === 'blind-healthy'
    ? alarms(one).length === 0
    : alarms(one).every((id) => [...one.planted, ...one.allowed].includes(id)));

/** The value below which so many per cent lie; 0 of nothing. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * part) / 100))] ?? 0;
}

export interface Figures {
  readonly causes: number;
  readonly scenarios: number;
  readonly asked: number;
  /** Of them with a program's settings brought along. */
  readonly withFile: number;
  /** With the symptom that fits. */
  readonly first: Readonly<Record<Pile, Share>>;
  readonly three: Readonly<Record<Pile, Share>>;
  /** Told vaguely, told wrongly. */
  readonly vague: Readonly<Record<Pile, Share>>;
  readonly wrong: Readonly<Record<Pile, Share>>;
  /** Causes that are not named unless the symptom is told: what they rest on is no fault by itself. */
  readonly needTelling: readonly string[];
  /** What follows from the planted cause and is named: folded beneath it, not beside it. */
  readonly folded: Share;
  readonly inventions: Share;
  readonly oddities: { readonly count: number; readonly alarms: Share; readonly noted: Share; readonly proven: Share };
  readonly twins: { readonly count: number; readonly alarms: Share; readonly noted: Share; readonly proven: Share };
  readonly doubles: {
    readonly count: number;
    readonly both: Share;
    readonly order: Share;
    readonly inventions: Share;
  };
  readonly blind: { readonly healthy: Share; readonly faulty: Share };
}

const titles = (all: readonly LabOutcome[]): number =>
  new Set(all.map((one) => `${one.group}: ${one.planted.join('+')}: ${one.title}`)).size;

function healthy(all: readonly LabOutcome[]): Figures['oddities'] {
  const closed = all.filter((one) => one.open !== true);
  return {
    count: titles(all),
    alarms: share(all, isAlarm),
    noted: share(all, isNoted),
    proven: share(closed, isProvenWell),
  };
}

/** All figures of a run. */
export function measure(outcomes: readonly LabOutcome[]): Figures {
  const of = (kind: LabOutcome['kind']): readonly LabOutcome[] => outcomes.filter((one) => one.kind === kind);
  const faults = of('fault');
  const told = faults.filter((one) => one.telling !== 'wrong');
  const piles = (telling: Telling, hit: (one: LabOutcome) => boolean): Readonly<Record<Pile, Share>> => {
    const here = faults.filter((one) => one.telling === telling);
    const of = (pile: Pile): Share =>
      share(
        here.filter((one) => one.pile === pile),
        hit,
      );
    return { known: of('known'), 'held-out': of('held-out') };
  };
  const silent = (one: LabOutcome): boolean => one.error === null && !causesOf(one).includes(one.planted[0]);
  const needTelling = faults.filter((one) => one.telling === 'vague' && silent(one)).flatMap((one) => one.planted);
  const beside = told
    .filter((one) => one.telling === 'right' && namedFirst(one))
    .flatMap((one) => (one.result?.findings ?? []).slice(1).filter(({ cause }) => one.allowed.includes(cause)));
  const doubles = of('double');
  return {
    causes: new Set(faults.flatMap((one) => one.planted)).size,
    scenarios: titles(faults),
    asked: outcomes.length,
    withFile: outcomes.filter((one) => one.withFile === true).length,
    first: piles('right', namedFirst),
    three: piles('right', amongThree),
    vague: piles('vague', namedFirst),
    wrong: piles('wrong', namedFirst),
    needTelling: [...new Set(needTelling)].sort(),
    folded: share(beside, ({ role }) => role === 'consequence'),
    inventions: share(told, (one) => invented(one).length > 0),
    oddities: healthy(of('oddity')),
    twins: healthy(of('twin')),
    doubles: {
      count: titles(doubles),
      both: share(doubles, bothNamed),
      order: share(doubles, namedFirst),
      inventions: share(doubles, (one) => invented(one).length > 0),
    },
    blind: { healthy: share(of('blind-healthy'), staysUnknown), faulty: share(of('blind-faulty'), staysUnknown) },
  };
}
