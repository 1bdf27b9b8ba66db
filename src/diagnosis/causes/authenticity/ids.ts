/** Ids of the causes of SPF, DKIM, DMARC, MTA-STS, DANE, reverse names and block lists. */
export const AUTHENTICITY_IDS = [
  'dom-spf-lacks-us',
  'dom-spf-multiple',
  'dom-spf-too-many-lookups',
  'dom-spf-syntax',
  'dom-dkim-mismatch',
  'dom-dmarc-multiple-or-bad',
  'dom-dmarc-own-policy-hits-self',
  'dom-dmarc-misaligned',
  'dom-mtasts-mismatch',
  'dom-tlsa-mismatch',
  'dom-on-uri-blocklist',
  'snd-server-ip-listed',
  'snd-no-ptr',
  'snd-sender-domain-unresolvable',
  'svc-resolver-refused-by-dnsbl',
  'svc-dead-dnsbl',
  'svc-ip-changed',
] as const;
export type AuthenticityCause = (typeof AUTHENTICITY_IDS)[number];
