/** Recordings with one planted cause of SPF, DKIM, DMARC, MTA-STS, DANE, reverse names and block lists, and healthy ones. Used by tests only. */
import type { Recording } from '../../finding.ts';
import type { AuthenticityCause } from './ids.ts';

export const BROKEN_AUTHENTICITY: Record<AuthenticityCause, Recording> = {};
export const HEALTHY_AUTHENTICITY: Record<string, Recording> = {};
