/** Ids of the causes of messages on their way, and the service itself. */
export const TRAFFIC_IDS = [] as const;
export type TrafficCause = (typeof TRAFFIC_IDS)[number];
