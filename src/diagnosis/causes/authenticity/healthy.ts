/** What the probes of this pack see when all is well: part of the healthy recording in diagnosis/recordings.ts. For tests only. */
import type { AuthenticityObservations } from '../../observed-authenticity.ts';

const DOMAIN = 'fjord.example';
const HOST = 'mx.host.example';

export const AUTHENTIC: AuthenticityObservations = {
  'dns.spf-check': {
    domain: DOMAIN,
    records: ['v=spf1 mx ~all'],
    near: [],
    addresses: [{ address: '203.0.113.25', result: 'pass', why: null, at: null, matched: 'mx', lookups: 1, voids: 0 }],
    tree: [`${DOMAIN}: pass (mx)`],
    former: [],
    merged: `v=spf1 a:${HOST} mx ~all`,
    unclear: [],
  },
  'dns.dkim-keys': {
    domain: DOMAIN,
    selectors: [
      {
        selector: 'pv1',
        name: `pv1._domainkey.${DOMAIN}`,
        state: 'ok',
        testing: false,
        alias: null,
        found: ['v=DKIM1; p=abc'],
        wanted: 'v=DKIM1; k=rsa; p=abc',
      },
    ],
  },
  'dns.dmarc-check': {
    domain: DOMAIN,
    state: 'ok',
    name: `_dmarc.${DOMAIN}`,
    records: ['v=DMARC1; p=none'],
    problem: null,
    term: null,
    policy: 'none',
    misplaced: [],
    value: 'v=DMARC1; p=none',
  },
  'outside.mta-sts': {
    domain: DOMAIN,
    records: [],
    state: 'off',
    mode: null,
    patterns: [],
    uncovered: [],
    covered: [],
    why: null,
    maxAgeSeconds: null,
    reports: false,
  },
  'dns.tlsa': { domain: DOMAIN, hosts: [] },
  'dns.ptr': {
    hostname: HOST,
    addresses: [{ address: '203.0.113.25', family: 4, state: 'ok', names: [HOST] }],
  },
  'dns.block-lists': { lists: [] },
};
