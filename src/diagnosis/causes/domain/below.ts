/**
 * Causes in the records of a zone: what a fault of registration, delegation or DNSSEC above them explains. Data; read by
 * those causes. Nothing here explains anything above itself.
 */
import type { PresentCause } from '../../present.ts';

/** MX records and what they point at. */
export const MX_CAUSES = [
  'dom-no-mx',
  'dom-null-mx',
  'dom-mx-no-address',
  'dom-mx-wrong-host',
  'dom-mx-mixed',
  'dom-mx-is-ip',
  'dom-mx-is-cname',
  'dom-mx-follows-website',
  'dom-mx-via-proxy',
] as const satisfies readonly PresentCause[];

/** All records of a zone. */
export const RECORD_CAUSES = [
  ...MX_CAUSES,
  'dom-cname-at-apex',
  'dom-mailhost-record-gone',
  'dom-spf-missing',
  'dom-spf-lacks-us',
  'dom-spf-multiple',
  'dom-spf-syntax',
  'dom-spf-too-many-lookups',
  'dom-dkim-missing',
  'dom-dkim-mismatch',
  'dom-dmarc-missing',
  'dom-dmarc-multiple-or-bad',
  'dom-mtasts-mismatch',
  'dom-tlsa-mismatch',
  'snd-sender-domain-unresolvable',
] as const satisfies readonly PresentCause[];
