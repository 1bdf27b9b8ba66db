/** Recordings with one planted cause of registry, delegation and DNSSEC, and healthy ones. Used by tests only. */
import type { Recording } from '../../finding.ts';
import type { Observations, ProbeId } from '../../observations.ts';
import type { NameServerView, ResolverView } from '../../observed-delegation.ts';
import { ago, recording, unknownEvidence, withEvidence } from '../../recordings.ts';
import type { DelegationCause } from './ids.ts';

type Parts = Parameters<typeof recording>[0];
const domain = 'fjord.example';
const HERE = ['10 mx.host.example'];
const AWAY = ['10 mx.old.example'];

const server = (name: string, more: Partial<NameServerView> = {}): NameServerView => ({
  server: name,
  address: '198.51.100.53',
  state: 'authoritative',
  serial: 7,
  servers: ['ns1.dns.example', 'ns2.dns.example'],
  mx: HERE,
  mxTtlSeconds: 3600,
  txt: ['v=spf1 mx ~all'],
  ...more,
});
const dead = (name: string, state: NameServerView['state']): NameServerView =>
  server(name, { state, serial: null, servers: null, mx: null, mxTtlSeconds: null, txt: null });
const resolver = (more: Partial<ResolverView> = {}): ResolverView => ({
  server: '192.0.2.53:53',
  answer: 'records',
  unchecked: null,
  authentic: false,
  mx: HERE,
  ttlSeconds: 1800,
  errors: [],
  ...more,
});
const delegation = (servers: readonly NameServerView[], more: Partial<Observations['dns.delegation']> = {}): Parts => ({
  'dns.delegation': {
    domain,
    how: 'walked',
    zone: domain,
    parent: 'example',
    delegated: [...new Set(servers.map((one) => one.server))],
    ttlSeconds: 3600,
    servers,
    ours: ['ns1.host.example'],
    ourCopy: null,
    ...more,
  },
});
const recursive = (...resolvers: readonly ResolverView[]): Parts => ({ 'dns.recursive': { domain, resolvers } });
const trust = (more: Partial<Observations['dns.trust']>): Parts => ({
  'dns.trust': {
    zone: domain,
    state: 'secure',
    brokenAt: null,
    reason: null,
    type: null,
    signatureAt: ago(-10_000),
    dsTags: [],
    keyTags: [],
    staleServers: [],
    ...more,
  },
});
const mx = (hosts: readonly string[], addresses: readonly string[]): Parts => ({
  'dns.mx': {
    domain,
    state: hosts.length === 0 ? 'none' : 'records',
    records: hosts.map((host) => ({ preference: 10, host })),
    implicit: hosts.length === 0 ? [] : null,
  },
  'dns.mx-addresses': { hosts: hosts.map((host) => ({ host, addresses })) },
});
type Target = Observations['dns.mail-targets']['targets'][number];
const targets = (hosts: readonly Partial<Target>[], more: Partial<Observations['dns.mail-targets']> = {}): Parts => ({
  'dns.mail-targets': {
    domain,
    alias: null,
    web: null,
    targets: hosts.map((one) => ({
      host: 'mx.host.example',
      isAddress: false,
      alias: null,
      addresses: ['203.0.113.25'],
      proxy: null,
      ...one,
    })),
    ...more,
  },
});
const rdap = (more: Partial<Observations['registry.rdap']>): Parts => ({
  'registry.rdap': {
    domain,
    registered: true,
    server: 'rdap.example',
    statuses: ['active'],
    expiresAt: null,
    registrar: 'Other Domains AS',
    atUs: false,
    nameServers: ['ns1.new.example'],
    transferredAt: null,
    ...more,
  },
});
type DeviceHost = Observations['dns.device-hosts']['hosts'][number];
const used = (more: Partial<DeviceHost>): Parts => ({
  'dns.device-hosts': {
    days: 30,
    hosts: [
      {
        host: `mail.${domain}`,
        lastAt: ago(600),
        count: 9,
        state: 'gone',
        owner: 'customer',
        leftSince: false,
        ...more,
      },
    ],
  },
});
/** Asked about a domain that is not here. */
const foreign = (parts: Parts): Recording => {
  const base = recording({
    'state.domain': {
      domain,
      ours: false,
      hostname: 'mx.host.example',
      ports: { imaps: 993, pop3s: 995, submissions: 465 },
    },
    'dns.domain': { domain, exists: false, servers: [], parent: null },
    ...mx([], []),
    ...parts,
  });
  const kept: readonly ProbeId[] = ['state.domain', 'dns.domain', 'dns.mx', 'dns.mx-addresses', 'dns.host', 'dns.kin'];
  return { ...base, subject: { domain }, evidence: base.evidence.filter((one) => kept.includes(one.probe as ProbeId)) };
};
const kin = (name: string, like: 'top' | 'letters'): Parts => ({
  'dns.kin': { domain, kin: [{ domain: name, like }] },
});
/** The resolver fails, so the basic probes saw nothing. */
const unseen = (base: Recording): Recording =>
  (['dns.domain', 'dns.mx', 'dns.mx-addresses', 'dns.spf', 'dns.dkim', 'dns.dmarc'] as const).reduce(
    (sum, probe) => withEvidence(sum, unknownEvidence(probe, 'servfail')),
    base,
  );

