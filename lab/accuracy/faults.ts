/**
 * Every scenario of the catalogue in its environment, each with customers of its own: planted, then asked about in three
 * ways; and its healthy twin. Called by lab/accuracy.ts and lab/run.ts.
 */
import type { Draw, Drawer, Pile, Telling } from '../generate.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { Customer, World } from '../world.ts';
import type { ScenarioGroup } from '../worlds.ts';
import { askAll, besides, type Frame, notPlanted } from './ask.ts';
import type { LabOutcome } from './outcome.ts';

export const TELLINGS: readonly Telling[] = ['right', 'vague', 'wrong'];
const AS_TOLD: readonly Telling[] = ['right', 'vague'];

/** Hand-made names of scenarios that need a top-level domain of their own stay theirs. */
export const customerOf = (group: ScenarioGroup, world: World, { seed, top }: Draw): Promise<Customer> =>
  group.customer === undefined ? world.customer(seed, undefined, top) : group.customer(world, seed, top);

const addressOf = (customer: Customer): string => customer.address;

async function planted(
  world: World,
  group: ScenarioGroup,
  scenario: Scenario,
  draw: Draw,
  pile: Pile,
  tellings: readonly Telling[],
): Promise<readonly LabOutcome[]> {
  const frame: Frame = {
    pile,
    kind: 'fault',
    group: group.name,
    title: scenario.title,
    planted: [scenario.cause],
    allowed: [...(scenario.must ?? []), ...(scenario.allowed ?? [])],
  };
  try {
    const customer = await customerOf(group, world, draw);
    await scenario.plant(world, customer);
    const text = scenario.text?.(customer);
    const question = {
      subject: (scenario.about ?? addressOf)(customer),
      symptom: scenario.symptom ?? 'unknown',
      ...(text === undefined ? {} : { text }),
    };
    return await besides(world, customer, question.symptom, await askAll(world, frame, draw, question, tellings));
  } catch (error) {
    return notPlanted(frame, tellings, error);
  }
}

async function well(
  world: World,
  group: ScenarioGroup,
  scenario: Scenario,
  draw: Draw,
  pile: Pile,
): Promise<readonly LabOutcome[]> {
  const { twin, title } = scenario;
  if (twin === undefined) return [];
  const frame: Frame = {
    pile,
    kind: 'twin',
    group: group.name,
    title: `twin of ${scenario.cause}: ${title}`,
    planted: [],
    allowed: [],
  };
  try {
    const customer = await customerOf(group, world, draw);
    await twin(world, customer);
    const subject = (scenario.twinAbout ?? scenario.about ?? addressOf)(customer);
    const symptom = scenario.symptom ?? 'unknown';
    const text = scenario.twinText?.(customer);
    const question = { subject, symptom, ...(text === undefined ? {} : { text }) };
    return await besides(world, customer, symptom, await askAll(world, frame, draw, question, AS_TOLD));
  } catch (error) {
    return notPlanted(frame, AS_TOLD, error);
  }
}

/** One task a scenario and one a twin, with names drawn from `word`. */
export function faultTasks(
  world: World,
  group: ScenarioGroup,
  pile: Pile,
  draw: Drawer,
  quick = false,
): readonly (() => Promise<readonly LabOutcome[]>)[] {
  return group.scenarios.flatMap((scenario, index) => {
    const name = `${group.name} ${index} ${scenario.title}`;
    const [broken, healthy] = [draw(name), draw(`twin ${name}`)];
    const tellings: readonly Telling[] = quick ? ['right'] : TELLINGS;
    const fault = () => planted(world, group, scenario, broken, pile, tellings);
    return quick ? [fault] : [fault, () => well(world, group, scenario, healthy, pile)];
  });
}
