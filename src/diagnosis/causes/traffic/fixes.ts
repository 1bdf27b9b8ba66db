/** Fixes for causes of messages on their way, and the service itself, with who can do them. */
import type { FixLevel } from '../../finding.ts';

export const TRAFFIC_FIXES = {
  'wait-for-next-try': 'automatic',
  'reach-otherwise': 'guided',
  'release-from-queue': 'operator',
  'clear-backlog': 'operator',
  'show-refusal-to-recipient': 'third-party',
  'read-return-here': 'guided',
  'use-own-return-path': 'guided',
  'ask-recipient-to-look-in-junk': 'third-party',
  'change-forward-target': 'one-click',
  'delete-suggestion': 'guided',
  'show-refusal-to-sender': 'third-party',
  'open-network': 'operator',
  'send-signed-in': 'guided',
  'mend-line-ends': 'guided',
  'mend-long-lines': 'guided',
  'make-room-on-disk': 'operator',
  'keep-password': 'guided',
  'wait-for-service': 'operator',
  'wait-for-maintenance': 'automatic',
  'clean-recipient-list': 'guided',
  'give-new-card': 'guided',
  'move-mail-elsewhere': 'guided',
  'order-mail-again': 'operator',
} as const satisfies Record<string, FixLevel>;
