/** Routes of setting up programs for a mailbox: what to type, whether programs find it, the Apple profile, a link for a phone. */
import { createRoute, z } from '@hono/zod-openapi';
import { texts } from '#src/messages/catalogue.ts';
import { mobileQr } from '#src/protocol/autoconfig/mobile-qr.ts';
import { PROFILE_TYPE } from '#src/protocol/apple-profile/profile.ts';
import { mayWish, ownMailbox } from '#src/service/centre/ownership.ts';
import { showMailbox } from '#src/service/mailboxes.ts';
import { refused } from '#src/service/outcome.ts';
import { foundByPrograms, makePhoneLink, offerOf, passwordKind } from '#src/service/setup/mailbox-setup.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { AddressParam, json, jsonBody, Moment, moment, personRoute, problems, refuse, send } from '../contract.ts';
import { Protocol } from './mailbox-page.ts';

const Server = z.object({
  protocol: Protocol,
  host: z.string(),
  port: z.int(),
  security: z.enum(['tls', 'starttls']),
});
const SetupBody = z
  .object({
    address: z.string(),
    /** The complete address. */
    userName: z.string(),
    /** Best first within each protocol; only what this mailbox may use. */
    servers: z.array(Server),
    /** Which password gets a program in. */
    password: z.enum(['either', 'app-only', 'must-change', 'none']),
    /** Text of a QR code for Thunderbird for Android and K-9 Mail, without a password. */
    mobileQr: z.string().nullable(),
    /** False: the certificate is by this host's own authority, and programs warn of it. */
    isTrusted: z.boolean(),
    may: z.object({ change: z.boolean() }),
  })
  .openapi('MailboxSetup');
const FoundBody = z
  .object({
    /** From the address alone; null when DNS could not be read. */
    thunderbird: z.boolean().nullable(),
    outlook: z.boolean().nullable(),
    /** Programs that ask for SRV records. */
    others: z.boolean().nullable(),
  })
  .openapi('MailboxSetupFound');
const LinkBody = z
  .object({
    url: z.string(),
    until: Moment,
    /** Made for this device and told once. */
    password: z.object({ name: z.string(), secret: z.string() }).nullable(),
    mobileQr: z.string().nullable(),
  })
  .openapi('MailboxSetupLink');

export function setupRoutes(api: CentreApi, deps: CentreDeps): void {
  lookRoutes(api, deps);
  phoneRoutes(api, deps);
}

function lookRoutes(api: CentreApi, { app, endpoints }: CentreDeps): void {
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mailboxes/{address}/setup',
      summary: 'What a mail program needs for this mailbox',
      request: { params: AddressParam },
      responses: { 200: json(SetupBody, 'Set-up'), ...problems(401, 404) },
    }),
    async (context, person) => {
      const own = await ownMailbox(app, person, context.req.valid('param').address, 'look');
      if (!own.ok) return refuse(context, own);
      const { address } = own.value.mailbox;
      const shown = await showMailbox(app, address);
      if (!shown.ok) return refuse(context, shown);
      const offer = offerOf(app, endpoints, own.value);
      const servers = offer.servers.filter(({ protocol }) => shown.value.protocols.includes(protocol));
      return send(context, SetupBody, {
        address,
        userName: address,
        servers: servers.map(({ protocol, host, port, mode }) => ({ protocol, host, port, security: mode })),
        password: passwordKind(own.value.mailbox),
        mobileQr: mobileQr({ ...offer, servers }, { address, name: address, password: null }),
        isTrusted: app.setup.trusts(app.hostname),
        may: { change: mayWish(person, 'mail') },
      });
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mailboxes/{address}/setup/found',
      summary: 'Whether programs find the settings by themselves, from the address alone',
      request: { params: AddressParam },
      responses: { 200: json(FoundBody, 'By which programs'), ...problems(401, 404) },
    }),
    async (context, person) => {
      const own = await ownMailbox(app, person, context.req.valid('param').address, 'look');
      if (!own.ok) return refuse(context, own);
      const found = await foundByPrograms(app, own.value.domain.name);
      return found.ok ? send(context, FoundBody, found.value) : refuse(context, found);
    },
  );
}

function phoneRoutes(api: CentreApi, { app, endpoints }: CentreDeps): void {
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mailboxes/{address}/setup/profile',
      summary: 'The signed profile for Apple Mail, without a password',
      request: { params: AddressParam },
      responses: {
        200: { description: 'Profile', content: { [PROFILE_TYPE]: { schema: z.string() } } },
        ...problems(401, 404, 409),
      },
    }),
    async (context, person) => {
      const own = await ownMailbox(app, person, context.req.valid('param').address, 'look');
      if (!own.ok) return refuse(context, own);
      const { address } = own.value.mailbox;
      const description = texts(context.get('language')).setup.profile({ address });
      const wish = { address, name: address, password: null, description };
      const profile = app.setup.profile(offerOf(app, endpoints, own.value), wish);
      if (profile === null) return refuse(context, refused('unavailable') as never);
      return context.body(profile, 200, {
        'content-type': PROFILE_TYPE,
        'content-disposition': 'attachment; filename="mail.mobileconfig"',
      }) as never;
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/mailboxes/{address}/setup/links',
      summary: 'A one-time link that sets up a phone without a sign-in, for fifteen minutes',
      request: {
        params: AddressParam,
        body: jsonBody(
          z.object({
            /** Make an app password under this name for exactly this phone; absent: the phone asks for the password. */
            device: z.string().min(1).max(60).optional(),
          }),
        ),
      },
      responses: { 201: json(LinkBody, 'Made'), ...problems(401, 403, 404, 409, 422) },
    }),
    async (context, person) => {
      const own = await ownMailbox(app, person, context.req.valid('param').address, 'mail');
      if (!own.ok) return refuse(context, own);
      const { device = null } = context.req.valid('json');
      const made = await makePhoneLink(app, person.name, {
        ...own.value,
        device,
        offer: offerOf(app, endpoints, own.value),
      });
      if (!made.ok) return refuse(context, made, 'device');
      return send(context, LinkBody, { ...made.value, until: moment(made.value.until) }, 201);
    },
  );
}
