/**
 * From a recording to a verdict: every cause judges, causes above explain those below, the rest is ranked.
 * Pure, total and deterministic: the order of evidence never matters, and what is unknown never becomes a finding.
 * Called by `service/diagnose.ts` and by anyone who replays a recording.
 */
import { SECOND_JUDGES } from './causes/machine/catalogue.ts';
import { PROGRAM_JUDGES } from './causes/program/judges.ts';
import { CAUSES } from './causes/catalogue.ts';
import { type Cause, type Hit, type Judgement, UNKNOWN } from './cause.ts';
import { type Facts, factsOf } from './facts.ts';
import type { CauseId } from '#src/model/cause-id.ts';
import type { Finding, Recording, Role, Symptom, Verdict } from './finding.ts';
import type { ProbeId } from './observations.ts';

/** A cause as the reasoning needs it: of the catalogue, or a second judge of one. */
type Judge = Omit<Cause, 'id'> & { readonly id: CauseId };

interface Candidate {
  readonly cause: Judge;
  readonly hit: Hit;
  readonly weight: number;
}

const CERTAINTY = { proven: 30, likely: 22, possible: 5 } as const;
const FITS = 18;

function judge(cause: Judge, facts: Facts): Judgement {
  if (cause.needs.some((probe) => facts.get(probe) === undefined)) return UNKNOWN;
  try {
    // A state that a newer or older program wrote leads past every branch of a judge: no statement either.
    const judgement: Judgement | undefined = cause.judge(facts);
    return judgement ?? UNKNOWN;
  } catch {
    // Evidence of a shape this cause does not know (an older recording): it says nothing rather than something false.
    return UNKNOWN;
  }
}

function weightOf(cause: Judge, hit: Hit, symptom: Symptom): number {
  const fits = cause.symptoms.includes(symptom) ? FITS : 0;
  return CERTAINTY[hit.certainty] + cause.height / 2 + fits;
}

const compare = (a: Candidate, b: Candidate): number => {
  if (a.weight !== b.weight) return b.weight - a.weight;
  const [first, second] = [a, b].map((one) => `${one.cause.id} ${JSON.stringify([one.hit.about, one.hit.args])}`);
  return first < second ? -1 : first > second ? 1 : 0;
};

function toFinding({ cause, hit }: Candidate, role: Role, under?: CauseId): Finding {
  const { certainty, about, args, evidence, fix, words } = hit;
  const follows = under === undefined ? {} : { under };
  return {
    cause: cause.id,
    certainty,
    role,
    ...follows,
    about,
    args,
    evidence,
    fix,
    ...(words === undefined ? {} : { words }),
  };
}

/** True for a shortcoming that is no explanation of what was asked about. */
const isNote = ({ cause, hit }: Candidate, symptom: Symptom): boolean =>
  hit.aside === true || (cause.note === true && symptom !== 'send');

/** Does `other` follow from `cause`, when both are found? A mere possibility explains nothing. */
const followsFrom = (other: Candidate, { cause, hit }: Candidate): boolean =>
  hit.certainty !== 'possible' &&
  other.cause.id !== cause.id &&
  (cause.explains.some((id) => id === other.cause.id) ||
    (cause.silences?.includes(other.cause.family) === true && other.cause.height < cause.height));

/** The free cause from which a candidate follows, over any number of steps; itself when nothing explains it. */
function originOf(start: Candidate, candidates: readonly Candidate[]): Candidate {
  const seen = new Set<Candidate>();
  let at = start;
  for (;;) {
    seen.add(at);
    const above = candidates.find((one) => !seen.has(one) && followsFrom(at, one));
    if (above === undefined) return at;
    at = above;
  }
}

