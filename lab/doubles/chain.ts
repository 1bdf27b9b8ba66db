/**
 * What has to stand on top when two things are wrong: the chain from the registry to the program in the hand, written down
 * here by hand from the catalogue and apart from the heights of the engine, so that each checks the other.
 */
import type { ScenarioGroup } from '../worlds.ts';

/** From the top: what is in an earlier row makes what is in a later one meaningless, or stops more people. */
export const CHAIN = [
  ['dom-not-registered', 'dom-expired', 'dom-quarantine', 'dom-clienthold-unverified', 'dom-serverhold'],
  [
    'dom-lame-delegation',
    'dom-dnssec-bogus',
    'dom-ns-stale-after-move',
    'dom-no-mx',
    'dom-null-mx',
    'dom-mx-no-address',
    'dom-mx-wrong-host',
    'dom-mx-mixed',
  ],
  ['bil-unpaid-suspended', 'acc-mailbox-suspended', 'snd-outbound-closed-abuse', 'snd-outbound-operator'],
  ['acc-mailbox-deleted', 'acc-mailbox-never-existed', 'acc-quota-full', 'acc-login-on-alias', 'acc-compromised'],
  ['net-office-shared-ban', 'net-ip-banned-failed-logins', 'net-geo-block-by-us', 'net-vpn-exit-blocked'],
  [
    'acc-wrong-password',
    'acc-password-edge-space',
    'acc-password-nonascii',
    'acc-username-without-domain',
    'acc-username-typo-case',
    'snd-account-hour-limit',
    'snd-domain-hour-limit',
    'snd-account-day-limit',
    'snd-new-account-warmup',
  ],
  [
    'cli-stale-password',
    'cli-wrong-incoming-port',
    'cli-tls-mode-mismatch',
    'cli-plaintext-refused',
    'cli-tls-too-old',
    'cli-wrong-outgoing-port',
    'cli-smtp-auth-off',
    'cli-from-not-owned',
    'snd-recipients-per-message',
  ],
  ['dom-spf-missing', 'dom-dkim-missing', 'dom-dmarc-missing'],
] as const satisfies readonly (readonly string[])[];

/** The row of a cause, from 0; null when this table does not place it. */
export function rowOf(cause: string): number | null {
  const row = CHAIN.findIndex((causes) => (causes as readonly string[]).includes(cause));
  return row === -1 ? null : row;
}

/** Lists whose scenarios break what a whole domain hangs on, and those that break one person's part of it. */
export const ABOVE: readonly ScenarioGroup['name'][] = ['domain', 'delegation'];
export const BELOW: readonly ScenarioGroup['name'][] = ['account', 'client', 'limits', 'devices'];
