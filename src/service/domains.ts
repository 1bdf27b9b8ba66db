/** Use cases of domains: add (with a DKIM key), list, show with the wanted DNS records, remove. Called by CLI and API. */
import type { Customer } from '#src/model/customer.ts';
import type { Domain, DomainState } from '#src/model/domain.ts';
import type { CustomerId, DomainId, SigningKeyId, TombstoneId } from '#src/model/ids.ts';
import { DEFAULT_SELECTOR, type SetupDoors, type WantedRecord, wantedRecords } from '#src/model/wanted-records.ts';
import { newId } from '#src/net/ids.ts';
import { firstCustomer, insertCustomer } from '#src/store/customers.ts';
import { dropConsentsOfDomain } from '#src/store/forward-consents.ts';
import { allDomains, deleteDomain, domainByName, insertDomain } from '#src/store/domains.ts';
import { aliasesOf } from '#src/store/aliases.ts';
import { countMailboxes, mailboxesOf } from '#src/store/mailboxes.ts';
import { insertSigningKey, signingKeysOf } from '#src/store/signing-keys.ts';
import type { Sql } from '#src/store/tables.ts';
import { insertTombstone } from '#src/store/tombstones.ts';
import { buryAlias, buryMailbox, type Burying } from './burial.ts';
import { type Acting, change, type Reading } from './change.ts';
import { findCustomer } from './customers.ts';
import { readDomain } from './input.ts';
import { done, type Outcome, refused } from './outcome.ts';
import { type MadeKey, makeRsaKey } from './signing-key.ts';

export interface AddDomainDeps extends Acting {
  /** Makes the DKIM key; RSA 2048 unless a test gives a cheaper one. */
  readonly makeKey?: () => Promise<MadeKey>;
}
export interface AddedDomain {
  readonly id: DomainId;
  readonly domain: string;
  readonly customer: CustomerId;
}

/** Adds a domain; without a customer it goes to the first one, who is made when there is none. */
export async function addDomain(
  deps: AddDomainDeps,
  input: {
    readonly domain: string;
    readonly customer?: string;
    /** Of who is not the host himself: `waiting` until he shows that it is his. */
    readonly state?: DomainState;
  },
): Promise<Outcome<AddedDomain>> {
  const name = readDomain(input.domain);
  if (!name.ok) return name;
  const named = input.customer === undefined ? null : await findCustomer(deps, input.customer);
  if (named !== null && !named.ok) return named;
  if ((await domainByName(deps.db.sql, name.value)) !== null) return refused('domainExists', { domain: name.value });
  const key = await (deps.makeKey ?? makeRsaKey)();
  return await change(deps, async (tx, audit) => {
    if ((await domainByName(tx, name.value)) !== null) return refused('domainExists', { domain: name.value });
    const now = deps.clock.now();
    const customer = named?.value ?? (await firstCustomer(tx)) ?? (await makeFirstCustomer(tx, name.value, now));
    const id = newId<DomainId>(now);
    const { state = 'active' } = input;
    await insertDomain(tx, { id, name: name.value, customer: customer.id, state, createdAt: now });
    await insertSigningKey(tx, {
      id: newId<SigningKeyId>(now),
      domain: id,
      selector: DEFAULT_SELECTOR,
      ...key,
      active: true,
      createdAt: now,
    });
    await audit('domain.add', name.value, null, { id, customer: customer.id, selector: DEFAULT_SELECTOR });
    return done({ id, domain: name.value, customer: customer.id });
  });
}

/** Named after the first domain; has no contact until one is given. */
async function makeFirstCustomer(tx: Sql, name: string, now: number): Promise<Customer> {
  const customer: Customer = { id: newId<CustomerId>(now), name, language: 'nb', createdAt: now };
  await insertCustomer(tx, customer);
  return customer;
}

/** All domains by name. */
export const listDomains = (deps: Reading): Promise<readonly Domain[]> => allDomains(deps.db.sql);

export interface DomainView extends Domain {
  readonly mailboxes: number;
  /** What DNS should hold; whether it does is for the probes to say. */
  readonly records: readonly WantedRecord[];
}

/** A domain with its wanted records. `hostname` is this host's public name. */
export async function showDomain(
  deps: Reading & { readonly hostname: string; readonly setupDoors?: (domain: string) => SetupDoors },
  typed: string,
): Promise<Outcome<DomainView>> {
  const name = readDomain(typed);
  if (!name.ok) return name;
  const domain = await domainByName(deps.db.sql, name.value);
  if (domain === null) return refused('domainMissing', { domain: name.value });
  const mailboxes = await countMailboxes(deps.db.sql, domain.id);
  const key = (await signingKeysOf(deps.db.sql, domain.id)).findLast((candidate) => candidate.active);
  const records = wantedRecords({
    domain: domain.name,
    hostname: deps.hostname,
    ...(key === undefined ? {} : { dkim: key }),
    ...(deps.setupDoors === undefined ? {} : { setup: deps.setupDoors(domain.name) }),
  });
  return done({ ...domain, mailboxes, records });
}

/** Removes a domain. With mailboxes in it only by `force`: then each leaves its own tombstone. */
export async function removeDomain(
  deps: Burying,
  typed: string,
  options: { readonly force?: boolean } = {},
): Promise<Outcome<{ readonly domain: string; readonly mailboxes: number }>> {
  const name = readDomain(typed);
  if (!name.ok) return name;
  const buried = await change(deps, async (tx, audit) => {
    const domain = await domainByName(tx, name.value);
    if (domain === null) return refused('domainMissing', { domain: name.value });
    const mailboxes = await mailboxesOf(tx, domain.id);
    if (mailboxes.length > 0 && options.force !== true) {
      return refused('domainHasMailboxes', { domain: name.value, count: mailboxes.length });
    }
    for (const mailbox of mailboxes) await buryMailbox(tx, audit, deps, mailbox);
    for (const alias of await aliasesOf(tx, domain.id)) await buryAlias(tx, audit, deps, alias);
    await dropConsentsOfDomain(tx, domain.name);
    const deletedAt = deps.clock.now();
    const stone = {
      id: newId<TombstoneId>(deletedAt),
      kind: 'domain',
      address: domain.name,
      subject: domain.id,
    } as const;
    await insertTombstone(
      tx,
      { ...stone, deletedAt, actor: deps.actor, restoredAt: null },
      { customer: domain.customer },
    );
    await deleteDomain(tx, domain.id);
    await audit('domain.remove', domain.name, { ...domain }, null);
    return done(mailboxes.map((mailbox) => mailbox.id));
  });
  if (!buried.ok) return buried;
  for (const mailbox of buried.value) await deps.removeMail(mailbox);
  return done({ domain: name.value, mailboxes: buried.value.length });
}
