/** From recordings to verdicts: each cause and its healthy twin, ranking, folding, and laws that hold for all of them. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { CAUSES } from './causes/catalogue.ts';
import { MORE_QUARANTINES } from './closure-recordings.ts';
import type { Recording, Verdict } from './finding.ts';
import type { ProbeId } from './observations.ts';
import { PRESENT_CAUSES, type PresentCause } from './present.ts';
import { reason } from './reason.ts';
import { recording, unknownEvidence, withEvidence } from './recordings.ts';
import { fails, refuses, gone, noMx, mxTo, rdap, missing, BROKEN, HEALTHY } from './planted-recordings.ts';

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
    const above = CAUSES.find((cause) => cause.id === from);
    const silent = CAUSES.filter((one) => above?.silences?.includes(one.family) && one.height < above.height);
    for (const next of [...(above?.explains ?? []), ...silent.map((one) => one.id)])
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

test('what follows from a second cause stands under that one', () => {
  const plain = fails({ outcome: 'not-encrypted', cause: 'cli-plaintext-refused', endpoint: 'imap' });
  const verdict = reason(recording({ ...mxTo(['mx.old.example', 10, ['198.51.100.7']]), ...plain }, 'receive'));
  assert.deepEqual(
    verdict.findings.map((one) => [one.role, one.cause, one.under]),
    [
      ['root', 'dom-mx-wrong-host', undefined],
      ['also', 'cli-wrong-incoming-port', undefined],
      ['consequence', 'cli-plaintext-refused', 'cli-wrong-incoming-port'],
    ],
  );
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
    const whole = reason(base);
    const before = new Set(whole.findings.map((one) => one.cause));
    for (const left of base.evidence) {
      const verdict = reason({ ...base, evidence: base.evidence.filter((one) => one !== left) });
      for (const finding of verdict.findings)
        assert.ok(before.has(finding.cause), `without ${left.probe}: ${finding.cause}`);
      // A text that the customer brought may be the only sign of a fault elsewhere; copies are looked at for who misses them.
      if (verdict.verdict === 'healthy' && !/^(?:pasted|customer)\.|^mta\.sent-copies$/.test(left.probe))
        assert.equal(whole.verdict, 'healthy', `healthy without ${left.probe}`);
    }
  }
});

test('copies of sent mail that could not be looked for leave the question open', () => {
  const { verdict, findings } = reason(withEvidence(recording(), unknownEvidence('mta.sent-copies')));
  assert.deepEqual([verdict, findings], ['inconclusive', []]);
});

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
