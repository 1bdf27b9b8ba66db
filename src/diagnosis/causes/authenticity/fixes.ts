/** Fixes for causes of SPF, DKIM, DMARC, MTA-STS, DANE, reverse names and block lists, with who can do them. */
import type { FixLevel } from '../../finding.ts';

export const AUTHENTICITY_FIXES = {
  /** `name`, `value`, and `found`: the TXT records that it takes the place of. */
  'replace-txt': 'guided',
  /** `name` is an alias of `alias`: it becomes a TXT record with `value`. */
  'replace-key-alias': 'guided',
  'mend-spf-by-hand': 'guided',
  'shorten-spf': 'guided',
  'mend-foreign-spf': 'third-party',
  'update-mta-sts': 'guided',
  'mend-mta-sts-host': 'guided',
  /** `name`, `value`: a TLSA record. */
  'replace-tlsa': 'operator',
  'ask-delisting': 'third-party',
  'clean-and-delist': 'third-party',
  'set-reverse-name': 'operator',
  'ask-lists-directly': 'operator',
  'drop-block-list': 'operator',
  'find-and-delist': 'operator',
  'find-and-delist-name': 'guided',
  'check-reverse-name': 'operator',
  'check-own-domain': 'guided',
  'send-with-own-domain': 'guided',
} as const satisfies Record<string, FixLevel>;
