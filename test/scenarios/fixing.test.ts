/**
 * Each cause of the lab whose first finding has a fix that we apply: planted for real, previewed, applied, gone at the next
 * look; and undone to the byte. One scenario a cause and fix, in a world whose zones are ours to write.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { FixId } from '#src/diagnosis/fixes.ts';
import type { FixPreview } from '#src/service/fix-view.ts';
import type { FixRequest } from '#src/service/fixes.ts';
import type { Outcome } from '#src/service/outcome.ts';
import { APPLIERS } from '#src/service/fixes/registry.ts';
import { type LabPowerDns, startPowerDns } from '../../lab/power-dns.ts';
import type { Scenario } from '../../lab/scenarios/scenario.ts';
import { type Customer, startWorld, type World } from '../../lab/world.ts';
import { GROUPS, type ScenarioGroup } from '../../lab/worlds.ts';
import { differenceOf, stateOf } from '../system/state-of.ts';

const WEEK_MS = 7 * 86_400_000;
const CHOSEN = ['domain', 'account', 'billing', 'delegation', 'devices', 'filing'];
/** Fixes after which somebody else still has to act, or time has to pass: the cause may still be seen. */
const LATER: ReadonlySet<string> = new Set(['pay-invoice', 'remove-forward']);
let world: World;
let power: LabPowerDns;
let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fixing-'));
  power = await startPowerDns();
  await writeFile(join(folder, 'key'), power.key);
  const started = await startWorld({
    POSTVAKT_DNS__WRITE: `{ "*" = { kind = "powerdns", url = "${power.url}", keyFile = "${join(folder, 'key')}" } }`,
  });
  world = { ...started, dns: power.along(started.dns) };
});
after(async () => {
  await world.stop();
  await power.stop();
  await rm(folder, { recursive: true, force: true });
});

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) assert.fail(`${outcome.problem.key} ${JSON.stringify(outcome.problem.args)}`);
  return outcome.value;
}

/** What a person would answer: every mail host of the zone may go; an address that reaches somebody; a day to come. */
function answersFor(customer: Customer, fix: string, cause: string) {
  const hosts = [...power.zone(customer.domain).matchAll(/ MX \d+ (\S+)/g)].map((match) => match[1].replace(/\.$/, ''));
  const contact = fix.endsWith('-contact') ? { value: `eier.${customer.local}@mottaker.test` } : {};
  const day =
    fix === 'correct-vacation-dates' ? { value: new Date(Date.now() + WEEK_MS).toISOString().slice(0, 10) } : {};
  // An alias must lead somewhere: to the customer's own mailbox.
  const led = cause === 'acc-forward-no-consent' ? { value: customer.address } : {};
  return { remove: hosts, ...contact, ...day, ...led };
}

async function repaired(request: FixRequest, customer: Customer): Promise<void> {
  const { app } = world.host;
  const [state, zone] = [await stateOf(app.db), power.zone(customer.domain)];
  const preview: FixPreview = value(await app.fixes.preview(request));
  assert.deepEqual(
    [differenceOf(state, await stateOf(app.db)), power.zone(customer.domain)],
    [[], zone],
    'a preview changes nothing',
  );
  if (preview.kind !== 'change') {
    // Of several payments that fit a person chooses.
    const told = ['pay', 'wait', 'already', ...(preview.fix === 'match-payment' ? ['ask'] : [])];
    assert.ok(told.includes(preview.kind), JSON.stringify(preview));
    return;
  }
  const result = value(await app.fixes.apply({ ...request, token: preview.token ?? '' }));
  assert.equal(result.kind, 'applied', JSON.stringify(result));
  if (!LATER.has(request.fix ?? ''))
    assert.equal(
      result.fixed,
      true,
      `${JSON.stringify(result)} ${JSON.stringify((await world.diagnose(customer.address)).findings)}`,
    );
  if (!preview.canUndo) return;
  value(await app.fixes.undo(request));
  assert.deepEqual(differenceOf(state, await stateOf(app.db)), []);
  assert.equal(power.zone(customer.domain), zone, 'the zone to the byte');
}

const done = new Set<string>();
function declare(group: ScenarioGroup, scenario: Scenario, seed: number): void {
  void test(`${group.name}: ${scenario.cause}: ${scenario.title}`, async (context) => {
    const customer = await (group.customer ?? ((in_: World, of: number) => in_.customer(of)))(world, seed);
    power.serve(customer.domain, customer.zones, world.dns);
    await scenario.plant(world, customer);
    const about = (scenario.about ?? (({ address }: Customer) => address))(customer);
    const asked = await world.host.app.diagnose({
      subject: about,
      symptom: scenario.symptom ?? 'unknown',
      language: 'nb',
      ...(scenario.text === undefined ? {} : { text: scenario.text(customer) }),
    });
    const result = value(asked);
    const finding = result.findings.find((one) => one.cause === scenario.cause);
    const open = (finding?.fix ?? []).filter(
      ({ id }) => APPLIERS[id as FixId] !== undefined && !done.has(`${scenario.cause} ${id}`),
    );
    if (finding === undefined || open.length === 0) return context.skip('no fix of ours, or shown already');
    for (const { id } of open.slice(0, 1)) {
      done.add(`${scenario.cause} ${id}`);
      const viewer = { kind: 'operator' } as const;
      const reader = { language: 'nb', now: 0, timeZone: 'UTC' } as const;
      await repaired(
        {
          case: result.case ?? '',
          finding: finding.id,
          fix: id,
          viewer,
          reader,
          answers: answersFor(customer, id, finding.cause),
        },
        customer,
      );
    }
  });
}

let seed = 45_000;
for (const group of GROUPS.filter(({ name }) => CHOSEN.includes(name)))
  for (const scenarios of Map.groupBy(group.scenarios, ({ cause }) => cause).values()) {
    seed += 1;
    declare(group, scenarios[0], seed);
  }
