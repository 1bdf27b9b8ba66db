/**
 * A domain as its customer sees it: what the last look said, the registry's clock, who serves its DNS and how records are
 * edited there; adding one that has still to be shown to be his, and removing one. Called by the API after ownership.
 */
import { texts } from '#src/messages/catalogue.ts';
import { type DnsHost, dnsHostOf } from '#src/model/dns-hosts.ts';
import type { Domain } from '#src/model/domain.ts';
import type { CustomerId } from '#src/model/ids.ts';
import type { Language } from '#src/model/language.ts';
import { registryClock, type RegistryClock } from '#src/model/registry-clock.ts';
import { aliasesOf } from '#src/store/aliases.ts';
import { domainByName, domainsOf, setDomainState } from '#src/store/domains.ts';
import { deleteLooks, type Look } from '#src/store/looks.ts';
import { mailboxesOf } from '#src/store/mailboxes.ts';
import type { App } from '../app.ts';
import { change } from '../change.ts';
import { addDomain, type AddedDomain, removeDomain } from '../domains.ts';
import { readDomain } from '../input.ts';
import { done, misuse, type Outcome, refused } from '../outcome.ts';
import type { RecordState } from '../diagnosis.ts';
import { LOOK_GOOD_MS, type SeenDomain, type SeenFinding, type SeenRegistry } from './looks.ts';

type Deps = Pick<App, 'db' | 'clock' | 'looks' | 'store' | 'removeMail' | 'writers'>;

/** `unknown`: never looked, too long ago, or something essential could not be seen. */
export type Health = 'well' | 'trouble' | 'unknown';
export interface DomainHealth {
  readonly health: Health;
  /** What is wrong first, as a title. */
  readonly what: string | null;
  readonly lookedAt: number | null;
}

/** The title of a kept finding, in the reader's language. */
export function titleOf({ cause, words }: SeenFinding, language: Language): string {
  const { causes, causesFromHere } = texts(language);
  const known: Readonly<Record<string, { readonly title: string }>> = words === 'here' ? causesFromHere : causes;
  return known[cause]?.title ?? cause;
}

/** What a look means now. Of an old one nothing is said. */
export function healthOf(look: Look<SeenDomain> | null | undefined, now: number, language: Language): DomainHealth {
  if (look === null || look === undefined) return { health: 'unknown', what: null, lookedAt: null };
  const { at, found } = look;
  const isOld = now - at > LOOK_GOOD_MS;
  const root = found.findings.find(({ role }) => role === 'root') ?? found.findings.at(0);
  if (isOld || found.verdict === 'inconclusive') return { health: 'unknown', what: null, lookedAt: at };
  if (found.verdict === 'cause-found' && root !== undefined)
    return { health: 'trouble', what: titleOf(root, language), lookedAt: at };
  return { health: 'well', what: null, lookedAt: at };
}

export interface DnsPlace {
  /** Null: not seen yet. */
  readonly nameServers: readonly string[] | null;
  readonly host: DnsHost | null;
  /** This host may change the zone itself (`dns.write`). */
  readonly writable: boolean;
}
export const dnsPlace = (
  deps: Pick<Deps, 'writers'>,
  { name, state }: Pick<Domain, 'name' | 'state'>,
  look: Look<SeenDomain> | null,
): DnsPlace => ({
  nameServers: look?.found.nameServers ?? null,
  host: dnsHostOf(look?.found.nameServers ?? []),
  writable: state === 'active' && deps.writers(name) !== null,
});

