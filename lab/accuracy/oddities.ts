/** Healthy oddities: planted, asked about as a worried customer would, and nothing may be named. Called by the jobs. */
import type { Symptom } from '#src/diagnosis/finding.ts';
import type { Drawer, Pile } from '../generate.ts';
import type { Oddity } from '../oddities/oddity.ts';
import { ODDITY_GROUPS, type OddityGroup } from '../oddities/catalogue.ts';
import type { World } from '../world.ts';
import { askAll, besides, type Frame, notPlanted } from './ask.ts';
import type { Job, Task } from './jobs.ts';
import type { LabOutcome } from './outcome.ts';

const TELLINGS = ['right', 'vague'] as const;
/**
 * What people say; one oddity is asked with each in turn. "Sending fails" of somebody who never tried to send is a story of
 * its own (a wrong server in the program), so that oddities that are about one direction say so themselves.
 */
const WORRIES: readonly Symptom[] = ['both', 'some', 'slow'];

async function odd(
  world: World,
  group: OddityGroup,
  oddity: Oddity,
  index: number,
  draw: Drawer,
  pile: Pile,
): Promise<readonly LabOutcome[]> {
  const { title, open } = oddity;
  const frame: Frame = {
    pile,
    kind: 'oddity',
    group: group.name,
    title,
    planted: [],
    allowed: [],
    ...(open === undefined ? {} : { open }),
  };
  const drawn = draw(title);
  const top = oddity.top ?? drawn.top;
  try {
    const customer =
      group.customer === undefined
        ? await world.customer(drawn.seed, undefined, top)
        : await group.customer(world, drawn.seed, top);
    await oddity.plant(world, customer);
    const subject = oddity.about?.(customer) ?? customer.address;
    const symptom = oddity.symptom ?? WORRIES[index % WORRIES.length];
    return await besides(world, customer, symptom, await askAll(world, frame, drawn, { subject, symptom }, TELLINGS));
  } catch (error) {
    return notPlanted(frame, TELLINGS, error);
  }
}

export const oddityJobs = (pile: Pile): readonly Job[] =>
  ODDITY_GROUPS.map((group) => ({
    name: group.name,
    pile,
    setting: group.setting,
    tasks: (world, draw): readonly Task[] =>
      group.oddities.map((oddity, index) => () => odd(world, group, oddity, index, draw, pile)),
  }));
