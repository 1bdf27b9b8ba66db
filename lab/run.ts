/**
 * `npm run lab`: starts a simulated internet with a real host in it, plants faults of the catalogue, asks the host, and prints
 * planted → named with proof and fix. `-- --cause <id>` chooses, `--list` only lists, `--seed <word>` draws other names,
 * `--lang nb|sv|en`; `--keep` leaves the world running and says where everything listens, to be tried by hand.
 */
import { parseArgs } from 'node:util';
import type { Language } from '#src/model/language.ts';
import type { DiagnoseResult } from '#src/service/diagnose.ts';
import { customerOf } from './accuracy/faults.ts';
import { drawer } from './generate.ts';
import type { Scenario } from './scenarios/scenario.ts';
import type { Customer, World } from './world.ts';
import { GROUPS, SETTINGS, type ScenarioGroup, type SettingName } from './worlds.ts';

const { values: options } = parseArgs({
  options: {
    cause: { type: 'string' },
    group: { type: 'string' },
    seed: { type: 'string' },
    lang: { type: 'string' },
    list: { type: 'boolean' },
    keep: { type: 'boolean' },
  },
});
const word = options.seed ?? 'lab';
const language = (['nb', 'sv', 'en'].find((one) => one === options.lang) ?? 'en') as Language;

const isWanted = (scenario: Scenario, group: ScenarioGroup): boolean =>
  (options.cause ?? scenario.cause) === scenario.cause && (options.group ?? group.name) === group.name;
const wanted = GROUPS.map((group) => ({
  group,
  scenarios: group.scenarios.filter((one) => isWanted(one, group)),
})).filter(({ scenarios }) => scenarios.length > 0);

function list(): void {
  for (const { group, scenarios } of wanted) {
    console.log(`${group.name} (world: ${group.setting})`);
    for (const { cause, title } of scenarios) console.log(`  ${cause.padEnd(32)} ${title}`);
  }
  const count = wanted.reduce((sum, { scenarios }) => sum + scenarios.length, 0);
  console.log(
    `${count} scenarios of ${new Set(wanted.flatMap(({ scenarios }) => scenarios.map((one) => one.cause))).size} causes`,
  );
}

function show(scenario: Scenario, customer: Customer, result: DiagnoseResult): boolean {
  const [first, ...others] = result.findings;
  const isRight = first?.cause === scenario.cause;
  console.log(`${isRight ? '✔' : '✘'} planted ${scenario.cause}: ${scenario.title}`);
  console.log(
    `  asked    ${result.subject} (${result.symptom}), ${result.tookMs} ms; the customer’s device is ${customer.from}`,
  );
  console.log(
    `  named    ${first === undefined ? result.verdict : `${first.cause}, ${first.certainty}: ${first.summary}`}`,
  );
  for (const { probe, observed } of first?.evidence ?? [])
    console.log(`  proof    ${probe}: ${JSON.stringify(observed).slice(0, 200)}`);
  for (const { level, text } of first?.fix ?? []) console.log(`  fix      (${level}) ${text}`);
  for (const { cause, role, summary } of others) console.log(`  ${role.padEnd(8)} ${cause}: ${summary}`);
  return isRight;
}

async function plantAll(world: World, group: ScenarioGroup, scenarios: readonly Scenario[]): Promise<number> {
  const draw = drawer(word, 'held-out');
  let right = 0;
  for (const scenario of scenarios) {
    try {
      const customer = await customerOf(group, world, draw(`${scenario.cause} ${scenario.title}`));
      await scenario.plant(world, customer);
      const text = scenario.text?.(customer);
      const outcome = await world.host.app.diagnose({
        subject: (scenario.about ?? (({ address }) => address))(customer),
        symptom: scenario.symptom ?? 'unknown',
        language,
        ...(text === undefined ? {} : { text }),
      });
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
      if (show(scenario, customer, outcome.value)) right += 1;
    } catch (error) {
      console.log(`✘ planted ${scenario.cause}: ${scenario.title}\n  failed   ${String(error)}`);
    }
  }
  return right;
}

/** Says how to reach a world that stays, and waits until it is told to end. */
async function keep(world: World, setting: SettingName): Promise<void> {
  console.log(`\nThe world "${setting}" keeps running. Its host listens at:`);
  for (const [name, where] of Object.entries(world.host.endpoints)) console.log(`  ${name.padEnd(12)} ${where}`);
  console.log(`Ask it: POSTVAKT_DATA=${world.host.app.dataFolder} npm run postvakt -- diagnose <address>`);
  console.log('Ctrl-C ends it and removes its folder.');
  // Without this the process would live on its sockets alone; a signal ends the wait.
  const alive = setInterval(() => {}, 60_000);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  clearInterval(alive);
}

async function run(): Promise<boolean> {
  let [right, of] = [0, 0];
  for (const setting of Object.keys(SETTINGS) as SettingName[]) {
    const here = wanted.filter(({ group }) => group.setting === setting);
    if (here.length === 0) continue;
    const world = await SETTINGS[setting]();
    try {
      for (const { group, scenarios } of here) {
        right += await plantAll(world, group, scenarios);
        of += scenarios.length;
      }
      if (options.keep === true) await keep(world, setting);
    } finally {
      await world.stop();
    }
  }
  console.log(`${right} of ${of} planted causes were named first`);
  return right === of && of > 0;
}

if (options.list === true) list();
else process.exitCode = (await run()) ? 0 : 1;
