/**
 * The accuracy run cut into jobs: each has a world of its own and asks one thing after the other in it, as customers of one
 * quiet host would; a few worlds run side by side. (A host that is busy with passwords says "wrong password" without
 * looking for the reason, so what shares a host must not run at once.)
 */
import { drawer, type Drawer, type Pile } from '../generate.ts';
import type { World } from '../world.ts';
import { GROUPS, SETTINGS, type SettingName } from '../worlds.ts';
import { faultTasks } from './faults.ts';
import type { LabOutcome } from './outcome.ts';
import { inOrder } from './workers.ts';

export type Task = () => Promise<readonly LabOutcome[]>;
export interface Job {
  readonly name: string;
  readonly pile: Pile;
  readonly setting: SettingName;
  readonly tasks: (world: World, draw: Drawer) => readonly Task[];
}

/** What is drawn for the pile that stays the same. */
const KNOWN = 'postvakt';
/** Worlds at once: a world mostly waits for its journal. */
const WORLDS = 5;

export const faultJobs = (pile: Pile): readonly Job[] =>
  GROUPS.filter((group) => group.scenarios.length > 0).map((group) => ({
    name: group.name,
    pile,
    setting: group.setting,
    tasks: (world, draw) => faultTasks(world, group, pile, draw),
  }));

/** Runs one job in a fresh world. */
async function runJob(job: Job, heldOut: string): Promise<readonly LabOutcome[]> {
  const world = await SETTINGS[job.setting]();
  try {
    const word = `${job.pile === 'known' ? KNOWN : heldOut} ${job.name}`;
    return (await inOrder(job.tasks(world, drawer(word, job.pile)), 1)).flat();
  } finally {
    await world.stop();
  }
}

/** Runs all jobs, a few side by side; `told` hears of each that is done. */
export async function runJobs(
  jobs: readonly Job[],
  heldOut: string,
  told: (job: Job, outcomes: readonly LabOutcome[], ms: number) => void = () => {},
): Promise<readonly LabOutcome[]> {
  const tasks = jobs.map((job) => async (): Promise<readonly LabOutcome[]> => {
    const began = performance.now();
    const outcomes = await runJob(job, heldOut);
    told(job, outcomes, performance.now() - began);
    return outcomes;
  });
  return (await inOrder(tasks, WORLDS)).flat();
}
