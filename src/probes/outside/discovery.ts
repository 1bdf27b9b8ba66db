/**
 * The settings of an address that is not ours, as its owner would find them: what the provider states publicly, what the
 * domain publishes (autoconfig, SRV by RFC 6186), what can be guessed from names that exist. Used by the probes beside and
 * by `postvakt check`. Signs in nowhere.
 */
import { profileFor } from '#src/model/provider-profiles.ts';
import type { DnsResolver } from '#src/net/resolver.ts';
import type { WebFetch } from '#src/net/web-answer.ts';
import type { SetupServer } from '#src/protocol/autoconfig/server.ts';
import { addressesOf } from '../dns.ts';
import { fetchAutoconfig } from './autoconfig.ts';
import { srvServers } from './srv.ts';

export type SettingSource = 'profile' | 'autoconfig' | 'srv' | 'guess';
export interface FoundSetting {
  readonly protocol: 'imap' | 'pop3' | 'smtp';
  readonly host: string;
  readonly port: number;
  readonly mode: 'tls' | 'starttls';
  /** What to sign in with. */
  readonly userName: 'address' | 'local-part';
  readonly source: SettingSource;
}
export interface FoundSettings {
  readonly domain: string;
  readonly mx: readonly string[];
  /** Best first; empty when nothing was found. */
  readonly incoming: readonly FoundSetting[];
  readonly outgoing: readonly FoundSetting[];
}
export interface DiscoveryDeps {
  readonly resolver: DnsResolver;
  readonly fetch: WebFetch;
}
/** What a domain publishes itself goes before what is commonly known, and both before a guess. */
const ORDER: readonly SettingSource[] = ['autoconfig', 'srv', 'profile', 'guess'];

/** Ports that mail programs use. Documents of strangers make us knock nowhere else. */
const MAIL_PORTS = [25, 110, 143, 465, 587, 993, 995, 2525];

const settingsOf = (servers: readonly SetupServer[], source: SettingSource): readonly FoundSetting[] =>
  servers.flatMap(({ protocol, host, port, mode, userName }) =>
    mode === 'plain' || !MAIL_PORTS.includes(port)
      ? []
      : [
          {
            protocol,
            host,
            port,
            mode,
            userName: userName === '%EMAILLOCALPART%' ? ('local-part' as const) : ('address' as const),
            source,
          },
        ],
  );

/** Looks everywhere at once; what does not answer is left out. */
export async function discoverSettings(deps: DiscoveryDeps, domain: string): Promise<FoundSettings> {
  const mx = await deps.resolver.mx(domain);
  const hosts = mx.kind === 'records' ? mx.records.map((record) => record.exchange).filter((name) => name !== '') : [];
  const [config, srv, guessed] = await Promise.all([
    fetchAutoconfig(deps.fetch, domain),
    srvServers(deps.resolver, domain),
    guesses(deps.resolver, domain),
  ]);
  const all = [
    ...settingsOf(config?.servers ?? [], 'autoconfig'),
    ...settingsOf(srv, 'srv'),
    ...ofProfile(hosts),
    ...guessed,
  ].sort((a, b) => ORDER.indexOf(a.source) - ORDER.indexOf(b.source));
  return {
    domain,
    mx: hosts,
    incoming: all.filter(({ protocol }) => protocol !== 'smtp'),
    outgoing: all.filter(({ protocol }) => protocol === 'smtp'),
  };
}

function ofProfile(hosts: readonly string[]): readonly FoundSetting[] {
  const profile = profileFor(hosts);
  if (profile === null) return [];
  const base = { userName: profile.login, source: 'profile' } as const;
  return [
    ...(profile.incoming === null ? [] : [{ ...base, ...profile.incoming, protocol: 'imap' as const }]),
    ...(profile.outgoing === null ? [] : [{ ...base, ...profile.outgoing, protocol: 'smtp' as const }]),
  ];
}

/** Names that exist: imap. or mail. for reading, smtp. or mail. for sending, at the ports with TLS at once. */
async function guesses(resolver: DnsResolver, domain: string): Promise<readonly FoundSetting[]> {
  const names = ['imap', 'smtp', 'mail'].map((label) => `${label}.${domain}`);
  const found = await Promise.all(names.map(async (name) => ((await addressesOf(resolver, name)) ?? []).length > 0));
  const [imap, smtp, mail] = names.map((name, index) => (found[index] ? name : null));
  const base = { mode: 'tls', userName: 'address', source: 'guess' } as const;
  const reading = imap ?? mail;
  const sending = smtp ?? mail;
  return [
    ...(reading === null ? [] : [{ ...base, protocol: 'imap' as const, host: reading, port: 993 }]),
    ...(sending === null ? [] : [{ ...base, protocol: 'smtp' as const, host: sending, port: 465 }]),
  ];
}
