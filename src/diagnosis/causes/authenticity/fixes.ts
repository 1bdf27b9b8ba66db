/** Fixes for causes of SPF, DKIM, DMARC, MTA-STS, DANE, reverse names and block lists, with who can do them. */
import type { FixLevel } from '../../finding.ts';

export const AUTHENTICITY_FIXES = {} as const satisfies Record<string, FixLevel>;
