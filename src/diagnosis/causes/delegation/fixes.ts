/** Fixes for causes of registry, delegation and DNSSEC, with who can do them. */
import type { FixLevel } from '../../finding.ts';

export const DELEGATION_FIXES = {
  'edit-at-dns-host': 'guided',
  'move-name-servers': 'guided',
  'load-zone': 'operator',
  'mend-name-servers': 'third-party',
  'resync-name-servers': 'third-party',
  'mend-ds': 'third-party',
  'sign-zone-again': 'third-party',
  'wait-for-caches': 'automatic',
  'name-instead-of-address': 'guided',
  'name-instead-of-alias': 'guided',
  'remove-apex-alias': 'guided',
  'own-mail-name': 'guided',
  'unproxy-mail-name': 'guided',
  'restore-mail-name': 'guided',
  'use-our-name': 'guided',
  'transfer-back': 'guided',
  'pay-registrar': 'third-party',
  'use-right-domain': 'guided',
} as const satisfies Record<string, FixLevel>;
