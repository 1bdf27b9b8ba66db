/**
 * The recording as causes read it: by probe, newest first, independent of the order in which evidence came.
 * Made by `reason()`. Pure.
 */
import type { Evidence, Known, Observed } from './evidence.ts';
import type { Recording, Subject, Symptom } from './finding.ts';
import type { Observations, ProbeId } from './observations.ts';

export interface Fact<P extends ProbeId> {
  readonly observed: Observations[P];
  readonly evidence: Known;
  /** When it was asked, epoch ms. */
  readonly at: number;
}

export interface Facts {
  readonly subject: Subject;
  readonly symptom: Symptom;
  /** What the probe saw; undefined when it did not run or could not tell. */
  get<P extends ProbeId>(probe: P): Fact<P> | undefined;
  /** True when the probe ran but could not tell. */
  failed(probe: ProbeId): boolean;
}

/** Of two answers of one probe at the same moment one is taken, whichever came first. */
const isNewer = (one: Evidence, than: Evidence): boolean =>
  one.at === than.at ? JSON.stringify(one) > JSON.stringify(than) : one.at > than.at;

/** Reads a recording. Of several answers of one probe the newest known one counts. */
export function factsOf(recording: Recording): Facts {
  const known = new Map<string, Known>();
  const failed = new Set<string>();
  for (const evidence of recording.evidence) {
    if (evidence.kind === 'unknown') failed.add(evidence.probe);
    else {
      const before = known.get(evidence.probe);
      if (before === undefined || isNewer(evidence, before)) known.set(evidence.probe, evidence);
    }
  }
  return {
    subject: recording.subject,
    symptom: recording.symptom,
    get: <P extends ProbeId>(probe: P) => {
      const evidence = known.get(probe);
      if (evidence === undefined) return undefined;
      return { observed: evidence.observed as unknown as Observations[P], evidence, at: Date.parse(evidence.at) };
    },
    failed: (probe) => failed.has(probe) && !known.has(probe),
  };
}

/** The same evidence, narrowed to what shows the cause, so that a finding carries no more than its proof. */
export const showing = (evidence: Known, observed: Observed): Known => ({ ...evidence, observed });
