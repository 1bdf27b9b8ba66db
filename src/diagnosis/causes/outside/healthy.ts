/**
 * What the probes from outside see of a host that is well: the base of every recording in tests. Used by
 * `diagnosis/recordings.ts` and the recordings beside; nothing of the product imports it.
 */
import type { SeenAddress, SeenCertificate, SeenDoor } from '../../observed-outside.ts';
import type { Observations } from '../../observations.ts';

export const HOST = 'mx.host.example';

export const certificate = (more: Partial<SeenCertificate> = {}): SeenCertificate => ({
  names: [HOST],
  issuer: 'O=Public trust, CN=R10',
  from: '2026-08-01T00:00:00.000Z',
  until: '2027-08-01T00:00:00.000Z',
  chain: 'complete',
  completedBy: null,
  namesIssuer: true,
  isOwn: false,
  covers: true,
  ...more,
});
export const seenAddress = (more: Partial<SeenAddress> = {}): SeenAddress => ({
  address: '203.0.113.25',
  family: 4,
  state: 'open',
  connectMs: 2,
  greeting: 'ok',
  greetingText: '220 mx.host.example ESMTP',
  greetingMs: 3,
  helloName: HOST,
  starttls: 'offered',
  tls: { version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' },
  tlsTrouble: null,
  certificate: certificate(),
  ...more,
});
export const door = (port: number, ...addresses: readonly SeenAddress[]): SeenDoor => ({
  host: HOST,
  port,
  ours: true,
  addresses: addresses.length === 0 ? [seenAddress()] : addresses,
  inside: 'not-asked',
  source: null,
});

export const HEALTHY_OUTSIDE_PARTS = {
  'outside.inbound': {
    domain: 'fjord.example',
    hosts: [{ host: HOST, ours: true, addresses: [seenAddress()] }],
    inside: 'not-asked',
  },
  'outside.submissions': door(465),
  'outside.submission': door(587),
  'outside.imaps': door(993),
  'outside.imap': door(143),
  'outside.pop3s': door(995),
  'setup.records': { domain: 'fjord.example', servers: [], names: [], autodiscover: null },
  'setup.names-used': { days: 14, names: [] },
} as const satisfies Partial<Observations>;
