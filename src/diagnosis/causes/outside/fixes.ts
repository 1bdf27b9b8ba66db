/** Fixes for causes of what is seen from outside: ports, certificates, set-up records, the loop, with who can do them. */
import type { FixLevel } from '../../finding.ts';

export const OUTSIDE_FIXES = {} as const satisfies Record<string, FixLevel>;
