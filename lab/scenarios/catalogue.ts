/** Every scenario of the lab, for the accuracy run and the test that no cause is without one. */
import { ABROAD_WAY_SCENARIOS } from './abroad-ways.ts';
import { ABROAD_SCENARIOS } from './abroad.ts';
import { ACCOUNT_DOOR_SCENARIOS } from './account-doors.ts';
import { ACCOUNT_SCENARIOS } from './account.ts';
import { BILLING_WAY_SCENARIOS } from './billing-ways.ts';
import { BILLING_SCENARIOS } from './billing.ts';
import { CLIENT_DOOR_SCENARIOS } from './client-doors.ts';
import { CLIENT_SCENARIOS } from './client.ts';
import { CLOSURE_WAY_SCENARIOS, STOLEN_WAY_SCENARIOS } from './closure-ways.ts';
import { CLOSURE_SCENARIOS, STOLEN_SCENARIOS } from './closure.ts';
import { DOMAIN_WAY_SCENARIOS } from './domain-ways.ts';
import { DOMAIN_SCENARIOS } from './domain.ts';
import { LIMIT_WAY_SCENARIOS } from './limits-ways.ts';
import { LIMIT_SCENARIOS } from './limits.ts';
import { DELEGATION_SCENARIOS } from './delegation.ts';
import { AUTHENTICITY_SCENARIOS } from './authenticity.ts';
import { OUTSIDE_SCENARIOS } from './outside.ts';
import { PASTED_SCENARIOS } from './pasted.ts';
import { DEVICES_SCENARIOS } from './devices.ts';
import { DEVICES_ABROAD_SCENARIOS } from './devices-abroad.ts';
import { DEVICES_PUBLIC_SCENARIOS } from './devices-public.ts';
import { TRAFFIC_SCENARIOS } from './traffic.ts';
import { REPUTATION_SCENARIOS } from './reputation.ts';
import { ANSWER_SCENARIOS } from './reputation-answers.ts';
import { FILING_SCENARIOS } from './filing.ts';
import { FILING_ABROAD_SCENARIOS } from './filing-abroad.ts';
import type { Scenario } from './scenario.ts';

export const ALL_SCENARIOS: readonly Scenario[] = [
  ...ABROAD_SCENARIOS,
  ...ABROAD_WAY_SCENARIOS,
  ...ACCOUNT_SCENARIOS,
  ...ACCOUNT_DOOR_SCENARIOS,
  ...BILLING_SCENARIOS,
  ...BILLING_WAY_SCENARIOS,
  ...CLIENT_SCENARIOS,
  ...CLIENT_DOOR_SCENARIOS,
  ...CLOSURE_SCENARIOS,
  ...STOLEN_SCENARIOS,
  ...CLOSURE_WAY_SCENARIOS,
  ...STOLEN_WAY_SCENARIOS,
  ...DOMAIN_SCENARIOS,
  ...DOMAIN_WAY_SCENARIOS,
  ...LIMIT_SCENARIOS,
  ...LIMIT_WAY_SCENARIOS,
  ...DELEGATION_SCENARIOS,
  ...AUTHENTICITY_SCENARIOS,
  ...ANSWER_SCENARIOS,
  ...REPUTATION_SCENARIOS,
  ...OUTSIDE_SCENARIOS,
  ...PASTED_SCENARIOS,
  ...DEVICES_SCENARIOS,
  ...DEVICES_ABROAD_SCENARIOS,
  ...DEVICES_PUBLIC_SCENARIOS,
  ...TRAFFIC_SCENARIOS,
  ...FILING_SCENARIOS,
  ...FILING_ABROAD_SCENARIOS,
];
