/** Fixes for causes of messages on their way, and the service itself, with who can do them. */
import type { FixLevel } from '../../finding.ts';

export const TRAFFIC_FIXES = {} as const satisfies Record<string, FixLevel>;
