/**
 * A world in which a public authority exists: probes believe it (`net.trust`), and servers of the simulated internet show
 * its certificates, right or broken. Used by scenarios and by lab/worlds.ts; the same authority in all of one process.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeLabCertificates } from './lab-certificates.ts';
import { startWorld, type World } from './world.ts';

export const PUBLIC = makeLabCertificates(Date.now());

/** Stop it, or the process stays. */
export async function startTrustingWorld(more: Readonly<Record<string, string>> = {}): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'lab-trust-'));
  const file = join(folder, 'authority.pem');
  await writeFile(file, PUBLIC.trust);
  const world = await startWorld({ POSTVAKT_NET__TRUST: JSON.stringify([file]), ...more });
  return {
    ...world,
    stop: async () => {
      await world.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
