/** Writes docs/openapi.json anew from the routes: `node test/openapi.ts`. The contract test compares. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { centreApi, openApiDocument } from '#src/http/api/app.ts';

export const OPENAPI_FILE = join(import.meta.dirname, '..', 'docs', 'openapi.json');

/** The document as the file holds it. No host is needed: the routes are only described. */
export async function openApiText(): Promise<string> {
  const clock = { now: () => 0, monotonic: () => 0 };
  const api = centreApi({ app: { fixes: {} }, clock } as never);
  return await format(JSON.stringify(openApiDocument(api)), { parser: 'json', printWidth: 120 });
}

if (import.meta.main) writeFileSync(OPENAPI_FILE, await openApiText());
