/** Faults of messages on their way, and the service itself, each with a healthy twin. */
import type { Scenario } from './scenario.ts';
import { INBOUND_SCENARIOS } from './traffic-inbound.ts';
import { OUTGOING_SCENARIOS } from './traffic-outgoing.ts';
import { SERVICE_SCENARIOS } from './traffic-service.ts';

export const TRAFFIC_SCENARIOS: readonly Scenario[] = [
  ...OUTGOING_SCENARIOS,
  ...INBOUND_SCENARIOS,
  ...SERVICE_SCENARIOS,
];
