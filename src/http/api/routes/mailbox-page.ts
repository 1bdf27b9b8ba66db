/** Routes of one mailbox's page: everything about it, and the part that is asked again and again while the page is open. */
import { createRoute, z } from '@hono/zod-openapi';
import { texts } from '#src/messages/catalogue.ts';
import type { Domain } from '#src/model/domain.ts';
import type { Language } from '#src/model/language.ts';
import type { StoredMailbox } from '#src/model/mailbox.ts';
import { offeredServers } from '#src/model/mail-offer.ts';
import type { Person } from '#src/model/person.ts';
import { welcomeNow } from '#src/model/travel.ts';
import { showAbroad } from '#src/service/abroad/settings.ts';
import { type Device, devicesOf } from '#src/service/centre/devices.ts';
import { statesOf } from '#src/service/centre/mailbox-list.ts';
import { aliasesTo, deliveryOf, folderUse, limitUse } from '#src/service/centre/mailbox-sheet.ts';
import { choosablePlans } from '#src/service/centre/new-mailbox.ts';
import { mayWish, ownMailbox } from '#src/service/centre/ownership.ts';
import { stopOf } from '#src/service/centre/stops.ts';
import { subjectsOf } from '#src/service/blocks.ts';
import { KEEP_DELETED_DAYS } from '#src/service/housekeeping.ts';
import { showMailbox } from '#src/service/mailboxes.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import {
  AddressParam,
  json,
  MaybeMoment,
  maybeMoment,
  Moment,
  moment,
  personRoute,
  problems,
  refuse,
  send,
} from '../contract.ts';
import { BlockBody, shownBlock } from './blocks.ts';
import { CountriesBody, shownCountries } from './countries.ts';
import { MailboxLine, Quota } from './mailboxes.ts';

export const Protocol = z.enum(['imap', 'pop3', 'smtp']);
const Limit = z.object({
  rule: z.enum(['mailbox-hour', 'mailbox-day', 'domain-hour']),
  used: z.int(),
  max: z.int(),
  windowSeconds: z.int(),
  counts: z.enum(['recipients', 'messages']),
  /** When the oldest that counts leaves the window; when nothing counts any more. */
  freesAt: MaybeMoment,
  emptyAt: MaybeMoment,
});
const Delivery = z.object({
  lastReceivedAt: MaybeMoment,
  lastSentAt: MaybeMoment,
  waiting: z.int(),
  held: z.int(),
  refusedDays: z.int(),
  refused: z.int(),
  lastRefusedAt: MaybeMoment,
  /** The cause in a few words. */
  lastRefusal: z.string().nullable(),
});
export const DeviceBody = z
  .object({
    program: z.string().nullable(),
    protocol: Protocol.nullable(),
    endpoint: z.string(),
    port: z.int(),
    appPassword: z.string().nullable(),
    remoteAddress: z.string(),
    country: z.string().nullable(),
    network: z.string().nullable(),
    networkKind: z.enum(['vendor', 'vpn', 'hosting']).nullable(),
    tls: z.string().nullable(),
    times: z.int(),
    failures: z.int(),
    firstAt: Moment,
    lastAt: Moment,
    lastOkAt: MaybeMoment,
    outcome: z.string().nullable(),
    cause: z.string().nullable(),
    /** The cause in a few words. */
    title: z.string().nullable(),
    advice: z.enum(['fails', 'unencrypted', 'old-encryption', 'new-country', 'rented-server']).nullable(),
  })
  .openapi('Device');
const NowBody = z
  .object({
    now: Moment,
    states: MailboxLine.shape.states,
    quota: Quota,
    limits: z.array(Limit),
    blocks: z.array(BlockBody),
    delivery: Delivery,
  })
  .openapi('MailboxNow');
