/**
 * A world whose customers' zones are kept where the host may write (PowerDNS API), so that fixes of DNS can be applied.
 * Made by lab/worlds.ts and the accuracy run. What a scenario plants goes into the kept zone as well.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPowerDns } from './power-dns.ts';
import { startWorld, type World } from './world.ts';

export interface MendedWorld extends World {
  /** A customer's zone as it is kept, to compare. */
  zone(domain: string): string;
}

/** Stop it, or the process stays. */
export async function startMendedWorld(): Promise<MendedWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'lab-mended-'));
  const power = await startPowerDns();
  await writeFile(join(folder, 'key'), power.key);
  const world = await startWorld({
    POSTVAKT_DNS__WRITE: `{ "*" = { kind = "powerdns", url = "${power.url}", keyFile = "${join(folder, 'key')}" } }`,
  });
  return {
    ...world,
    dns: power.along(world.dns),
    zone: (domain) => power.zone(domain),
    customer: async (...given) => {
      const customer = await world.customer(...given);
      power.serve(customer.domain, customer.zones, world.dns);
      return customer;
    },
    stop: async () => {
      await world.stop();
      await power.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
