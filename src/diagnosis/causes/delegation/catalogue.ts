/** Causes of registry, delegation and DNSSEC. */
import type { Cause } from '../../cause.ts';
import { NAME_SERVER_CAUSES } from './name-servers.ts';
import { NAME_CAUSES } from './names.ts';
import { REGISTRATION_CAUSES } from './registration.ts';
import { TARGET_CAUSES } from './targets.ts';
import { dnssecBogus } from './trust.ts';

export const DELEGATION_CAUSES: readonly Cause[] = [
  dnssecBogus,
  ...NAME_SERVER_CAUSES,
  ...TARGET_CAUSES,
  ...NAME_CAUSES,
  ...REGISTRATION_CAUSES,
];
