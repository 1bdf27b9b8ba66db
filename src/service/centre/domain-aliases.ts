/**
 * The aliases of a domain as its owner sees them: where each leads, what those elsewhere said, and whether mail is taken now.
 * Called by the API; has an address asked once more.
 */
import type { Domain } from '#src/model/domain.ts';
import { aliasReach, isOutside } from '#src/store/alias-reach.ts';
import { aliasByAddress } from '#src/store/aliases.ts';
import { listAliases } from '../aliases.ts';
import { type AskingDeps, askOnceMore } from '../forward-consents.ts';
import type { ShownConsent } from '../forward-targets.ts';
import { readAddress } from '../input.ts';
import { type Outcome, refused } from '../outcome.ts';

export interface DomainAlias {
  readonly address: string;
  /** Somebody gets its mail now; false: senders are refused until somebody elsewhere says yes. */
  readonly takesMail: boolean;
  /** `consent` null: it lives here. */
  readonly targets: readonly { readonly address: string; readonly consent: ShownConsent | null }[];
}

/** By address. */
export async function aliasesOfDomain(
  deps: Pick<AskingDeps, 'db' | 'clock'>,
  domain: Domain,
): Promise<readonly DomainAlias[]> {
  const { sql } = deps.db;
  const shown: DomainAlias[] = [];
  for (const { address, targets, consents } of await listAliases(deps, domain.id)) {
    const reach = await aliasReach(sql, address);
    const said = new Map(consents.map((one) => [one.target, one]));
    const led: DomainAlias['targets'][number][] = [];
    for (const target of targets)
      led.push({ address: target, consent: (await isOutside(sql, target)) ? (said.get(target) ?? null) : null });
    shown.push({ address, takesMail: reach === null || reach.targets.length > 0, targets: led });
  }
  return shown;
}

/** Once more, for an alias of this domain. */
export async function askForAlias(
  deps: AskingDeps,
  actor: string,
  domain: Domain,
  asked: { readonly alias: string; readonly target: string },
): Promise<Outcome<null>> {
  const address = readAddress(asked.alias);
  const target = readAddress(asked.target);
  const alias = address.ok ? await aliasByAddress(deps.db.sql, address.value.text) : null;
  if (alias === null || alias.domain !== domain.id || !target.ok) return refused('notThere');
  return await askOnceMore(deps, actor, alias.address, target.value.text);
}
