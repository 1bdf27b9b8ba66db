/** Recordings with one planted cause of pasted error texts and bounces, and healthy ones. Used by tests only. */
import type { Recording } from '../../finding.ts';
import type { PastedCause } from './ids.ts';

export const BROKEN_PASTED: Record<PastedCause, Recording> = {};
export const HEALTHY_PASTED: Record<string, Recording> = {};
