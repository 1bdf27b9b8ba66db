/**
 * The fixes a finding may offer: who can do it, as in the catalogue. Arguments are values, the sentences are in
 * `messages/<language>/fixes.ts`. Nothing is applied here.
 */
import { PROGRAM_FIXES } from './causes/program/fixes.ts';
import { MACHINE_FIXES } from './causes/machine/fixes.ts';
import { DELEGATION_FIXES } from './causes/delegation/fixes.ts';
import { AUTHENTICITY_FIXES } from './causes/authenticity/fixes.ts';
import { OUTSIDE_FIXES } from './causes/outside/fixes.ts';
import { PASTED_FIXES } from './causes/pasted/fixes.ts';
import { DEVICES_FIXES } from './causes/devices/fixes.ts';
import { TRAFFIC_FIXES } from './causes/traffic/fixes.ts';
import { FILING_FIXES } from './causes/filing/fixes.ts';
import type { Arguments, Fix, FixLevel } from './finding.ts';

export const FIX_LEVELS = {
  ...DELEGATION_FIXES,
  ...AUTHENTICITY_FIXES,
  ...OUTSIDE_FIXES,
  ...PASTED_FIXES,
  ...DEVICES_FIXES,
  ...TRAFFIC_FIXES,
  ...FILING_FIXES,
  ...MACHINE_FIXES,
  ...PROGRAM_FIXES,
  'restore-mailbox': 'one-click',
  'create-mailbox': 'one-click',
  'use-near-address': 'guided',
  'sign-in-to-target': 'guided',
  'alias-to-mailbox': 'one-click',
  'raise-quota': 'one-click',
  'empty-mailbox': 'guided',
  'set-new-password': 'guided',
  'update-device-password': 'guided',
  'retype-password': 'guided',
  'choose-plain-password': 'guided',
  'type-whole-address': 'guided',
  'correct-user-name': 'guided',
  'set-incoming': 'guided',
  'set-outgoing': 'guided',
  'turn-on-outgoing-sign-in': 'guided',
  'allow-sender': 'one-click',
  'correct-sender': 'guided',
  'update-device': 'guided',
  'register-domain': 'guided',
  'publish-mx': 'guided',
  'replace-mx': 'guided',
  'remove-foreign-mx': 'guided',
  'keep-foreign-mx': 'one-click',
  'publish-txt': 'guided',
  // Not of a finding: offered where the customer looks at the records of his domain.
  'publish-wanted': 'one-click',
  'allow-country': 'one-click',
  'open-journey': 'one-click',
  'allow-vendors': 'one-click',
  'free-network': 'one-click',
  'mend-guessing-device': 'guided',
  'leave-vpn': 'guided',
  'not-you': 'guided',
  'wait-for-end': 'automatic',
  'raise-limit': 'operator',
  'ask-heaviest-sender': 'guided',
  'secure-and-open': 'guided',
  'ask-support': 'operator',
  'send-again': 'guided',
  'split-recipients': 'guided',
  'pay-invoice': 'one-click',
  'match-payment': 'operator',
  'correct-contact': 'one-click',
  'add-outside-contact': 'one-click',
  'secure-mailbox': 'guided',
  'reopen-sending': 'one-click',
  'ask-support-to-open': 'operator',
  'add-second-contact': 'guided',
  'mend-newsletter': 'guided',
  'use-newsletter-service': 'guided',
  'renew-domain': 'third-party',
  'renew-in-quarantine': 'third-party',
  'confirm-holder': 'third-party',
  'ask-registry': 'third-party',
} as const satisfies Record<string, FixLevel>;
export type FixId = keyof typeof FIX_LEVELS;

/** A fix with its arguments. */
export const fix = (id: FixId, args: Arguments = {}): Fix => ({ id, level: FIX_LEVELS[id], args });
