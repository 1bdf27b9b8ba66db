/**
 * Which settings are right for an address: ours when its domain is here, those of a known provider, or none that we know. Of
 * a mailbox that the asker owns also its aliases and what is switched on; of any other address nothing but its domain is
 * looked at, so that nobody learns whether it exists.
 */
import {
  NOTHING_KNOWN,
  providerOfDomain,
  providerOfHost,
  type RightSettings,
  rightOfProvider,
} from '#src/diagnosis/program-settings/right.ts';
import { parseAddress } from '#src/model/address.ts';
import type { Configuration } from '#src/model/configuration.ts';
import { type MailOffer, type OfferedServer, publishedPorts, USUAL_PORTS } from '#src/model/mail-offer.ts';
import type { AccountSettings } from '#src/model/program-settings.ts';
import type { Person } from '#src/model/person.ts';
import type { Database } from '#src/store/database.ts';
import { aliasesTo } from './centre/mailbox-sheet.ts';
import { ownMailbox } from './centre/ownership.ts';
import type { FindMailHosts, MailHosts } from './settings-mail-hosts.ts';
import type { StoredMailbox } from '#src/model/mailbox.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';

export interface RightDeps {
  readonly db: Database;
  readonly configuration: Pick<Configuration, 'hostname' | 'listen' | 'tls'>;
  readonly setup: { offer(domain: string): Promise<MailOffer | null> };
  /** Where a domain's mail goes, when that may be looked up. */
  readonly mailHosts?: FindMailHosts;
}
/** Who asks: somebody signed in, a visitor, or `owner`: the address was shown to be the asker's already. */
export type RightAsker = Person | 'owner' | null;
export interface FoundRight {
  readonly right: RightSettings;
  /** Where the domain's mail goes; null: not looked up, or DNS does not tell. */
  readonly mail: MailHosts | null;
}
/** As many connections of one mailbox as our IMAP keeps open at once (engine/embedded/imap). */
const MOST_CONNECTIONS = 100;
/** As each new mailbox has it, by name and by special use. */
const SENT_FOLDER = 'Sent';

/** On its own the command line has no door open: then what is configured counts. */
function configuredServers({ hostname, listen }: RightDeps['configuration']): readonly OfferedServer[] {
  const ports = publishedPorts(listen);
  return (Object.keys(USUAL_PORTS) as (keyof typeof USUAL_PORTS)[]).flatMap((door): OfferedServer[] => {
    const port = ports[door];
    const protocol = door.startsWith('imap') ? 'imap' : door.startsWith('pop3') ? 'pop3' : 'smtp';
    return port === null ? [] : [{ protocol, host: hostname, port, mode: door.endsWith('s') ? 'tls' : 'starttls' }];
  });
}

/** Of this host, for any mailbox of a domain here. */
function ours({ configuration }: RightDeps, offer: MailOffer): RightSettings {
  const { hostname, tls } = configuration;
  const servers = offer.servers.length > 0 ? offer.servers : configuredServers(configuration);
  const host = (protocol: OfferedServer['protocol']): string | null =>
    servers.find((one) => one.protocol === protocol)?.host ?? null;
  return {
    ...NOTHING_KNOWN,
    source: 'ours',
    hosts: { imap: host('imap'), pop3: host('pop3') ?? hostname, smtp: host('smtp') },
    alsoHosts: tls.names.map((name) => name.toLowerCase()),
    doors: servers.map(({ protocol, port, mode }) => ({ kind: protocol, port, security: mode })),
    login: 'address',
    mostConnections: MOST_CONNECTIONS,
    sentFolder: SENT_FOLDER,
  };
}

/** The right settings for this address; `account` tells the provider when the address does not. */
export async function rightFor(
  deps: RightDeps,
  asker: RightAsker,
  address: string | null,
  account: AccountSettings | null,
): Promise<FoundRight> {
  const parsed = address === null ? null : parseAddress(address);
  const byName = (): RightSettings => {
    const named = providerOfHost(account?.incoming?.host.value ?? account?.outgoing?.host.value ?? '');
    return named === null ? NOTHING_KNOWN : rightOfProvider(named);
  };
  if (parsed?.ok !== true) return { right: byName(), mail: null };
  const { domain, text } = parsed.value;
  const offer = await deps.setup.offer(domain);
  const known = offer === null ? providerOfDomain(domain) : null;
  if (known !== null) return { right: rightOfProvider(known), mail: null };
  const mail = (await deps.mailHosts?.(domain)) ?? null;
  const behind = mail === null || mail.areHere ? null : mail.profile;
  if (offer !== null) {
    const right = await ownRight(deps, offer, asker, text);
    // The mailbox is here and the mail goes elsewhere: a program that looks there is not wrong in every field.
    const isGone = mail !== null && mail.hosts.length > 0 && !mail.areHere && mail.filter === null;
    if (!isGone || account === null || looksAt(account, right)) return { right, mail };
  }
  return { right: behind === null ? byName() : rightOfProvider(behind), mail };
}

/** Does one of its servers bear our name? */
function looksAt({ incoming, outgoing }: AccountSettings, right: RightSettings): boolean {
  const names = new Set([...Object.values(right.hosts), ...right.alsoHosts]);
  return [incoming, outgoing].some((server) => server !== null && names.has(server.host.value.trim().toLowerCase()));
}

async function ownRight(deps: RightDeps, offer: MailOffer, asker: RightAsker, address: string): Promise<RightSettings> {
  const right = ours(deps, offer);
  const mailbox = await mailboxFor(deps, asker, address);
  if (mailbox === null) return right;
  const aliases = await aliasesTo(deps, mailbox);
  return {
    ...right,
    senders: [mailbox.address, ...aliases.map((alias) => alias.address)],
    open: mailbox.protocols,
    password: mailbox.appPasswordsOnly ? 'app-password' : 'own',
  };
}

async function mailboxFor({ db }: RightDeps, asker: RightAsker, address: string): Promise<StoredMailbox | null> {
  if (asker === null) return null;
  if (asker === 'owner') return await mailboxByAddress(db.sql, address);
  const own = await ownMailbox({ db }, asker, address, 'look');
  return own.ok ? own.value.mailbox : null;
}
