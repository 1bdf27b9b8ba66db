/** Fixes for what stands between a customer's machine and the server, with who can do them. */
import type { FixLevel } from '../../finding.ts';

export const MACHINE_FIXES = {
  'accept-hotspot': 'guided',
  'change-resolver': 'guided',
  'clear-hosts-file': 'guided',
  'set-the-clock': 'guided',
  'pause-mail-shield': 'guided',
  'ask-network-owner': 'third-party',
  'use-other-network': 'guided',
  'use-open-door': 'guided',
  'prefer-ipv4': 'guided',
  'correct-host-name': 'guided',
  'wait-for-server': 'operator',
} as const satisfies Record<string, FixLevel>;
