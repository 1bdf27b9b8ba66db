/**
 * Can this address be answered now? An address that we serve ourselves may be the very thing that is broken: then an answer
 * sent there helps nobody, and another one is asked for. Called by support and by its form.
 */
import { parseAddress } from '#src/model/address.ts';
import { isActive } from '#src/model/block.ts';
import { unliftedBlocks } from '#src/store/blocks.ts';
import type { StoredCase } from '#src/store/cases.ts';
import { domainByName } from '#src/store/domains.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import { planByName } from '#src/store/plans.ts';
import type { App } from '../app.ts';
import { subjectsOf } from '../blocks.ts';
import { effectiveQuota } from '../mailbox-view.ts';
import type { DomainLooks } from './looks.ts';

export interface ReachDeps extends Pick<App, 'db' | 'clock' | 'store'> {
  readonly looks: Pick<DomainLooks, 'newest'>;
}
/** `blocked`: mail or sign-in is stopped; `full`; `case`, `look`: a diagnosis found a cause. Null: nothing speaks against it. */
export type Unreachable = 'blocked' | 'full' | 'case' | 'look' | null;

export async function unreachable(deps: ReachDeps, address: string, about: StoredCase | null): Promise<Unreachable> {
  const parsed = parseAddress(address);
  const domain = parsed.ok ? await domainByName(deps.db.sql, parsed.value.domain) : null;
  // Somebody else's mail: not ours to judge.
  if (!parsed.ok || domain === null) return null;
  const mailbox = await mailboxByAddress(deps.db.sql, parsed.value.text);
  const now = deps.clock.now();
  const blocks = await unliftedBlocks(deps.db.sql, [
    ...(mailbox === null ? [] : [{ kind: 'mailbox', id: mailbox.id } as const]),
    ...subjectsOf({ domain: domain.id, customer: domain.customer }),
  ]);
  const stops = blocks.filter((block) => isActive(block, now)).flatMap(({ directions }) => directions);
  if (stops.includes('incoming') || stops.includes('sign-in')) return 'blocked';
  if (mailbox !== null) {
    const quota = effectiveQuota(mailbox, await planByName(deps.db.sql, mailbox.plan));
    if (quota > 0 && (await deps.store.usage(mailbox.id)).bytes >= quota) return 'full';
  }
  const isAbout = about !== null && (about.address === parsed.value.text || about.domain === domain.name);
  if (isAbout && about.verdict === 'cause-found') return 'case';
  const look = await deps.looks.newest(domain.name);
  return look?.found.verdict === 'cause-found' ? 'look' : null;
}
