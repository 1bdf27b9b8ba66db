/** Faults of rules, lists, forwarding, automatic answers and junk, each with a healthy twin. */
import { FILING_ANSWER_SCENARIOS } from './filing-answers.ts';
import { FILING_JUNK_SCENARIOS } from './filing-junk.ts';
import { FILING_RULE_SCENARIOS } from './filing-rules.ts';
import { FILING_SENT_SCENARIOS } from './filing-sent.ts';
import type { Scenario } from './scenario.ts';

export const FILING_SCENARIOS: readonly Scenario[] = [
  ...FILING_RULE_SCENARIOS,
  ...FILING_JUNK_SCENARIOS,
  ...FILING_ANSWER_SCENARIOS,
  ...FILING_SENT_SCENARIOS,
];
