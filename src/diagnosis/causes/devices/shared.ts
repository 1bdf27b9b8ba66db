/** What the judges of this pack share: whose mailbox it is, a device's arguments, the settings that are right. Pure. */
import type { Hit } from '../../cause.ts';
import type { Direction, FailingDevice } from '../../devices.ts';
import { type Facts, showing } from '../../facts.ts';
import type { Fix } from '../../finding.ts';
import { fix } from '../../fixes.ts';
import type { ProbeId } from '../../observations.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** The mailbox asked about: undefined = not known, null = it is none. */
export function mailboxOf(facts: Facts): string | null | undefined {
  const state = facts.get('state.address');
  if (state === undefined) return undefined;
  return state.observed.kind === 'mailbox' ? state.observed.address : null;
}

/** Mail that is missing, late or lost: the only questions to which a habit of a program is an answer. */
export const isAboutMissingMail = ({ symptom }: Facts): boolean =>
  symptom === 'receive' || symptom === 'some' || symptom === 'both';

/** Times, counts and names of a device that fails, for the words. */
export const deviceArgs = (device: FailingDevice, address: string): Hit['args'] => ({
  address,
  device: device.name,
  remoteAddress: device.remoteAddress ?? '',
  endpoint: device.endpoint,
  count: device.failures,
  since: device.since,
  lastAt: device.lastAt,
});

/** The settings that are right for a direction. */
export function rightSettings(facts: Facts, direction: Direction): Fix {
  const settings = facts.get('state.domain')?.observed;
  const args = { hostname: settings?.hostname ?? '', address: facts.subject.address ?? '' };
  return direction === 'outgoing'
    ? fix('set-outgoing', { ...args, port: settings?.ports.submissions ?? 465 })
    : fix('set-incoming', { ...args, port: settings?.ports.imaps ?? 993, popPort: settings?.ports.pop3s ?? 995 });
}

/** The evidence of some probes, narrowed to what shows the cause. */
export function evidenceOf(
  facts: Facts,
  ...parts: readonly (readonly [ProbeId, Record<string, unknown> | null])[]
): Hit['evidence'] {
  return parts.flatMap(([probe, shown]) => {
    const fact = facts.get(probe);
    if (fact === undefined) return [];
    return [shown === null ? fact.evidence : showing(fact.evidence, shown as never)];
  });
}
