/** Words for causes of messages on their way, and the service itself på svenska. */
import type { TRAFFIC_FIXES } from '#src/diagnosis/causes/traffic/fixes.ts';
import type { TrafficCause } from '#src/diagnosis/causes/traffic/ids.ts';
import type { CauseTexts, FixTexts } from '../shape.ts';

export const trafficCauses: Pick<CauseTexts, TrafficCause> = {};
export const trafficFixes: Pick<FixTexts, keyof typeof TRAFFIC_FIXES> = {};
