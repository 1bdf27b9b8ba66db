/** Ids of the causes of what is seen from outside: ports, certificates, set-up records, the loop. */
export const OUTSIDE_IDS = [] as const;
export type OutsideCause = (typeof OUTSIDE_IDS)[number];
