/**
 * Runs one probe: gives it a time limit and turns what it saw — or why it could not — into evidence. Used by every
 * probe file. Never judges, never throws.
 */
import type { Evidence, Observed, Vantage } from '#src/diagnosis/evidence.ts';
import type { Observations, ProbeId } from '#src/diagnosis/observations.ts';
import type { Clock } from '#src/net/clock.ts';

/** What a probe answers when it could not tell. */
export interface Untold {
  readonly unknown: string;
}
export const untold = (why: string): Untold => ({ unknown: why });
export const isUntold = (value: unknown): value is Untold =>
  typeof value === 'object' && value !== null && 'unknown' in value && Object.keys(value).length === 1;

const VANTAGE_OF: Record<string, Vantage> = {
  state: 'state',
  auth: 'auth',
  connection: 'connection',
  network: 'auth',
  mta: 'mta',
  dns: 'dns',
  registry: 'registry',
  pasted: 'text',
  customer: 'customer',
};

/** Runs `look` for at most `limitMs`; late, failing and untelling probes give `unknown` with the reason. */
export async function runProbe<P extends ProbeId>(
  probe: P,
  clock: Clock,
  limitMs: number,
  look: () => Promise<Observations[P] | Untold>,
): Promise<Evidence> {
  const vantage = VANTAGE_OF[probe.split('.')[0]] ?? 'outside';
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Untold>((resolve) => {
    timer = setTimeout(() => resolve(untold('timeout')), limitMs);
  });
  const seen = await Promise.race([look().catch(() => untold('failed')), late]);
  clearTimeout(timer);
  const base = { probe, vantage, at: new Date(clock.now()).toISOString() };
  return isUntold(seen)
    ? { ...base, kind: 'unknown', why: seen.unknown }
    : { ...base, kind: 'known', observed: seen as unknown as Observed };
}

/** The observation in a piece of evidence, when there is one. */
export const observedIn = <P extends ProbeId>(evidence: Evidence): Observations[P] | undefined =>
  evidence.kind === 'known' ? (evidence.observed as unknown as Observations[P]) : undefined;
