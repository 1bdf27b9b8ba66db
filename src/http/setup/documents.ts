/**
 * Set-up documents for mail programs, for every hosted domain: Thunderbird's autoconfig, Outlook's Autodiscover (XML and
 * JSON), PACC, and the MTA-STS policy. Mounted by http/server.ts on both web doors. The answer is the same for every address
 * of a domain, so nobody learns which exist; a domain that is not hosted here is 404.
 */
import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import {
  autodiscoverJson,
  readAutodiscoverRequest,
  writeAutodiscover,
  writeAutodiscoverError,
} from '#src/protocol/autoconfig/autodiscover-write.ts';
import { writePacc } from '#src/protocol/autoconfig/pacc.ts';
import { MOST_DOCUMENT_BYTES } from '#src/protocol/autoconfig/server.ts';
import { writeAutoconfig } from '#src/protocol/autoconfig/thunderbird-write.ts';
import { stsPolicyText } from '#src/protocol/mta-sts/policy.ts';
import type { SetupDesk } from '#src/service/setup/desk.ts';
import { domainOfName, SETUP_LABELS } from '#src/service/setup/offers.ts';

const XML = { 'content-type': 'text/xml; charset=utf-8' } as const;
const STS_MAX_AGE_SECONDS = 7 * 86_400;

const hostOf = (context: Context): string => context.req.header('host') ?? new URL(context.req.url).host;
const domainOfAddress = (address: string): string => address.slice(address.lastIndexOf('@') + 1);
/** Names of parameters come in any letter case. */
const query = (context: Context, name: string): string | undefined =>
  Object.entries(context.req.query()).find(([key]) => key.toLowerCase() === name)?.[1];

/** Puts the documents before all other routes. */
export function setupDocumentRoutes(app: Hono, desk: SetupDesk): void {
  for (const path of ['/mail/config-v1.1.xml', '/.well-known/autoconfig/mail/config-v1.1.xml'])
    app.get(path, async (context) => await autoconfig(context, desk));
  app.get('/.well-known/user-agent-configuration.json', async (context) => {
    const offer = await desk.offer(domainOfName(hostOf(context)) ?? '');
    const document = offer === null ? null : writePacc(offer, desk.help());
    return document === null
      ? context.notFound()
      : context.body(document, 200, { 'content-type': 'application/json', 'access-control-allow-origin': '*' });
  });
  app.get('/.well-known/mta-sts.txt', async (context) => {
    const host = hostOf(context).toLowerCase();
    const hosts = host.startsWith('mta-sts.') ? await desk.mailHosts(domainOfName(host) ?? '') : null;
    if (hosts === null) return context.notFound();
    // RFC 8461 §3.2: text/plain, lines ended by CRLF or LF.
    return context.text(`${stsPolicyText(desk.stsMode(), hosts, STS_MAX_AGE_SECONDS)}\n`);
  });
  const limited = bodyLimit({ maxSize: MOST_DOCUMENT_BYTES, onError: (context) => context.body('', 413) });
  app.use(async (context, next) => {
    const { path } = context.req;
    // Outlook writes the path in letters of its own choice.
    if (/^\/autodiscover\/autodiscover\.xml$/i.test(path)) {
      if (context.req.method !== 'POST') return askedPlainly(context, desk);
      const answered = await limited(context, async () => {
        context.res = await autodiscover(context, desk);
      });
      return answered instanceof Response ? answered : context.res;
    }
    const json = /^\/autodiscover\/autodiscover\.json(?:\/v1\.0\/([^/]{1,400}))?\/?$/i.exec(path);
    if (json !== null) return await autodiscoverV2(context, desk, json[1]);
    // Under the names for programs there is nothing else: no sign-in, no pages.
    const isForPrograms = SETUP_LABELS.some((label) => hostOf(context).toLowerCase().startsWith(`${label}.`));
    if (isForPrograms && !path.startsWith('/.well-known/acme-challenge/')) return context.notFound();
    await next();
    return undefined;
  });
}

async function autoconfig(context: Context, desk: SetupDesk): Promise<Response> {
  const address = query(context, 'emailaddress');
  const domain = address?.includes('@') === true ? domainOfAddress(address) : domainOfName(hostOf(context));
  const offer = await desk.offer(domain ?? '');
  if (offer === null) return await context.notFound();
  return context.body(writeAutoconfig(offer, desk.help()), 200, XML);
}

/** [MS-OXDISCO] §3.1.5.4: over plain http a program asks with GET to be sent to where https is; else nothing is asked. */
function askedPlainly(context: Context, { secureBase }: SetupDesk): Response {
  const base = secureBase();
  const isSecure = new URL(context.req.url).protocol === 'https:';
  if (base !== null && !isSecure) return context.redirect(`${base}/autodiscover/autodiscover.xml`, 302);
  return context.body(writeAutodiscoverError(600, 'Invalid Request'), 200, XML);
}

async function autodiscover(context: Context, desk: SetupDesk): Promise<Response> {
  const question = readAutodiscoverRequest(await context.req.text());
  if (question === null) return context.body(writeAutodiscoverError(600, 'Invalid Request'), 200, XML);
  const { address, wants } = question;
  const offer = address.includes('@') ? await desk.offer(domainOfAddress(address)) : null;
  if (offer === null)
    return context.body(writeAutodiscoverError(500, 'This host serves no mail for that domain'), 404, XML);
  if (wants === 'mobilesync')
    return context.body(writeAutodiscoverError(601, 'ActiveSync is not spoken here; set up IMAP'), 200, XML);
  return context.body(writeAutodiscover(offer, address), 200, XML);
}

async function autodiscoverV2(context: Context, desk: SetupDesk, inPath: string | undefined): Promise<Response> {
  const address = inPath === undefined ? (query(context, 'email') ?? '') : decoded(inPath);
  const offer = address.includes('@') ? await desk.offer(domainOfAddress(address)) : null;
  if (offer === null)
    return context.json({ ErrorCode: 'UserNotFound', ErrorMessage: 'This host serves no mail for that domain' }, 404);
  const base = desk.secureBase() ?? `https://${offer.provider}`;
  const { status, body } = autodiscoverJson(query(context, 'protocol'), `${base}/autodiscover/autodiscover.xml`);
  return context.json(body, status);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
