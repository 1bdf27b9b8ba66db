/** Recordings with one planted cause of what is seen from outside: ports, certificates, set-up records, the loop, and healthy ones. Used by tests only. */
import type { Recording } from '../../finding.ts';
import type { OutsideCause } from './ids.ts';

export const BROKEN_OUTSIDE: Record<OutsideCause, Recording> = {};
export const HEALTHY_OUTSIDE: Record<string, Recording> = {};
