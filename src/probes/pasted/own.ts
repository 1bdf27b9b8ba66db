/**
 * Our own record of what a pasted text speaks of: the Block behind a short link, the delivery that came back, whether the
 * message was sent here at all. Only what belongs to the subject is told; of others' mail nothing, not even that it exists.
 */
import type { PastedBlock, PastedDelivery, PastedOwn, PastedText } from '#src/diagnosis/observed-pasted.ts';
import { ownMarks } from '#src/diagnosis/texts/own-marks.ts';
import { type Block, isActive } from '#src/model/block.ts';
import type { StoredEvent } from '#src/model/journal.ts';
import { blockByIdOrCode } from '#src/store/blocks.ts';
import { domainByName } from '#src/store/domains.ts';
import type { GroupDeps, ProbeContext } from '../group.ts';

const DAY_MS = 86_400_000;
const MOST_EVENTS = 200;
const iso = (at: number): string => new Date(at).toISOString();
type Step = Extract<StoredEvent, { kind: 'message' }>;

/** Looks for it. */
export async function lookForOwn(
  deps: GroupDeps,
  context: ProbeContext,
  text: string,
  pasted: PastedText,
): Promise<PastedOwn> {
  const { codes, messages } = ownMarks(text);
  const [block, steps, sendsHere, newCountries] = await Promise.all([
    blockOf(deps, context, codes),
    stepsOf(deps, context, pasted, messages),
    sendsThroughUs(deps, context),
    countriesOf(deps, context),
  ]);
  return { block, delivery: deliveryOf(steps.own, pasted), sent: sentBy(deps, pasted, steps), sendsHere, newCountries };
}

/** The first Block of a short link that belongs to the subject. */
async function blockOf(
  { db, clock }: GroupDeps,
  { subject, mailbox }: ProbeContext,
  codes: readonly string[],
): Promise<PastedBlock | null> {
  if (codes.length === 0) return null;
  const domain = await domainByName(db.sql, subject.domain);
  for (const code of codes) {
    const block = await blockByIdOrCode(db.sql, code);
    if (block === null || domain === null) continue;
    const own: Readonly<Record<Block['subject']['kind'], string | null>> = {
      mailbox,
      domain: domain.id,
      customer: domain.customer,
      network: null,
      'network-login': null,
      service: null,
    };
    if (own[block.subject.kind] === block.subject.id) return seen(block, clock.now());
  }
  return null;
}
const seen = (block: Block, now: number): PastedBlock => ({
  code: block.code,
  cause: block.cause,
  rule: block.rule,
  subject: block.subjectName,
  sinceAt: iso(block.since),
  untilAt: block.until === null ? null : iso(block.until),
  isActive: isActive(block, now),
});

interface Steps {
  /** Of the subject. */
  readonly own: readonly Step[];
  /** Whether the message of the bounce is known here at all. */
  readonly isKnown: boolean;
}

async function stepsOf(
  { journal }: GroupDeps,
  context: ProbeContext,
  { bounce }: PastedText,
  messages: readonly string[],
): Promise<Steps> {
  const original = bounce?.originalMessageId ?? null;
  const wanted = [...new Set([...(original === null ? [] : [original]), ...messages])];
  const found = await Promise.all(wanted.map((message) => journal.query({ message, limit: MOST_EVENTS })));
  const direct = found.flat().filter((event): event is Step => event.kind === 'message');
  // The Message-ID leads to our own id, which every step of the message carries.
  const ids = [...new Set(direct.map((step) => step.messageId))].slice(0, 5);
  const rest = await Promise.all(ids.map((message) => journal.query({ message, limit: MOST_EVENTS })));
  const all = [...direct, ...rest.flat().filter((event): event is Step => event.kind === 'message')];
  return {
    own: all.filter((step) => belongs(step, context)).sort((a, b) => b.lastAt - a.lastAt),
    isKnown: original !== null && all.some((step) => step.messageIdHeader === original),
  };
}

function belongs(step: Step, { subject, mailbox }: ProbeContext): boolean {
  const from = (step.mailFrom ?? '').toLowerCase();
  if (subject.address !== undefined) return from === subject.address || (mailbox !== null && step.mailbox === mailbox);
  return from.endsWith(`@${subject.domain}`);
}

function deliveryOf(steps: readonly Step[], { recipients }: PastedText): PastedDelivery | null {
  const ended = steps.filter((step) => step.step === 'attempt' || step.step === 'bounced');
  const named = ended.filter((step) => recipients.includes((step.rcptTo ?? '').toLowerCase()));
  const found = named.find((step) => step.code !== undefined) ?? named[0];
  if (found === undefined) return null;
  return {
    recipient: (found.rcptTo ?? '').toLowerCase(),
    mailFrom: found.mailFrom ?? '',
    remoteHost: found.host ?? null,
    code: found.code ?? null,
    enhanced: found.enhanced ?? null,
    text: found.reply ?? null,
    at: iso(found.lastAt),
    messageId: found.messageId,
  };
}

/** `not-by-us` only where the journal reaches back to the message and would have it. */
function sentBy({ clock, configuration }: GroupDeps, { bounce }: PastedText, steps: Steps): PastedOwn['sent'] {
  if (steps.own.length > 0) return 'by-us';
  if (bounce === null || bounce.originalMessageId === null || bounce.originalDate === null) return 'unknown';
  const at = Date.parse(bounce.originalDate);
  const now = clock.now();
  // A day of grace at both ends: other people's clocks are wrong.
  const isCovered = at > now - (configuration.journal.keepDays - 1) * DAY_MS && at < now + DAY_MS;
  return isCovered && !steps.isKnown ? 'not-by-us' : 'unknown';
}

async function sendsThroughUs({ journal }: GroupDeps, { mailbox }: ProbeContext): Promise<boolean> {
  if (mailbox === null) return false;
  const events = await journal.query({ mailbox, kinds: ['message'], outcomes: ['accepted'], limit: 50 });
  return events.some((event) => event.kind === 'message' && event.direction === 'submission');
}

async function countriesOf({ journal, clock }: GroupDeps, { mailbox }: ProbeContext): Promise<number> {
  if (mailbox === null) return 0;
  const since = clock.now() - 14 * DAY_MS;
  const events = await journal.query({ mailbox, kinds: ['sign-in'], outcomes: ['ok'], since, limit: 500 });
  return events.filter((event) => event.kind === 'sign-in' && event.warning === 'country-new').length;
}
