/**
 * What every route of the contract says the same way: JSON answers and bodies, problems, times, money; and the step before
 * each route of a signed-in person. Used by http/api/routes. Knows no route.
 */
import { type RouteConfig, type RouteHandler, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { CentreSession, Person } from '#src/model/person.ts';
import type { Outcome } from '#src/service/outcome.ts';
import { type CentreApi, type CentreEnv, signedIn } from './centre.ts';
import { problem, ProblemBody, type ProblemStatus } from './problem.ts';

/** Answers of refusals, by status. */
export const problems = (...codes: readonly ProblemStatus[]) =>
  Object.fromEntries(
    codes.map((code) => [
      code,
      { description: 'Problem', content: { 'application/problem+json': { schema: ProblemBody } } },
    ]),
  );
export const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});
export const jsonBody = <T extends z.ZodType>(schema: T) => ({
  required: true,
  content: { 'application/json': { schema } },
});
/** ISO 8601, UTC. */
export const Moment = z.iso.datetime();
export const MaybeMoment = Moment.nullable();
export const Money = z.object({ amount: z.string().openapi({ example: '125.00' }), currency: z.string() });
export const AddressParam = z.object({ address: z.string().min(1).max(320) });
export const moment = (at: number): string => new Date(at).toISOString();
export const maybeMoment = (at: number | null): string | null => (at === null ? null : moment(at));

/** A use case's refusal as the answer of any route. */
export const refuse = (
  context: Context<CentreEnv>,
  refusal: Extract<Outcome<unknown>, { ok: false }>,
  field?: string,
  status?: ProblemStatus,
): never =>
  problem(context, context.get('language'), refusal.problem, {
    ...(field === undefined ? {} : { field }),
    ...(status === undefined ? {} : { status }),
  }) as never;

/** An answer whose shape the compiler holds against the contract. */
export const send = <T extends z.ZodType>(context: Context, _schema: T, value: z.infer<T>, status = 200): never =>
  context.json(value as never, status as never) as never;

type Handled<R extends RouteConfig> = Parameters<RouteHandler<R, CentreEnv>>[0];
/** A route of the contract for a person who is signed in; anybody else is told that he is not. */
export function personRoute<const R extends RouteConfig & { getRoutingPath(): string }>(
  api: CentreApi,
  route: R,
  work: (context: Handled<R>, person: Person, session: CentreSession) => Promise<never> | never,
): void {
  const handler = async (context: Handled<R>): Promise<Response> => {
    const who = signedIn(context as unknown as Context<CentreEnv>);
    return who instanceof Response ? who : await work(context, who.person, who.session);
  };
  api.openapi(route, handler as never);
}
