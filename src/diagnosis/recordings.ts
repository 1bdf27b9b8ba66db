/**
 * A healthy recording of an address, and how to change one piece of it: the base of unit and property tests of causes.
 * Used by tests only; kept beside the types so that a changed observation shows here first.
 */
import { QUIET_FILING } from './causes/filing/healthy.ts';
import { QUIET_DEVICES } from './causes/devices/healthy.ts';
import { HEALTHY_OUTSIDE_PARTS } from './causes/outside/healthy.ts';
import type { Evidence, Observed } from './evidence.ts';
import type { Recording, Symptom } from './finding.ts';
import type { Attempt, Mismatch, Observations, ProbeId, RefusalSeen } from './observations.ts';
import { AUTHENTIC } from './causes/authenticity/healthy.ts';

export const ASKED = '2026-11-21T14:00:00.000Z';
/** Minutes before the question, as ISO. */
export const ago = (minutes: number): string => new Date(Date.parse(ASKED) - minutes * 60_000).toISOString();

const known = <P extends ProbeId>(probe: P, observed: Observations[P]): Evidence => ({
  kind: 'known',
  probe,
  vantage: (probe.split('.')[0] === 'registry' ? 'registry' : probe.split('.')[0]) as Evidence['vantage'],
  at: ASKED,
  observed: observed as unknown as Observed,
});
export const unknownEvidence = (probe: ProbeId, why = 'timeout'): Evidence => ({
  ...known(probe, {} as never),
  kind: 'unknown',
  why,
});

export const attempt = (more: Partial<Attempt> = {}): Attempt => ({
  firstAt: ago(30),
  lastAt: ago(30),
  count: 1,
  outcome: 'ok',
  cause: null,
  login: 'kari@fjord.example',
  endpoint: 'imaps',
  remoteAddress: '192.0.2.10',
  client: 'Thunderbird 140',
  secret: null,
  attributed: 'mailbox',
  ...more,
});
export const mismatch = (more: Partial<Mismatch> = {}): Mismatch => ({
  firstAt: ago(5),
  lastAt: ago(5),
  count: 1,
  outcome: 'plain-on-tls-port',
  endpoint: 'imaps',
  localPort: 993,
  remoteAddress: '192.0.2.10',
  client: null,
  firstWords: 'a1 CAPABILITY',
  clientMaxTls: null,
  alert: null,
  attributed: 'address-used',
  ...more,
});
export const refusal = (more: Partial<RefusalSeen> = {}): RefusalSeen => ({
  firstAt: ago(5),
  lastAt: ago(5),
  count: 1,
  cause: 'cli-smtp-auth-off',
  stage: 'rcpt-to',
  code: 550,
  enhanced: '5.7.1',
  endpoint: 'submission',
  remoteAddress: '192.0.2.10',
  client: 'laptop',
  mailFrom: 'kari@fjord.example',
  rcptTo: 'ola@far.example',
  sizeBytes: null,
  attributed: 'address-used',
  ...more,
});

type Parts = { [P in ProbeId]?: Observations[P] };
const record = (name: string, wanted: string): Observations['dns.spf'] => ({
  name,
  state: 'ok',
  found: [wanted],
  wanted,
});

export const QUIET_SERVICE: Observations['state.service'] = {
  minutes: 60,
  disk: { freeBytes: 9e10, leastBytes: 1e8 },
  storage: { count: 0, firstAt: null, lastAt: null, takenSince: null },
  signIn: { count: 0, names: 0, places: 0, firstAt: null, lastAt: null, okSince: null },
  maintenance: [],
};

const HEALTHY: Parts = {
  ...HEALTHY_OUTSIDE_PARTS,
  ...QUIET_DEVICES,
  ...QUIET_FILING,
  ...AUTHENTIC,
  'state.domain': {
    domain: 'fjord.example',
    ours: true,
    hostname: 'mx.host.example',
    ports: { imaps: 993, pop3s: 995, submissions: 465 },
  },
  'state.address': { address: 'kari@fjord.example', kind: 'mailbox', passwordChangedAt: ago(10_000) },
  'state.quota': { usedBytes: 1_000_000, quotaBytes: 2_000_000_000, messages: 12 },
  'state.blocks': { active: [], days: 2, ended: [] },
  'state.closures': { closures: [] },
  'state.billing': { customer: 'Fjord AS', overdue: [], stopped: null, contacts: [], unbooked: [] },
  'auth.sign-ins': { days: 14, attempts: [attempt()] },
  'auth.other-names': { hours: 24, attempts: [] },
  'connection.mismatches': { hours: 72, mismatches: [], strangers: 0 },
  'network.access': {
    days: 14,
    rule: { mode: 'off', countries: [], vendors: 'allow', travel: [] },
    refused: [],
    stops: [],
    lastOkAt: ago(30),
  },
  'mta.messages': { days: 7, refusals: [], delivered: 4, lastDeliveredAt: ago(60), lastSubmittedAt: ago(100) },
  'mta.deliveries': { days: 7, deliveries: [], good: [] },
  'mta.inbound': { days: 7, senders: [] },
  'mta.backlog': { destinations: [] },
  'state.service': QUIET_SERVICE,
  'state.ended': { domain: 'fjord.example', endedAt: null },
  'dns.domain': { domain: 'fjord.example', exists: true, servers: ['ns1.dns.example'], parent: null },
  'dns.mx': {
    domain: 'fjord.example',
    state: 'records',
    records: [{ preference: 10, host: 'mx.host.example' }],
    implicit: null,
  },
  'dns.mx-addresses': { hosts: [{ host: 'mx.host.example', addresses: ['203.0.113.25'] }] },
  'dns.host': { hostname: 'mx.host.example', addresses: ['203.0.113.25'] },
  'dns.delegation': {
    domain: 'fjord.example',
    how: 'walked',
    zone: 'fjord.example',
    parent: 'example',
    delegated: ['ns1.dns.example'],
    ttlSeconds: 3600,
    servers: [
      {
        server: 'ns1.dns.example',
        address: '198.51.100.53',
        state: 'authoritative',
        serial: 7,
        servers: ['ns1.dns.example'],
        mx: ['10 mx.host.example'],
        mxTtlSeconds: 3600,
        txt: [],
      },
    ],
    ours: [],
    ourCopy: null,
  },
  'dns.mail-targets': {
    domain: 'fjord.example',
    alias: null,
    web: null,
    targets: [{ host: 'mx.host.example', isAddress: false, alias: null, addresses: ['203.0.113.25'], proxy: null }],
  },
  'dns.device-hosts': { days: 30, hosts: [] },
  'dns.spf': record('fjord.example', 'v=spf1 mx ~all'),
  'dns.dkim': record('pv1._domainkey.fjord.example', 'v=DKIM1; p=abc'),
  'dns.dmarc': record('_dmarc.fjord.example', 'v=DMARC1; p=none'),
};

/** The healthy recording with some observations replaced. */
export function recording(changes: Parts = {}, symptom: Symptom = 'unknown'): Recording {
  const parts = { ...HEALTHY, ...changes };
  const evidence = (Object.keys(parts) as ProbeId[]).map((probe) => known(probe, parts[probe] as never));
  return { subject: { domain: 'fjord.example', address: 'kari@fjord.example' }, symptom, evidence };
}
/** The same recording with one probe's evidence replaced or added. */
export const withEvidence = (base: Recording, evidence: Evidence): Recording => ({
  ...base,
  evidence: [...base.evidence.filter((one) => one.probe !== evidence.probe), evidence],
});
