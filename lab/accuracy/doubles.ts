/** Double faults: planted on one customer and asked about. Called by the jobs. */
import type { Draw, Pile } from '../generate.ts';
import type { Double } from '../doubles/double.ts';
import { FILING_DOUBLES } from '../doubles/filing.ts';
import { pairsOf } from '../doubles/pairs.ts';
import { ABROAD_DOUBLES, PAYING_DOUBLES, PLAIN_DOUBLES } from '../doubles/special.ts';
import type { Customer, World } from '../world.ts';
import { paying, type SettingName } from '../worlds.ts';
import { askAll, type Frame, notPlanted } from './ask.ts';
import type { Job } from './jobs.ts';
import type { LabOutcome } from './outcome.ts';

type Make = (world: World, seed: number, top: string) => Promise<Customer>;
const usual: Make = (world, seed, top) => world.customer(seed, undefined, top);

async function both(
  world: World,
  double: Double,
  make: Make,
  draw: Draw,
  pile: Pile,
  group: string,
): Promise<readonly LabOutcome[]> {
  const { title, planted, allowed, symptom } = double;
  const frame: Frame = { pile, kind: 'double', group, title, planted, allowed };
  const tellings = symptom === undefined ? (['vague'] as const) : (['right', 'vague'] as const);
  try {
    const customer = await make(world, draw.seed, draw.top);
    await double.plant(world, customer);
    return await askAll(
      world,
      frame,
      draw,
      { subject: double.about(customer), symptom: symptom ?? 'unknown' },
      tellings,
    );
  } catch (error) {
    return notPlanted(frame, tellings, error);
  }
}

const jobOf = (
  name: string,
  pile: Pile,
  setting: SettingName,
  doubles: readonly Double[],
  make: Make = usual,
): Job => ({
  name,
  pile,
  setting,
  tasks: (world, draw) => doubles.map((one) => () => both(world, one, make, draw(one.title), pile, name)),
});

/** The pairs of the word, cut in two, and those written by hand. */
export function doubleJobs(pile: Pile, word: string): readonly Job[] {
  const pairs = pairsOf(word);
  const half = Math.ceil(pairs.length / 2);
  return [
    jobOf('double pairs, first half', pile, 'plain', pairs.slice(0, half)),
    jobOf('double pairs, second half', pile, 'plain', pairs.slice(half)),
    jobOf('double stories', pile, 'plain', PLAIN_DOUBLES),
    jobOf('double stories of rules', pile, 'plain', FILING_DOUBLES),
    jobOf('double stories with bills', pile, 'plain', PAYING_DOUBLES, paying),
    jobOf('double stories with networks', pile, 'abroad', ABROAD_DOUBLES),
  ];
}
