/** Set-up by SRV records (RFC 6186, RFC 8314 §5.1): which servers a domain names for mail programs. Asks DNS; judges nothing. */
import type { SetupServer } from '#src/protocol/autoconfig/server.ts';
import type { DnsResolver } from '#src/net/resolver.ts';

export interface SrvServer extends SetupServer {
  /** The record. */
  readonly where: string;
}
const SERVICES = [
  ['_imaps._tcp', 'imap', 'tls'],
  ['_imap._tcp', 'imap', 'starttls'],
  ['_pop3s._tcp', 'pop3', 'tls'],
  ['_pop3._tcp', 'pop3', 'starttls'],
  ['_submissions._tcp', 'smtp', 'tls'],
  ['_submission._tcp', 'smtp', 'starttls'],
] as const;
const MOST_TARGETS = 4;

export interface SrvTarget {
  readonly host: string;
  readonly port: number;
}

/** Targets of one record, best priority first; `.` (decidedly no such service) and broken ones are left out. Null: no answer. */
export async function srvTargets(resolver: DnsResolver, name: string): Promise<readonly SrvTarget[] | null> {
  const answer = await resolver.query(name, 'SRV');
  if (answer.kind === 'failed') return null;
  if (answer.kind !== 'records') return [];
  return answer.records
    .flatMap(({ data, number }) => {
      const [, , port, host] = data.split(' ');
      const isThere = host !== undefined && host !== '.' && Number(port) > 0;
      return isThere ? [{ host, port: Number(port), priority: number }] : [];
    })
    .sort((a, b) => a.priority - b.priority || (a.host < b.host ? -1 : 1))
    .slice(0, MOST_TARGETS)
    .map(({ host, port }) => ({ host, port }));
}

/** All services of a domain. */
export async function srvServers(resolver: DnsResolver, domain: string): Promise<readonly SrvServer[]> {
  const lists = await Promise.all(
    SERVICES.map(async ([service, protocol, mode]): Promise<readonly SrvServer[]> => {
      const where = `${service}.${domain}`;
      const targets = (await srvTargets(resolver, where)) ?? [];
      return targets.map(({ host, port }) => ({ where, protocol, host, port, mode, userName: null }));
    }),
  );
  return lists.flat();
}
