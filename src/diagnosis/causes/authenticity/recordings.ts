/** Recordings with one planted cause of SPF, DKIM, DMARC, MTA-STS, DANE, reverse names and block lists, and healthy ones. Used by tests only. */
import type { Recording } from '../../finding.ts';
import type { Observations, ProbeId } from '../../observations.ts';
import { ago, recording } from '../../recordings.ts';
import { AUTHENTIC } from './healthy.ts';
import type { AuthenticityCause } from './ids.ts';

type Spf = Observations['dns.spf-check'];
type Parts = { [P in ProbeId]?: Observations[P] };
const ADDRESS = '203.0.113.25';
const DOMAIN = 'fjord.example';
const OURS = 'v=spf1 mx ~all';

const result = (more: Partial<Spf['addresses'][number]> = {}): Spf['addresses'][number] => ({
  ...AUTHENTIC['dns.spf-check'].addresses[0],
  ...more,
});
const spf = (more: Partial<Spf> = {}): Parts => ({ 'dns.spf-check': { ...AUTHENTIC['dns.spf-check'], ...more } });
const refusing = (more: Partial<Spf> = {}): Parts =>
  spf({ records: ['v=spf1 ip4:198.51.100.9 -all'], addresses: [result({ result: 'fail', matched: '-all' })], ...more });
const broken = (why: string, at = { domain: DOMAIN, term: 'include:x.example' }): Parts =>
  spf({ addresses: [result({ result: 'permerror', why, at, matched: null, lookups: 11 })] });

type Selector = Observations['dns.dkim-keys']['selectors'][number];
const selector = (more: Partial<Selector> = {}): Selector => ({ ...AUTHENTIC['dns.dkim-keys'].selectors[0], ...more });
const keys = (...selectors: readonly Selector[]): Parts => ({ 'dns.dkim-keys': { domain: DOMAIN, selectors } });

type Dmarc = Observations['dns.dmarc-check'];
const dmarc = (more: Partial<Dmarc> = {}): Parts => ({
  'dns.dmarc-check': { ...AUTHENTIC['dns.dmarc-check'], ...more },
});

type Sts = Observations['outside.mta-sts'];
const sts = (more: Partial<Sts> = {}): Parts => ({
  'outside.mta-sts': {
    domain: DOMAIN,
    records: ['v=STSv1; id=1'],
    state: 'ok',
    mode: 'enforce',
    patterns: ['mx.host.example'],
    uncovered: [],
    covered: ['mx.host.example'],
    why: null,
    maxAgeSeconds: 604_800,
    reports: true,
    ...more,
  },
});
const uncovered: Partial<Sts> = {
  state: 'mismatch',
  patterns: ['mx.old.example'],
  covered: [],
  uncovered: ['mx.host.example'],
};

type Tlsa = Observations['dns.tlsa']['hosts'][number];
const tlsa = (more: Partial<Tlsa> = {}): Parts => ({
  'dns.tlsa': {
    domain: DOMAIN,
    hosts: [
      {
        host: 'mx.host.example',
        name: '_25._tcp.mx.host.example',
        records: ['3 1 1 00112233…'],
        secure: true,
        usable: 1,
        matches: true,
        wanted: '3 1 1 aa',
        ...more,
      },
    ],
  },
});

type List = Observations['dns.block-lists']['lists'][number];
const lists = (...more: readonly Partial<List>[]): Parts => ({
  'dns.block-lists': {
    lists: more.map((one) => ({ zone: 'list.example', kind: 'ip', state: 'works', listed: [], ...one })),
  },
});
const listing = (entry: string): List['listed'] => [{ entry, codes: ['127.0.0.2'], text: 'see list.example' }];

type Delivery = Observations['mta.deliveries']['deliveries'][number];
const answered = (text: string, more: Partial<Delivery> = {}): Parts => ({
  'mta.deliveries': {
    days: 7,
    good: [],
    deliveries: [
      {
        recipient: 'eva@far.example',
        mailFrom: `kari@${DOMAIN}`,
        remoteHost: 'mx.far.example',
        remoteAddress: '198.51.100.40:25',
        code: 550,
        enhanced: '5.7.1',
        text,
        isOurWords: false,
        cause: null,
        state: 'failed',
        at: ago(10),
        sentAt: ago(11),
        attempts: 1,
        nextTryAt: null,
        givesUpAt: null,
        toldTo: `kari@${DOMAIN}`,
        toldSender: true,
        messageId: 'm1',
        subject: 'Tilbud',
        sizeBytes: 900,
        origin: 'submission',
        through: null,
        ...more,
      },
    ],
  },
});
const UNCONFIRMED = 'Unauthenticated email from fjord.example is not accepted due to domains DMARC policy';

