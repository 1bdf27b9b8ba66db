/** Routes of as whom a mailbox user may write: names, addresses for replies, signatures. His own only. */
import { createRoute, z } from '@hono/zod-openapi';
import { type Identity, MAX_NAME, MAX_SIGNATURE } from '#src/model/webmail-settings.ts';
import { identitiesOf, putIdentityOf, removeIdentity } from '#src/service/webmail/identities.ts';
import type { Outcome } from '#src/service/outcome.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { AddressParam, json, jsonBody, problems, refuse, send } from '../contract.ts';
import { mailRoute } from '../mail-route.ts';

const Draft = z.object({
  name: z.string().max(MAX_NAME * 2),
  replyTo: z.string().max(320).nullable(),
  /** One of all is; who takes it from one gives it to the mailbox's own address. */
  isDefault: z.boolean(),
  signatureHtml: z.string().max(MAX_SIGNATURE * 2),
  signatureText: z.string().max(MAX_SIGNATURE * 2),
});
const Identities = z.object({
  identities: z.array(Draft.extend({ address: z.string() }).openapi('MailIdentity')),
});
const body = (all: readonly Identity[]): z.infer<typeof Identities> => ({ identities: [...all] });

export function mailIdentityRoutes(api: CentreApi, { app }: CentreDeps): void {
  const answer = (context: Parameters<typeof send>[0], kept: Outcome<readonly Identity[]>): never => {
    if (kept.ok) return send(context, Identities, body(kept.value));
    const { field } = kept.problem.args;
    return refuse(context as never, kept, typeof field === 'string' ? field : undefined);
  };
  mailRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mail/identities',
      summary: 'As whom I may write, the usual one first',
      responses: { 200: json(Identities, 'Identities'), ...problems(401, 404) },
    }),
    async (context, user) => send(context, Identities, body(await identitiesOf(app, user))),
  );
  mailRoute(
    api,
    createRoute({
      method: 'put',
      path: '/mail/identities/{address}',
      summary: 'Name, replies and signature of an address; a plus-address is made by this',
      request: { params: AddressParam, body: jsonBody(Draft) },
      responses: { 200: json(Identities, 'All as they are now'), ...problems(401, 404, 409, 422) },
    }),
    async (context, user) => {
      const { address } = context.req.valid('param');
      const acting = { ...app, actor: user.address };
      return answer(context, await putIdentityOf(acting, user, address, context.req.valid('json')));
    },
  );
  mailRoute(
    api,
    createRoute({
      method: 'delete',
      path: '/mail/identities/{address}',
      summary: 'Forgets name and signature of an address',
      request: { params: AddressParam },
      responses: { 200: json(Identities, 'All as they are now'), ...problems(401, 404) },
    }),
    async (context, user) =>
      answer(context, await removeIdentity({ ...app, actor: user.address }, user, context.req.valid('param').address)),
  );
}
