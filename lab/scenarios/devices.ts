/** Faults of what devices did: accounts, client settings, networks, each with a healthy twin. */
import type { Scenario } from './scenario.ts';

export const DEVICES_SCENARIOS: readonly Scenario[] = [];
