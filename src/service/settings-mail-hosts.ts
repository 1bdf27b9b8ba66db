/**
 * Where a domain's mail goes, for the settings check: its MX by our resolver, whose they are, and whether that is here. So a file
 * for a domain that somebody else serves is not called wrong in every field. Asks DNS and nothing else; what DNS does not
 * tell is null, never a guess.
 */
import { filterServiceFor, profileFor, type ProviderProfile } from '#src/model/provider-profiles.ts';
import type { DnsResolver } from '#src/net/resolver.ts';
import type { Database } from '#src/store/database.ts';
import { domainByName, intendedMx } from '#src/store/domains.ts';

export interface MailHosts {
  readonly domain: string;
  /** Preferred first, at most five; empty: the domain takes no mail. */
  readonly hosts: readonly string[];
  /** They lead to this host, or are said by the owner to be meant. */
  readonly areHere: boolean;
  readonly profile: ProviderProfile | null;
  /** The filter service in front, which says nothing of the mailbox behind. */
  readonly filter: string | null;
}
export type FindMailHosts = (domain: string) => Promise<MailHosts | null>;
type Asking = Pick<DnsResolver, 'a' | 'aaaa' | 'mx'>;

const MOST_HOSTS = 5;
const LIMIT_MS = 2500;

export function createMailHosts(deps: {
  readonly db: Database;
  readonly hostname: string;
  readonly resolver: Asking;
}): FindMailHosts {
  return (domain) => within(LIMIT_MS, look(deps, domain), null);
}

async function look(
  { db, hostname, resolver }: Parameters<typeof createMailHosts>[0],
  domain: string,
): Promise<MailHosts | null> {
  const answer = await resolver.mx(domain);
  if (answer.kind === 'failed' || answer.kind === 'nxdomain') return null;
  const records = answer.kind === 'records' ? answer.records : [];
  const hosts = records
    .toSorted((a, b) => a.preference - b.preference)
    .flatMap(({ exchange }) => (exchange === '' ? [] : [exchange]))
    .slice(0, MOST_HOSTS);
  const ours = await domainByName(db.sql, domain);
  const meant = new Set([hostname.toLowerCase(), ...(ours === null ? [] : await intendedMx(db.sql, ours.name))]);
  const areHere =
    hosts.some((host) => meant.has(host)) ||
    (await Promise.all(hosts.map((host) => isSamePlace(resolver, host, hostname)))).includes(true);
  return { domain, hosts, areHere, profile: profileFor(hosts), filter: filterServiceFor(hosts) };
}

/** Do both names have an address in common? What DNS does not tell is no. */
export async function isSamePlace(resolver: Pick<Asking, 'a' | 'aaaa'>, one: string, other: string): Promise<boolean> {
  if (!/^[a-z0-9.-]{1,253}$/i.test(one)) return false;
  const addressesOf = async (name: string): Promise<readonly string[]> => {
    const answers = await Promise.all([resolver.a(name), resolver.aaaa(name)]);
    return answers.flatMap((answer) => (answer.kind === 'records' ? answer.records : []));
  };
  const [here, there] = await Promise.all([addressesOf(other), addressesOf(one)]);
  return there.some((address) => here.includes(address));
}

/** A silent name server holds nobody up. */
async function within<T>(limitMs: number, work: Promise<T>, late: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(late), limitMs);
  });
  return await Promise.race([work.catch(() => late), end]).finally(() => clearTimeout(timer));
}
