/** Routes of the yardstick: the same mailbox by webmail, by the public doors and by the owner's programs. */
import { createRoute, z } from '@hono/zod-openapi';
import { texts } from '#src/messages/catalogue.ts';
import type { WaySeen } from '#src/model/yardstick.ts';
import { devicesOf } from '#src/service/centre/devices.ts';
import { ownMailbox } from '#src/service/centre/ownership.ts';
import { createRate } from '#src/service/centre/rate.ts';
import { stopOf } from '#src/service/centre/stops.ts';
import { refused } from '#src/service/outcome.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { AddressParam, json, Moment, moment, personRoute, problems, refuse, send } from '../contract.ts';
import { BlockBody, shownBlock } from './blocks.ts';
import { DeviceBody, shownDevice } from './mailbox-page.ts';

const WayBody = z.object({
  way: z.enum(['read', 'send']),
  door: z.string(),
  state: z.enum(['works', 'fails', 'unknown', 'off']),
  failedAt: z.enum(['name', 'reach', 'encrypt', 'sign-in', 'open']).nullable(),
  said: z.string().nullable(),
  tookMs: z.int(),
});
const Body = z
  .object({
    verdict: z.enum(['account', 'webmail', 'doors', 'program', 'never-sends', 'unseen', 'all-work']),
    at: Moment,
    hostname: z.string(),
    webmail: z.array(WayBody),
    doors: z.array(WayBody),
    programs: z.array(DeviceBody),
    blocks: z.array(BlockBody),
    /** May ask for the test message. */
    maySend: z.boolean(),
  })
  .openapi('Yardstick');
const Messages = z.object({
  messages: z.array(
    z.object({
      by: z.enum(['webmail', 'public']),
      state: z.enum(['arrived', 'refused', 'late', 'unknown']),
      tookMs: z.int().nullable(),
      folder: z.string().nullable(),
      said: z.string().nullable(),
    }),
  ),
});
const MINUTE_MS = 60_000;
const shownWay = (way: WaySeen): z.infer<typeof WayBody> => ({ ...way });

export function yardstickRoutes(api: CentreApi, deps: CentreDeps): void {
  const { app, clock } = deps;
  const mayLook = createRate(clock, 12, MINUTE_MS);
  const maySend = createRate(clock, 2, MINUTE_MS);
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mailboxes/{address}/yardstick',
      summary: 'Webmail, public doors and programs, tried and compared now',
      request: { params: AddressParam },
      responses: { 200: json(Body, 'What the difference says'), ...problems(401, 404, 429) },
    }),
    async (context, person) => {
      const own = await ownMailbox(app, person, context.req.valid('param').address, 'look');
      if (!own.ok) return refuse(context, own);
      const { mailbox } = own.value;
      if (!mayLook(mailbox.id)) return refuse(context, refused('tooManyRequests') as never);
      const { devices } = await devicesOf(app, mailbox, [], Number.POSITIVE_INFINITY);
      const found = await app.yardstick.measure(own.value, devices);
      const language = context.get('language');
      const stops = await Promise.all(found.blocks.map((block) => stopOf(app, person, block, language)));
      const mine = await ownMailbox(app, person, mailbox.address, 'mail');
      return send(context, Body, {
        verdict: found.verdict,
        at: moment(found.at),
        hostname: app.hostname,
        webmail: found.webmail.map(shownWay),
        doors: found.doors.map(shownWay),
        programs: devices.map((device) => shownDevice(device, language)),
        blocks: stops.map((stop) => shownBlock(stop, found.at)),
        maySend: mine.ok,
      });
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/mailboxes/{address}/yardstick/messages',
      summary: 'A test message from the mailbox to itself, by webmail and by the public door; counts as sent mail',
      request: { params: AddressParam },
      responses: { 200: json(Messages, 'What became of each'), ...problems(401, 403, 404, 429) },
    }),
    async (context, person) => {
      const own = await ownMailbox(app, person, context.req.valid('param').address, 'mail');
      if (!own.ok) return refuse(context, own);
      const { mailbox } = own.value;
      if (!maySend(mailbox.id)) return refuse(context, refused('tooManyRequests') as never);
      const words = texts(context.get('language')).centre.yardstick;
      const messages = await app.yardstick.sendTestMessages(mailbox, words);
      return send(context, Messages, { messages: messages.map((one) => ({ ...one })) });
    },
  );
}