/** What a program's settings say, and sign-ins that were refused show as well: one finding, as sure as the surer, with both. */
function joinProgram(candidates: Candidate[], symptom: Symptom): void {
  for (const one of candidates.filter(({ hit }) => hit.words === 'program')) {
    const same = candidates.find((other) => other.cause.id === one.cause.id && other.hit.words === undefined);
    if (same === undefined) continue;
    const certainty =
      CERTAINTY[same.hit.certainty] > CERTAINTY[one.hit.certainty] ? same.hit.certainty : one.hit.certainty;
    const { aside: _beside, ...told } = one.hit;
    const hit: Hit = {
      ...told,
      certainty,
      about: { ...same.hit.about, ...told.about },
      evidence: [...told.evidence, ...same.hit.evidence],
      ...(one.hit.aside === true && same.hit.aside === true ? { aside: true as const } : {}),
    };
    // The first judge knows what follows from it.
    candidates[candidates.indexOf(same)] = { cause: same.cause, hit, weight: weightOf(same.cause, hit, symptom) };
    candidates.splice(candidates.indexOf(one), 1);
  }
  candidates.sort(compare);
}

/** A cause that both judges found is told once, in the words of the stronger. */
function dropDoubles(candidates: Candidate[]): void {
  const second = candidates.filter(({ hit }) => hit.words === 'here');
  for (const one of second) {
    const same = candidates.find((other) => other.cause.id === one.cause.id && other.hit.words === undefined);
    if (same === undefined) continue;
    const weaker = CERTAINTY[one.hit.certainty] > CERTAINTY[same.hit.certainty] ? same : one;
    candidates.splice(candidates.indexOf(weaker), 1);
  }
}

/** Every cause that is found, the root first, then what follows from it, then what stands beside. */
export function reason(recording: Recording): Verdict {
  const facts = factsOf(recording);
  const candidates: Candidate[] = [];
  for (const cause of [...CAUSES, ...SECOND_JUDGES, ...PROGRAM_JUDGES]) {
    const judgement = judge(cause, facts);
    if (judgement.kind !== 'found') continue;
    for (const hit of judgement.hits) candidates.push({ cause, hit, weight: weightOf(cause, hit, recording.symptom) });
  }
  candidates.sort(compare);
  joinProgram(candidates, recording.symptom);
  dropDoubles(candidates);
  const origins = new Map(candidates.map((one) => [one, originOf(one, candidates)]));
  const free = candidates.filter((one) => origins.get(one) === one);
  const notes = free.filter((one) => isNote(one, recording.symptom));
  const [root, ...beside] = free.filter((one) => !isNote(one, recording.symptom));
  const below = (origin: Candidate): Finding[] =>
    candidates
      .filter((one) => one !== origin && origins.get(one) === origin)
      .map((one) => toFinding(one, 'consequence', origin.cause.id));
  const findings = [
    ...(root === undefined ? [] : [toFinding(root, 'root'), ...below(root)]),
    ...beside.flatMap((one) => [toFinding(one, 'also'), ...below(one)]),
    ...notes.flatMap((one) => [{ ...toFinding(one, 'also'), aside: true as const }, ...below(one)]),
  ];
  return { ...concluded(facts, findings), findings, ...lists(recording) };
}

/** How mail of a domain proves where it comes from, and how others see us. */
const SENDING: readonly ProbeId[] = [
  ...(['dns.spf', 'dns.dkim', 'dns.dmarc', 'dns.spf-check', 'dns.dkim-keys', 'dns.dmarc-check'] as const),
  ...(['dns.ptr', 'dns.block-lists'] as const),
];

/** What tells of a mailbox that its account, its programs and the way to it are well. */
const OF_MAILBOX: readonly ProbeId[] = [
  'state.account',
  'state.folders',
  'state.store',
  'state.certificate',
  'auth.mechanisms',
  'connection.places',
  'mta.changes',
  'network.countries',
  'state.wishes',
  'mta.filed',
  'mta.junk',
  'mta.answers',
];

