/** Faults of messages on their way, and the service itself, each with a healthy twin. */
import type { Scenario } from './scenario.ts';

export const TRAFFIC_SCENARIOS: readonly Scenario[] = [];
