/** Fixes for causes of what devices did: accounts, client settings, networks, with who can do them. */
import type { FixLevel } from '../../finding.ts';

export const DEVICES_FIXES = {} as const satisfies Record<string, FixLevel>;
