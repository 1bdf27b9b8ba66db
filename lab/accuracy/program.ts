/**
 * Questions that bring the settings of a program along: each fault of lab/scenarios/program.ts in a file of the customer's own,
 * asked through the same service as page, API and command line; and its twins: the right file, and the wrong one of somebody
 * else. Called by the jobs.
 */
import type { Draw, Drawer, Pile, Telling } from '../generate.ts';
import {
  type Profile,
  PROGRAM_SCENARIOS,
  type ProgramScenario,
  profileText,
  rightProfile,
} from '../scenarios/program.ts';
import type { Customer, World } from '../world.ts';
import { askAll, type Frame, notPlanted, type Question } from './ask.ts';
import { TELLINGS } from './faults.ts';
import type { Job, Task } from './jobs.ts';
import type { LabOutcome } from './outcome.ts';

const GROUP = 'program';
const AS_TOLD: readonly Telling[] = ['right', 'vague'];

const questionOf = (scenario: ProgramScenario, customer: Customer, profile: Profile): Question => {
  const text = scenario.text?.(customer);
  return {
    subject: customer.address,
    symptom: scenario.symptom ?? 'unknown',
    settings: Buffer.from(profileText(profile)),
    ...(text === undefined ? {} : { text }),
  };
};

interface Planned {
  readonly frame: Frame;
  readonly draw: Draw;
  readonly tellings: readonly Telling[];
  readonly plant: (customer: Customer) => Promise<Profile>;
}
async function asked(world: World, scenario: ProgramScenario, planned: Planned): Promise<readonly LabOutcome[]> {
  const { frame, draw, tellings, plant } = planned;
  try {
    const customer = await world.customer(draw.seed, undefined, draw.top);
    const profile = await plant(customer);
    return await askAll(world, frame, draw, questionOf(scenario, customer, profile), tellings);
  } catch (error) {
    return notPlanted(frame, tellings, error);
  }
}

function tasksOf(world: World, pile: Pile, draw: Drawer, quick: boolean): readonly Task[] {
  return PROGRAM_SCENARIOS.flatMap((scenario, index): readonly Task[] => {
    const { cause, title } = scenario;
    const name = (kind: string): Draw => draw(`${GROUP} ${index} ${kind} ${title}`);
    const [fault, right, foreign, stranger] = ['fault', 'right', 'foreign', 'stranger'].map(name);
    const frame = { pile, group: GROUP, allowed: scenario.allowed ?? [], withFile: true } as const;
    const planted = (): Promise<readonly LabOutcome[]> =>
      asked(world, scenario, {
        frame: { ...frame, kind: 'fault', title, planted: [cause] },
        draw: fault,
        tellings: quick ? ['right'] : TELLINGS,
        plant: async (customer) => {
          await scenario.plant(world, customer);
          return { ...rightProfile(world, customer), ...scenario.wrong(world, customer) };
        },
      });
    const well = (kind: string, drawn: Draw, plant: Planned['plant']) => (): Promise<readonly LabOutcome[]> =>
      asked(world, scenario, {
        frame: { ...frame, kind: 'twin', title: `twin of ${cause}: ${kind}, ${title}`, planted: [] },
        draw: drawn,
        tellings: AS_TOLD,
        plant,
      });
    const twins = [
      well('the right file', right, async (customer) => rightProfile(world, customer)),
      well("somebody else's file", foreign, async () => {
        const other = await world.customer(stranger.seed, undefined, stranger.top);
        return { ...rightProfile(world, other), ...scenario.wrong(world, other) };
      }),
    ];
    return quick ? [planted] : [planted, ...twins];
  });
}

/** `quick`: no twins, and the symptom told as it is. */
export const programJobs = (pile: Pile, quick = false): readonly Job[] => [
  { name: GROUP, pile, setting: 'plain', tasks: (world, draw) => tasksOf(world, pile, draw, quick) },
];