const Server = z.object({ protocol: Protocol, port: z.int(), security: z.enum(['tls', 'starttls']) });
const MailboxBody = MailboxLine.omit({ blocks: true })
  .extend(NowBody.shape)
  .extend({
    protocols: z.array(Protocol),
    countries: CountriesBody,
    hasPassword: z.boolean(),
    mustChangePassword: z.boolean(),
    appPasswordsOnly: z.boolean(),
    passwordChangedAt: MaybeMoment,
    appPasswords: z.array(
      z.object({
        name: z.string(),
        scopes: z.array(Protocol),
        createdAt: Moment,
        lastUsedAt: MaybeMoment,
        /** Where it last got in, as far as the journal goes back. */
        lastFrom: z
          .object({ program: z.string().nullable(), country: z.string().nullable(), remoteAddress: z.string() })
          .nullable(),
      }),
    ),
    devices: z.array(DeviceBody),
    strangers: z.object({
      tries: z.int(),
      networks: z.int(),
      countries: z.array(z.string()),
      lastAt: MaybeMoment,
    }),
    folders: z.array(
      z.object({ name: z.string(), specialUse: z.string().nullable(), messages: z.int(), bytes: z.int() }),
    ),
    aliases: z.array(z.object({ address: z.string(), others: z.array(z.string()) })),
    /** What a mail program needs. */
    settings: z.object({ hostname: z.string(), userName: z.string(), servers: z.array(Server) }),
    /** How long it could be restored if it were removed. */
    keepDays: z.int(),
    /** What the asking person may do here. */
    may: z.object({ change: z.boolean(), remove: z.boolean(), mustChange: z.boolean(), plans: z.array(z.string()) }),
  })
  .openapi('Mailbox');

const titleOf = (cause: string | null, language: Language): string | null => {
  const { causes } = texts(language) as unknown as { causes: Readonly<Record<string, { readonly title: string }>> };
  return cause !== null && Object.hasOwn(causes, cause) ? causes[cause].title : null;
};

/** A program as people read of it. */
export const shownDevice = (
  { firstAt, lastAt, lastOkAt, ...device }: Device,
  language: Language,
): z.infer<typeof DeviceBody> => ({
  ...device,
  firstAt: moment(firstAt),
  lastAt: moment(lastAt),
  lastOkAt: maybeMoment(lastOkAt),
  title: titleOf(device.cause, language),
});

interface Asked {
  readonly mailbox: StoredMailbox;
  readonly domain: Domain;
  readonly person: Person;
  readonly language: Language;
  readonly quotaBytes: number;
}

async function nowOf({ app, clock }: CentreDeps, asked: Asked): Promise<z.infer<typeof NowBody>> {
  const { mailbox, domain, person, language, quotaBytes } = asked;
  const subjects = subjectsOf({ mailbox: mailbox.id, domain: domain.id, customer: domain.customer });
  const [usage, limits, blocks, delivery] = await Promise.all([
    app.store.usage(mailbox.id),
    limitUse(app, mailbox, domain),
    app.blocks.active(subjects),
    deliveryOf(app, mailbox),
  ]);
  const now = clock.now();
  const stops = await Promise.all(blocks.map((block) => stopOf(app, person, block, language)));
  const seen = { limitBytes: quotaBytes, usedBytes: usage.bytes, isBlocked: stops.length > 0 };
  const columns = {
    mustChange: mailbox.mustChange,
    appPasswordsOnly: mailbox.appPasswordsOnly === true,
    hasPassword: mailbox.passwordHash !== null,
  };
  return {
    now: moment(now),
    states: [...statesOf(columns, seen)],
    quota: { limitBytes: quotaBytes, usedBytes: usage.bytes, messages: usage.messages },
    limits: limits.map((one) => ({ ...one, freesAt: maybeMoment(one.freesAt), emptyAt: maybeMoment(one.emptyAt) })),
    blocks: stops.map((stop) => shownBlock(stop, now)),
    delivery: {
      ...delivery,
      lastReceivedAt: maybeMoment(delivery.lastReceivedAt),
      lastSentAt: maybeMoment(delivery.lastSentAt),
      lastRefusedAt: maybeMoment(delivery.lastRefusedAt),
      lastRefusal: titleOf(delivery.lastRefusal, language),
    },
  };
}

