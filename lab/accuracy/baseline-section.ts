/** What docs/accuracy.md says of simpler methods on the same customers, counted by the same rule. Pure. */
import { isAlarm, namedFirst, percent, share, type Share } from './measure.ts';
import type { LabOutcome } from './outcome.ts';

const counted = (one: Share): string => `${percent(one)} (${one.hits} of ${one.of})`;

const OTHERS =
  'Programs that others wrote (zonemaster, dnsviz, testssl.sh), on a few faults planted for real: [accuracy-tools.md](accuracy-tools.md).';

/** The section, from its heading on; null when no simpler method was asked. */
export function baselineSection(outcomes: readonly LabOutcome[]): string | null {
  const asked = outcomes.filter((one) => one.baselines !== undefined);
  const faults = asked.filter((one) => one.kind === 'fault');
  const healthy = asked.filter((one) => one.kind === 'twin' || one.kind === 'oddity');
  const methods = Object.keys(asked[0]?.baselines ?? {});
  if (methods.length === 0) return null;
  return [
    '## Beside it: simpler methods on the same customers',
    '',
    'Re-created in `lab/baselines/`. A method scores when any of its messages names the planted cause; whatever it complains of',
    'on a healthy customer is a false alarm.',
    '',
    '| method | names the planted cause | false alarms on healthy customers |',
    '| --- | --- | --- |',
    `| this diagnosis (named first) | ${counted(share(faults, namedFirst))} | ${counted(share(healthy, isAlarm))} |`,
    ...methods.map(
      (method) =>
        `| ${method} | ${counted(share(faults, (one) => one.baselines?.[method]?.named === true))} | ${counted(
          share(healthy, (one) => (one.baselines?.[method]?.complaints.length ?? 0) > 0),
        )} |`,
    ),
    '',
    OTHERS,
  ].join('\n');
}
