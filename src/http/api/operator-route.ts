/**
 * A route of the operator's console: for customers it does not exist, an operator is asked whether his role may wish it. Used
 * by routes/console. Decides nothing itself: the roles are service/centre/ownership.ts.
 */
import type { RouteConfig, RouteHandler } from '@hono/zod-openapi';
import type { CentreSession, Person } from '#src/model/person.ts';
import { mayWish, type Wish } from '#src/service/centre/ownership.ts';
import { refused } from '#src/service/outcome.ts';
import type { CentreApi, CentreEnv } from './centre.ts';
import { personRoute, refuse } from './contract.ts';

export type Operator = Extract<Person, { readonly kind: 'operator' }>;
type Handled<R extends RouteConfig> = Parameters<RouteHandler<R, CentreEnv>>[0];

/** 404 for whoever is no operator, 403 for a role that may not. */
export function operatorRoute<const R extends RouteConfig & { getRoutingPath(): string }>(
  api: CentreApi,
  wish: Wish,
  route: R,
  work: (context: Handled<R>, person: Operator, session: CentreSession) => Promise<never> | never,
): void {
  personRoute(api, route, async (context, person, session) => {
    if (person.kind !== 'operator') return refuse(context as never, refused('notThere') as never);
    if (!mayWish(person, wish)) return refuse(context as never, refused('notAllowed') as never);
    return await work(context, person, session);
  });
}
