/**
 * The journal, counted for /metrics on the way: by our own words only, so that the series are bounded. Made by host.ts.
 * Changes no event.
 */
import type { Journal } from '#src/engine/ports.ts';
import type { Metrics } from '#src/net/metrics.ts';

/** Counts what goes through to `journal`. */
export function countedJournal(journal: Journal, metrics: Metrics): Journal {
  const signIns = metrics.counter('postvakt_sign_ins_total', 'Sign-ins by endpoint and outcome.');
  const connections = metrics.counter('postvakt_connections_total', 'Ended connections by endpoint and outcome.');
  const refusals = metrics.counter('postvakt_refusals_total', 'Refusals by stage and cause.');
  const messages = metrics.counter('postvakt_messages_total', 'Messages by direction and step.');
  return {
    record(event) {
      switch (event.kind) {
        case 'sign-in':
          signIns.add({ endpoint: event.connection.endpoint, outcome: event.outcome });
          break;
        case 'connection':
          connections.add({ endpoint: event.connection.endpoint, outcome: event.outcome });
          break;
        case 'refusal':
          refusals.add({ stage: event.stage, cause: event.cause });
          break;
        case 'message':
          messages.add({ direction: event.direction, step: event.step });
          break;
      }
      journal.record(event);
    },
  };
}
