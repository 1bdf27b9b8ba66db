/** What /metrics shows of the running host beside the counters: the queue, the doors, the process. Wired by host.ts. */
import type { QueueAdministration } from '#src/engine/embedded/queue/administration.ts';
import type { CertificateKeeper, NameState } from './certificates/keeper.ts';
import { type Metrics, seriesKey } from '#src/net/metrics.ts';

/** Registers the gauges; each is read when somebody asks. */
export function registerGauges(
  metrics: Metrics,
  queue: Pick<QueueAdministration, 'stats'>,
  endpoints: Readonly<Record<string, string>>,
  certificates: Pick<CertificateKeeper, 'last'> | null,
): void {
  if (certificates !== null) registerCertificates(metrics, certificates);
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

const STATES: readonly NameState[] = ['valid', 'renewing', 'waiting', 'failing', 'elsewhere', 'forbidden'];

function registerCertificates(metrics: Metrics, { last }: Pick<CertificateKeeper, 'last'>): void {
  metrics.gauge(
    'postvakt_certificate_names',
    'Names that a certificate is ordered for, by how they stand.',
    () => new Map(STATES.map((state) => [seriesKey({ state }), last().filter((one) => one.state === state).length])),
  );
  metrics.gauge(
    'postvakt_certificate_first_end_seconds',
    'When the first ordered certificate ends, epoch seconds; 0: none.',
    () => {
      const ends = last().flatMap(({ until }) => until ?? []);
      return ends.length === 0 ? 0 : Math.min(...ends) / 1000;
    },
  );
}
