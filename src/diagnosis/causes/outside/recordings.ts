/** Recordings with one planted cause of what is seen from outside: ports, certificates, set-up records, the loop, and healthy ones. Used by tests only. */
import type { Recording, Symptom } from '../../finding.ts';
import type { Observations } from '../../observations.ts';
import type { SeenAddress, SeenCertificate, SetupRecords, SetupServerSeen } from '../../observed-outside.ts';
import { ago, recording } from '../../recordings.ts';
import { certificate, door, HEALTHY_OUTSIDE_PARTS, HOST, seenAddress } from './healthy.ts';
import type { OutsideCause } from './ids.ts';

type Parts = Parameters<typeof recording>[0];
const closed = (more: Partial<SeenAddress> = {}): SeenAddress =>
  seenAddress({
    state: 'refused',
    connectMs: null,
    greeting: 'none',
    greetingText: null,
    greetingMs: null,
    helloName: null,
    starttls: null,
    tls: null,
    certificate: null,
    ...more,
  });
const SIX = { address: '2001:db8::25', family: 6 } as const;
const shows = (more: Partial<SeenCertificate>): SeenAddress => seenAddress({ certificate: certificate(more) });
const inboundAt = (
  host: string,
  ours: boolean,
  ...addresses: readonly SeenAddress[]
): Observations['outside.inbound'] => ({
  domain: 'fjord.example',
  hosts: [{ host, ours, addresses: addresses.length === 0 ? [seenAddress()] : addresses }],
  inside: 'not-asked',
});

const setup = (more: Partial<SetupRecords> = {}): SetupRecords => ({
  domain: 'fjord.example',
  servers: [],
  names: [],
  autodiscover: null,
  ...more,
});
const srv = (more: Partial<SetupServerSeen> = {}): SetupServerSeen => ({
  source: 'srv',
  where: '_imaps._tcp.fjord.example',
  service: 'imap',
  host: HOST,
  port: 993,
  mode: 'tls',
  leadsHere: true,
  isOpenHere: true,
  ...more,
});
const usedAs = (
  name: string,
  more: Partial<Observations['setup.names-used']['names'][number]> = {},
): Observations['setup.names-used'] => ({
  days: 14,
  names: [{ name, lastAt: ago(5), signIns: 0, given: 3, alerts: [], client: null, ...more }],
});
const local = (more: Partial<Observations['loop.local']> = {}): Observations['loop.local'] => ({
  days: 14,
  fromHere: 0,
  lastFromHereAt: null,
  lastSignInAt: ago(30),
  ...more,
});
const rcpt = (host: string, ours: boolean, code: number): Observations['loop.inbound-rcpt'] => ({
  address: 'kari@fjord.example',
  answers: [{ host, ours, address: '198.51.100.7', stage: 'rcpt-to', code, text: 'as it is' }],
});

const OUTSIDE: Parts = {
  ...HEALTHY_OUTSIDE_PARTS,
  'outside.tls': { host: HOST, accepts12: true, accepts13: true },
  'loop.inbound-rcpt': rcpt(HOST, true, 250),
  'loop.local': local(),
};
const seen = (changes: Parts, symptom: Symptom = 'both'): Recording => recording({ ...OUTSIDE, ...changes }, symptom);
const alias = { name: 'mail.fjord.example', leadsHere: true, covered: false } as const;

/** All mail of the domain goes to another host. */
const movedAway = (host: string): Parts => ({
  'dns.mx': { domain: 'fjord.example', state: 'records', records: [{ preference: 10, host }], implicit: null },
  'dns.mx-addresses': { hosts: [{ host, addresses: ['198.51.100.7'] }] },
  'outside.inbound': inboundAt(host, false),
  'loop.inbound-rcpt': rcpt(host, false, 250),
});

