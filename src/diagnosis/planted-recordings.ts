/**
 * Recordings in which exactly one cause is planted, and healthy ones beside them: what `reason.test.ts` judges.
 * Data for tests only; nothing of the product imports it.
 */
import { BROKEN_MACHINE, HEALTHY_MACHINE } from './causes/machine/recordings.ts';
import { BROKEN_DELEGATION, HEALTHY_DELEGATION } from './causes/delegation/recordings.ts';
import { BROKEN_AUTHENTICITY, HEALTHY_AUTHENTICITY } from './causes/authenticity/recordings.ts';
import { BROKEN_OUTSIDE, HEALTHY_OUTSIDE } from './causes/outside/recordings.ts';
import { BROKEN_PASTED, HEALTHY_PASTED } from './causes/pasted/recordings.ts';
import { BROKEN_DEVICES, HEALTHY_DEVICES } from './causes/devices/recordings.ts';
import { BROKEN_TRAFFIC, HEALTHY_TRAFFIC } from './causes/traffic/recordings.ts';
import { BROKEN_FILING, HEALTHY_FILING } from './causes/filing/recordings.ts';
import { BROKEN_BY_BLOCKS, HEALTHY_WITH_BLOCKS } from './block-recordings.ts';
import { BROKEN_BY_CLOSURES, HEALTHY_WITH_CLOSURES } from './closure-recordings.ts';
import type { Recording } from './finding.ts';
import type { Observations } from './observations.ts';
import { type PresentCause } from './present.ts';
import { BILLING_RECORDINGS } from './causes/billing/unpaid-recordings.ts';
import { ago, attempt, mismatch, recording, refusal } from './recordings.ts';

export type Parts = Parameters<typeof recording>[0];
export const wrong = attempt({
  outcome: 'wrong-password',
  cause: 'acc-wrong-password',
  secret: 'A',
  firstAt: ago(20),
  lastAt: ago(4),
  count: 3,
});
export const fails = (more: Parameters<typeof attempt>[0]): Parts => ({
  'auth.sign-ins': { days: 14, attempts: [attempt(), attempt({ ...wrong, ...more })] },
});
export const others = (more: Parameters<typeof attempt>[0]): Parts => ({
  'auth.other-names': {
    hours: 24,
    attempts: [
      attempt({ outcome: 'unknown-user', attributed: 'address-used', firstAt: ago(3), lastAt: ago(2), ...more }),
    ],
  },
});
export const connects = (more: Parameters<typeof mismatch>[0]): Parts => ({
  'connection.mismatches': { hours: 72, mismatches: [mismatch(more)], strangers: 0 },
});
export const refuses = (more: Parameters<typeof refusal>[0], lastSubmittedAt: string | null = ago(100)): Parts => ({
  'mta.messages': { days: 7, refusals: [refusal(more)], delivered: 0, lastDeliveredAt: null, lastSubmittedAt },
});
export const gone = { domain: 'fjord.example', exists: false, servers: [], parent: null };
export const noMx = { domain: 'fjord.example', state: 'none', records: [], implicit: [] } as const;
export const mxTo = (...hosts: (readonly [string, number, readonly string[] | null])[]): Parts => ({
  'dns.mx': {
    domain: 'fjord.example',
    state: 'records',
    records: hosts.map(([host, preference]) => ({ host, preference })),
    implicit: null,
  },
  'dns.mx-addresses': { hosts: hosts.map(([host, , addresses]) => ({ host, addresses })) },
});
export const rdap = (registered: boolean): Parts => ({
  'registry.rdap': { domain: 'fjord.example', registered, server: 'rdap.example', statuses: [], expiresAt: null },
});
export const missing = (probe: 'dns.spf' | 'dns.dkim' | 'dns.dmarc'): Parts => ({
  [probe]: { name: 'x.fjord.example', state: 'missing', found: [], wanted: 'v=…' },
});
export const account = (value: Observations['state.address']): Parts => ({ 'state.address': value });
export const address = 'kari@fjord.example';
export const access = (more: Partial<Observations['network.access']>): Parts => ({
  'network.access': {
    days: 14,
    rule: { mode: 'allow', countries: ['NO'], vendors: 'refuse', travel: [] },
    refused: [],
    stops: [],
    lastOkAt: ago(600),
    ...more,
  },
});
export const place = (more: Partial<Observations['network.access']['refused'][number]> = {}): Parts =>
  access({
    refused: [
      {
        firstAt: ago(9),
        lastAt: ago(3),
        count: 2,
        cause: 'net-geo-block-by-us',
        endpoint: 'imaps',
        remoteAddress: '198.51.100.9',
        client: null,
        country: 'ES',
        networkName: null,
        networkKind: null,
        ...more,
      },
    ],
  });