const broken = {
  state: 'bogus',
  brokenAt: domain,
  reason: 'ds-mismatch',
  type: 'DNSKEY',
  dsTags: [1],
  keyTags: [2],
} as const;
const servfail = resolver({ answer: 'servfail', unchecked: 'records', mx: [], ttlSeconds: null });

export const BROKEN_DELEGATION: Record<DelegationCause, Recording> = {
  'dom-ns-elsewhere': recording({
    ...mx(['mx.old.example'], ['198.51.100.7']),
    ...delegation([server('ns1.dns.example', { mx: AWAY })], { ourCopy: server('ns1.host.example') }),
  }),
  'dom-lame-delegation': unseen(
    recording({
      ...delegation([dead('ns1.dns.example', 'refused'), dead('ns2.dns.example', 'silent')]),
      ...recursive(resolver({ answer: 'servfail', unchecked: 'servfail', mx: [], ttlSeconds: null })),
    }),
  ),
  'dom-ns-inconsistent': recording(
    delegation([server('ns1.dns.example'), server('ns2.dns.example', { mx: AWAY, serial: 3 })]),
  ),
  'dom-dnssec-bogus': unseen(
    recording({ ...trust(broken), ...recursive(servfail), ...delegation([server('ns1.dns.example')]) }),
  ),
  'dom-propagation': recording({
    ...mx(['mx.old.example'], ['198.51.100.7']),
    ...delegation([server('ns1.dns.example')]),
    ...recursive(resolver({ mx: AWAY, ttlSeconds: 1200 })),
  }),
  'dom-mx-is-ip': recording({
    ...mx(['203.0.113.25'], []),
    ...targets([{ host: '203.0.113.25', isAddress: true, addresses: null }]),
  }),
  'dom-mx-is-cname': recording({
    ...mx([`mail.${domain}`], ['203.0.113.25']),
    ...targets([{ host: `mail.${domain}`, alias: 'mx.host.example' }]),
  }),
  'dom-cname-at-apex': recording({ ...mx([], []), ...targets([], { alias: 'shop.web.example' }) }),
  'dom-mx-follows-website': recording({
    ...mx([domain], ['198.51.100.80']),
    ...targets([{ host: domain, addresses: ['198.51.100.80'] }], { web: ['198.51.100.80'] }),
  }),
  'dom-mx-via-proxy': recording({
    ...mx([`mail.${domain}`], ['104.16.1.1']),
    ...targets([{ host: `mail.${domain}`, addresses: ['104.16.1.1'], proxy: 'Cloudflare' }], { web: ['104.16.1.1'] }),
  }),
  'dom-mailhost-record-gone': recording(used({})),
  'svc-hostname-retired': recording(used({ host: 'imap.host.example', owner: 'host' })),
  'dom-transferred-away': recording({
    ...mx(['mx.new.example'], ['198.51.100.7']),
    ...rdap({ transferredAt: ago(60 * 24 * 4) }),
  }),
  'bil-domain-elsewhere-unpaid': recording({
    'dns.domain': { domain, exists: false, servers: [], parent: null },
    ...mx([], []),
    ...rdap({ statuses: ['redemption period'], expiresAt: ago(60 * 24 * 50), changedAt: ago(60 * 24 * 3) }),
  }),
  'dom-wrong-tld': foreign(kin('fjord.test', 'top')),
  'dom-idn-mixup': foreign(kin('xn--fjrd-gra.example', 'letters')),
};

const well = { ...delegation([server('ns1.dns.example'), server('ns2.dns.example')]), ...recursive(resolver()) };
export const HEALTHY_DELEGATION: Record<string, Recording> = {
  'every server answers, signed and valid': recording({ ...well, ...trust({}), ...targets([{}]) }),
  'unsigned, as most are': recording({ ...well, ...trust({ state: 'insecure', reason: 'no-ds', signatureAt: null }) }),
  'zone at another company, with records that lead here': recording(
    delegation([server('ns1.far.example')], { ourCopy: server('ns1.host.example', { serial: 1 }) }),
  ),
  'one of three servers refuses': recording(
    delegation([server('ns1.dns.example'), server('ns2.dns.example'), dead('ns3.dns.example', 'refused')]),
  ),
  'all servers silent to us alone': recording({
    ...delegation([dead('ns1.dns.example', 'silent'), dead('ns2.dns.example', 'unreachable')]),
    ...recursive(resolver()),
  }),
  'IPv6 that we cannot ask': recording(delegation([server('ns1.dns.example'), dead('ns1.dns.example', 'not-asked')])),
  'our clock is wrong: a resolver has validated what we call expired': recording({
    ...trust({ ...broken, reason: 'signature-expired' }),
    ...recursive(resolver({ authentic: true })),
  }),
  'serials differ, records do not': recording(
    delegation([server('ns1.dns.example', { serial: 9 }), server('ns2.dns.example', { serial: 8 })]),
  ),
  'an alias at the domain that leads the mail here': recording(targets([{}], { alias: 'fjord-group.example' })),
  'the name is gone, the program has left for ours': recording(used({ leftSince: true })),
  'the name is still there': recording(used({ state: 'there' })),
  'a lookalike that takes its own mail': (() => {
    const base = foreign({
      'dns.domain': { domain, exists: true, servers: ['ns1.far.example'], parent: null },
      ...mx(['mx.far.example'], ['198.51.100.9']),
      ...kin('fjord.test', 'top'),
    });
    return base;
  })(),
  'registered at another company, paid and well': recording(rdap({ expiresAt: ago(-60 * 24 * 90) })),
};
