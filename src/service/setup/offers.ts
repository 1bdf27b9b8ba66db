/**
 * The offer of this host for a hosted domain, and which names of it lead to our web door. Used by http/setup, by the HTTPS
 * door and by the set-up routes of the API. Never asks whether an address exists.
 */
import { parseDomain } from '#src/model/address.ts';
import { type MailOffer, offeredServers } from '#src/model/mail-offer.ts';
import type { Database } from '#src/store/database.ts';
import { domainByName, intendedMx } from '#src/store/domains.ts';

export interface OfferDeps {
  readonly db: Database;
  readonly hostname: string;
  /** Endpoint name → `address:port`, as far as it is open. */
  readonly endpoints: Readonly<Record<string, string>>;
}

/** Names below a domain under which programs and mail hosts look for us. */
export const SETUP_LABELS = ['autoconfig', 'autodiscover', 'mta-sts', 'ua-auto-config'] as const;

/** The domain that a web name speaks for: `autoconfig.fjord.example` and `fjord.example` both for the latter. */
export function domainOfName(name: string): string | null {
  const lower = name.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');
  const label = SETUP_LABELS.find((one) => lower.startsWith(`${one}.`));
  const parsed = parseDomain(label === undefined ? lower : lower.slice(label.length + 1));
  return parsed.ok ? parsed.value : null;
}

/** A domain whose owner has shown that it is his, by name. */
async function hosted(db: Database, typed: string): Promise<string | null> {
  const parsed = parseDomain(typed);
  const domain = parsed.ok ? await domainByName(db.sql, parsed.value) : null;
  return domain?.state === 'active' ? domain.name : null;
}

/** Null for a domain that is not hosted here. */
export async function offerFor({ db, hostname, endpoints }: OfferDeps, typed: string): Promise<MailOffer | null> {
  const domain = await hosted(db, typed);
  return domain === null ? null : { domain, provider: hostname, servers: offeredServers(hostname, endpoints) };
}

/** Is this the name of a hosted domain under which our web door answers? */
export async function isSetupName({ db }: Pick<OfferDeps, 'db'>, name: string): Promise<boolean> {
  const domain = SETUP_LABELS.some((one) => name.startsWith(`${one}.`)) ? domainOfName(name) : null;
  return domain !== null && (await hosted(db, domain)) !== null;
}

/** The mail hosts of a domain that senders may deliver to, ours first; null when it is not hosted here. */
export async function mailHostsOf(
  { db, hostname }: Pick<OfferDeps, 'db' | 'hostname'>,
  typed: string,
): Promise<readonly string[] | null> {
  const domain = await hosted(db, typed);
  return domain === null ? null : [...new Set([hostname, ...(await intendedMx(db.sql, domain))])];
}
