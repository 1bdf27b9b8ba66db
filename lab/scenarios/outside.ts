/** Faults of what is seen from outside: ports, certificates, set-up records, the loop, each with a healthy twin. */
import { CERTIFICATE_SCENARIOS } from './outside-certificates.ts';
import { DOOR_SCENARIOS } from './outside-doors.ts';
import { SETUP_SCENARIOS } from './outside-setup.ts';
import type { Scenario } from './scenario.ts';

export const OUTSIDE_SCENARIOS: readonly Scenario[] = [...DOOR_SCENARIOS, ...CERTIFICATE_SCENARIOS, ...SETUP_SCENARIOS];
