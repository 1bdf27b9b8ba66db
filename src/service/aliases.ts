/** Use cases of aliases: add and remove. Called by CLI and API. */
import { type Alias, aliasLoop, MAX_TARGETS } from '#src/model/alias.ts';
import type { AliasId } from '#src/model/ids.ts';
import { newId } from '#src/net/ids.ts';
import { aliasByAddress, allAliases, insertAlias } from '#src/store/aliases.ts';
import { domainByName } from '#src/store/domains.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import { buryAlias } from './burial.ts';
import { type Acting, change, type Reading } from './change.ts';
import { readAddress } from './input.ts';
import { done, misuse, type Outcome, refused } from './outcome.ts';

export interface AddedAlias {
  readonly id: AliasId;
  readonly address: string;
  readonly targets: readonly string[];
}

/** Adds an alias that leads to one or more addresses, here or elsewhere; never over a mailbox, never in a circle. */
export async function addAlias(deps: Acting, typed: string, targets: readonly string[]): Promise<Outcome<AddedAlias>> {
  const address = readAddress(typed);
  if (!address.ok) return address;
  if (targets.length === 0) return misuse('aliasWithoutTarget', { address: address.value.text });
  if (targets.length > MAX_TARGETS) return misuse('aliasTooManyTargets', { max: MAX_TARGETS });
  const ends = new Set<string>();
  for (const target of targets) {
    const parsed = readAddress(target);
    if (!parsed.ok) return parsed;
    ends.add(parsed.value.text);
  }
  return await change(deps, async (tx, audit) => {
    const domain = await domainByName(tx, address.value.domain);
    if (domain === null) return refused('domainMissing', { domain: address.value.domain });
    if (domain.state !== 'active') return refused('domainWaiting', { domain: domain.name });
    if ((await mailboxByAddress(tx, address.value.text)) !== null) {
      return refused('aliasOverMailbox', { address: address.value.text });
    }
    if ((await aliasByAddress(tx, address.value.text)) !== null) {
      return refused('aliasExists', { address: address.value.text });
    }
    const lookup = async (name: string): Promise<readonly string[] | null> =>
      (await aliasByAddress(tx, name))?.targets ?? null;
    const loop = await aliasLoop(address.value.text, [...ends], lookup);
    if (loop !== null) return refused('aliasLoop', { address: address.value.text, path: loop.join(' → ') });
    const now = deps.clock.now();
    const { text, local } = address.value;
    const alias: Alias = {
      id: newId<AliasId>(now),
      address: text,
      domain: domain.id,
      local,
      targets: [...ends],
      createdAt: now,
    };
    await insertAlias(tx, alias);
    await audit('alias.add', text, null, { ...alias });
    return done({ id: alias.id, address: text, targets: alias.targets });
  });
}

/** Removes an alias; a tombstone stays. */
export async function removeAlias(deps: Acting, typed: string): Promise<Outcome<{ readonly address: string }>> {
  const address = readAddress(typed);
  if (!address.ok) return address;
  return await change(deps, async (tx, audit) => {
    const alias = await aliasByAddress(tx, address.value.text);
    if (alias === null) return refused('aliasMissing', { address: address.value.text });
    await buryAlias(tx, audit, deps, alias);
    return done({ address: alias.address });
  });
}

/** All aliases by address. */
export const listAliases = (deps: Reading): Promise<readonly Alias[]> => allAliases(deps.db.sql);
