/** Ids of the causes of what is seen from outside: ports, certificates, set-up records, the loop. */
export const OUTSIDE_IDS = [
  'svc-outage',
  'svc-cert-expired',
  'svc-chain-incomplete',
  'cli-cert-name-mismatch',
  'cli-autoconfig-wrong',
  'cli-autodiscover-foreign',
  'net-ipv6-broken',
  'net-smtp-inspection',
  'dom-stale-local-zone',
] as const;
export type OutsideCause = (typeof OUTSIDE_IDS)[number];
