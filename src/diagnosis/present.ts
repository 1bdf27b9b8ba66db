/** Ids of the causes that can be found now. `causes/catalogue.ts` has their judges, `messages/` their words. */
import { MACHINE_IDS } from './causes/machine/ids.ts';
import { DELEGATION_IDS } from './causes/delegation/ids.ts';
import { AUTHENTICITY_IDS } from './causes/authenticity/ids.ts';
import { OUTSIDE_IDS } from './causes/outside/ids.ts';
import { PASTED_IDS } from './causes/pasted/ids.ts';
import { DEVICES_IDS } from './causes/devices/ids.ts';
import { TRAFFIC_IDS } from './causes/traffic/ids.ts';
import { FILING_IDS } from './causes/filing/ids.ts';

/** Those that a Block of ours, or its end, proves. */
export const BLOCK_CAUSES = [
  'snd-account-hour-limit',
  'snd-new-account-warmup',
  'snd-domain-hour-limit',
  'snd-account-day-limit',
  'snd-outbound-operator',
  'acc-mailbox-suspended',
  'snd-lost-during-block',
  'snd-recipients-per-message',
] as const;
export type BlockCause = (typeof BLOCK_CAUSES)[number];

export const PRESENT_CAUSES = [
  'dom-not-registered',
  'dom-no-mx',
  'dom-null-mx',
  'dom-mx-no-address',
  'dom-mx-wrong-host',
  'dom-mx-mixed',
  'dom-spf-missing',
  'dom-dkim-missing',
  'dom-dmarc-missing',
  'acc-mailbox-deleted',
  'acc-mailbox-never-existed',
  'acc-login-on-alias',
  'acc-quota-full',
  'acc-wrong-password',
  'acc-password-edge-space',
  'acc-password-nonascii',
  'acc-username-without-domain',
  'acc-username-typo-case',
  'cli-stale-password',
  'cli-wrong-incoming-port',
  'cli-tls-mode-mismatch',
  'cli-plaintext-refused',
  'cli-tls-too-old',
  'cli-wrong-outgoing-port',
  'cli-smtp-auth-off',
  'cli-from-not-owned',
  'net-geo-block-by-us',
  'net-ip-banned-failed-logins',
  'net-office-shared-ban',
  'net-vpn-exit-blocked',
  'cli-cloud-relay-client',
  'bil-unpaid-suspended',
  'bil-paid-not-booked',
  'bil-invoice-to-obsolete-address',
  'bil-contact-on-own-domain',
  ...BLOCK_CAUSES,
  'snd-outbound-closed-abuse',
  'snd-notice-not-read',
  'snd-bulk-not-allowed',
  'acc-compromised',
  'dom-quarantine',
  'dom-expired',
  'dom-clienthold-unverified',
  'dom-serverhold',
  ...DELEGATION_IDS,
  ...AUTHENTICITY_IDS,
  ...OUTSIDE_IDS,
  ...PASTED_IDS,
  ...DEVICES_IDS,
  ...TRAFFIC_IDS,
  ...FILING_IDS,
  ...MACHINE_IDS,
] as const;
export type PresentCause = (typeof PRESENT_CAUSES)[number];
