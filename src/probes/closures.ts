/** Probe of what we closed ourselves: suspicion of abuse, mass mail, quarantine, and whether their notices arrived. Judges nothing. */
import type { Evidence } from '#src/diagnosis/evidence.ts';
import type { Subject } from '#src/diagnosis/finding.ts';
import type { StateClosures } from '#src/diagnosis/observed-closures.ts';
import type { Clock } from '#src/net/clock.ts';
import { runProbe } from './run-probe.ts';

export interface ClosureSource {
  /** Active ones of this address and its domain; null when neither is ours. */
  of(subject: Subject): Promise<StateClosures | null>;
}

const LIMIT_MS = 2000;

/** `state.closures`; null for what is not ours: nothing is said of it at all. */
export async function probeClosures(
  deps: { readonly closures: ClosureSource; readonly clock: Clock },
  subject: Subject,
): Promise<Evidence | null> {
  let ours = true;
  const evidence = await runProbe('state.closures', deps.clock, LIMIT_MS, async () => {
    const seen = await deps.closures.of(subject);
    ours = seen !== null;
    return seen ?? { unknown: 'not-ours' };
  });
  return ours ? evidence : null;
}