/** Without these nobody may say that all is well. */
function neededFor(facts: Facts): readonly ProbeId[] {
  const always: readonly ProbeId[] = ['state.domain', 'dns.domain', 'dns.mx', 'dns.mx-addresses'];
  const domain = facts.get('state.domain')?.observed;
  // A domain that leads here and is none of ours is not well; why, only our own memory can say.
  const records: unknown = facts.get('dns.mx')?.observed.records;
  const leadsHere =
    Array.isArray(records) && records.some((one: { host?: unknown } | null) => one?.host === domain?.hostname);
  if (domain?.ours !== true) return leadsHere ? [...always, 'state.ended'] : always;
  const ours = [
    ...always,
    'dns.host',
    'dns.delegation',
    'dns.mail-targets',
    'state.blocks',
    'state.closures',
    'state.billing',
    'state.service',
    'outside.mta-sts',
    'dns.tlsa',
    'outside.inbound',
    'outside.submissions',
    'outside.submission',
    'outside.imaps',
    'outside.imap',
    'outside.pop3s',
    'setup.records',
    'setup.names-used',
  ] as const;
  const outgoing = ['mta.deliveries', 'mta.backlog'] as const;
  // Somebody pasted a text: without having read it nobody says that all is well.
  const pasted = facts.failed('pasted.text') || facts.get('pasted.own') !== undefined ? (['pasted.text'] as const) : [];
  // Settings that could not be looked at, in time: the same.
  const brought = facts.failed('customer.program') ? (['customer.program'] as const) : [];
  // Somebody misses what he sent: without having looked for the copies nobody says that all is well.
  const copies = facts.failed('mta.sent-copies') ? (['mta.sent-copies'] as const) : [];
  const sending: readonly ProbeId[] = facts.symptom === 'send' ? SENDING : [];
  if (facts.subject.address === undefined)
    return [...ours, ...outgoing, ...sending, ...pasted, ...brought, 'state.forwards-gone'];
  const kind = facts.get('state.address')?.observed.kind;
  const mailbox = kind === 'mailbox';
  return [
    ...ours,
    ...sending,
    ...pasted,
    ...brought,
    ...copies,
    'state.address',
    'auth.sign-ins',
    'auth.other-names',
    'connection.mismatches',
    'mta.messages',
    'mta.inbound',
    ...(mailbox || kind === 'alias' ? outgoing : []),
    ...(mailbox ? (['state.quota', 'network.access', 'dns.device-hosts', ...OF_MAILBOX] as const) : []),
    ...(kind === 'alias' ? (['state.forward'] as const) : []),
  ];
}

/** Asked from the customer's machine: nobody may say "well" when not one door was seen to open from there. */
function isUnseenFromHere(facts: Facts): boolean {
  if (facts.failed('customer.doors') || facts.failed('customer.names')) return true;
  const seen = facts.get('customer.doors');
  if (seen === undefined) return false;
  // Doors of a shape that nobody knows were not seen to open either.
  const doors: unknown = seen.observed.doors;
  if (!Array.isArray(doors)) return true;
  return !doors.some((door: { v4?: unknown; v6?: unknown } | null) => door?.v4 === 'open' || door?.v6 === 'open');
}

function concluded(facts: Facts, findings: readonly Finding[]): Pick<Verdict, 'verdict'> {
  const root = findings.find((finding) => finding.role === 'root');
  if (root !== undefined) return { verdict: root.certainty === 'possible' ? 'inconclusive' : 'cause-found' };
  const missing = neededFor(facts).some((probe) => facts.get(probe) === undefined);
  // A name that DNS does not know is not well, even when nothing here can say why.
  const isThere = facts.get('dns.domain')?.observed.exists === true;
  return { verdict: missing || !isThere || isUnseenFromHere(facts) ? 'inconclusive' : 'healthy' };
}

function lists({ evidence }: Recording): Pick<Verdict, 'verified' | 'unchecked'> {
  const known = new Set(evidence.flatMap((one) => (one.kind === 'known' ? [one.probe] : [])));
  const unchecked = new Map<string, string>();
  for (const one of evidence)
    if (one.kind === 'unknown' && !known.has(one.probe)) {
      const before = unchecked.get(one.probe);
      if (before === undefined || one.why < before) unchecked.set(one.probe, one.why);
    }
  return {
    verified: [...known].sort(),
    unchecked: [...unchecked].sort(([a], [b]) => (a < b ? -1 : 1)).map(([probe, why]) => ({ probe, why })),
  };
}
