/**
 * Which help article goes on where a finding stops: one slug a cause, else the article of its family. Called by the API,
 * so that each finding links to words for people; test/contract/centre-diagnose-pages.test.ts holds the slugs against help/.
 */
import type { CauseFamily, CauseId } from '#src/model/cause-id.ts';

/** The nearest article for the causes of a family that have none of their own. */
const OF_FAMILY: Readonly<Record<CauseFamily, string>> = {
  acc: 'troubleshooting-email',
  cli: 'settings',
  net: 'abroad-and-vpn',
  dom: 'dns-records',
  snd: 'bounces',
  bil: 'invoices-and-unpaid',
  svc: 'contact-us',
};

const OF_ARTICLE: Readonly<Record<string, readonly CauseId[]>> = {
  'cannot-receive': [
    'acc-mailbox-deleted',
    'acc-mailbox-never-existed',
    'acc-spam-rejected-inbound',
    'cli-pop-deletes',
  ],
  'cannot-send': [
    'cli-smtp-auth-off',
    'cli-from-not-owned',
    'cli-helo-rejected',
    'net-submission-blocked',
    'net-smtp-inspection',
    'net-port25-intercepted',
    'snd-lost-during-block',
  ],
  webmail: ['cli-webmail-browser'],
  'password-refused': [
    'acc-wrong-password',
    'acc-password-edge-space',
    'acc-username-without-domain',
    'acc-username-typo-case',
    'acc-mailbox-locked',
    'acc-login-on-alias',
    'cli-stale-password',
    'cli-split-password',
    'cli-auth-method',
    'net-ip-banned-failed-logins',
    'net-office-shared-ban',
  ],
  passwords: ['acc-password-nonascii', 'acc-password-expired', 'acc-app-password-required', 'acc-wrong-password-kind'],
  'sending-limits': [
    'snd-account-hour-limit',
    'snd-account-day-limit',
    'snd-domain-hour-limit',
    'snd-recipients-per-message',
    'snd-new-account-warmup',
  ],
  'outgoing-closed': [
    'snd-outbound-closed-abuse',
    'snd-outbound-operator',
    'snd-failure-ratio-block',
    'snd-notice-not-read',
  ],
  'hacked-mailbox': ['acc-compromised', 'acc-filter-by-attacker'],
  'full-mailbox': ['acc-quota-full', 'acc-quota-trash'],
  'contact-us': ['acc-mailbox-suspended'],
  quarantine: [
    'dom-quarantine',
    'dom-expired',
    'dom-not-registered',
    'dom-clienthold-unverified',
    'dom-serverhold',
    'bil-domain-elsewhere-unpaid',
  ],
  'moving-a-domain': ['dom-ns-elsewhere', 'dom-transferred-away', 'dom-stale-local-zone'],
  forwarding: [
    'acc-forward-loop',
    'acc-forward-no-copy',
    'acc-forward-no-consent',
    'acc-forward-target-rejects',
    'acc-catchall-off',
  ],
  'mail-rules': ['acc-filter-moves-deletes', 'acc-autoreply-missing-or-storm'],
  newsletters: ['snd-bulk-rules-5000', 'snd-bulk-not-allowed', 'snd-big-provider-throttle'],
  'spam-folder': [
    'acc-spam-folder',
    'acc-sender-blocked-by-self',
    'snd-in-recipient-junk',
    'cli-local-junk-rule',
    'snd-signature-link-listed',
    'dom-on-uri-blocklist',
  ],
  certificates: [
    'cli-tls-too-old',
    'cli-antivirus-proxy',
    'cli-clock-wrong',
    'cli-cert-name-mismatch',
    'cli-root-ca-too-old',
    'cli-own-authority-unknown',
    'svc-cert-expired',
    'svc-chain-incomplete',
    'net-tls-inspection',
    'net-captive-portal',
  ],
  bounces: ['acc-backscatter'],
  'gmail-android': ['cli-cloud-relay-client', 'cli-gmail-sendas-stale'],
  outlook: [
    'cli-outbox-stuck-offline',
    'cli-local-store-broken',
    'cli-autodiscover-foreign',
    'cli-password-store-corrupt',
  ],
  'apple-mail': ['cli-apple-automanage', 'cli-background-killed'],
  settings: ['cli-sent-not-saved'],
  thunderbird: ['cli-folder-not-subscribed-or-window', 'cli-identity-typo'],
  'k9-mail-fairemail': ['cli-imap-prefix-special', 'cli-too-many-connections'],
};
const OF_CAUSE: ReadonlyMap<string, string> = new Map(
  Object.entries(OF_ARTICLE).flatMap(([slug, causes]) => causes.map((cause) => [cause, slug] as const)),
);

/** The article for this cause: `/help/<slug>`. */
export const articleOfCause = (cause: CauseId): string =>
  OF_CAUSE.get(cause) ?? OF_FAMILY[cause.split('-', 1)[0] as CauseFamily];

/** Every slug that can be linked to, for the test that holds them against the shelves. */
export const LINKED_ARTICLES: readonly string[] = [
  ...new Set([...Object.keys(OF_ARTICLE), ...Object.values(OF_FAMILY)]),
].toSorted();
