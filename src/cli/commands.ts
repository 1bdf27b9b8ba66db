/** All commands of the command line, and the finding of one by its words. */
import type { Command } from './command.ts';
import { ABROAD_COMMANDS } from './commands/abroad.ts';
import { MAILBOX_SIGN_IN_COMMANDS } from './commands/mailbox-sign-in.ts';
import { ACCOUNT_COMMANDS } from './commands/accounts.ts';
import { BLOCK_COMMANDS } from './commands/blocks.ts';
import { BILLING_COMMANDS } from './commands/billing.ts';
import { CERTIFICATE_COMMANDS } from './commands/certificates.ts';
import { CHECK_COMMANDS } from './commands/check.ts';
import { CHECK_SETTINGS_COMMANDS } from './commands/check-settings.ts';
import { ALIAS_COMMANDS } from './commands/aliases.ts';
import { DOMAIN_COMMANDS } from './commands/domains.ts';
import { FIX_COMMANDS } from './commands/fix.ts';
import { EXPLAIN_COMMANDS } from './commands/explain.ts';
import { HOST_COMMANDS } from './commands/host.ts';
import { MAILBOX_COMMANDS } from './commands/mailboxes.ts';
import { MAINTENANCE_COMMANDS } from './commands/maintenance.ts';
import { NOTICE_COMMANDS } from './commands/notices.ts';
import { OPERATOR_COMMANDS } from './commands/operators.ts';
import { PLAN_COMMANDS } from './commands/plans.ts';
import { QUARANTINE_COMMANDS } from './commands/quarantine.ts';
import { RULE_COMMANDS } from './commands/rules.ts';
import { QUEUE_COMMANDS } from './commands/queue.ts';
import { WATCH_COMMANDS } from './commands/watch.ts';
import { WHY_COMMANDS } from './commands/why.ts';

export const COMMANDS: readonly Command[] = [
  ...HOST_COMMANDS,
  ...ACCOUNT_COMMANDS,
  ...OPERATOR_COMMANDS,
  ...DOMAIN_COMMANDS,
  ...ALIAS_COMMANDS,
  ...MAILBOX_COMMANDS,
  ...ABROAD_COMMANDS,
  ...MAILBOX_SIGN_IN_COMMANDS,
  ...RULE_COMMANDS,
  ...PLAN_COMMANDS,
  ...BLOCK_COMMANDS,
  ...WHY_COMMANDS,
  ...EXPLAIN_COMMANDS,
  ...FIX_COMMANDS,
  ...WATCH_COMMANDS,
  ...CHECK_COMMANDS,
  ...CHECK_SETTINGS_COMMANDS,
  ...QUEUE_COMMANDS,
  ...BILLING_COMMANDS,
  ...NOTICE_COMMANDS,
  ...MAINTENANCE_COMMANDS,
  ...CERTIFICATE_COMMANDS,
  ...QUARANTINE_COMMANDS,
];

/** The command whose name the words begin with; the longest name wins. */
export function findCommand(words: readonly string[]): Command | null {
  return (
    COMMANDS.filter((entry) => entry.name.split(' ').every((part, at) => words[at] === part)).sort(
      (a, b) => b.name.length - a.name.length,
    )[0] ?? null
  );
}
