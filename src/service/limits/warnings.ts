/**
 * The warning before a limit: told once when a sender passes the plan's percentage, and not again within the window.
 * Called by limits.ts after a message was accepted. Holds only the time of the last warning.
 */
import type { Clock } from '#src/net/clock.ts';
import type { Notices } from '../block-port.ts';
import type { Level } from './counter-store.ts';
import type { Sender } from './limits.ts';

/** Beyond so many all are forgotten: a second warning is better than a heap without end. */
const MOST_KEPT = 20_000;

export function createWarnings(deps: { readonly clock: Clock; readonly notices?: Notices }) {
  const warnedAt = new Map<string, number>();
  return ({ mailbox, limits }: Sender, levels: readonly Level[], recipients: number): void => {
    if (deps.notices === undefined) return;
    const now = deps.clock.now();
    for (const { ceiling, used } of levels) {
      const line = (ceiling.max * limits['limit.warn']) / 100;
      const added = ceiling.counts === 'messages' ? 1 : recipients;
      // Only the message that crosses the line: after a restart nobody is warned again.
      if (used < line || used - added >= line) continue;
      const key = `${ceiling.rule} ${ceiling.scope === 'mailbox' ? mailbox.id : mailbox.domain}`;
      if (Math.abs(now - (warnedAt.get(key) ?? -Infinity)) <= ceiling.windowMs) continue;
      if (warnedAt.size >= MOST_KEPT) warnedAt.clear();
      warnedAt.set(key, now);
      deps.notices.about({
        kind: 'limit-near',
        mailbox: mailbox.address,
        rule: ceiling.rule,
        sent: used,
        limit: ceiling.max,
      });
    }
  };
}
