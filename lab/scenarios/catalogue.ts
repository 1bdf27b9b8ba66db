/** Every scenario of the lab, for the accuracy run and the test that no cause is without one. */
import { ABROAD_SCENARIOS } from './abroad.ts';
import { ACCOUNT_SCENARIOS } from './account.ts';
import { BILLING_SCENARIOS } from './billing.ts';
import { CLIENT_SCENARIOS } from './client.ts';
import { CLOSURE_SCENARIOS, STOLEN_SCENARIOS } from './closure.ts';
import { DOMAIN_SCENARIOS } from './domain.ts';
import { LIMIT_SCENARIOS } from './limits.ts';
import { DELEGATION_SCENARIOS } from './delegation.ts';
import { AUTHENTICITY_SCENARIOS } from './authenticity.ts';
import { OUTSIDE_SCENARIOS } from './outside.ts';
import { PASTED_SCENARIOS } from './pasted.ts';
import { DEVICES_SCENARIOS } from './devices.ts';
import { TRAFFIC_SCENARIOS } from './traffic.ts';
import { REPUTATION_SCENARIOS } from './reputation.ts';
import type { Scenario } from './scenario.ts';

export const ALL_SCENARIOS: readonly Scenario[] = [
  ...ABROAD_SCENARIOS,
  ...ACCOUNT_SCENARIOS,
  ...BILLING_SCENARIOS,
  ...CLIENT_SCENARIOS,
  ...CLOSURE_SCENARIOS,
  ...STOLEN_SCENARIOS,
  ...DOMAIN_SCENARIOS,
  ...LIMIT_SCENARIOS,
  ...DELEGATION_SCENARIOS,
  ...AUTHENTICITY_SCENARIOS,
  ...REPUTATION_SCENARIOS,
  ...OUTSIDE_SCENARIOS,
  ...PASTED_SCENARIOS,
  ...DEVICES_SCENARIOS,
  ...TRAFFIC_SCENARIOS,
];
