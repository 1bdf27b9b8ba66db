/** Causes of messages on their way, and the service itself. */
import type { Cause } from '../../cause.ts';

export const TRAFFIC_CAUSES: readonly Cause[] = [];
