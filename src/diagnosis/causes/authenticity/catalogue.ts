/** Causes of SPF, DKIM, DMARC, MTA-STS, DANE, reverse names and block lists. */
import type { Cause } from '../../cause.ts';

export const AUTHENTICITY_CAUSES: readonly Cause[] = [];
