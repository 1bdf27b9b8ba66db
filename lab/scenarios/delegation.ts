/** Faults of registry, delegation and DNSSEC, each with a healthy twin. */
import type { Scenario } from './scenario.ts';

export const DELEGATION_SCENARIOS: readonly Scenario[] = [];
