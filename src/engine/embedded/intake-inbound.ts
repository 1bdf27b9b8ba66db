/**
 * Inbound: one message from the world into mailboxes here and, through aliases, into the queue. Made by intake.ts.
 * Either every recipient's copy is durable when it says ok, or nothing was kept. A copy that cannot be stored while others
 * could goes to the queue, which tries again or tells the sender; so nobody gets the message twice.
 */
import type { EnvelopeRecipient, IntakeResult, ReceivedMessage } from '#src/engine/ports.ts';
import type { CauseId } from '#src/model/cause-id.ts';
import { texts } from '#src/messages/catalogue.ts';
import type { Clock } from '#src/net/clock.ts';
import { scanHeader } from '#src/protocol/mime/header-fields.ts';
import { isOwnProbe } from '#src/net/probe-name.ts';
import { forgedResults } from './authentication/forged-results.ts';
import { isForged } from './authentication/verify.ts';
import type { Verdict, Verify } from './authentication/verify.ts';
import { messageEvent } from './intake-parts.ts';
import type { IntakeOptions } from './intake-parts.ts';
import { resolveEnvelope } from './intake-envelope.ts';
import type { LocalRecipient, ResolvedEnvelope } from './intake-envelope.ts';
import { readFacts, receivedField, withoutFields } from './intake-trace.ts';
import type { MessageFacts } from './intake-trace.ts';
import { noConsentRefusal } from './no-consent.ts';
import type { NewQueueMessage, NewQueueRecipient, QueuedMessage } from './queue/job.ts';
import { type PassedMessage, passOn } from './rules/passing-on.ts';
import { type Leaving, type Placed, placeCopy, placedEvents } from './rules/placing.ts';
import { SPAM_FIELD, SPAM_LINE } from './rules/rule-facts.ts';

type Parts = IntakeOptions & { readonly clock: Clock; readonly verify: Verify; readonly language: 'nb' | 'sv' | 'en' };

/** RFC 5321 §6.3: at least 100 is the classic limit; forwarding chains of real life have under 20, loops have more. */
export const MAX_HOPS = 50;

const refuse = (code: number, enhanced: string, cause: CauseId, text: string): IntakeResult => ({
  ok: false,
  refusal: { code, enhanced, cause, text },
});

/** What the queue must know of a message that is passed on. */
const passing = (message: ReceivedMessage, facts: MessageFacts): Omit<QueuedMessage, 'through' | 'mailbox'> => ({
  messageId: message.id,
  direction: 'inbound',
  mailFrom: message.mailFrom,
  receivedAt: message.receivedAt,
  smtpUtf8: message.smtpUtf8,
  eightBit: message.eightBit,
  ...message.dsn,
  ...(facts.subject === undefined ? {} : { subject: facts.subject }),
  ...(facts.messageIdHeader === undefined ? {} : { messageIdHeader: facts.messageIdHeader }),
});

/** Copies that leave through an alias: its own queue message each, marked so that a circle is seen when it comes back. */
async function forwards(
  parts: Parts,
  message: PassedMessage,
  envelope: ResolvedEnvelope,
  tell: Pick<NewQueueRecipient, 'notify'>,
): Promise<readonly NewQueueMessage[]> {
  const byAlias = Map.groupBy(envelope.remote, (recipient) => recipient.through ?? '');
  return await Promise.all(
    [...byAlias].map(async ([alias, recipients]) => {
      const queued = recipients.map(({ address, recipient }) => ({ ...recipient, address, ...tell }));
      if (alias === '') return { ...message.queued, bytes: message.bytes, recipients: queued };
      return await passOn(parts, message, alias, queued);
    }),
  );
}

/** A message that has been here before, or too often on the way. */
const isLoop = (facts: MessageFacts, envelope: ResolvedEnvelope): boolean => {
  if (facts.receivedCount > MAX_HOPS) return true;
  if (facts.deliveredTo.length === 0) return false;
  const here = [
    ...envelope.local.map(({ mailbox }) => mailbox.address),
    ...envelope.remote.flatMap(({ through }) => (through === null ? [] : [through.toLowerCase()])),
  ];
  return here.length > 0 && here.every((address) => facts.deliveredTo.includes(address));
};

/** Mail in the name of the reader's own domain: its own policy hits its own mail, or a forger of it. */
function isOwnDomain(facts: MessageFacts, envelope: ResolvedEnvelope): boolean {
  const readers = [
    ...envelope.local.map(({ mailbox }) => mailbox.address),
    ...envelope.remote.flatMap(({ through }) => (through === null ? [] : [through])),
  ];
  return facts.fromDomains.some((domain) =>
    readers.some((address) => address.slice(address.lastIndexOf('@') + 1).toLowerCase() === domain),
  );
}

function refusalBeforeStoring(parts: Parts, facts: MessageFacts, envelope: ResolvedEnvelope, verdict: Verdict) {
  const words = texts(parts.language);
  if (isLoop(facts, envelope)) return refuse(554, '5.4.6', 'acc-forward-loop', words.notices.loopRefused());
  const outside = envelope.remote.find(({ through }) => through === null);
  if (outside !== undefined)
    return refuse(550, '5.7.1', 'cli-smtp-auth-off', words.refusals.relayDenied({ address: outside.address }));
  if (envelope.local.length + envelope.remote.length === 0) {
    const [first] = envelope.unknown;
    const address = first?.recipient.address ?? '';
    if (first?.noConsent !== undefined)
      return { ok: false, refusal: noConsentRefusal(words.refusals, address, first.noConsent) } as const;
    const cause = first?.cause ?? 'acc-mailbox-never-existed';
    return refuse(550, '5.1.1', cause, words.refusals.unknownMailbox({ address }));
  }
  if (parts.dmarc === 'enforce' && verdict.dmarcReject)
    return refuse(
      550,
      '5.7.1',
      isOwnDomain(facts, envelope) ? 'dom-dmarc-own-policy-hits-self' : 'acc-spam-rejected-inbound',
      words.notices.dmarcRefused({ domain: facts.fromDomains[0] ?? '' }),
    );
  return null;
}

