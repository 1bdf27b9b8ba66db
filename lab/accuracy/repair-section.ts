/** What docs/accuracy.md says of fixes: applied, healed, nothing else touched, undone; and each that was not. Pure. */
import { percent, share, type Share } from './measure.ts';
import type { Repair } from './repairs.ts';

const counted = (one: Share): string => `${percent(one)} (${one.hits} of ${one.of})`;
/** `remove-forward` leaves what others still have to do; a bill is paid elsewhere. */
const line = ({ group, title, cause, fix }: Repair, what: string): string =>
  `- ${what} · ${group}: ${title} · ${cause} · ${fix}`;

/** The section, from its heading on. */
export function repairSection(repairs: readonly Repair[]): string {
  const applied = repairs.filter((one) => one.refused === null);
  const refused = Map.groupBy(
    repairs.filter((one) => one.refused !== null),
    (one) => one.refused ?? '',
  );
  const undoable = applied.filter((one) => one.undone !== null);
  return [
    '## Fixes',
    '',
    'Of the first finding that has a fix which this host applies itself: previewed, applied with consent, asked again, undone.',
    '',
    '| figure | value |',
    '| --- | --- |',
    `| offered | ${repairs.length} |`,
    `| applied, and the cause is named no more | ${counted(share(applied, (one) => one.fixed))} |`,
    `| did what was shown, and nothing to a neighbour | ${counted(share(applied, (one) => one.safe))} |`,
    `| undone: state and zone as before, to the byte | ${counted(share(undoable, (one) => one.undone === true))} |`,
    ...[...refused].map(([why, list]) => `| not applied: ${why} | ${list.length} |`),
    '',
    ...applied.filter((one) => !one.fixed).map((one) => line(one, 'still named')),
    ...applied.filter((one) => !one.safe).map((one) => line(one, 'not as shown')),
    ...undoable.filter((one) => one.undone === false).map((one) => line(one, 'not as before')),
  ]
    .join('\n')
    .trimEnd();
}
