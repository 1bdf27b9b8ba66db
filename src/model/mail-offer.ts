/**
 * What this host offers a mail program: which servers, at which ports, secured how, in the order to be preferred. The one
 * source of the settings page, of every set-up document and of the SRV records. Pure.
 */
import type { Configuration } from './configuration.ts';
import type { Endpoint, MailProtocol } from './endpoint.ts';

export interface OfferedServer {
  readonly protocol: MailProtocol;
  readonly host: string;
  readonly port: number;
  readonly mode: 'tls' | 'starttls';
}
/** The servers for the mailboxes of one domain. */
export interface MailOffer {
  readonly domain: string;
  /** Who offers it, for people: the name of the host. */
  readonly provider: string;
  /** Best first within each protocol. */
  readonly servers: readonly OfferedServer[];
}

/** RFC 8314 §3: TLS from the first byte goes before STARTTLS; IMAP before POP3. */
const DOORS = [
  ['imaps', 'imap', 'tls'],
  ['imap', 'imap', 'starttls'],
  ['pop3s', 'pop3', 'tls'],
  ['pop3', 'pop3', 'starttls'],
  ['submissions', 'smtp', 'tls'],
  ['submission', 'smtp', 'starttls'],
] as const satisfies readonly (readonly [Endpoint, MailProtocol, OfferedServer['mode']])[];
export type ProgramDoor = (typeof DOORS)[number][0];

/** Where the world finds each door by custom (IANA). */
export const USUAL_PORTS: Readonly<Record<ProgramDoor, number>> = {
  imaps: 993,
  imap: 143,
  pop3s: 995,
  pop3: 110,
  submissions: 465,
  submission: 587,
};

/** The doors that are open, by the addresses they listen on (`host:port`). */
export function offeredServers(
  hostname: string,
  endpoints: Readonly<Record<string, string | undefined>>,
): readonly OfferedServer[] {
  return DOORS.flatMap(([door, protocol, mode]): OfferedServer[] => {
    const port = Number(endpoints[door]?.split(':').at(-1)) || 0;
    return port === 0 ? [] : [{ protocol, host: hostname, port, mode }];
  });
}

/** Door → port as the world is told it in DNS; null where it is off. Port 0 (any) is told as the usual one. */
export function publishedPorts(listen: Configuration['listen']): Readonly<Record<ProgramDoor, number | null>> {
  const ports = DOORS.map(([door]) => {
    const where = listen[door];
    return [door, where === 'off' ? null : where.port || USUAL_PORTS[door]] as const;
  });
  return Object.fromEntries(ports) as Record<ProgramDoor, number | null>;
}

/** The best server of a protocol. */
export const bestServer = (
  { servers }: Pick<MailOffer, 'servers'>,
  protocol: MailProtocol,
): OfferedServer | undefined => servers.find((one) => one.protocol === protocol);