function refusalAfterNothingStored(parts: Parts, local: readonly LocalRecipient[], results: readonly Placed[]) {
  const words = texts(parts.language).refusals;
  const full = results.length > 0 && results.every((result) => !result.ok && result.problem === 'over-quota');
  if (full) return refuse(552, '5.2.2', 'acc-quota-full', words.quotaFull({ address: local[0].recipient.address }));
  return refuse(452, '4.3.1', 'svc-disk-full', words.storageTrouble());
}

/** The use case `Intake.inbound`. */
export function createInbound(parts: Parts): (message: ReceivedMessage) => Promise<IntakeResult> {
  return async (message) => {
    const facts = readFacts(message.bytes);
    const [envelope, verdict] = await Promise.all([
      resolveEnvelope(parts.directory, message.recipients),
      parts.verify(message, facts),
    ]);
    const refusal = refusalBeforeStoring(parts, facts, envelope, verdict);
    if (refusal !== null) return refusal;

    const unwanted = [
      ...forgedResults(message.bytes, facts.fields, parts.hostname),
      ...facts.fields.filter(({ key }) => key === SPAM_FIELD),
    ].toSorted((a, b) => a.start - b.start);
    const top = verdict.header + receivedField(message, parts.hostname) + (verdict.isSpam ? SPAM_LINE : '');
    const bytes = Buffer.concat([Buffer.from(top), withoutFields(message.bytes, unwanted)]);
    const isForgery = isForged(verdict);
    const tell = isForgery ? { notify: ['NEVER'] as const } : {};
    const passed: PassedMessage = { queued: passing(message, facts), bytes };
    const leaving = await forwards(parts, passed, envelope, tell);
    const { fields } = scanHeader(bytes, 0, bytes.length);
    const at = parts.clock.now(); // before the queue's own events, so that a life line reads in order
    const [results, queued] = await Promise.all([
      Promise.all(
        envelope.local.map(({ mailbox, recipient }) =>
          placeCopy(parts, {
            mailbox,
            recipient: recipient.address,
            bytes,
            fields,
            queued: passed.queued,
            isForged: isForgery,
          }),
        ),
      ),
      leaving.length === 0 ? true : addTo(parts, leaving),
    ]);
    const kept = results.some((result) => result.ok) || (leaving.length > 0 && queued);
    if (!kept) return refusalAfterNothingStored(parts, envelope.local, results);

    // Some copies are safe. What is missing now goes to the queue in one step, with what rules send on; or the sender has
    // to try again.
    const byRules = await Promise.all(
      results.map((result) => (result.ok ? result.leaving(at) : Promise.resolve(NOTHING_LEAVES))),
    );
    const missing = [
      ...envelope.local
        .filter((_, i) => !results[i].ok)
        .map(({ mailbox, recipient }) => ({ ...recipient, address: mailbox.address, ...tell })),
      ...envelope.unknown.map(({ recipient }) => ({ ...recipient, ...tell })),
    ];
    const rest = [
      ...(queued ? [] : leaving),
      ...(missing.length === 0 ? [] : [{ ...passed.queued, bytes, recipients: missing }]),
      ...byRules.flatMap(({ messages }) => messages),
    ];
    const complete = rest.length === 0 || (await addTo(parts, rest));
    recordAccepted(parts, message, facts, verdict, envelope.local, results, byRules, complete ? at : null);
    if (!complete) return refuse(452, '4.3.1', 'svc-disk-full', texts(parts.language).refusals.storageTrouble());
    for (const [alias, { length }] of Map.groupBy(envelope.remote, ({ through }) => through ?? ''))
      if (alias !== '') parts.forwarded?.(alias, length);
    for (const [i, { passedOn }] of byRules.entries())
      if (passedOn > 0) parts.forwarded?.(envelope.local[i].mailbox.address, passedOn);
    return { ok: true, text: `2.0.0 accepted as ${message.id}` };
  };
}

const NOTHING_LEAVES: Leaving = { messages: [], passedOn: 0, unanswered: null };

const addTo = (parts: Parts, messages: readonly NewQueueMessage[]): Promise<boolean> =>
  parts.queue.add(messages).catch(() => false);

function recordAccepted(
  parts: Parts,
  message: ReceivedMessage,
  facts: MessageFacts,
  verdict: Verdict,
  local: readonly LocalRecipient[],
  results: readonly Placed[],
  byRules: readonly Leaving[],
  acceptedAt: number | null,
): void {
  // A test message of our own is gone again in a moment, and nobody's mail.
  if (isOwnProbe(message.connection)) return;
  const base = {
    ...messageEvent(message, facts.subject, facts.messageIdHeader),
    direction: 'inbound',
    at: acceptedAt ?? parts.clock.now(),
    sizeBytes: message.bytes.length,
    authentication: verdict.summary,
  } as const;
  const named = (recipient: EnvelopeRecipient) => ({ rcptTo: recipient.address });
  for (const recipient of acceptedAt === null ? [] : message.recipients)
    parts.journal.record({ ...base, step: 'accepted', ...named(recipient), address: recipient.address.toLowerCase() });
  for (const [i, { mailbox, recipient }] of local.entries()) {
    const result = results[i];
    if (!result.ok) continue;
    for (const event of placedEvents(mailbox, result, byRules[i]))
      parts.journal.record({ ...base, ...named(recipient), ...event });
  }
}
