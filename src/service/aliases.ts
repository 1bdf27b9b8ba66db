/** Use cases of aliases: add, lead elsewhere, remove, show. Called by CLI, API and fixes. Sends no letter. */
import type { Address } from '#src/model/address.ts';
import { type Alias, aliasLoop, MAX_TARGETS } from '#src/model/alias.ts';
import type { AliasId, DomainId } from '#src/model/ids.ts';
import { newId } from '#src/net/ids.ts';
import { aliasByAddress, aliasesOf, allAliases, insertAlias } from '#src/store/aliases.ts';
import { domainByName } from '#src/store/domains.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import type { Sql } from '#src/store/tables.ts';
import { buryAlias } from './burial.ts';
import { type Acting, type Audit, change } from './change.ts';
import { noteTargets, type ShownConsent, shownConsents } from './forward-targets.ts';
import { readAddress } from './input.ts';
import { done, misuse, type Outcome, refused } from './outcome.ts';

export interface AddedAlias {
  readonly id: AliasId;
  readonly address: string;
  readonly targets: readonly string[];
  /** Of those outside this host. */
  readonly consents: readonly ShownConsent[];
}

export interface AliasOptions {
  /** New addresses outside this host are asked, or the operator vouches for them. Default: an operator's own command vouches. */
  readonly consent?: 'ask' | 'operator';
  /** Targets that this alias had when it was taken away: they are as they were, and not new. */
  readonly before?: readonly string[];
}

async function readTargets(targets: readonly string[], address: string): Promise<Outcome<ReadonlySet<string>>> {
  if (targets.length === 0) return misuse('aliasWithoutTarget', { address });
  if (targets.length > MAX_TARGETS) return misuse('aliasTooManyTargets', { max: MAX_TARGETS });
  const ends = new Set<string>();
  for (const target of targets) {
    const parsed = readAddress(target);
    if (!parsed.ok) return parsed;
    ends.add(parsed.value.text);
  }
  return done(ends);
}

interface Made extends Acting, AliasOptions {
  readonly tx: Sql;
  readonly audit: Audit;
}
/** Checks and writes one, and who is to be asked about it. */
async function make(made: Made, address: Address, targets: ReadonlySet<string>): Promise<Outcome<AddedAlias>> {
  const { tx, audit, clock, actor } = made;
  const { text, local } = address;
  const domain = await domainByName(tx, address.domain);
  if (domain === null) return refused('domainMissing', { domain: address.domain });
  if (domain.state !== 'active') return refused('domainWaiting', { domain: domain.name });
  if ((await mailboxByAddress(tx, text)) !== null) return refused('aliasOverMailbox', { address: text });
  if ((await aliasByAddress(tx, text)) !== null) return refused('aliasExists', { address: text });
  const lookup = async (name: string): Promise<readonly string[] | null> =>
    (await aliasByAddress(tx, name))?.targets ?? null;
  const loop = await aliasLoop(text, [...targets], lookup);
  if (loop !== null) return refused('aliasLoop', { address: text, path: loop.join(' → ') });
  const at = clock.now();
  const id = newId<AliasId>(at);
  const alias: Alias = { id, address: text, domain: domain.id, local, targets: [...targets], createdAt: at };
  await insertAlias(tx, alias);
  await audit('alias.add', text, null, { ...alias });
  const isVouched = (made.consent ?? (actor === 'operator' ? 'operator' : 'ask')) === 'operator';
  const before = new Set(made.before);
  const vouched = await noteTargets(tx, { owner: text, before, after: targets, at, by: actor, isVouched });
  for (const target of vouched) await audit('alias.forward-consent.operator', text, null, { target, by: actor });
  return done({ id, address: text, targets: alias.targets, consents: await shownConsents(tx, text, targets, at) });
}

/**
 * Adds an alias that leads to one or more addresses, here or elsewhere; never over a mailbox, never in a circle. Who lives
 * elsewhere gets nothing before he has said yes: `askNew` (forward-consents.ts) sends the letters afterwards.
 */
export async function addAlias(
  deps: Acting,
  typed: string,
  targets: readonly string[],
  options: AliasOptions = {},
): Promise<Outcome<AddedAlias>> {
  const address = readAddress(typed);
  if (!address.ok) return address;
  const ends = await readTargets(targets, address.value.text);
  if (!ends.ok) return ends;
  return await change(deps, (tx, audit) => make({ ...deps, ...options, tx, audit }, address.value, ends.value));
}

/** Leads an alias elsewhere, in one step: it is never gone in between. Only targets that are new are asked. */
export async function changeAlias(
  deps: Acting,
  typed: string,
  targets: readonly string[],
  options: Pick<AliasOptions, 'consent'> = {},
): Promise<Outcome<AddedAlias>> {
  const address = readAddress(typed);
  if (!address.ok) return address;
  const ends = await readTargets(targets, address.value.text);
  if (!ends.ok) return ends;
  return await change(deps, async (tx, audit) => {
    const alias = await aliasByAddress(tx, address.value.text);
    if (alias === null) return refused('aliasMissing', { address: address.value.text });
    await buryAlias(tx, audit, deps, alias);
    return await make({ ...deps, ...options, before: alias.targets, tx, audit }, address.value, ends.value);
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

export type ShownAlias = Alias & Pick<AddedAlias, 'consents'>;
const withConsents = async (sql: Sql, alias: Alias, now: number): Promise<ShownAlias> => ({
  ...alias,
  consents: await shownConsents(sql, alias.address, alias.targets, now),
});

/** All aliases by address, with what those outside said; of one domain, or of this host. */
export async function listAliases(
  { db, clock }: Pick<Acting, 'db' | 'clock'>,
  domain?: DomainId,
): Promise<readonly ShownAlias[]> {
  const all = domain === undefined ? await allAliases(db.sql) : await aliasesOf(db.sql, domain);
  const shown: ShownAlias[] = [];
  for (const alias of all) shown.push(await withConsents(db.sql, alias, clock.now()));
  return shown;
}

/** One alias as `listAliases` shows it. */
export async function showAlias(deps: Pick<Acting, 'db' | 'clock'>, typed: string): Promise<Outcome<ShownAlias>> {
  const address = readAddress(typed);
  if (!address.ok) return address;
  const alias = await aliasByAddress(deps.db.sql, address.value.text);
  if (alias === null) return refused('aliasMissing', { address: address.value.text });
  return done(await withConsents(deps.db.sql, alias, deps.clock.now()));
}
