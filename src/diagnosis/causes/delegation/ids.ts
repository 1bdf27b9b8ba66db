/** Ids of the causes of registry, delegation and DNSSEC. */
export const DELEGATION_IDS = [
  'dom-ns-elsewhere',
  'dom-lame-delegation',
  'dom-ns-inconsistent',
  'dom-dnssec-bogus',
  'dom-propagation',
  'dom-mx-is-ip',
  'dom-mx-is-cname',
  'dom-cname-at-apex',
  'dom-mx-follows-website',
  'dom-mx-via-proxy',
  'dom-mailhost-record-gone',
  'svc-hostname-retired',
  'dom-transferred-away',
  'bil-domain-elsewhere-unpaid',
  'dom-wrong-tld',
  'dom-idn-mixup',
] as const;
export type DelegationCause = (typeof DELEGATION_IDS)[number];
