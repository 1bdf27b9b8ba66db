/**
 * What a domain tells mail programs, against the truth: SRV, autoconfig, autodiscover, and the usual names (mail., imap.,
 * smtp., pop.). Called by group.ts for domains of ours. Observes where each leads; judges nothing.
 */
import type { SetupNameSeen, SetupRecords, SetupServerSeen } from '#src/diagnosis/observed-outside.ts';
import type { SetupServer } from '#src/protocol/autoconfig/server.ts';
import type { WebFetch } from '#src/net/web-answer.ts';
import { addressesOf } from '../dns.ts';
import type { GroupDeps } from '../group.ts';
import { fetchAutoconfig, fetchAutodiscover } from './autoconfig.ts';
import { askOf, DOORS, type DoorName, isWanted, type Prober } from './doors.ts';
import { srvServers, srvTargets } from './srv.ts';

const NAMES = ['mail', 'imap', 'smtp', 'pop'] as const;
/** Where Microsoft's own autodiscover lives. */
const MICROSOFT = /(?:^|\.)(?:outlook\.com|office365\.com|outlook\.cn|office365\.us)$/;

export interface SetupQuestion {
  readonly domain: string;
  /** Our addresses. */
  readonly here: readonly string[];
  readonly fresh: boolean;
}

/** True when the name has an address of ours; null when DNS would not tell. */
async function leadsHere(deps: GroupDeps, { here }: SetupQuestion, host: string): Promise<boolean | null> {
  if (host === deps.host().hostname) return true;
  const addresses = await addressesOf(deps.resolver, host);
  return addresses === null ? null : addresses.some((address) => here.includes(address));
}

const SPOKEN = { imap: ['imap', 'imaps'], pop3: ['pop3s'], smtp: ['submission', 'submissions'] } as const;

/** We listen there, in that way: at the usual port or at the one the host itself has. */
function isOpenHere(deps: GroupDeps, { protocol, port, mode }: SetupServer): boolean {
  if (mode === 'plain') return false;
  const portOf = (door: string): number => Number((deps.endpoints()[door] ?? '').split(':').at(-1));
  if (protocol === 'pop3' && mode === 'starttls')
    return deps.configuration.listen.pop3 !== 'off' && (port === 110 || port === portOf('pop3'));
  const doors: readonly DoorName[] = SPOKEN[protocol];
  return doors.some((door) => {
    const fits = (DOORS[door].mode === 'implicit') === (mode === 'tls');
    return fits && isWanted(deps, door) && (port === DOORS[door].port || port === portOf(door));
  });
}

type Source = SetupServerSeen['source'];
async function serverSeen(
  deps: GroupDeps,
  question: SetupQuestion,
  source: Source,
  where: string,
  server: SetupServer,
): Promise<SetupServerSeen> {
  const here = await leadsHere(deps, question, server.host);
  const { protocol, host, port, mode } = server;
  const open = here === true ? isOpenHere(deps, server) : null;
  return { source, where, service: protocol, host, port, mode, leadsHere: here, isOpenHere: open };
}

async function nameSeen(prober: Prober, question: SetupQuestion, name: string): Promise<SetupNameSeen | null> {
  const addresses = await addressesOf(prober.deps.resolver, name);
  if (addresses === null) return { name, leadsHere: null, covered: null };
  if (addresses.length === 0) return null;
  const here = addresses.some((address) => question.here.includes(address));
  return { name, leadsHere: here, covered: here ? await isCovered(prober, question, name) : null };
}

/** Does the certificate that is shown for this name name it? A server may have one for each. */
async function isCovered(prober: Prober, { fresh }: SetupQuestion, name: string): Promise<boolean | null> {
  const answer = await prober.dialer.dial({ ...askOf(prober, 'imaps', fresh), host: name });
  const shown = answer.kind === 'dialled' ? answer.addresses.find((one) => one.tls?.certificate) : undefined;
  return shown?.tls?.certificate?.covers ?? null;
}

async function autodiscoverSeen(deps: GroupDeps, fetch: WebFetch, question: SetupQuestion) {
  const { domain } = question;
  const name = `autodiscover.${domain}`;
  const [alias, addresses, srv] = await Promise.all([
    deps.resolver.cname(name),
    addressesOf(deps.resolver, name),
    srvTargets(deps.resolver, `_autodiscover._tcp.${domain}`),
  ]);
  const found =
    alias.kind === 'records'
      ? ({ record: 'cname', target: alias.records[0], at: name } as const)
      : (addresses ?? []).length > 0
        ? ({ record: 'address', target: addresses?.[0] ?? '', at: name } as const)
        : srv !== null && srv.length > 0
          ? ({ record: 'srv', target: srv[0].host, at: srv[0].host } as const)
          : null;
  if (found === null) return { autodiscover: null, servers: [] };
  const { record, target } = found;
  if (MICROSOFT.test(target))
    return { autodiscover: { record, target, leadsHere: false, answer: 'microsoft' } as const, servers: [] };
  const here = await leadsHere(deps, question, found.at);
  if (here !== false)
    return { autodiscover: { record, target, leadsHere: here, answer: 'not-asked' } as const, servers: [] };
  const told = await fetchAutodiscover(fetch, found.at, domain);
  return { autodiscover: { record, target, leadsHere: here, answer: told.answer }, servers: told.servers };
}

/** `setup.records`. */
export async function lookAtSetup(prober: Prober, fetch: WebFetch, question: SetupQuestion): Promise<SetupRecords> {
  const { deps } = prober;
  const { domain } = question;
  const [srv, config, outlook, ...names] = await Promise.all([
    srvServers(deps.resolver, domain),
    fetchAutoconfig(fetch, domain),
    autodiscoverSeen(deps, fetch, question),
    ...NAMES.map((name) => nameSeen(prober, question, `${name}.${domain}`)),
  ]);
  const servers = await Promise.all([
    ...(config?.servers ?? []).map((one) => serverSeen(deps, question, 'autoconfig', config?.where ?? '', one)),
    ...srv.map((one) => serverSeen(deps, question, 'srv', one.where, one)),
    ...outlook.servers.map((one) =>
      serverSeen(deps, question, 'autodiscover', outlook.autodiscover?.target ?? '', one),
    ),
  ]);
  return { domain, servers, names: names.filter((one) => one !== null), autodiscover: outlook.autodiscover };
}