export const BROKEN_OUTSIDE: Record<OutsideCause, Recording> = {
  'svc-outage': seen({ 'outside.imaps': door(993, closed()) }),
  'svc-cert-expired': seen({ 'outside.imaps': door(993, shows({ until: ago(60 * 24) })) }),
  'svc-chain-incomplete': seen({
    'outside.submissions': door(465, shows({ chain: 'leaf-only', completedBy: 'issuer' })),
  }),
  'cli-cert-name-mismatch': seen({
    'setup.records': setup({ names: [alias] }),
    'setup.names-used': usedAs(alias.name),
  }),
  'cli-autoconfig-wrong': seen({
    'setup.records': setup({ servers: [srv({ host: 'imap.old.example', leadsHere: false, isOpenHere: null })] }),
  }),
  'cli-autodiscover-foreign': seen({
    'setup.records': setup({
      autodiscover: { record: 'cname', target: 'autodiscover.outlook.com', leadsHere: false, answer: 'microsoft' },
    }),
  }),
  'net-ipv6-broken': seen({ 'outside.imaps': door(993, seenAddress(), closed(SIX)) }),
  'net-smtp-inspection': seen(
    {
      'outside.inbound': inboundAt(
        HOST,
        true,
        seenAddress({
          greeting: 'masked',
          greetingText: '220 ****************',
          starttls: 'masked',
          tls: null,
          certificate: null,
        }),
      ),
    },
    'receive',
  ),
  'dom-stale-local-zone': seen(
    {
      ...movedAway('mx.new.example'),
      'loop.local': local({ fromHere: 4, lastFromHereAt: ago(60), lastSignInAt: null }),
    },
    'some',
  ),
};

const noRoad = closed({ ...SIX, state: 'no-route' });
export const HEALTHY_OUTSIDE: Record<string, Recording> = {
  'everything seen from outside is well': seen({}),
  'only IPv6': seen({ 'outside.imaps': door(993, seenAddress(SIX)) }),
  'both families answer': seen({ 'outside.imaps': door(993, seenAddress(), seenAddress(SIX)) }),
  'the prober has no IPv6': seen({ 'outside.imaps': door(993, seenAddress(), noRoad) }),
  'the prober has no road at all': seen({
    'outside.inbound': inboundAt(HOST, true, closed({ state: 'no-route' })),
    'outside.imaps': door(993, closed({ state: 'no-route' })),
    'outside.submissions': door(465, closed({ state: 'private' })),
  }),
  'nothing of ours is reached from in here, and all doors are well inside': seen({
    ...Object.fromEntries(
      (['submissions', 'submission', 'imaps', 'imap', 'pop3s'] as const).map((name) => [
        `outside.${name}`,
        { ...door(1, closed({ state: 'timeout' })), inside: 'ok' },
      ]),
    ),
    'outside.inbound': { ...inboundAt(HOST, true, closed({ state: 'timeout' })), inside: 'ok' },
  }),
  'a banner that takes its time': seen({
    'outside.inbound': inboundAt(
      HOST,
      true,
      seenAddress({ greeting: 'slow', greetingText: null, tls: null, certificate: null }),
    ),
  }),
  'our own authority, as on a fresh day': seen({
    'outside.imaps': door(993, shows({ isOwn: true, namesIssuer: false, issuer: 'CN=Postvakt own authority' })),
  }),
  'a home-made authority that programs were told of': seen({
    'outside.imaps': door(993, shows({ chain: 'leaf-only', namesIssuer: false })),
  }),
  'a certificate of its own on port 25': seen({
    'outside.inbound': inboundAt(HOST, true, shows({ chain: 'self-signed', covers: false, until: ago(100) })),
  }),
  'a name of the domain that nobody uses': seen({ 'setup.records': setup({ names: [alias] }) }),
  'a name whose certificate the program has taken as it is': seen({
    'setup.records': setup({ names: [alias] }),
    'setup.names-used': usedAs(alias.name, { signIns: 40, given: 2 }),
  }),
  'a name that the certificate has': seen({
    'setup.records': setup({ names: [{ ...alias, covered: true }] }),
    'setup.names-used': usedAs(alias.name),
  }),
  'SRV records as they should be': seen({ 'setup.records': setup({ servers: [srv()] }) }),
  'an old SRV record behind the right one': seen({
    'setup.records': setup({ servers: [srv(), srv({ host: 'old.example', leadsHere: false, isOpenHere: null })] }),
  }),
  'autodiscover by wildcard at the web server': seen({
    'setup.records': setup({
      autodiscover: { record: 'address', target: '198.51.100.80', leadsHere: false, answer: 'none' },
    }),
  }),
  'autodiscover served for us by somebody who tells the truth': seen({
    'setup.records': setup({
      autodiscover: { record: 'cname', target: 'setup.agency.example', leadsHere: false, answer: 'servers' },
      servers: [srv({ source: 'autodiscover', where: 'setup.agency.example' })],
    }),
  }),
};
