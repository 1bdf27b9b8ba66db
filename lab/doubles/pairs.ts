/**
 * Two scenarios planted on one customer: chosen by themselves from the lists, one that breaks what the whole domain hangs on
 * and one that breaks a person's part, every scenario about as often as the others. Which pairs, the drawn word decides.
 */
import { numberFrom } from '../generate.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { GROUPS } from '../worlds.ts';
import { ABOVE, BELOW, rowOf } from './chain.ts';
import type { Double } from './double.ts';

/** So many pairs beside those that are written by hand. */
export const PAIRS = 56;

const inGroups = (names: readonly string[]): readonly Scenario[] =>
  GROUPS.filter((group) => group.setting === 'plain' && names.includes(group.name)).flatMap((group) => group.scenarios);

/** Only what the table of the chain places, and what is certain: a mere likelihood may stand anywhere. */
const isPlaced = (scenario: Scenario): boolean =>
  rowOf(scenario.cause) !== null && scenario.certainty === undefined && scenario.text === undefined;

function doubleOf(above: Scenario, below: Scenario): Double {
  const [first, second] = (rowOf(above.cause) ?? 0) <= (rowOf(below.cause) ?? 0) ? [above, below] : [below, above];
  const beside = [above, below].flatMap((one) => [...(one.must ?? []), ...(one.allowed ?? [])]);
  return {
    title: `${above.title} + ${below.title}`,
    planted: [first.cause, second.cause],
    allowed: beside,
    about: below.about ?? (({ address }) => address),
    // The person first: a zone that is broken changes nothing of what they do at our doors.
    plant: async (world, customer) => {
      await below.plant(world, customer);
      await above.plant(world, customer);
    },
  };
}

/** The pairs of a word: those drawn lowest, each scenario at most so often that all have their turn. */
export function pairsOf(word: string): readonly Double[] {
  const [above, below] = [inGroups(ABOVE), inGroups(BELOW)].map((list) => list.filter(isPlaced));
  const all = above.flatMap((one) => below.map((other) => ({ one, other })));
  const drawn = all
    .map((pair) => ({ ...pair, lot: numberFrom(`${word} ${pair.one.title} ${pair.other.title}`) }))
    .sort((a, b) => a.lot - b.lot);
  const uses = new Map<Scenario, number>();
  const most = new Map<Scenario, number>([
    ...above.map((one) => [one, Math.ceil(PAIRS / above.length) + 1] as const),
    ...below.map((one) => [one, Math.ceil(PAIRS / below.length) + 1] as const),
  ]);
  const chosen: Double[] = [];
  for (const { one, other } of drawn) {
    if (chosen.length === PAIRS) break;
    if ([one, other].some((scenario) => (uses.get(scenario) ?? 0) >= (most.get(scenario) ?? 0))) continue;
    for (const scenario of [one, other]) uses.set(scenario, (uses.get(scenario) ?? 0) + 1);
    chosen.push(doubleOf(one, other));
  }
  return chosen;
}
