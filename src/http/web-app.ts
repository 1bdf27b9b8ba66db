/**
 * Serves the built web app: files with content in their name for a year, everything else fresh; packed as the browser
 * likes; one page for every address of the app. Only what was there at the start is ever served: no path reaches the disk.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { Context, Hono } from 'hono';

interface WebFile {
  readonly type: string;
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly br: Uint8Array<ArrayBuffer> | null;
  readonly gzip: Uint8Array<ArrayBuffer> | null;
  readonly immutable: boolean;
}
export interface WebApp {
  /** Path with leading slash → file. */
  readonly files: ReadonlyMap<string, WebFile>;
  readonly page: WebFile;
  readonly policy: string;
}
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

/** Reads the build; null when there is none. */
export function readWebApp(folder: string): WebApp | null {
  if (!existsSync(join(folder, '200.html'))) return null;
  const bytes = (path: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(path));
  const files = new Map<string, WebFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const full = join(entry.parentPath, entry.name);
    const path = `/${relative(folder, full).split(sep).join('/')}`;
    const packed = (ending: string) => (existsSync(full + ending) ? bytes(full + ending) : null);
    files.set(path, {
      type,
      plain: bytes(full),
      br: packed('.br'),
      gzip: packed('.gz'),
      immutable: path.startsWith('/_app/immutable/'),
    });
  }
  const page = files.get('/200.html');
  if (page === undefined) return null;
  files.delete('/200.html');
  return { files, page, policy: policyOf(new TextDecoder().decode(page.plain)) };
}

/** Scripts of ours only; the page's own starter by its hash. */
function policyOf(html: string): string {
  const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, text]) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
  return [
    "default-src 'self'",
    `script-src 'self' ${scripts.join(' ')}`.trim(),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function send(context: Context, file: WebFile, policy: string | null): Response {
  const accepts = context.req.header('accept-encoding') ?? '';
  const packed =
    /\bbr\b/.test(accepts) && file.br !== null ? 'br' : /\bgzip\b/.test(accepts) && file.gzip !== null ? 'gzip' : null;
  const body = packed === null ? file.plain : (file[packed] ?? file.plain);
  return context.body(body, 200, {
    'content-type': file.type,
    'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    vary: 'accept-encoding',
    ...(packed === null ? {} : { 'content-encoding': packed }),
    ...(policy === null ? {} : { 'content-security-policy': policy, 'referrer-policy': 'same-origin' }),
  });
}

/** Addresses of pages; anything else that is no file is not found. */
const PAGES =
  /^\/(?:$|sign-in|recover|overview|domains|mailboxes|blocks|invoices|contacts|countries|activity|support|settings|diagnose|case|watch|console|mail|explain|confirm|forwarding|start\/operator)(?:\/|$)/;

/** Puts the app behind the other routes. */
export function webAppRoutes(app: Hono, web: WebApp): void {
  app.get('*', async (context, next) => {
    const file = web.files.get(context.req.path);
    if (file !== undefined) return send(context, file, null);
    if (PAGES.test(context.req.path)) return send(context, web.page, web.policy);
    await next();
    return undefined;
  });
}
