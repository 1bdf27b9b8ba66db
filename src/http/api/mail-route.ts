/**
 * The step before each route of webmail: a mailbox user who is signed in, and his mailbox. To contacts and operators these
 * routes are not there: mail is read by its owner alone.
 */
import type { RouteConfig, RouteHandler } from '@hono/zod-openapi';
import type { CentreSession } from '#src/model/person.ts';
import type { MailUser } from '#src/service/webmail/connections.ts';
import type { CentreApi, CentreEnv } from './centre.ts';
import { personRoute } from './contract.ts';
import { problem } from './problem.ts';

type Handled<R extends RouteConfig> = Parameters<RouteHandler<R, CentreEnv>>[0];

/** A route of the contract for the reader of a mailbox. */
export function mailRoute<const R extends RouteConfig & { getRoutingPath(): string }>(
  api: CentreApi,
  route: R,
  work: (context: Handled<R>, user: MailUser, session: CentreSession) => Promise<never> | never,
): void {
  personRoute(api, route, (context, person, session) =>
    person.kind === 'mailbox'
      ? work(context as Handled<R>, { id: person.id, address: person.name }, session)
      : (problem(context as never, context.get('language'), { key: 'notThere', args: {} }) as never),
  );
}
