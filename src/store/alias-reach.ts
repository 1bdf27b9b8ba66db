/**
 * Where an alias leads in the end, and which of its ends outside this host have not said yes to it. Asked by the directory,
 * by what owners are shown and by the diagnosis, so that all three say the same. Changes nothing.
 */
import { withoutDetail } from '#src/model/address.ts';
import { type Alias, type AliasReach, expandAlias, type HeldTarget } from '#src/model/alias.ts';
import { isOpenQuestion } from '#src/model/forward-consent.ts';
import { aliasByAddress } from './aliases.ts';
import { domainByName } from './domains.ts';
import { consentsOf } from './forward-consents.ts';
import { mailboxByAddress } from './mailboxes.ts';
import type { Sql } from './tables.ts';

/** On a domain that is not served here. One whose owner has not shown that it is his is served elsewhere. */
export async function isOutside(sql: Sql, target: string): Promise<boolean> {
  const domain = await domainByName(sql, target.slice(target.lastIndexOf('@') + 1));
  return domain?.state !== 'active';
}

/** Those of an alias's own targets that get nothing now. What has no row was set up before anybody was asked. */
export async function heldOf(sql: Sql, alias: Pick<Alias, 'address' | 'targets'>): Promise<readonly HeldTarget[]> {
  const held: HeldTarget[] = [];
  for (const one of await consentsOf(sql, alias.address)) {
    const { target, state, sentAt } = one;
    if ((state !== 'waiting' && state !== 'refused') || !alias.targets.includes(target)) continue;
    if (await isOutside(sql, target))
      held.push({ alias: alias.address, target, state, sentAt, isOpen: isOpenQuestion(one) });
  }
  return held;
}

/** The ends of the alias of exactly this address, through others; null: there is none. */
export async function aliasReach(sql: Sql, address: string): Promise<AliasReach | null> {
  const held: HeldTarget[] = [];
  const goingOn = async (alias: Alias): Promise<readonly string[]> => {
    const own = await heldOf(sql, alias);
    held.push(...own);
    return alias.targets.filter((target) => !own.some((one) => one.target === target));
  };
  const lookup = async (name: string): Promise<readonly string[] | null> => {
    if ((await mailboxByAddress(sql, name)) !== null) return null;
    const base = withoutDetail(name);
    const alias = (await aliasByAddress(sql, name)) ?? (base === null ? null : await aliasByAddress(sql, base));
    return alias === null ? null : await goingOn(alias);
  };
  if ((await aliasByAddress(sql, address)) === null) return null;
  const targets = await expandAlias(address, lookup);
  return { targets, held };
}
