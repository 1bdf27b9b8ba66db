/** Faults of SPF, DKIM, DMARC, MTA-STS, DANE, reverse names and block lists, each with a healthy twin. */
import type { Scenario } from './scenario.ts';

export const AUTHENTICITY_SCENARIOS: readonly Scenario[] = [];
