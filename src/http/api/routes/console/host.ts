/** The second half of the operator's console: incidents, customers, policy, health, audit, operators. Mounted by http/api/app.ts. */
import type { CentreApi, CentreDeps } from '../../centre.ts';
import { consoleAuditRoutes } from './audit.ts';
import { consoleCustomerRoutes } from './customers.ts';
import { consoleHealthRoutes } from './health.ts';
import { consoleIncidentRoutes } from './incidents.ts';
import { consoleOperatorRoutes } from './operators.ts';
import { consolePolicyRoutes } from './policy.ts';

export function consoleHostRoutes(api: CentreApi, deps: CentreDeps): void {
  consoleIncidentRoutes(api, deps);
  consoleCustomerRoutes(api, deps);
  consolePolicyRoutes(api, deps);
  consoleHealthRoutes(api, deps);
  consoleAuditRoutes(api, deps);
  consoleOperatorRoutes(api, deps);
}
