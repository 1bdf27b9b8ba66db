/** Faults of SPF, DKIM, DMARC, MTA-STS and DANE, each with a healthy twin. Run in a world of the setting `watched`. */
import { SIGNED_SCENARIOS } from './authenticity-signed.ts';
import { SPF_SCENARIOS } from './authenticity-spf.ts';
import { TRANSPORT_SCENARIOS } from './authenticity-transport.ts';
import type { Scenario } from './scenario.ts';

export const AUTHENTICITY_SCENARIOS: readonly Scenario[] = [
  ...SPF_SCENARIOS,
  ...SIGNED_SCENARIOS,
  ...TRANSPORT_SCENARIOS,
];
