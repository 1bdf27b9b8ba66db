/**
 * Whose mail goes to an address outside, as the question and its answer are told: a mailbox with its record, or an alias with
 * its targets. Read by forward-consents.ts and forward-answers.ts; asks and changes nothing.
 */
import { forwardTargets } from '#src/model/forward-consent.ts';
import type { MailboxId } from '#src/model/ids.ts';
import type { Language } from '#src/model/language.ts';
import { aliasReach } from '#src/store/alias-reach.ts';
import { aliasByAddress } from '#src/store/aliases.ts';
import { customerById } from '#src/store/customers.ts';
import { domainById } from '#src/store/domains.ts';
import { rulesOfMailbox } from '#src/store/mail-rules.ts';
import { mailboxById } from '#src/store/mailboxes.ts';
import type { Sql } from '#src/store/tables.ts';
import type { NoticeEvent } from './block-port.ts';

type StayingCopy = Extract<NoticeEvent, { readonly kind: 'forward-answer' }>['copy'];
export interface Asker {
  /** As in `ForwardConsent.mailbox`. */
  readonly owner: string;
  readonly address: string;
  readonly language: Language;
  /** Where its mail is to go. */
  readonly wanted: ReadonlySet<string>;
  copyOf(target: string): StayingCopy;
}

async function mailboxAsker(sql: Sql, owner: string): Promise<Asker | null> {
  const mailbox = await mailboxById(sql, owner as MailboxId);
  if (mailbox === null) return null;
  const { rules } = await rulesOfMailbox(sql, mailbox.id);
  const { address, language } = mailbox;
  const copyOf = (target: string): StayingCopy => {
    if (rules.forwarding?.targets.includes(target) !== true) return 'rules';
    return rules.forwarding.keepCopy ? 'stays' : 'none';
  };
  return { owner, address, language, wanted: forwardTargets(rules), copyOf };
}

async function aliasAsker(sql: Sql, address: string): Promise<Asker | null> {
  const alias = await aliasByAddress(sql, address);
  if (alias === null) return null;
  const domain = await domainById(sql, alias.domain);
  const customer = domain === null ? null : await customerById(sql, domain.customer);
  const reach = await aliasReach(sql, address);
  const copyOf = (target: string): StayingCopy =>
    reach?.targets.some((one) => one !== target) === true ? 'alias-others' : 'alias-alone';
  return { owner: address, address, language: customer?.language ?? 'en', wanted: new Set(alias.targets), copyOf };
}

/** Null: the mailbox or alias is gone. */
export const askerOf = (sql: Sql, owner: string): Promise<Asker | null> =>
  owner.includes('@') ? aliasAsker(sql, owner) : mailboxAsker(sql, owner);
