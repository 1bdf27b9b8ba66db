/** What /metrics shows of the running host beside the counters: the queue, the doors, the process. Wired by host.ts. */
import type { QueueAdministration } from '#src/engine/embedded/queue/administration.ts';
import { type Metrics, seriesKey } from '#src/net/metrics.ts';

/** Registers the gauges; each is read when somebody asks. */
export function registerGauges(
  metrics: Metrics,
  queue: Pick<QueueAdministration, 'stats'>,
  endpoints: Readonly<Record<string, string>>,
): void {
  metrics.gauge('postvakt_queue_waiting', 'Recipients waiting in the outbound queue.', () => queue.stats().waiting);
  metrics.gauge('postvakt_queue_held', 'Recipients held for a Block or a review.', () => queue.stats().held);
  metrics.gauge(
    'postvakt_queue_oldest_seconds',
    'Age of the oldest waiting recipient.',
    () => queue.stats().oldestMs / 1000,
  );
  metrics.gauge(
    'postvakt_up',
    'One per listening endpoint.',
    () => new Map(Object.keys(endpoints).map((endpoint) => [seriesKey({ endpoint }), 1])),
  );
  metrics.gauge('process_resident_memory_bytes', 'Resident memory.', () => process.memoryUsage.rss());
  metrics.gauge('process_uptime_seconds', 'Seconds since the start.', () => process.uptime());
}
