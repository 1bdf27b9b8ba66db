/** Recordings with one planted cause of registry, delegation and DNSSEC, and healthy ones. Used by tests only. */
import type { Recording } from '../../finding.ts';
import type { DelegationCause } from './ids.ts';

export const BROKEN_DELEGATION: Record<DelegationCause, Recording> = {};
export const HEALTHY_DELEGATION: Record<string, Recording> = {};
