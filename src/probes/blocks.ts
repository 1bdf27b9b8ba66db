/** Probe of Blocks: what stops mail of an address or domain of ours, and what must be sent again. Judges nothing. */
import type { Evidence } from '#src/diagnosis/evidence.ts';
import type { Subject } from '#src/diagnosis/finding.ts';
import type { StateBlocks } from '#src/diagnosis/observed-blocks.ts';
import type { Clock } from '#src/net/clock.ts';
import { runProbe } from './run-probe.ts';

export interface BlockSource {
  /** Null when the domain is not ours. */
  of(subject: Subject): Promise<StateBlocks | null>;
}

const LIMIT_MS = 2000;

/** `state.blocks`; null for a domain that is not ours. */
export async function probeBlocks(
  deps: { readonly blocks: BlockSource; readonly clock: Clock },
  subject: Subject,
): Promise<Evidence | null> {
  let ours = true;
  const evidence = await runProbe('state.blocks', deps.clock, LIMIT_MS, async () => {
    const seen = await deps.blocks.of(subject);
    ours = seen !== null;
    return seen ?? { unknown: 'not-ours' };
  });
  return ours ? evidence : null;
}
