/** Ids of the causes of registry, delegation and DNSSEC. */
export const DELEGATION_IDS = [] as const;
export type DelegationCause = (typeof DELEGATION_IDS)[number];
