/** What a program's settings say: each cause named first in words of its own, joined with refused sign-ins, silent when it is right. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { tell } from '#src/messages/telling.ts';
import { texts } from '#src/messages/catalogue.ts';
import type { CustomerProgram, ProgramFault } from '../../observed-program.ts';
import { FAULTS, type Fault } from '../../program-settings/faults.ts';
import { fails } from '../../planted-recordings.ts';
import { recording, unknownEvidence, withEvidence } from '../../recordings.ts';
import { reason } from '../../reason.ts';
import { FROM_PROGRAM } from './judges.ts';

const fault = (more: Partial<ProgramFault> = {}): ProgramFault => ({
  fault: 'host-wrong',
  weight: 'wrong',
  cause: 'cli-wrong-incoming-host',
  server: 'incoming',
  field: 'host',
  says: 'imap.old.example',
  should: 'mx.host.example',
  line: 7,
  args: {},
  leadsHere: false,
  ...more,
});
const program = (faults: readonly ProgramFault[], more: Partial<CustomerProgram> = {}): CustomerProgram => ({
  format: 'thunderbird',
  unreadable: null,
  isFor: 'subject',
  others: [],
  faults,
  source: 'ours',
  canCorrect: true,
  ...more,
});
const told = (observed: CustomerProgram, symptom: 'both' | 'send' | 'some' | 'receive' = 'both') =>
  reason(recording({ 'customer.program': observed }, symptom));

for (const id of FROM_PROGRAM)
  test(`${id} is named first, in the words of the setting`, () => {
    const { findings, verdict } = told(program([fault({ cause: id })]), 'some');
    assert.deepEqual(
      findings.map((one) => [one.cause, one.words]),
      [[id, 'program']],
    );
    assert.equal(verdict, 'cause-found');
    assert.equal(findings[0].fix[0].id, 'use-corrected-file');
  });

test('every fault that leads to a cause leads to one that is judged', () => {
  const judged: readonly string[] = FROM_PROGRAM;
  const named = Object.values(FAULTS).flatMap(({ cause, weight }) =>
    cause === null || weight === 'note'
      ? []
      : cause === 'host' || cause === 'port'
        ? [`cli-wrong-incoming-${cause}`, `cli-wrong-outgoing-${cause}`]
        : [cause],
  );
  assert.deepEqual(
    named.filter((one) => !judged.includes(one)),
    [],
  );
});

test('the words of every fault have no holes, in three languages', () => {
  for (const language of ['nb', 'sv', 'en'] as const)
    for (const one of Object.keys(FAULTS) as Fault[]) {
      const args = {
        port: 143,
        wanted: 993,
        kind: 'imap',
        other: 'pop3',
        provider: 'X',
        most: 10,
        first: 'a',
        second: 'b',
      };
      const raw = {
        ...args,
        fault: one,
        field: 'port',
        format: 'text',
        server: 'both',
        says: '143 none',
        should: '993 tls',
      };
      const words = tell({ ...raw, line: 3 }, { language, now: 0, timeZone: 'UTC' });
      const { fixes, program: said } = texts(language);
      const all = [said.what(words), words['faultTitle'], words['faultWhy'], fixes['change-setting'](words)];
      assert.doesNotMatch([...all, fixes['use-corrected-file'](words)].join(' '), /undefined|NaN|\[object/, one);
    }
});

test('with the refused sign-ins it is proven, told once, and shows both', () => {
  const name = fault({
    fault: 'user-without-domain',
    cause: 'cli-plaintext-refused',
    field: 'security',
    says: '143 none',
  });
  const refused = fails({ outcome: 'not-encrypted', cause: 'cli-plaintext-refused', endpoint: 'submission' });
  const { findings } = reason(recording({ ...refused, 'customer.program': program([name]) }, 'send'));
  const [first] = findings;
  assert.deepEqual([first.cause, first.certainty, first.words], ['cli-plaintext-refused', 'proven', 'program']);
  assert.deepEqual(
    first.evidence.map(({ probe }) => probe),
    ['customer.program', 'auth.sign-ins'],
  );
  assert.equal(findings.length, 1);
});

for (const [name, observed] of Object.entries({
  'a right file': program([]),
  'a wrong file for another mailbox': program([fault()], { isFor: 'other', others: ['ola@far.example'] }),
  'a text that cannot be read': program([], { isFor: 'unknown', format: null, unreadable: 'unknown' }),
  'a name that leads here after all': program([fault({ leadsHere: true })]),
  'a remark': program([fault({ fault: 'pop-not-imap', weight: 'note', cause: null })]),
  'encryption that is used when it is offered': program([
    fault({ fault: 'security-optional', weight: 'risk', cause: 'cli-plaintext-refused' }),
  ]),
}))
  test(`healthy: ${name}`, () => {
    const verdict = told(observed);
    assert.deepEqual(verdict.findings, []);
    assert.equal(verdict.verdict, 'healthy');
  });

test('a habit is told beside, unless it is what was complained of', () => {
  const prefix = program([fault({ fault: 'folder-prefix', weight: 'risk', cause: 'cli-imap-prefix-special' })]);
  assert.deepEqual([told(prefix, 'send').verdict, told(prefix, 'send').findings[0].aside], ['healthy', true]);
  assert.equal(told(prefix, 'some').verdict, 'cause-found');
});

test('settings that could not be looked at leave the question open', () => {
  const { verdict, findings } = reason(withEvidence(recording(), unknownEvidence('customer.program')));
  assert.deepEqual([verdict, findings], ['inconclusive', []]);
});
