/**
 * Fixes, applied: a scenario is planted, the first finding's first fix that the host can apply is previewed, applied with
 * consent, the diagnosis asked again, and the fix undone. A neighbour on the same host must not change. Run by lab/accuracy.ts.
 */
import { APPLIERS } from '#src/service/fixes/registry.ts';
import type { DiagnoseResult } from '#src/service/diagnose.ts';
import type { FixRequest } from '#src/service/fixes.ts';
import { differenceOf, stateOf } from '../../test/system/state-of.ts';
import { drawer, type Drawer } from '../generate.ts';
import { type MendedWorld, startMendedWorld } from '../mended.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { GROUPS, type ScenarioGroup } from '../worlds.ts';
import { customerOf } from './faults.ts';
import { inOrder } from './workers.ts';

export interface Repair {
  readonly group: string;
  readonly title: string;
  readonly cause: string;
  readonly fix: string;
  /** Why nothing was applied: it asks, waits, or is somebody else's. Null: it was applied. */
  readonly refused: string | null;
  /** The cause is named no more. */
  readonly fixed: boolean;
  /** Done what was shown, and nothing of the neighbour's. */
  readonly safe: boolean;
  /** Undone: the state is as before; null when this fix has no way back. */
  readonly undone: boolean | null;
}

const GROUP_NAMES = [
  'domain',
  'account',
  'limits',
  'billing',
  'client',
  'delegation',
  'authenticity',
  'devices',
  'filing',
];
const WEEK_MS = 7 * 86_400_000;
const READER = { language: 'en', now: 0, timeZone: 'UTC' } as const;
const OPERATOR = { kind: 'operator' } as const;

interface Asked {
  readonly world: MendedWorld;
  readonly subject: string;
  readonly domain: string;
  readonly scenario: Scenario;
}
const ask = (asked: Asked): Promise<DiagnoseResult> => asked.world.diagnose(asked.subject, asked.scenario.symptom);

/** What a person would answer: every mail host of the zone may go; an address that reaches somebody; a day to come. */
function answersFor(
  world: MendedWorld,
  domain: string,
  subject: string,
  fix: string,
): NonNullable<FixRequest['answers']> {
  const hosts = [...world.zone(domain).matchAll(/ MX \d+ (\S+)/g)].map(([, host]) => host.replace(/\.$/, ''));
  const value = fix.endsWith('-contact') ? { value: `eier.${subject.split('@')[0]}@mottaker.test` } : {};
  const day =
    fix === 'correct-vacation-dates' ? { value: new Date(Date.now() + WEEK_MS).toISOString().slice(0, 10) } : {};
  return { remove: hosts, ...value, ...day };
}

/** Applies one fix of the first finding; null when the host applies none of them. */
async function mend(asked: Asked, group: string, neighbour: string): Promise<Repair | null> {
  const { world, domain, scenario } = asked;
  const { fixes, db } = world.host.app;
  const result = await ask(asked);
  const finding = result.findings.find((one) => one.cause === scenario.cause);
  const offered = finding?.fix.find(({ id }) => APPLIERS[id as keyof typeof APPLIERS] !== undefined);
  if (finding === undefined || offered === undefined || result.case === undefined) return null;
  const base = { group, title: scenario.title, cause: scenario.cause, fix: offered.id };
  const nothing = { fixed: false, safe: true, undone: null } as const;
  const request: FixRequest = {
    case: result.case,
    finding: finding.id,
    fix: offered.id,
    viewer: OPERATOR,
    reader: READER,
    answers: answersFor(world, domain, asked.subject, offered.id),
  };
  const before = [await stateOf(db), world.zone(domain), world.zone(neighbour)] as const;
  const preview = await fixes.preview(request);
  if (!preview.ok) return { ...base, ...nothing, refused: preview.problem.key };
  const { kind, changes, canUndo } = preview.value;
  if (kind !== 'change') return { ...base, ...nothing, refused: kind };
  const applied = await fixes.apply({ ...request, token: preview.value.token ?? '' });
  if (!applied.ok) return { ...base, ...nothing, refused: applied.problem.key };
  const after = await ask(asked);
  const fixed = !after.findings.some((one) => one.cause === scenario.cause && one.role === 'root');
  const isShown = JSON.stringify(applied.value.changes) === JSON.stringify(changes);
  const safe = isShown && world.zone(neighbour) === before[2];
  if (!canUndo) return { ...base, refused: null, fixed, safe, undone: null };
  const undo = await fixes.undo(request);
  const isBack = differenceOf(before[0], await stateOf(db)).length === 0 && world.zone(domain) === before[1];
  return { ...base, refused: null, fixed, safe, undone: undo.ok && isBack };
}

async function repairsOf(group: ScenarioGroup, draw: Drawer): Promise<readonly Repair[]> {
  const world = await startMendedWorld();
  const repairs: Repair[] = [];
  try {
    const neighbour = (await world.customer(draw(`neighbour ${group.name}`).seed)).domain;
    for (const scenario of group.scenarios) {
      if (scenario.text !== undefined) continue;
      try {
        const customer = await customerOf(group, world, draw(`${scenario.cause} ${scenario.title}`));
        await scenario.plant(world, customer);
        const subject = (scenario.about ?? (({ address }) => address))(customer);
        const repair = await mend({ world, subject, domain: customer.domain, scenario }, group.name, neighbour);
        if (repair !== null) repairs.push(repair);
      } catch (error) {
        const refused = `failed: ${String(error).split('\n')[0].slice(0, 100)}`;
        const { cause, title } = scenario;
        repairs.push({ group: group.name, title, cause, fix: '?', refused, fixed: false, safe: false, undone: null });
      }
    }
  } finally {
    await world.stop();
  }
  return repairs;
}

/** Two worlds at a time. */
export async function measureRepairs(
  told: (name: string, repairs: readonly Repair[]) => void,
): Promise<readonly Repair[]> {
  const groups = GROUPS.filter(({ name, scenarios }) => GROUP_NAMES.includes(name) && scenarios.length > 0);
  const tasks = groups.map((group) => async () => {
    const repairs = await repairsOf(group, drawer(`repairs ${group.name}`, 'known'));
    told(group.name, repairs);
    return repairs;
  });
  return (await inOrder(tasks, 3)).flat();
}
