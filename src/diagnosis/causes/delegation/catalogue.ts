/** Causes of registry, delegation and DNSSEC. */
import type { Cause } from '../../cause.ts';

export const DELEGATION_CAUSES: readonly Cause[] = [];
