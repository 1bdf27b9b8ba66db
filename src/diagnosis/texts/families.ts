/**
 * Causes that hide behind the same words (catalogue 1H), in order of likelihood. Data for the tables beside; the evidence
 * of our own side decides among them.
 */
import type { CauseId } from '#src/model/cause-id.ts';

/** "User name or password is incorrect": at least nineteen causes. */
export const WRONG_PASSWORD: readonly CauseId[] = [
  'acc-wrong-password',
  'cli-stale-password',
  'acc-username-without-domain',
  'acc-wrong-password-kind',
  'acc-app-password-required',
  'acc-mailbox-deleted',
  'net-geo-block-by-us',
];
/** Incoming mail: no connection. */
export const NO_CONNECTION_IN: readonly CauseId[] = [
  'net-ip-banned-failed-logins',
  'cli-wrong-incoming-host',
  'cli-wrong-incoming-port',
  'net-imap-pop-blocked',
  'cli-tls-mode-mismatch',
  'cli-antivirus-proxy',
  'svc-outage',
];
/** Outgoing mail: no connection. */
export const NO_CONNECTION_OUT: readonly CauseId[] = [
  'net-submission-blocked',
  'cli-wrong-outgoing-port',
  'cli-wrong-outgoing-host',
  'net-port25-blocked',
  'cli-antivirus-proxy',
  'net-ip-banned-failed-logins',
  'svc-outage',
];
/** No connection, and nothing says which way. */
export const NO_CONNECTION: readonly CauseId[] = [
  'net-ip-banned-failed-logins',
  'cli-wrong-incoming-host',
  'cli-wrong-outgoing-host',
  'cli-wrong-incoming-port',
  'cli-wrong-outgoing-port',
  'net-submission-blocked',
  'net-imap-pop-blocked',
  'cli-antivirus-proxy',
  'svc-outage',
];
/** The name of the server cannot be found. */
export const NO_NAME: readonly CauseId[] = [
  'cli-wrong-incoming-host',
  'cli-wrong-outgoing-host',
  'net-resolver-broken',
  'svc-hostname-retired',
  'dom-mailhost-record-gone',
];
/** A certificate is not trusted and the text does not say why. */
export const CERTIFICATE: readonly CauseId[] = [
  'cli-cert-name-mismatch',
  'svc-cert-expired',
  'cli-antivirus-proxy',
  'cli-cert-exception-stale',
  'cli-clock-wrong',
  'net-captive-portal',
  'net-tls-inspection',
];

/** Said only of incoming, only of outgoing mail: dropped when the text tells that it is about the other direction. */
export const INCOMING_ONLY: ReadonlySet<string> = new Set<CauseId>([
  'cli-wrong-incoming-host',
  'cli-wrong-incoming-port',
  'net-imap-pop-blocked',
]);
export const OUTGOING_ONLY: ReadonlySet<string> = new Set<CauseId>([
  'cli-wrong-outgoing-host',
  'cli-wrong-outgoing-port',
  'net-submission-blocked',
  'net-port25-blocked',
]);
