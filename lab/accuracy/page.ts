/**
 * docs/accuracy.md from the figures of a run. The numbers that `--check` compares stand in one block of JSON in the page
 * itself, so that page and check cannot drift apart. Pure. Times are rounded: the page must not change at every run.
 */
import { type Figures, percent, type Share } from './measure.ts';
import type { Timing } from './times.ts';

export interface Page {
  readonly figures: Figures;
  readonly misses: readonly string[];
  readonly timings: readonly Timing[];
  readonly sections: readonly string[];
}

const row = (...cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
const counted = (one: Share): string => `${percent(one)} (${one.hits} of ${one.of})`;

/** Milliseconds in steps wide enough to stay the same on the same machine. */
export function roundedMs(ms: number): string {
  const steps = [5, 10, 20, 50, 100, 200, 300, 500, 1000, 2000, 3000, 5000, 10_000, 15_000];
  const step = steps.find((one) => ms <= one);
  return step === undefined ? `> ${steps.at(-1)} ms` : `≤ ${step} ms`;
}

function accuracyTable(figures: Figures): readonly string[] {
  const { first, three, vague, wrong, inventions, folded, oddities, twins, doubles, blind } = figures;
  const rows = (name: string, shares: Figures['first']): string =>
    row(name, counted(shares.known), counted(shares['held-out']));
  return [
    row('figure', 'known names', 'held-out names'),
    row('---', '---', '---'),
    rows('planted cause named first, the symptom told as it is', first),
    rows('among the first three', three),
    rows('named first, “it does not work” and no more told', vague),
    rows('named first although a wrong symptom was told', wrong),
    '',
    row('figure', 'value'),
    row('---', '---'),
    row('something invented beside a single fault', counted(inventions)),
    row('of what may stand beside, folded beneath as a consequence', counted(folded)),
    row(`false alarms on ${oddities.count} healthy oddities`, counted(oddities.alarms)),
    row('notes on them (told beside, no alarm)', counted(oddities.noted)),
    row('of those that can be, proven healthy', counted(oddities.proven)),
    row(`false alarms on ${twins.count} healthy twins of faults`, counted(twins.alarms)),
    row('of them proven healthy', counted(twins.proven)),
    row(`both named of ${doubles.count} double faults`, counted(doubles.both)),
    row('the blocking one first', counted(doubles.order)),
    row('a third one invented', counted(doubles.inventions)),
    row('a broken prober, healthy customer: no finding', counted(blind.healthy)),
    row('a broken prober, faulty customer: no other cause', counted(blind.faulty)),
  ];
}

const timesTable = (timings: readonly Timing[]): readonly string[] => [
  row('customers', 'first row p50', 'first row p95', 'verdict p50', 'verdict p95'),
  row('---', '---', '---', '---', '---'),
  ...timings.map(({ name, firstRowMs, verdictMs }) =>
    row(name, roundedMs(firstRowMs.p50), roundedMs(firstRowMs.p95), roundedMs(verdictMs.p50), roundedMs(verdictMs.p95)),
  ),
];

/** The whole page. */
export function renderPage({ figures, misses, timings, sections }: Page): string {
  return [
    '# How often the diagnosis is right',
    '',
    'Written by `npm run accuracy`; do not edit. The method is in [lab.md](lab.md): faults are planted for real in a simulated',
    'internet around a real host, with names drawn from a word, and the host is asked. *Known* names are drawn from a word in the',
    'repository, *held-out* names from another one (`npm run accuracy -- --seed <word>`).',
    '',
    `${figures.scenarios} scenarios of ${figures.causes} causes, ${figures.oddities.count} healthy oddities, ${figures.doubles.count} double faults; ${figures.asked} answers in all, ${figures.withFile} of them to questions that brought the settings of a program along.`,
    '',
    '## Accuracy',
    '',
    ...accuracyTable(figures),
    '',
    '## Causes that need the symptom',
    '',
    'What they rest on is no fault by itself (a folder that is not shown, a program that never came to send): they are named when',
    'the customer tells of it, and not otherwise.',
    '',
    figures.needTelling.length === 0 ? 'None.' : figures.needTelling.map((id) => `\`${id}\``).join(', '),
    '',
    '## Misses',
    '',
    'What was planted → what was named, for every answer that was not as it should be.',
    '',
    ...(misses.length === 0 ? ['None.'] : misses.map((line) => `- ${line}`)),
    '',
    ...sections.flatMap((section) => [section, '']),
    '## Times',
    '',
    'Two cores, one question at a time, rounded up.',
    '',
    ...timesTable(timings),
    '',
    '## For the check',
    '',
    '`npm run accuracy -- --check` fails when a share below gets worse.',
    '',
    '```json',
    JSON.stringify(checked(figures)),
    '```',
    '',
  ].join('\n');
}

/** What `--check` compares: shares that may not fall, and shares that may not rise. */
export interface Checked {
  readonly atLeast: Readonly<Record<string, number>>;
  readonly atMost: Readonly<Record<string, number>>;
}
const part = ({ hits, of }: Share): number => (of === 0 ? 0 : Math.round((hits / of) * 10_000) / 10_000);

export function checked({
  first,
  three,
  vague,
  wrong,
  inventions,
  oddities,
  twins,
  doubles,
  blind,
  scenarios,
}: Figures): Checked {
  return {
    atLeast: {
      firstKnown: part(first.known),
      firstHeldOut: part(first['held-out']),
      threeKnown: part(three.known),
      threeHeldOut: part(three['held-out']),
      vagueKnown: part(vague.known),
      vagueHeldOut: part(vague['held-out']),
      wrongKnown: part(wrong.known),
      wrongHeldOut: part(wrong['held-out']),
      bothNamed: part(doubles.both),
      order: part(doubles.order),
      blindHealthy: part(blind.healthy),
      blindFaulty: part(blind.faulty),
      scenarios,
      oddities: oddities.count,
      doubles: doubles.count,
    },
    atMost: {
      inventions: part(inventions),
      oddAlarms: part(oddities.alarms),
      twinAlarms: part(twins.alarms),
      doubleInventions: part(doubles.inventions),
    },
  };
}
