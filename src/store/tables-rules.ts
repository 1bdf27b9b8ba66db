/** Rows of owners' rules and of automatic answers (migration 0018). Types only. Times are epoch ms. */

/** One record a mailbox: JSON of model/mail-rules.ts `MailRules`. Stays with a removed mailbox, so that restoring brings it back. */
export interface MailRulesTable {
  readonly mailbox_id: string;
  readonly rules: string;
  /** Counts changes: who writes says what he saw. */
  readonly version: number;
  readonly changed_at: number;
}
/** The newest automatic answer to a sender, by what answered (vacation or a rule). */
export interface AutoRepliesTable {
  readonly mailbox_id: string;
  readonly handle: string;
  readonly sender: string;
  readonly at: number;
}
export interface RulesTables {
  readonly mail_rules: MailRulesTable;
  readonly auto_replies: AutoRepliesTable;
}
