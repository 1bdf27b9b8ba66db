/** The routes of the operator's console by topic. For customers none of them is there; roles are asked by the use cases. */
import type { CentreApi, CentreDeps } from '../centre.ts';
import { consoleCaseRoutes } from './console/cases.ts';
import { consoleHeldRoutes } from './console/held.ts';
import { consoleJournalRoutes } from './console/journal.ts';
import { consoleQueueRoutes } from './console/queues.ts';
import { consoleSearchRoutes } from './console/search.ts';
import { consoleStopRoutes } from './console/stops.ts';

export function consoleRoutes(api: CentreApi, deps: CentreDeps): void {
  consoleSearchRoutes(api, deps);
  consoleCaseRoutes(api, deps);
  consoleStopRoutes(api, deps);
  consoleHeldRoutes(api, deps);
  consoleQueueRoutes(api, deps);
  consoleJournalRoutes(api, deps);
}
