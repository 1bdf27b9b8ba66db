/** Fixes for causes of what is seen from outside: ports, certificates, set-up records, the loop, with who can do them. */
import type { FixLevel } from '../../finding.ts';

export const OUTSIDE_FIXES = {
  'restore-door': 'operator',
  'tell-the-operator': 'third-party',
  'renew-certificate': 'operator',
  'install-chain': 'operator',
  'use-host-name': 'guided',
  'add-name-to-certificate': 'operator',
  'correct-setup-record': 'guided',
  'correct-setup-document': 'guided',
  'remove-autodiscover': 'guided',
  'mend-ipv6': 'operator',
  'use-webmail-meanwhile': 'guided',
  'stop-smtp-inspection': 'third-party',
  'stop-serving-domain': 'operator',
} as const satisfies Record<string, FixLevel>;
