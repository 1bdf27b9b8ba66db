/**
 * Mass mail at the end of a message: reads its shape, asks model/bulk-mail.ts which rule it misses, and as the plan says
 * lets it pass, tells the customer, or refuses it with the name of the rule. Called by watch.ts.
 */
import type { Directory, Mailbox, PolicyRequest } from '#src/engine/ports.ts';
import { texts } from '#src/messages/catalogue.ts';
import { type BulkFacts, type BulkRule, identifies, isBulk, missingRules } from '#src/model/bulk-mail.ts';
import type { PlanValues } from '#src/model/plan.ts';
import type { Refusal } from '#src/model/refusal.ts';
import { parseAddressList } from '#src/protocol/mime/addresses.ts';
import { fieldNamed, fieldValue, scanHeader } from '#src/protocol/mime/header-fields.ts';
import type { Notices } from '../block-port.ts';
import type { Alike } from './copies.ts';

export interface BulkMessage {
  readonly request: PolicyRequest;
  readonly mailbox: Mailbox;
  readonly recipients: readonly string[];
  readonly bytes: Buffer;
  readonly text: string;
  readonly known: { readonly plan: PlanValues; readonly consentStated: boolean };
}

/** The message's shape; `own` is what this mailbox sent of this text before. */
export async function bulkFacts(
  directory: Pick<Directory, 'signingKeys'>,
  message: BulkMessage,
  own: Alike | undefined,
): Promise<BulkFacts> {
  const { bytes, recipients, text, known } = message;
  const { fields } = scanHeader(bytes, 0, bytes.length);
  const value = (key: string): string | undefined => {
    const field = fieldNamed(fields, key);
    return field === undefined ? undefined : fieldValue(bytes, field);
  };
  const from = value('from');
  const fromDomains = [
    ...new Set(
      parseAddressList(from ?? '').flatMap((entry) =>
        entry.kind === 'address' && entry.domain !== null ? [String(entry.domain).toLowerCase()] : [],
      ),
    ),
  ].slice(0, 10);
  const keys = fromDomains.length === 1 ? await directory.signingKeys(fromDomains[0]) : [];
  return {
    from,
    listUnsubscribe: value('list-unsubscribe'),
    listUnsubscribePost: value('list-unsubscribe-post'),
    listId: value('list-id'),
    precedence: value('precedence'),
    fromDomains,
    signedDomains: [...new Set(keys.map((key) => key.domain))],
    hasIdentification: identifies(text),
    inHour: (own?.lastHour ?? 0) + recipients.length,
    inDay: (own?.lastDay ?? 0) + recipients.length,
    consentStated: known.consentStated,
  };
}

/** Names of rules in the reader's language. */
export const ruleNames = (rules: readonly BulkRule[], language: Mailbox['language']): readonly string[] =>
  rules.map((rule) => texts(language).bulk.rules[rule]);

/** Null when the message may go; a message that only misses rules under `warn` is told and goes. */
export async function bulkObjection(
  deps: { readonly notices: Notices },
  message: BulkMessage,
  facts: BulkFacts,
): Promise<Refusal | null> {
  const { mailbox, known, request } = message;
  const mode = known.plan['bulk.mode'];
  if (mode === 'off' || !isBulk(facts, known.plan)) return null;
  const missing = missingRules(facts, known.plan);
  if (missing.length === 0) return null;
  const names = ruleNames(missing, mailbox.language);
  if (mode === 'warn') {
    const { address } = mailbox;
    deps.notices.about({ kind: 'bulk-warning', mailbox: address, missing, subject: request.subject ?? '' });
    return null;
  }
  const text = texts(mailbox.language).bulk.refused({ missing: names.join('; ') });
  return { code: 550, enhanced: '5.7.1', cause: 'snd-bulk-not-allowed', text };
}
