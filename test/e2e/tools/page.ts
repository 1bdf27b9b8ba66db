/** docs/accuracy-tools.md from what the tools said. Used by the suite beside. Pure; holds no dates, times rounded. */
import type { Planted } from '../../../lab/real/tool-domains.ts';
import { isOfTheLab, namesCause, type ToolName } from '../../../lab/real/tool-names.ts';
import type { Said } from './programs.ts';

export interface Row {
  readonly planted: Planted;
  readonly said: Readonly<Record<ToolName, Said>>;
}
const TOOLS: readonly ToolName[] = ['ours', 'zonemaster', 'dnsviz', 'testssl'];
const row = (...cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

type Outcome = 'named' | 'something else' | '—' | 'false alarm' | 'silent' | 'no answer';
/** What a tool made of one domain. */
export function outcomeOf(tool: ToolName, { planted: { cause }, said }: Row): Outcome {
  const { messages, failed } = said[tool];
  if (failed !== undefined) return 'no answer';
  const hasErrors = messages.some(({ tag, isError }) => isError && !isOfTheLab(tool, tag));
  if (cause === null) return hasErrors ? 'false alarm' : 'silent';
  if (messages.some(({ tag }) => namesCause(tool, tag, cause))) return 'named';
  return hasErrors ? 'something else' : '—';
}

const total = (rows: readonly Row[], tool: ToolName, outcome: Outcome): string =>
  `${rows.filter((one) => outcomeOf(tool, one) === outcome).length} of ${rows.length}`;
const seconds = (rows: readonly Row[], tool: ToolName): string => {
  const all = rows.map(({ said }) => said[tool].seconds);
  const mean = all.reduce((sum, one) => sum + one, 0) / all.length;
  return `≤ ${mean <= 2 ? Math.ceil(mean) : Math.ceil(mean / 5) * 5} s`;
};

const LEGEND = [
  '*named*: any of its messages, of whatever level, names the planted cause. *something else*: it reports an error, and none of',
  'them names the cause. *—*: no error, nothing that names it. On a healthy domain any error is a *false alarm*.',
  '',
  '- **ours**: `postvakt diagnose <mailbox> --symptom <what fits>`. A finding is an error when it is a root, not a note: the zones',
  '  here have no DKIM record, which is noted beside, and stands before the missing DMARC when sending is asked about. Ours is',
  '  asked before testssl, whose attempts with old TLS stand in our journal and are then taken for those of a device.',
  '- **zonemaster-cli** with `--hints` for the root of the lab, IPv4. Left out by a profile, for they mean nothing on loopback:',
  '  private addresses, reverse names and networks of the world (address01–03, connectivity03). Of the name server that does',
  '  not know the zone it says that glue is missing (it is there) and that it cannot go on.',
  "- **dnsviz** `probe -A` and `grok`: the root's servers are a file of Debian's, in whose place the lab's is mounted. Without `-t`",
  '  (a trusted key of the root): in Debian 12 that option refuses the pygraphviz of the same Debian. Nothing here hangs on it.',
  "- **testssl.sh** `-S -p`, the door that programs of the domain use, the lab's authority with `--add-ca`; the vulnerability",
  "  checks are left out for their time. That the lab's certificates name no list of revocations is not counted.",
];
const READING = [
  'None of them claims to do what the others do: zonemaster and dnsviz look at zones and delegations, not at the mail in them,',
  'testssl at one door at a time. None of these three knows which host the mail should go to, who has a mailbox, or what happened yesterday.',
  'Eleven faults chosen by us say what is in reach of each, not how good they are.',
];

/** The whole page. */
export function toolsPage(rows: readonly Row[]): string {
  const faults = rows.filter(({ planted }) => planted.cause !== null);
  const healthy = rows.filter(({ planted }) => planted.cause === null);
  return [
    "# Other people's tools on the same faults",
    '',
    'Written by `bash test/e2e/run tools` (root, Debian); do not edit. Faults are planted in zones on nsd and knot, signed by ldns,',
    'below a root of our own, and in the certificate of the mail host; each tool is asked about each domain.',
    '',
    row('planted', ...TOOLS),
    row('---', ...TOOLS.map(() => '---')),
    ...rows.map((one) => row(one.planted.what, ...TOOLS.map((tool) => outcomeOf(tool, one)))),
    row('**faults named**', ...TOOLS.map((tool) => total(faults, tool, 'named'))),
    row('**false alarms**', ...TOOLS.map((tool) => total(healthy, tool, 'false alarm'))),
    row('time for a domain', ...TOOLS.map((tool) => seconds(rows, tool))),
    '',
    ...LEGEND,
    '',
    ...READING,
    '',
  ].join('\n');
}
