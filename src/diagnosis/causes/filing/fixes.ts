/** Fixes for causes of rules, forwarding, automatic answers and the Junk folder, with who can do them. */
import type { FixLevel } from '../../finding.ts';

export const FILING_FIXES = {
  'switch-off-rule': 'one-click',
  'look-in-folder': 'guided',
  'stop-taking-away': 'guided',
  'take-rules-away': 'one-click',
  'throw-out-intruder': 'guided',
  'keep-forward-copy': 'one-click',
  'unblock-correspondent': 'one-click',
  'rescue-from-junk': 'one-click',
  'teach-junk-filter': 'guided',
  'ask-sender-to-prove': 'third-party',
  'correct-vacation-dates': 'one-click',
  'answer-by-hand': 'guided',
  'stop-answers': 'one-click',
  'stop-answering-program': 'guided',
  'keep-sent-copies': 'guided',
} as const satisfies Record<string, FixLevel>;
