/** Ids of the causes that rules, automatic answers and the Junk folder bring. Those of forwarding stand with the forwards of aliases. */
export const FILING_IDS = [
  'acc-filter-moves-deletes',
  'acc-filter-by-attacker',
  'acc-sender-blocked-by-self',
  'acc-spam-folder',
  'acc-autoreply-missing-or-storm',
  'cli-sent-not-saved',
] as const;
export type FilingCause = (typeof FILING_IDS)[number];
