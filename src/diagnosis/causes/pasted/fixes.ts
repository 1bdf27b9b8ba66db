/** Fixes for causes of pasted error texts and bounces, with who can do them. */
import type { FixLevel } from '../../finding.ts';

export const PASTED_FIXES = {} as const satisfies Record<string, FixLevel>;
