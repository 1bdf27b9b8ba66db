/**
 * All jobs of an accuracy run, in a fixed order, and their division among processes: a core is busy with one host's password
 * hashes while another plants. Used by lab/accuracy.ts and by the processes it starts.
 */
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Pile } from '../generate.ts';
import { blindJobs } from './blind.ts';
import { doubleJobs } from './doubles.ts';
import { faultJobs, type Job } from './jobs.ts';
import { oddityJobs } from './oddities.ts';
import type { LabOutcome } from './outcome.ts';
import { programJobs } from './program.ts';

export { runJobs } from './jobs.ts';

export interface JobWish {
  /** The word of the held-out pile. */
  readonly heldOut: string;
  /** Beginning of the name. */
  readonly only: string;
  readonly pile: Pile | null;
  /** For the check: each fault once, under a held-out name, told as it is; oddities, doubles and broken probers as ever. */
  readonly quick: boolean;
}

/** The known pile whole; held-out names for single faults and oddities, which are what names could matter to. */
export const wishedJobs = ({ only, pile, quick }: JobWish): readonly Job[] =>
  [
    ...(quick ? [] : faultJobs('known')),
    ...faultJobs('held-out', quick),
    ...(quick ? [] : programJobs('known')),
    ...programJobs('held-out', quick),
    ...oddityJobs('known'),
    ...(quick ? [] : oddityJobs('held-out')),
    ...doubleJobs('known', 'postvakt'),
    ...blindJobs('known'),
  ].filter((job) => job.name.startsWith(only) && job.pile === (pile ?? job.pile));

interface Done {
  readonly index: number;
  readonly name: string;
  readonly pile: Pile;
  readonly outcomes: readonly LabOutcome[];
  readonly ms: number;
}

/** Runs all wished jobs in as many processes as there are cores (at most four); answers in the order of the jobs. */
export async function runWished(wish: JobWish, told: (done: Done) => void): Promise<readonly LabOutcome[]> {
  const of = Math.max(1, Math.min(4, availableParallelism()));
  const all: Done[] = [];
  const part = (index: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const child = fork(fileURLToPath(new URL('part.ts', import.meta.url)), { serialization: 'advanced' });
      child.on('message', (done) => {
        all.push(done as Done);
        told(done as Done);
      });
      // A process may be gone before all that it said was heard: the line's own end comes after its last word.
      const heard = new Promise((end) => child.once('disconnect', () => end(null)));
      child.once('error', reject);
      child.once('exit', (code) => {
        if (code === 0) void heard.then(() => resolve());
        else reject(new Error(`part ${index} ended with ${code}`));
      });
      child.send({ wish, part: index, of });
    });
  await Promise.all(Array.from({ length: of }, (_, index) => part(index)));
  return all.sort((a, b) => a.index - b.index).flatMap(({ outcomes }) => outcomes);
}
