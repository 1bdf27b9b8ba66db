/** Ids of the causes of messages on their way, and the service itself. */
export const TRAFFIC_IDS = [
  'snd-deferred-queue',
  'svc-queue-stuck',
  'snd-remote-refused',
  'snd-bounce-misdirected',
  'snd-in-recipient-junk',
  'acc-forward-target-rejects',
  'cli-recipient-autocomplete-stale',
  'acc-spam-rejected-inbound',
  'svc-inbound-geo-filter',
  'cli-device-bare-lf',
  'cli-line-too-long',
  'svc-disk-full',
  'svc-auth-backend-down',
  'svc-maintenance',
  'snd-failure-ratio-block',
  'bil-card-failed',
  'bil-cancelled',
] as const;
export type TrafficCause = (typeof TRAFFIC_IDS)[number];
