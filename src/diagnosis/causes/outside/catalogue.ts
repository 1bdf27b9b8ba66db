/** Causes of what is seen from outside: ports, certificates, set-up records, the loop. */
import type { Cause } from '../../cause.ts';

export const OUTSIDE_CAUSES: readonly Cause[] = [];