export const stop = (more: Partial<Observations['network.access']['stops'][number]> = {}): Parts =>
  access({
    stops: [
      {
        code: 'abcd2345',
        network: '198.51.100.9/32',
        scope: 'network',
        since: ago(5),
        until: ago(-25),
        guesses: 20,
        failures: 24,
        names: 1,
        windowSeconds: 600,
        networkName: null,
        networkKind: null,
        culprit: address,
        culpritClient: 'printer',
        isFamiliar: true,
        wasGuessedAt: true,
        refused: 3,
        neighbours: 0,
        ...more,
      },
    ],
  });

/** Broken recordings by the cause that must come first. */
export const BROKEN: Record<PresentCause, Recording> = {
  ...BROKEN_BY_BLOCKS,
  ...BROKEN_BY_CLOSURES,
  ...BILLING_RECORDINGS,
  ...BROKEN_DELEGATION,
  ...BROKEN_AUTHENTICITY,
  ...BROKEN_OUTSIDE,
  ...BROKEN_PASTED,
  ...BROKEN_DEVICES,
  ...BROKEN_TRAFFIC,
  ...BROKEN_FILING,
  ...BROKEN_MACHINE,
  'dom-not-registered': recording({
    'dns.domain': gone,
    'dns.mx': noMx,
    'dns.mx-addresses': { hosts: [] },
    ...rdap(false),
  }),
  'dom-no-mx': recording({ 'dns.mx': { ...noMx, implicit: ['198.51.100.4'] }, 'dns.mx-addresses': { hosts: [] } }),
  'dom-null-mx': recording({
    'dns.mx': { domain: 'fjord.example', state: 'null-mx', records: [{ preference: 0, host: '' }], implicit: null },
    'dns.mx-addresses': { hosts: [] },
  }),
  'dom-mx-no-address': recording(mxTo(['mx.host.example.fjord.example', 10, []])),
  'dom-mx-wrong-host': recording(mxTo(['mx.old.example', 10, ['198.51.100.7']])),
  'dom-mx-mixed': recording(mxTo(['mx.host.example', 10, ['203.0.113.25']], ['mx.old.example', 10, ['198.51.100.7']])),
  'dom-spf-missing': recording(missing('dns.spf'), 'send'),
  'dom-dkim-missing': recording(missing('dns.dkim'), 'send'),
  'dom-dmarc-missing': recording(missing('dns.dmarc'), 'send'),
  'acc-mailbox-deleted': recording(
    account({ address, kind: 'deleted', deletedAt: ago(900), deletedBy: 'ola', restorable: true }),
  ),
  'acc-mailbox-never-existed': recording(account({ address, kind: 'none', near: ['karin@fjord.example'] })),
  'acc-login-on-alias': recording({
    ...account({ address, kind: 'alias', targets: ['ola@fjord.example'] }),
    'auth.sign-ins': { days: 14, attempts: [attempt({ outcome: 'unknown-user', cause: 'acc-login-on-alias' })] },
  }),
  'acc-quota-full': recording({ 'state.quota': { usedBytes: 1001, quotaBytes: 1000, messages: 1 } }),
  'acc-wrong-password': recording(fails({})),
  'acc-password-edge-space': recording(fails({ cause: 'acc-password-edge-space' })),
  'acc-password-nonascii': recording(fails({ cause: 'acc-password-nonascii' })),
  'acc-username-without-domain': recording(others({ login: 'kari' })),
  'acc-username-typo-case': recording(others({ login: 'kary@fjord.example' })),
  'cli-stale-password': recording(fails({ cause: 'cli-stale-password' })),
  'cli-wrong-incoming-port': recording(connects({ outcome: 'wrong-protocol', endpoint: 'pop3s', localPort: 995 })),
  'cli-tls-mode-mismatch': recording(connects({})),
  'cli-plaintext-refused': recording(
    fails({ outcome: 'not-encrypted', cause: 'cli-plaintext-refused', endpoint: 'submission' }),
  ),
  'cli-tls-too-old': recording(connects({ outcome: 'tls-failed', clientMaxTls: 'TLSv1.0' })),
  'cli-wrong-outgoing-port': recording(
    fails({ outcome: 'bad-mechanism', cause: 'cli-wrong-outgoing-port', endpoint: 'inbound' }),
  ),
  'cli-smtp-auth-off': recording(refuses({})),
  'cli-from-not-owned': recording(
    refuses({ cause: 'cli-from-not-owned', attributed: 'mailbox', mailFrom: 'post@fjord.example' }),
  ),
  'net-geo-block-by-us': recording(place()),
  'net-ip-banned-failed-logins': recording(stop()),
  'net-office-shared-ban': recording(stop({ culprit: 'ola@fjord.example', wasGuessedAt: false, neighbours: 2 })),
  'net-vpn-exit-blocked': recording(place({ networkKind: 'vpn', networkName: 'Some VPN', country: 'NL' })),
  'cli-cloud-relay-client': recording(place({ networkKind: 'vendor', networkName: 'Microsoft Outlook' })),
};

