/** Recordings with one planted cause of messages on their way, and the service itself, and healthy ones. Used by tests only. */
import type { Recording } from '../../finding.ts';
import type { TrafficCause } from './ids.ts';

export const BROKEN_TRAFFIC: Record<TrafficCause, Recording> = {};
export const HEALTHY_TRAFFIC: Record<string, Recording> = {};
