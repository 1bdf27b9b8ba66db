/** The certificate this host shows, as PEM: for the operator's check-up. Called by host.ts; never reads a key. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadedConfiguration } from './configuration-file.ts';

/** Read anew each time; null when there is none. */
export function certificatePem({ configuration, dataFolder }: LoadedConfiguration): string | null {
  const { mode, certificate } = configuration.tls;
  try {
    return readFileSync(mode === 'files' ? certificate : join(dataFolder, 'tls', 'server.pem'), 'utf8');
  } catch {
    return null;
  }
}
