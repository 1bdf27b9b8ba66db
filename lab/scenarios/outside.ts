/** Faults of what is seen from outside: ports, certificates, set-up records, the loop, each with a healthy twin. */
import type { Scenario } from './scenario.ts';

export const OUTSIDE_SCENARIOS: readonly Scenario[] = [];
