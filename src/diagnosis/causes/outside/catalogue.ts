/** Causes of what is seen from outside: ports, certificates, set-up records, the loop. */
import type { Cause } from '../../cause.ts';
import { certExpired, certNameMismatch, chainIncomplete } from './certificates.ts';
import { staleLocalZone } from './routing.ts';
import { ipv6Broken, outage, smtpInspection } from './service.ts';
import { autoconfigWrong, autodiscoverForeign } from './setup.ts';

export const OUTSIDE_CAUSES: readonly Cause[] = [
  outage,
  certExpired,
  chainIncomplete,
  certNameMismatch,
  autoconfigWrong,
  autodiscoverForeign,
  ipv6Broken,
  smtpInspection,
  staleLocalZone,
];