type Ptr = Observations['dns.ptr']['addresses'][number];
const ptr = (more: Partial<Ptr> = {}): Parts => ({
  'dns.ptr': {
    hostname: 'mx.host.example',
    addresses: [{ address: ADDRESS, family: 4, state: 'ok', names: ['mx.host.example'], ...more }],
  },
});

const send = (...parts: readonly Parts[]): Recording => recording(Object.assign({}, ...parts) as Parts, 'send');
export const BROKEN_AUTHENTICITY: Record<AuthenticityCause, Recording> = {
  'dom-spf-lacks-us': send(refusing()),
  'dom-spf-multiple': send(
    spf({ records: [OURS, 'v=spf1 -all'], addresses: [result({ result: 'permerror', why: 'several-records' })] }),
  ),
  'dom-spf-too-many-lookups': send(broken('too-many-lookups')),
  'dom-spf-syntax': send(broken('unknown-mechanism', { domain: DOMAIN, term: 'ipv4:198.51.100.9' })),
  'svc-ip-changed': send(refusing({ former: ['198.51.100.9'] })),
  'dom-dkim-mismatch': send(keys(selector({ state: 'cut' }))),
  'dom-dmarc-multiple-or-bad': send(dmarc({ state: 'several', policy: null })),
  'dom-dmarc-own-policy-hits-self': send(
    refusing(),
    keys(selector({ state: 'mismatch' })),
    dmarc({ policy: 'reject', records: ['v=DMARC1; p=reject'] }),
  ),
  'dom-dmarc-misaligned': send(
    keys(selector({ state: 'missing', found: [] })),
    answered(UNCONFIRMED, { mailFrom: 'kari@skog.example', enhanced: '5.7.26' }),
  ),
  'dom-mtasts-mismatch': recording(sts(uncovered), 'receive'),
  'dom-tlsa-mismatch': recording(tlsa({ matches: false }), 'some'),
  'dom-on-uri-blocklist': send(lists({ kind: 'domain', listed: listing(DOMAIN) })),
  'snd-server-ip-listed': send(lists({ listed: listing(ADDRESS) })),
  'snd-no-ptr': send(ptr({ state: 'none', names: [] })),
  'snd-sender-domain-unresolvable': send(
    answered('Sender address rejected: Domain not found', { code: 450, enhanced: '4.1.8' }),
  ),
  'svc-resolver-refused-by-dnsbl': send(lists({ state: 'refuses-us' })),
  'svc-dead-dnsbl': send(lists({ state: 'says-yes-to-all' })),
};
const six = { address: '2001:db8::25', family: 6, state: 'ok', names: ['mx.host.example'] } as const;
export const HEALTHY_AUTHENTICITY: Record<string, Recording> = {
  'everything in order': send(
    spf(),
    keys(selector()),
    dmarc({ policy: 'reject' }),
    sts(),
    tlsa(),
    ptr(),
    lists({}, { kind: 'domain' }),
  ),
  'SPF ends neutral on purpose': send(spf({ addresses: [result({ result: 'neutral', matched: '?all' })] })),
  'an include could not be asked': send(spf({ addresses: [result({ result: 'temperror', why: 'dns' })] })),
  'one of two signatures holds': send(keys(selector({ state: 'mismatch' }), selector({ selector: 'pv2' }))),
  'p=reject, and DKIM alone holds': send(keys(selector()), dmarc({ policy: 'reject' }), spf()),
  'an MTA-STS policy in test mode': recording(sts({ ...uncovered, mode: 'testing' }), 'receive'),
  'no MTA-STS': recording(sts({ state: 'off', records: [], mode: null }), 'receive'),
  'TLSA in a zone without DNSSEC': recording(tlsa({ matches: false, secure: false }), 'some'),
  'TLSA of a kind not meant for mail': recording(tlsa({ matches: false, usable: 0 }), 'some'),
  'a reverse name for both families': send(ptr(six)),
  'another domain in the envelope, and the signature holds': send(
    answered('', { mailFrom: 'kari@skog.example', code: 250, state: 'delivered' }),
  ),
};
