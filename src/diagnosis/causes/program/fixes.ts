/** Fixes for what stands in a program's settings, with who can do them. */
import type { FixLevel } from '../../finding.ts';

export const PROGRAM_FIXES = {
  'use-corrected-file': 'guided',
  'change-setting': 'guided',
} as const satisfies Record<string, FixLevel>;