/** The registry's clock, or why there is none. */
export interface RegistrySheet {
  readonly at: number;
  readonly found: SeenRegistry;
  readonly clock: RegistryClock | null;
}
const timeIn = (iso: string | null | undefined): number | null => {
  const at = Date.parse(iso ?? '');
  return Number.isFinite(at) ? at : null;
};
export async function registrySheet({ looks }: Pick<Deps, 'looks'>, domain: string): Promise<RegistrySheet> {
  const { at, found } = await looks.registry(domain);
  if (found.kind === 'untold' || !found.rdap.registered) return { at, found, clock: null };
  const { rdap } = found;
  const clock = registryClock({
    domain: rdap.domain,
    statuses: rdap.statuses,
    expiresAt: timeIn(rdap.expiresAt),
    changedAt: timeIn(rdap.changedAt),
    isDelegated: null,
    now: at,
  });
  return { at, found, clock };
}

/** So many a customer; more only with a word from support. */
const MOST_DOMAINS = 200;
/**
 * Adds a domain that waits: our DKIM key in its DNS shows that it is his, since nobody else was given that key. Until then we
 * deliver, send, sign and write nothing for it.
 */
export async function claimDomain(
  deps: Pick<App, 'db' | 'clock'>,
  actor: string,
  customer: CustomerId,
  typed: string,
): Promise<Outcome<AddedDomain>> {
  const name = readDomain(
    typed
      .trim()
      .toLowerCase()
      .replace(/^(https?:\/\/)?(www\.)?/, '')
      .replace(/[/.]+$/, ''),
  );
  if (!name.ok) return name;
  const there = await domainByName(deps.db.sql, name.value);
  // Whose it is here is nobody's business.
  if (there !== null)
    return refused(there.customer === customer ? 'domainExists' : 'domainTaken', { domain: name.value });
  const count = (await domainsOf(deps.db.sql, customer)).length;
  if (count >= MOST_DOMAINS) return refused('domainsMost', { count });
  return await addDomain({ ...deps, actor }, { domain: name.value, customer, state: 'waiting' });
}

/** A waiting domain whose DNS has our DKIM key is his: from now on mail flows. Gives the domain as it is then. */
export async function proveDomain(
  deps: Pick<App, 'db' | 'clock'>,
  domain: Domain,
  records: readonly RecordState[],
): Promise<Domain> {
  if (domain.state !== 'waiting') return domain;
  if (!records.some(({ purpose, state }) => purpose === 'dkim' && state === 'ok')) return domain;
  await change({ ...deps, actor: 'system' }, async (tx, audit) => {
    await setDomainState(tx, domain.id, 'active');
    await audit('domain.proven', domain.name, { state: 'waiting' }, { state: 'active' });
    return done(null);
  });
  return { ...domain, state: 'active' };
}

/** What a removal takes with it. */
export interface Consequences {
  readonly mailboxes: number;
  readonly aliases: number;
  readonly bytes: number;
  readonly messages: number;
}
const MOST_WEIGHED = 500;
export async function consequencesOf({ db, store }: Pick<Deps, 'db' | 'store'>, domain: Domain): Promise<Consequences> {
  const mailboxes = await mailboxesOf(db.sql, domain.id);
  let [bytes, messages] = [0, 0];
  for (const { id } of mailboxes.slice(0, MOST_WEIGHED)) {
    const usage = await store.usage(id);
    bytes += usage.bytes;
    messages += usage.messages;
  }
  return { mailboxes: mailboxes.length, aliases: (await aliasesOf(db.sql, domain.id)).length, bytes, messages };
}

/** Removes it with everything in it, when the name was typed to say so. */
export async function dropDomain(
  deps: Deps,
  actor: string,
  domain: Domain,
  confirmed: string,
): Promise<Outcome<unknown>> {
  if (confirmed.trim().toLowerCase() !== domain.name) return misuse('domainConfirmWanted', { domain: domain.name });
  const removed = await removeDomain({ ...deps, actor }, domain.name, { force: true });
  if (!removed.ok) return removed;
  return await change({ ...deps, actor }, async (tx, audit) => {
    await deleteLooks(tx, domain.name);
    await audit('domain.gone', domain.customer, null, { domain: domain.name, mailboxes: removed.value.mailboxes });
    return done(null);
  });
}
