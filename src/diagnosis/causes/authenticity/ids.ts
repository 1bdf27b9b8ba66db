/** Ids of the causes of SPF, DKIM, DMARC, MTA-STS, DANE, reverse names and block lists. */
export const AUTHENTICITY_IDS = [] as const;
export type AuthenticityCause = (typeof AUTHENTICITY_IDS)[number];
