/** Recordings with one planted cause of what devices did: accounts, client settings, networks, and healthy ones. Used by tests only. */
import type { Recording } from '../../finding.ts';
import type { DevicesCause } from './ids.ts';

export const BROKEN_DEVICES: Record<DevicesCause, Recording> = {};
export const HEALTHY_DEVICES: Record<string, Recording> = {};
