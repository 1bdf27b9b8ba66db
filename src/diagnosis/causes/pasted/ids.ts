/** Ids of the causes of pasted error texts and bounces. */
export const PASTED_IDS = [] as const;
export type PastedCause = (typeof PASTED_IDS)[number];
