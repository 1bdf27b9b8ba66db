/**
 * Causes read from the settings of the program itself. These judges stand beside those that read the same causes from sign-ins
 * that were refused: when both find one, `reason()` tells it once, with both proofs and the exact field. Pure.
 */
import { type Cause, found, type Hit, type Judgement, RULED_OUT, UNKNOWN } from '../../cause.ts';
import { type Facts, showing } from '../../facts.ts';
import type { Symptom } from '../../finding.ts';
import { fix } from '../../fixes.ts';
import type { CustomerProgram, ProgramFault } from '../../observed-program.ts';
import type { PresentCause } from '../../present.ts';
import { missesSent } from '../filing/sent.ts';

interface Kind {
  readonly symptoms: readonly Symptom[];
  readonly height: number;
  /** Works as it stands, and harms in one way only: without that complaint it is told beside. */
  readonly isHabit?: true;
}
const IN: readonly Symptom[] = ['receive', 'both'];
const OUT: readonly Symptom[] = ['send', 'both'];
const EITHER: readonly Symptom[] = ['receive', 'send', 'both'];

/** Every cause that the settings check leads to and that can be found. */
const KINDS = {
  'cli-wrong-incoming-host': { symptoms: IN, height: 26 },
  'cli-wrong-outgoing-host': { symptoms: OUT, height: 26 },
  'cli-wrong-incoming-port': { symptoms: IN, height: 21 },
  'cli-wrong-outgoing-port': { symptoms: OUT, height: 23 },
  'cli-tls-mode-mismatch': { symptoms: EITHER, height: 22 },
  'cli-plaintext-refused': { symptoms: EITHER, height: 18 },
  'acc-username-without-domain': { symptoms: EITHER, height: 28 },
  'acc-username-typo-case': { symptoms: EITHER, height: 27 },
  'cli-smtp-auth-off': { symptoms: OUT, height: 22 },
  'cli-auth-method': { symptoms: EITHER, height: 22 },
  'cli-identity-typo': { symptoms: ['receive', 'send', 'both', 'some'], height: 18 },
  'cli-from-not-owned': { symptoms: OUT, height: 20 },
  'cli-sender-syntax': { symptoms: OUT, height: 20 },
  'acc-protocol-off': { symptoms: EITHER, height: 24 },
  'cli-pop-deletes': { symptoms: ['some'], height: 14, isHabit: true },
  'cli-imap-prefix-special': { symptoms: ['some'], height: 14, isHabit: true },
  'cli-sent-not-saved': { symptoms: ['some'], height: 14, isHabit: true },
  'cli-too-many-connections': { symptoms: ['slow', 'some'], height: 14, isHabit: true },
} as const satisfies Partial<Record<PresentCause, Kind>>;
export type CauseFromProgram = keyof typeof KINDS;
export const FROM_PROGRAM = Object.keys(KINDS) as CauseFromProgram[];

/** Of a note nothing follows, nor of encryption that is used whenever it is offered, nor of a name that leads here after all. */
const isCausing = ({ weight, fault, leadsHere }: ProgramFault): boolean =>
  weight !== 'note' && fault !== 'security-optional' && !leadsHere;

/** What becomes of copies of sent mail: the answer to somebody who misses them. */
const isOfSent = ({ field }: ProgramFault): boolean => field === 'sentCopy' || field === 'sentFolder';

const RANK = { wrong: 0, risk: 1, note: 2 } as const;
function faultsOf(program: CustomerProgram, id: string, isSentMissed: boolean): readonly ProgramFault[] {
  if (program.isFor !== 'subject') return [];
  const rank = (one: ProgramFault): number => (isSentMissed && isOfSent(one) ? -1 : RANK[one.weight]);
  return program.faults.filter((one) => one.cause === id && isCausing(one)).toSorted((a, b) => rank(a) - rank(b));
}

/** Both directions have the same thing wrong: told once. */
const sideOf = (faults: readonly ProgramFault[]): string => {
  const sides = new Set(faults.flatMap(({ server }) => server ?? []));
  return sides.size === 2 ? 'both' : ([...sides][0] ?? '');
};

function judge(id: CauseFromProgram, kind: Kind, facts: Facts): Judgement {
  const seen = facts.get('customer.program');
  if (seen === undefined) return UNKNOWN;
  const isSentMissed = missesSent(facts);
  const faults = faultsOf(seen.observed, id, isSentMissed);
  const [first] = faults;
  if (first === undefined) return RULED_OUT;
  const { domain, address } = facts.subject;
  const same = faults.filter(({ fault, says }) => fault === first.fault && says === first.says);
  const args: Hit['args'] = {
    ...first.args,
    address: address ?? domain,
    format: seen.observed.format ?? 'text',
    fault: first.fault,
    field: first.field,
    server: sideOf(same),
    says: first.says ?? '',
    should: first.should ?? '',
    line: first.line ?? 0,
  };
  const { canCorrect, isFor, format } = seen.observed;
  const isAsked = kind.symptoms.includes(facts.symptom) || (isSentMissed && isOfSent(first));
  const isAside = (kind.isHabit === true || first.weight === 'risk') && !isAsked;
  return found({
    certainty: 'likely',
    about: address === undefined ? { domain } : { address, domain },
    args,
    evidence: [showing(seen.evidence, { format, isFor, faults })],
    fix: [...(canCorrect ? [fix('use-corrected-file', args)] : []), fix('change-setting', args)],
    words: 'program',
    ...(isAside ? { aside: true as const } : {}),
  });
}

/** A judge of a cause that another pack judges as well. */
export const PROGRAM_JUDGES: readonly Cause[] = FROM_PROGRAM.map((id) => {
  const kind: Kind = KINDS[id];
  return {
    id,
    family: id.startsWith('acc') ? 'acc' : 'cli',
    since: '0.7.0',
    symptoms: kind.symptoms,
    height: kind.height,
    needs: ['customer.program'],
    explains: [],
    proof: 'the settings of the program, held against what is right for this mailbox',
    judge: (facts) => judge(id, kind, facts),
  };
});
