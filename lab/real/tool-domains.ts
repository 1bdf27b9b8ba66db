/**
 * What is planted when other people's tools are run beside ours: three healthy domains and eleven faults, each in zones on
 * nsd and knot or in the certificate of the mail host. Read by test/e2e/tools. Types and data only.
 */
import { HOST_ADDRESS, HOST_NAME } from '../../test/e2e/harness/host.ts';
import { HOME } from './domains.ts';
import type { RealDomain } from './signed-dns.ts';

export interface Planted {
  readonly domain: string;
  /** In words, for the page. */
  readonly what: string;
  /** The id of our cause; null = nothing is wrong. */
  readonly cause: string | null;
  readonly symptom: 'both' | 'receive' | 'send';
  /** Which certificate the mail host shows meanwhile. */
  readonly certificate: 'right' | 'expired';
  /** Where mail programs connect: what testssl is pointed at. */
  readonly door: { readonly host: string; readonly port: number; readonly starttls: boolean };
  readonly zone: RealDomain;
}

const MX = '@ IN MX 10 post.fjord.example.';
const SPF = `@ IN TXT "v=spf1 ip4:${HOST_ADDRESS} -all"`;
const DMARC = '_dmarc IN TXT "v=DMARC1; p=none"';
const lines = (...all: readonly string[]): string => all.join('\n');
const ALL = lines(MX, SPF, DMARC);
const BOTH = { servers: ['nsd', 'knot'] } as const;
const SMTP = { host: HOST_NAME, port: 25, starttls: true };

const planted = (
  domain: string,
  what: string,
  cause: string | null,
  zone: RealDomain,
  more: Partial<Planted> = {},
): Planted => ({
  domain: `${domain}.example`,
  what,
  cause,
  symptom: 'both',
  certificate: 'right',
  door: SMTP,
  zone,
  ...more,
});

export const PLANTED: readonly Planted[] = [
  planted('signert', 'healthy: signed', null, { records: ALL, ...BOTH, signed: 'right' }),
  planted('usignert', 'healthy: not signed', null, { records: ALL, ...BOTH }),
  planted('edwards', 'healthy: signed with Ed25519', null, {
    records: ALL,
    ...BOTH,
    signed: 'right',
    algorithm: 'ED25519',
  }),
  planted('utenmx', 'no MX', 'dom-no-mx', { records: lines('www IN A 127.0.0.99', SPF, DMARC), ...BOTH }),
  planted('dodtnavn', 'MX names a host that does not exist', 'dom-mx-no-address', {
    records: lines('@ IN MX 10 mx', SPF, DMARC),
    ...BOTH,
  }),
  planted('nullmx', 'null MX on a domain with mailboxes', 'dom-null-mx', {
    records: lines('@ IN MX 0 .', SPF, DMARC),
    ...BOTH,
  }),
  planted('lam', 'name server that does not know the zone', 'dom-lame-delegation', {
    records: ALL,
    servers: ['lame'],
  }),
  planted('feilds', 'DS of another key', 'dom-dnssec-bogus', { records: ALL, ...BOTH, signed: 'wrong-ds' }),
  planted('utlopt', 'signatures that ended yesterday', 'dom-dnssec-bogus', {
    records: ALL,
    ...BOTH,
    signed: 'expired',
  }),
  planted(
    'utenspf',
    'no SPF',
    'dom-spf-missing',
    { records: lines(MX, DMARC), ...BOTH, signed: 'right' },
    { symptom: 'send' },
  ),
  planted(
    'tospf',
    'two SPF records',
    'dom-spf-multiple',
    { records: lines(ALL, '@ IN TXT "v=spf1 mx ~all"'), ...BOTH, signed: 'right' },
    { symptom: 'send' },
  ),
  planted(
    'utendmarc',
    'no DMARC',
    'dom-dmarc-missing',
    { records: lines(MX, SPF), ...BOTH, signed: 'right' },
    { symptom: 'send' },
  ),
  planted(
    'feilnavn',
    'certificate without the name that programs are told to use',
    'cli-cert-name-mismatch',
    {
      records: lines(ALL, 'imap IN CNAME post.fjord.example.', '_imaps._tcp IN SRV 0 1 993 imap'),
      ...BOTH,
      signed: 'right',
    },
    { symptom: 'receive', door: { host: 'imap.feilnavn.example', port: 993, starttls: false } },
  ),
  planted(
    'gammelt',
    'certificate of the mail host that ended yesterday',
    'svc-cert-expired',
    { records: ALL, ...BOTH, signed: 'right' },
    { certificate: 'expired' },
  ),
];

export const ZONES: Readonly<Record<string, RealDomain>> = {
  [HOME]: { records: lines('@ IN MX 10 post', `post IN A ${HOST_ADDRESS}`, '@ IN TXT "v=spf1 mx -all"'), ...BOTH },
  ...Object.fromEntries(PLANTED.map((one) => [one.domain, one.zone])),
};
