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
import { profileFor } from '#src/model/provider-profiles.ts';
import type { Database } from '#src/store/database.ts';
import { aliasesTo } from './centre/mailbox-sheet.ts';
import { ownMailbox } from './centre/ownership.ts';

export interface RightDeps {
  readonly db: Database;
  readonly configuration: Pick<Configuration, 'hostname' | 'listen' | 'tls'>;
  readonly setup: { offer(domain: string): Promise<MailOffer | null> };
  /** Where a domain's mail goes, when that may be looked up. */
  readonly mxOf?: (domain: string) => Promise<readonly string[]>;
}
/** As many connections of one mailbox as our IMAP keeps open at once (engine/embedded/imap). */
const MOST_CONNECTIONS = 100;

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
  };
}

/** The right settings for this address; `account` tells the provider when the address does not. */
export async function rightFor(
  deps: RightDeps,
  person: Person | null,
  address: string | null,
  account: AccountSettings | null,
): Promise<RightSettings> {
  const parsed = address === null ? null : parseAddress(address);
  if (parsed?.ok === true) {
    const { domain, text } = parsed.value;
    const offer = await deps.setup.offer(domain);
    if (offer !== null) return await ownRight(deps, offer, person, text);
    const known = providerOfDomain(domain);
    if (known !== null) return rightOfProvider(known);
    const mx = deps.mxOf === undefined ? [] : await deps.mxOf(domain);
    const behind = mx.length === 0 ? null : profileFor(mx);
    if (behind !== null) return rightOfProvider(behind);
  }
  const host = account?.incoming?.host.value ?? account?.outgoing?.host.value ?? '';
  const named = providerOfHost(host);
  return named === null ? NOTHING_KNOWN : rightOfProvider(named);
}

async function ownRight(
  deps: RightDeps,
  offer: MailOffer,
  person: Person | null,
  address: string,
): Promise<RightSettings> {
  const right = ours(deps, offer);
  const own = person === null ? null : await ownMailbox(deps, person, address, 'look');
  if (own?.ok !== true) return right;
  const { mailbox } = own.value;
  const aliases = await aliasesTo(deps, mailbox);
  return {
    ...right,
    senders: [mailbox.address, ...aliases.map((alias) => alias.address)],
    open: mailbox.protocols,
    password: mailbox.appPasswordsOnly ? 'app-password' : 'own',
  };
}
