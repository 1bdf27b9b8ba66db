/** Fixes for causes of registry, delegation and DNSSEC, with who can do them. */
import type { FixLevel } from '../../finding.ts';

export const DELEGATION_FIXES = {} as const satisfies Record<string, FixLevel>;
