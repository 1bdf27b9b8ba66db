/** From recordings to verdicts: each cause and its healthy twin, ranking, folding, and laws that hold for all of them. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { BROKEN_BY_BLOCKS, HEALTHY_WITH_BLOCKS } from './block-recordings.ts';
import { CAUSES } from './causes/catalogue.ts';
import { BROKEN_BY_CLOSURES, HEALTHY_WITH_CLOSURES, MORE_QUARANTINES } from './closure-recordings.ts';
import type { Recording, Verdict } from './finding.ts';
import type { Observations, ProbeId } from './observations.ts';
import { PRESENT_CAUSES, type PresentCause } from './present.ts';
import { BILLING_RECORDINGS } from './causes/billing/unpaid-recordings.ts';
import { reason } from './reason.ts';
import { ago, attempt, mismatch, recording, refusal, unknownEvidence, withEvidence } from './recordings.ts';

type Parts = Parameters<typeof recording>[0];
const wrong = attempt({
  outcome: 'wrong-password',
  cause: 'acc-wrong-password',
  secret: 'A',
  firstAt: ago(20),
  lastAt: ago(4),
  count: 3,
});
const fails = (more: Parameters<typeof attempt>[0]): Parts => ({
  'auth.sign-ins': { days: 14, attempts: [attempt(), attempt({ ...wrong, ...more })] },
});
const others = (more: Parameters<typeof attempt>[0]): Parts => ({
  'auth.other-names': {
    hours: 24,
    attempts: [
      attempt({ outcome: 'unknown-user', attributed: 'address-used', firstAt: ago(3), lastAt: ago(2), ...more }),
    ],
  },
});
const connects = (more: Parameters<typeof mismatch>[0]): Parts => ({
  'connection.mismatches': { hours: 72, mismatches: [mismatch(more)], strangers: 0 },
});
const refuses = (more: Parameters<typeof refusal>[0], lastSubmittedAt: string | null = ago(100)): Parts => ({
  'mta.messages': { days: 7, refusals: [refusal(more)], delivered: 0, lastDeliveredAt: null, lastSubmittedAt },
});
const gone = { domain: 'fjord.example', exists: false, servers: [], parent: null };
const noMx = { domain: 'fjord.example', state: 'none', records: [], implicit: [] } as const;
const mxTo = (...hosts: (readonly [string, number, readonly string[] | null])[]): Parts => ({
  'dns.mx': {
    domain: 'fjord.example',
    state: 'records',
    records: hosts.map(([host, preference]) => ({ host, preference })),
    implicit: null,
  },
  'dns.mx-addresses': { hosts: hosts.map(([host, , addresses]) => ({ host, addresses })) },
});
const rdap = (registered: boolean): Parts => ({
  'registry.rdap': { domain: 'fjord.example', registered, server: 'rdap.example', statuses: [], expiresAt: null },
});
const missing = (probe: 'dns.spf' | 'dns.dkim' | 'dns.dmarc'): Parts => ({
  [probe]: { name: 'x.fjord.example', state: 'missing', found: [], wanted: 'v=…' },
});
const account = (value: Observations['state.address']): Parts => ({ 'state.address': value });
const address = 'kari@fjord.example';
const access = (more: Partial<Observations['network.access']>): Parts => ({
  'network.access': {
    days: 14,
    rule: { mode: 'allow', countries: ['NO'], vendors: 'refuse', travel: [] },
    refused: [],
    stops: [],
    lastOkAt: ago(600),
    ...more,
  },
});
const place = (more: Partial<Observations['network.access']['refused'][number]> = {}): Parts =>
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
const stop = (more: Partial<Observations['network.access']['stops'][number]> = {}): Parts =>
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
const BROKEN: Record<PresentCause, Recording> = {
  ...BROKEN_BY_BLOCKS,
  ...BROKEN_BY_CLOSURES,
  ...BILLING_RECORDINGS,
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
const HEALTHY: Record<string, Recording> = {
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
  'the sender was corrected': recording(refuses({ cause: 'cli-from-not-owned', attributed: 'mailbox' }, ago(1))),
  'an alias nobody signs in to': recording({
    ...account({ address, kind: 'alias', targets: ['ola@fjord.example'] }),
    'auth.sign-ins': { days: 14, attempts: [] },
  }),
};

test('redemption, and the calendars of .no and .se, are a quarantine too', () => {
  for (const quarantine of MORE_QUARANTINES) {
    const [finding] = reason(quarantine).findings;
    assert.equal(finding.cause, 'dom-quarantine');
    assert.ok(Number(finding.args['day']) > 0, JSON.stringify(finding.args));
  }
});

const first = (verdict: Verdict): string | undefined => verdict.findings[0]?.cause;

for (const id of PRESENT_CAUSES)
  test(`${id} is named first`, () => {
    const verdict = reason(BROKEN[id]);
    assert.equal(first(verdict), id);
    assert.equal(verdict.findings[0].role, 'root');
    assert.equal(verdict.verdict, 'cause-found');
    assert.ok(verdict.findings[0].evidence.length > 0, 'a finding shows its evidence');
    assert.deepEqual(
      verdict.findings
        .slice(1)
        .filter((one) => one.role !== 'consequence')
        .map((one) => one.cause),
      [],
      'nothing is invented beside it',
    );
  });

for (const [name, healthy] of Object.entries(HEALTHY))
  test(`healthy: ${name}`, () => {
    const verdict = reason(healthy);
    assert.deepEqual(
      verdict.findings.map((one) => one.cause),
      [],
    );
    assert.equal(verdict.verdict, 'healthy');
  });

test('every cause has one judge, and nobody explains himself', () => {
  assert.deepEqual(CAUSES.map((cause) => cause.id).sort(), [...PRESENT_CAUSES].sort());
  const reaches = (from: PresentCause, seen = new Set<PresentCause>()): Set<PresentCause> => {
    for (const next of CAUSES.find((cause) => cause.id === from)?.explains ?? [])
      if (!seen.has(next)) reaches(next, seen.add(next));
    return seen;
  };
  for (const id of PRESENT_CAUSES) assert.ok(!reaches(id).has(id), id);
});

test('what follows from the root is folded beneath it', () => {
  const roles = (verdict: Verdict) => verdict.findings.map((one) => `${one.role} ${one.cause}`);
  assert.deepEqual(roles(reason(BROKEN['dom-not-registered'])), ['root dom-not-registered', 'consequence dom-no-mx']);
  const plain = fails({ outcome: 'not-encrypted', cause: 'cli-plaintext-refused', endpoint: 'imap' });
  assert.deepEqual(roles(reason(recording(plain))), [
    'root cli-wrong-incoming-port',
    'consequence cli-plaintext-refused',
  ]);
});

test('two faults are both named, the one that stops everybody first', () => {
  const verdict = reason(recording({ ...mxTo(['mx.old.example', 10, ['198.51.100.7']]), ...fails({}) }, 'both'));
  assert.deepEqual(
    verdict.findings.map((one) => `${one.role} ${one.cause}`),
    ['root dom-mx-wrong-host', 'also acc-wrong-password'],
  );
});

test('the symptom reorders and never decides', () => {
  const both = { ...mxTo(['mx.old.example', 10, ['198.51.100.7']]), ...refuses({}) };
  assert.equal(first(reason(recording(both, 'receive'))), 'dom-mx-wrong-host');
  assert.equal(first(reason(recording(both, 'send'))), 'cli-smtp-auth-off');
  for (const symptom of ['receive', 'send', 'both', 'some', 'slow', 'unknown'] as const)
    assert.equal(reason(recording(both, symptom)).findings.length, 2);
});

test('missing SPF is a note and not an alarm, unless sending fails', () => {
  const verdict = reason(recording(missing('dns.spf'), 'receive'));
  assert.equal(verdict.verdict, 'healthy');
  assert.deepEqual(
    verdict.findings.map((one) => one.role),
    ['also'],
  );
});

test('not registered: proven by the registry, likely by DNS alone, not said when the registry disagrees', () => {
  const base = { 'dns.domain': gone, 'dns.mx': noMx, 'dns.mx-addresses': { hosts: [] } };
  assert.equal(reason(recording({ ...base, ...rdap(false) })).findings[0].certainty, 'proven');
  const silent = withEvidence(recording(base), unknownEvidence('registry.rdap'));
  assert.equal(reason(silent).findings[0].certainty, 'likely');
  const registered = reason(recording({ ...base, ...rdap(true) }));
  assert.deepEqual(registered.findings, []);
  assert.equal(registered.verdict, 'inconclusive');
});

test('a broken prober alarms nobody', () => {
  for (const probe of recording().evidence.map((one) => one.probe as ProbeId)) {
    const verdict = reason(withEvidence(recording(), unknownEvidence(probe, 'servfail')));
    assert.deepEqual(verdict.findings, [], probe);
    assert.deepEqual(verdict.unchecked, [{ probe, why: 'servfail' }]);
  }
});

const anyBroken = fc.constantFrom(...Object.values(BROKEN), ...Object.values(HEALTHY));

test('law: the order of evidence changes nothing', () => {
  fc.assert(
    fc.property(anyBroken, fc.array(fc.nat()), (base, keys) => {
      const shuffled = base.evidence
        .map((one, index) => [keys[index % Math.max(1, keys.length)] ?? 0, one] as const)
        .sort(([a], [b]) => a - b)
        .map(([, one]) => one);
      assert.deepEqual(reason({ ...base, evidence: shuffled }), reason(base));
    }),
    { numRuns: 100 },
  );
});

test('law: less evidence never finds another cause', () => {
  for (const base of [...Object.values(BROKEN), ...Object.values(HEALTHY)]) {
    const before = new Set(reason(base).findings.map((one) => one.cause));
    for (const left of base.evidence) {
      const verdict = reason({ ...base, evidence: base.evidence.filter((one) => one !== left) });
      for (const finding of verdict.findings)
        assert.ok(before.has(finding.cause), `without ${left.probe}: ${finding.cause}`);
      if (verdict.verdict === 'healthy') assert.ok(isHealthy(base), `healthy without ${left.probe}`);
    }
  }
});
const isHealthy = (base: Recording): boolean => reason(base).verdict === 'healthy';

test('law: an unrelated healthy fact changes nothing', () => {
  for (const base of [...Object.values(BROKEN), ...Object.values(HEALTHY)]) {
    const more = {
      ...unknownEvidence('dns.spf'),
      kind: 'known',
      probe: 'outside.port-25',
      vantage: 'outside',
      observed: { open: true },
    };
    const verdict = reason({ ...base, evidence: [...base.evidence, more as Recording['evidence'][number]] });
    assert.deepEqual(verdict.findings, reason(base).findings);
    assert.equal(verdict.verdict, reason(base).verdict);
  }
});

test('law: any evidence whatsoever gives a verdict', () => {
  const evidence = fc.record({
    kind: fc.constantFrom('known', 'unknown'),
    probe: fc.constantFrom(...recording().evidence.map((one) => one.probe), 'registry.rdap'),
    vantage: fc.constant('dns'),
    at: fc.constant(ago(0)),
    why: fc.string({ maxLength: 8 }),
    observed: fc.dictionary(
      fc.constantFrom('kind', 'exists', 'state', 'attempts', 'hosts', 'ours'),
      fc.jsonValue({ maxDepth: 2 }),
    ),
  });
  fc.assert(
    fc.property(fc.array(evidence, { maxLength: 20 }), (list) => {
      const verdict = reason({ ...recording(), evidence: list as unknown as Recording['evidence'] });
      assert.ok(['cause-found', 'healthy', 'inconclusive'].includes(verdict.verdict));
    }),
    { numRuns: 100 },
  );
});
