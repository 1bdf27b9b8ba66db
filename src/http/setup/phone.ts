/**
 * The page behind a one-time link: sets up a phone without a sign-in. Looking takes nothing (messengers look at links);
 * the button takes the profile, or the settings in writing, once. Server-rendered, no script. Mounted by http/server.ts.
 */
import { createHash } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { texts } from '#src/messages/catalogue.ts';
import type { Language } from '#src/model/language.ts';
import { bestServer, type MailOffer } from '#src/model/mail-offer.ts';
import { PROFILE_TYPE } from '#src/protocol/apple-profile/profile.ts';
import type { SetupDesk } from '#src/service/setup/desk.ts';
import type { PhoneSetup } from '#src/service/setup/phone-links.ts';
import { languageOf } from '../reader-language.ts';
import { escapeHtml, START_PAGE_STYLE } from '../start-page.ts';

const STYLE = `${START_PAGE_STYLE}
button{font:inherit;font-weight:600;min-height:3rem;padding:.75rem 1.25rem;border:0;border-radius:.6rem;background:var(--accent);color:var(--card);cursor:pointer}
button.quiet{background:none;color:var(--ink);border:1px solid var(--soft)}button:focus-visible{outline:3px solid var(--accent);outline-offset:2px}`;
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`;

const html = (context: Context, language: Language, title: string, body: string, status: 200 | 404): Response => {
  context.header('content-security-policy', POLICY);
  return context.html(
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`,
    status,
  ) as Response;
};

/** Safari says what it runs on; an iPad says Macintosh, which takes profiles too. */
const isApple = (agent: string | undefined): boolean => /\b(?:iPhone|iPad|iPod|Macintosh)\b/.test(agent ?? '');

export function phoneRoutes(app: Hono, desk: SetupDesk): void {
  const languageHere = (context: Context): Language => {
    const asked = context.req.query('lang');
    return asked === 'nb' || asked === 'sv' || asked === 'en'
      ? asked
      : languageOf(context.req.header('accept-language'));
  };
  const gone = (context: Context): Response => {
    const language = languageHere(context);
    const words = texts(language).setup;
    return html(context, language, words.gone, `<section><p>${escapeHtml(words.goneText)}</p></section>`, 404);
  };
  app.get('/setup/:token', (context) => {
    const seen = desk.phoneLinks.look(context.req.param('token'));
    if (seen === null) return gone(context);
    const language = languageHere(context);
    return html(context, language, texts(language).setup.title, choice(context, seen, language), 200);
  });
  app.post('/setup/:token', bodyLimit({ maxSize: 4096 }), async (context) => {
    const language = languageHere(context);
    const as = new URLSearchParams(await context.req.text()).get('as');
    const setup = desk.phoneLinks.take(context.req.param('token'));
    const offer = setup === null ? null : await desk.offer(setup.domain);
    if (setup === null || offer === null) return gone(context);
    if (as !== 'apple')
      return html(context, language, texts(language).setup.title, settings(offer, setup, language), 200);
    const { address, password } = setup;
    const description = texts(language).setup.profile({ address });
    const profile = desk.profile(offer, { address, name: setup.name, password, description });
    if (profile === null) return gone(context);
    return context.body(profile, 200, {
      'content-type': PROFILE_TYPE,
      'content-disposition': 'attachment; filename="mail.mobileconfig"',
    }) as Response;
  });
}

function choice(
  context: Context,
  seen: { readonly address: string; readonly leftMs: number },
  language: Language,
): string {
  const words = texts(language).setup;
  // Not the time of day: whose clock it would be by, the reader cannot see.
  const minutes = Math.max(1, Math.floor(seen.leftMs / 60_000));
  const way = (as: string, title: string, text: string, button: string, first: boolean): string =>
    `<section><h2>${escapeHtml(title)}</h2><p>${escapeHtml(text)}</p><form method="post"><button${first ? '' : ' class="quiet"'} name="as" value="${as}">${escapeHtml(button)}</button></form></section>`;
  const apple = isApple(context.req.header('user-agent'));
  const ways = [
    way('apple', words.appleTitle, words.appleText, words.appleButton, apple),
    way('text', words.otherTitle, words.otherText, words.otherButton, !apple),
  ];
  const lead = `${words.forWhom({ address: seen.address })} ${words.once({ minutes })}`;
  return `<p>${escapeHtml(lead)}</p>${(apple ? ways : ways.toReversed()).join('')}`;
}

function settings(offer: MailOffer, { address, password }: PhoneSetup, language: Language): string {
  const words = texts(language).setup;
  const list = (title: string, rows: readonly (readonly [string, string])[]): string =>
    `<section><h2>${escapeHtml(title)}</h2><dl>${rows.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd><code>${escapeHtml(value)}</code></dd>`).join('')}</dl></section>`;
  const sides = (['imap', 'smtp'] as const).flatMap((protocol) => {
    const server = bestServer(offer, protocol) ?? (protocol === 'imap' ? bestServer(offer, 'pop3') : undefined);
    if (server === undefined) return [];
    return list(`${protocol === 'smtp' ? words.outgoing : words.incoming} (${server.protocol.toUpperCase()})`, [
      [words.server, server.host],
      [words.port, String(server.port)],
      [words.security, server.mode === 'tls' ? 'SSL/TLS' : 'STARTTLS'],
      [words.userName, address],
    ]);
  });
  const secret = list(words.password, [
    [words.address, address],
    [words.password, password ?? words.ownPassword],
  ]);
  const note = password === null ? '' : `<p>${escapeHtml(words.passwordOnce)}</p>`;
  return `<p>${escapeHtml(words.steps)}</p>${secret}${note}${sides.join('')}`;
}
