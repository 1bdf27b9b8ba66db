/** How letters are answered as HTML, one or many: behind the wall, for a frame of our own page or alone. Used by their routes. */
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { documentPolicy, type ShownAs } from '#src/service/webmail/document.ts';
import type { CentreDeps, CentreEnv } from './centre.ts';
import { problems } from './contract.ts';

export const LETTER_ANSWERS = {
  200: { description: 'HTML', content: { 'text/html': { schema: z.string() } } },
  ...problems(401, 404, 422, 503),
} as const;

/** Where the browser sees the API. */
export function apiBase(context: Context<CentreEnv>, { isSecure }: CentreDeps): string {
  const host = context.req.header('host') ?? '';
  return `${isSecure(context) ? 'https' : 'http'}://${/^[\w.:[\]-]{1,260}$/.test(host) ? host : 'localhost'}/api/v1`;
}

/** A frame of our own page asks, as the browser says itself; nobody's link can make it say so. */
const isFramed = (context: Context<CentreEnv>): boolean =>
  context.req.header('sec-fetch-dest') === 'iframe' && context.req.header('sec-fetch-site') === 'same-origin';

/** Around every letter as HTML. */
const documentHeaders = (base: string, as: ShownAs): Record<string, string> => ({
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': documentPolicy(base, as),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-dns-prefetch-control': 'off',
  'cache-control': 'no-store',
  vary: 'sec-fetch-dest, sec-fetch-site',
});

/** `framed`: how it is shown when a frame of our own page asks. */
export const sendLetter = (
  context: Context,
  html: string,
  { base, framed }: { readonly base: string; readonly framed: ShownAs },
): never => context.body(html, 200, documentHeaders(base, isFramed(context) ? framed : 'alone')) as never;
