/** Causes of pasted error texts and bounces. */
import type { Cause } from '../../cause.ts';

export const PASTED_CAUSES: readonly Cause[] = [];
