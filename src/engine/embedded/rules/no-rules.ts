/** A book without rules: everything comes to INBOX, proven forgeries to Junk. For benches and tests of the engine alone. */
import type { RuleBook } from '#src/engine/ports.ts';
import { NOBODY_ANSWERED } from '#src/model/auto-reply.ts';
import { NO_RULES } from '#src/model/mail-rules.ts';

export const EMPTY_BOOK: RuleBook = {
  wishesOf: ({ address }) => Promise.resolve({ rules: NO_RULES, own: new Set([address]) }),
  claimReply: (_reply, decide) => Promise.resolve(decide(NOBODY_ANSWERED)),
  senderFor: () => Promise.resolve(null),
};