/** What looks like a fault and is none. */
export const HEALTHY: Record<string, Recording> = {
  'refused abroad, then a journey was opened': recording(
    access({
      ...(place()?.['network.access'] as Observations['network.access']),
      rule: {
        mode: 'allow',
        countries: ['NO'],
        vendors: 'allow',
        travel: [{ countries: ['ES'], from: ago(60), until: ago(-6000) }],
      },
    }),
  ),
  'refused abroad on a journey long over': recording(place({ firstAt: ago(5000), lastAt: ago(4000) })),
  'refused abroad, then the rule was put off': recording(
    access({
      ...(place()?.['network.access'] as Observations['network.access']),
      rule: { mode: 'off', countries: [], vendors: 'allow', travel: [] },
    }),
  ),
  'guessed at from a strange network that is stopped now': recording(stop({ isFamiliar: false })),
  ...HEALTHY_DELEGATION,
  ...HEALTHY_AUTHENTICITY,
  ...HEALTHY_OUTSIDE,
  ...HEALTHY_PASTED,
  ...HEALTHY_DEVICES,
  ...HEALTHY_TRAFFIC,
  ...HEALTHY_FILING,
  ...HEALTHY_MACHINE,
  ...HEALTHY_WITH_BLOCKS,
  ...HEALTHY_WITH_CLOSURES,
  'all is well': recording(),
  'never signed in, nothing received': recording({
    'auth.sign-ins': { days: 14, attempts: [] },
    'mta.messages': { days: 7, refusals: [], delivered: 0, lastDeliveredAt: null, lastSubmittedAt: null },
  }),
  'wrong password, then right from the same device': recording({
    'auth.sign-ins': { days: 14, attempts: [attempt({ lastAt: ago(1) }), wrong] },
  }),
  'wrong password, then the password was changed': recording({
    ...fails({ lastAt: ago(20) }),
    ...account({ address, kind: 'mailbox', passwordChangedAt: ago(10) }),
  }),
  'wrong mode, then right from the same address': recording({
    ...connects({ lastAt: ago(9) }),
    'auth.sign-ins': { days: 14, attempts: [attempt({ lastAt: ago(8) })] },
  }),
  'robots guess the password from everywhere, the owner gets in': recording({
    'auth.sign-ins': {
      days: 14,
      attempts: [
        attempt({ lastAt: ago(60) }),
        ...[1, 2, 3, 4, 5, 6].map((n) =>
          attempt({ ...wrong, client: null, remoteAddress: `198.51.${n}.7`, secret: `S${n}` }),
        ),
      ],
    },
  }),
  'a robot guesses the bare name': recording(
    others({ login: 'kari', attributed: 'only-one', firstAt: ago(50), lastAt: ago(40) }),
  ),
  'a forger uses the address on port 25': recording(
    refuses({ endpoint: 'inbound', attributed: 'name', lastAt: ago(60) }),
  ),
  'no MX, but the domain itself is this host': recording({
    'dns.mx': { ...noMx, implicit: ['203.0.113.25'] },
    'dns.mx-addresses': { hosts: [] },
  }),
  'MX by another name of ours': recording(mxTo(['mail.fjord.example', 10, ['203.0.113.25']])),
  'nearly full': recording({ 'state.quota': { usedBytes: 999, quotaBytes: 1000, messages: 1 } }),
  'no limit': recording({ 'state.quota': { usedBytes: 999, quotaBytes: 0, messages: 1 } }),
  'was full, has been emptied': recording({
    ...refuses({ cause: 'acc-quota-full', attributed: 'name', sizeBytes: 2000 }),
  }),
  'the sender was allowed since': recording(
    refuses({
      cause: 'cli-from-not-owned',
      attributed: 'mailbox',
      mailFrom: 'post@fjord.example',
      isSenderAllowed: true,
    }),
  ),
  'the sender was corrected': recording(refuses({ cause: 'cli-from-not-owned', attributed: 'mailbox' }, ago(1))),
  'an alias nobody signs in to': recording({
    ...account({ address, kind: 'alias', targets: ['ola@fjord.example'] }),
    'auth.sign-ins': { days: 14, attempts: [] },
  }),
};
