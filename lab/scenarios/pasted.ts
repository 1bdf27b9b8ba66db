/** Faults of pasted error texts and bounces, each with a healthy twin. */
import type { Scenario } from './scenario.ts';

export const PASTED_SCENARIOS: readonly Scenario[] = [];
