/**
 * The host's rules for newsletters and mass mail as data, and the judgement of one message: is it bulk by its shape, and
 * which rule does it miss? The numbers come from the plan. Pure; asked by service/abuse at the end of a message.
 */
import type { PlanValues } from './plan.ts';

/** In the order in which a missing rule is named. `consent` is the customer's statement, the others are in the message. */
export const BULK_RULES = [
  'consent',
  'sender-identification',
  'list-unsubscribe',
  'one-click',
  'dmarc-alignment',
  'dkim-covers-unsubscribe',
  'volume',
] as const;
export type BulkRule = (typeof BULK_RULES)[number];

export interface BulkFacts {
  /** Values of these fields, unfolded; undefined when the message has none. */
  readonly from: string | undefined;
  readonly listUnsubscribe: string | undefined;
  readonly listUnsubscribePost: string | undefined;
  readonly listId: string | undefined;
  readonly precedence: string | undefined;
  /** Domains in From. */
  readonly fromDomains: readonly string[];
  /** Domains that we sign this message for. Signatures cover List-Unsubscribe and its Post (RFC 8058 §4). */
  readonly signedDomains: readonly string[];
  /** The text says who sends: a postal address, a company number or a telephone, near a name. */
  readonly hasIdentification: boolean;
  /** Recipients of this text from this mailbox within an hour, this message included, and within a day. */
  readonly inHour: number;
  readonly inDay: number;
  /** The customer has stated that its readers have consented; null = not asked for yet. */
  readonly consentStated: boolean | null;
}

/** By its shape: list fields, or one text to many within an hour. */
export function isBulk(facts: BulkFacts, plan: PlanValues): boolean {
  if (facts.listId !== undefined || facts.listUnsubscribe !== undefined) return true;
  if (/^\s*(?:bulk|list|junk)\s*$/i.test(facts.precedence ?? '')) return true;
  return facts.inHour >= plan['bulk.recipients'];
}

/** RFC 8058 §3.1: at least one HTTPS address. */
const hasOneClickUri = (value: string): boolean => /<\s*https:\/\/[^>\s]+>/i.test(value);
/** RFC 2369 §3.2: an address to write to, or a page. */
const hasUnsubscribe = (value: string | undefined): boolean => /<\s*(?:https?:\/\/|mailto:)[^>\s]+>/i.test(value ?? '');

const isAligned = (from: string, signed: readonly string[]): boolean =>
  signed.some((domain) => from === domain || from.endsWith(`.${domain}`));

/** Rules that a bulk message misses, in order; empty when it follows them all. */
export function missingRules(facts: BulkFacts, plan: PlanValues): readonly BulkRule[] {
  const missing = new Set<BulkRule>();
  if (facts.consentStated === false) missing.add('consent');
  if (!facts.hasIdentification) missing.add('sender-identification');
  if (!hasUnsubscribe(facts.listUnsubscribe)) missing.add('list-unsubscribe');
  const post = /^\s*List-Unsubscribe\s*=\s*One-Click\s*$/i.test(facts.listUnsubscribePost ?? '');
  if (!post || !hasOneClickUri(facts.listUnsubscribe ?? '')) missing.add('one-click');
  const aligned = facts.fromDomains.length === 1 && isAligned(facts.fromDomains[0], facts.signedDomains);
  if (!aligned) missing.add('dmarc-alignment');
  if (facts.signedDomains.length === 0) missing.add('dkim-covers-unsubscribe');
  const most = plan['bulk.day.max'];
  if (most > 0 && facts.inDay > most) missing.add('volume');
  return BULK_RULES.filter((rule) => missing.has(rule));
}

/** A number to call, a company number, or a postcode with a place: some way to know who sends. */
export function identifies(text: string): boolean {
  const end = text.slice(-4000);
  return (
    /(?:org(?:\.|anisasjons|anisations)?\s*\.?\s*-?\s*(?:nr|nummer|no)|vat|mva|moms|company\s+(?:no|number))/i.test(
      end,
    ) ||
    /(?:\+|\b00)\d[\d\s().-]{6,16}\d\b/.test(end) ||
    /(?:tlf|tel|telefon|phone)\D{0,6}\d[\d\s-]{5,}/i.test(end) ||
    /\b(?:N-|NO-|S-|SE-)?\d{3}\s?\d{1,2}\s+\p{Lu}\p{L}{2,}/u.test(end)
  );
}
