/** Routes of consent to forwarding: the owner has an address asked once more; the recipient reads what it is about and answers. */
import { createRoute, z } from '@hono/zod-openapi';
import { signInNetwork } from '#src/net/geo/range-table.ts';
import { ownMailbox } from '#src/service/centre/ownership.ts';
import { createRate } from '#src/service/centre/rate.ts';
import { answerByLink, askedByLink, type AskedConsent, askOnceMore } from '#src/service/forward-consents.ts';
import { showRules } from '#src/service/mail-rules.ts';
import { refused } from '#src/service/outcome.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import {
  AddressParam,
  json,
  jsonBody,
  MaybeMoment,
  maybeMoment,
  personRoute,
  problems,
  refuse,
  send,
} from '../contract.ts';
import { Rules, rulesBody } from './mail-rules.ts';

const Asked = z
  .object({
    from: z.string(),
    to: z.string(),
    state: z.enum(['waiting', 'confirmed', 'refused', 'operator']),
    askedAt: MaybeMoment,
    /** A yes is not taken any more. */
    isOver: z.boolean(),
  })
  .openapi('ForwardingAsked');
const shown = ({ askedAt, ...one }: AskedConsent): z.infer<typeof Asked> => ({ ...one, askedAt: maybeMoment(askedAt) });

const SPAN_MS = 3_600_000;
const MOST = { person: 30, network: 60 } as const;

export function forwardConsentRoutes(api: CentreApi, { app, clock }: CentreDeps): void {
  const perPerson = createRate(clock, MOST.person, SPAN_MS);
  const perNetwork = createRate(clock, MOST.network, SPAN_MS);
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/mailboxes/{address}/rules/consents',
      summary: 'Ask an address once more whether it wants the mail that is passed on to it',
      request: { params: AddressParam, body: jsonBody(z.object({ target: z.string().max(320) })) },
      responses: { 200: json(Rules, 'Rules'), ...problems(401, 403, 404, 409, 422, 429) },
    }),
    async (context, person) => {
      const own = await ownMailbox(app, person, context.req.valid('param').address, 'mail');
      if (!own.ok) return refuse(context, own);
      if (!perPerson(`${person.kind} ${person.id}`)) return refuse(context, refused('tooManyRequests') as never);
      const { mailbox } = own.value;
      const asked = await askOnceMore(app, person.name, mailbox.id, context.req.valid('json').target);
      if (!asked.ok) return refuse(context, asked, 'target');
      const now = await showRules(app, mailbox.address);
      return now.ok ? send(context, Rules, rulesBody(now.value)) : refuse(context, now);
    },
  );
  api.openapi(
    createRoute({
      method: 'post',
      path: '/forwarding-links',
      summary: 'What a link about forwarded mail asks; with an answer: takes it. Nobody is signed in',
      request: {
        body: jsonBody(
          z.object({ token: z.string().min(20).max(100), answer: z.enum(['yes', 'no', 'never']).optional() }),
        ),
      },
      responses: { 200: json(Asked, 'What is asked, and what was said'), ...problems(409, 422, 429) },
    }),
    async (context) => {
      const remote = context.get('remote');
      if (!perNetwork(signInNetwork(remote) ?? remote)) return refuse(context, refused('tooManyRequests') as never);
      const { token, answer } = context.req.valid('json');
      const found = answer === undefined ? await askedByLink(app, token) : await answerByLink(app, token, answer);
      return found.ok ? send(context, Asked, shown(found.value)) : refuse(context, found);
    },
  );
}