export function mailboxPageRoutes(api: CentreApi, deps: CentreDeps): void {
  const { app } = deps;
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mailboxes/{address}/now',
      summary: 'What changes while one looks: limits with what is used this moment, Blocks, space, mail in and out',
      request: { params: AddressParam },
      responses: { 200: json(NowBody, 'Now'), ...problems(401, 404) },
    }),
    async (context, person) => {
      const own = await ownMailbox(app, person, context.req.valid('param').address, 'look');
      if (!own.ok) return refuse(context, own);
      const shown = await showMailbox(app, own.value.mailbox.address);
      if (!shown.ok) return refuse(context, shown);
      const asked = { ...own.value, person, language: context.get('language'), quotaBytes: shown.value.quotaBytes };
      return send(context, NowBody, await nowOf(deps, asked));
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mailboxes/{address}',
      summary:
        'One mailbox: state, space, ways in, passwords, programs that signed in, limits, what mail programs need',
      request: { params: AddressParam },
      responses: { 200: json(MailboxBody, 'The mailbox'), ...problems(401, 404) },
    }),
    async (context, person) => {
      const own = await ownMailbox(app, person, context.req.valid('param').address, 'look');
      if (!own.ok) return refuse(context, own);
      const { mailbox } = own.value;
      const [shown, abroad] = await Promise.all([showMailbox(app, mailbox.address), showAbroad(app, mailbox.address)]);
      if (!shown.ok) return refuse(context, shown);
      if (!abroad.ok) return refuse(context, abroad);
      const language = context.get('language');
      const { quotaBytes } = shown.value;
      const welcome = abroad.value.mode === 'off' ? [] : welcomeNow(abroad.value, deps.clock.now());
      const [now, { devices, strangers }, folders, aliases, plans] = await Promise.all([
        nowOf(deps, { ...own.value, person, language, quotaBytes }),
        devicesOf(app, mailbox, welcome),
        folderUse(app, mailbox, quotaBytes),
        aliasesTo(app, mailbox),
        choosablePlans(app, person),
      ]);
      return send(context, MailboxBody, {
        ...now,
        ...settingsOf(shown.value, devices),
        countries: shownCountries(abroad.value),
        devices: devices.map((device) => shownDevice(device, language)),
        strangers: { ...strangers, countries: [...strangers.countries], lastAt: maybeMoment(strangers.lastAt) },
        folders: [...folders],
        aliases: aliases.map(({ address, others }) => ({ address, others: [...others] })),
        settings: {
          hostname: app.hostname,
          userName: mailbox.address,
          servers: offeredServers(app.hostname, deps.endpoints).map(({ protocol, port, mode }) => ({
            protocol,
            port,
            security: mode,
          })),
        },
        keepDays: KEEP_DELETED_DAYS,
        may: {
          change: mayWish(person, 'mail'),
          remove: person.kind !== 'mailbox' && mayWish(person, 'mail'),
          mustChange: person.kind !== 'mailbox' && mayWish(person, 'mail'),
          plans: [...plans],
        },
      });
    },
  );
}

type Shown = Extract<Awaited<ReturnType<typeof showMailbox>>, { ok: true }>['value'];
const settingsOf = (one: Shown, devices: readonly Device[]) => ({
  address: one.address,
  plan: one.plan,
  language: one.language,
  createdAt: moment(one.createdAt),
  protocols: [...one.protocols],
  hasPassword: one.hasPassword,
  mustChangePassword: one.mustChangePassword,
  appPasswordsOnly: one.appPasswordsOnly,
  passwordChangedAt: maybeMoment(one.passwordChangedAt),
  appPasswords: one.appPasswords.map(({ name, scopes, createdAt, lastUsedAt }) => {
    const used = devices
      .filter((device) => device.appPassword === name && device.lastOkAt !== null)
      .toSorted((a, b) => (b.lastOkAt ?? 0) - (a.lastOkAt ?? 0));
    const from = used.slice(0, 1).map(({ program, country, remoteAddress }) => ({ program, country, remoteAddress }));
    return {
      name,
      scopes: [...scopes],
      createdAt: moment(createdAt),
      lastUsedAt: maybeMoment(lastUsedAt),
      lastFrom: from[0] ?? null,
    };
  }),
});
