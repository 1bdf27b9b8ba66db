/**
 * Publishes an MTA-STS policy in the simulated internet as a customer would: a TXT record, a name, a web host with a
 * certificate. Used by scenarios only; the host ends with the world.
 */
import { type CertificateKind, type LabCertificates, makeLabCertificates } from './lab-certificates.ts';
import { type Page, startWebHost } from './web-host.ts';
import type { Customer, World } from './world.ts';

let made: LabCertificates | undefined;
/** The one authority of this process that worlds of the setting `watched` trust. */
export const labCertificates = (): LabCertificates => (made ??= makeLabCertificates(Date.now()));

export const policyText = (mode: string, hosts: readonly string[], maxAge = 604_800): string =>
  ['version: STSv1', `mode: ${mode}`, ...hosts.map((host) => `mx: ${host}`), `max_age: ${maxAge}`, ''].join('\r\n');

/** Publishes `page` as the policy of the customer's domain. */
export async function publishPolicy(
  world: World,
  { domain }: Customer,
  page: Page,
  kind: CertificateKind = 'right',
): Promise<void> {
  const name = `mta-sts.${domain}`;
  const host = await startWebHost({ [`${name}/.well-known/mta-sts.txt`]: page }, labCertificates().make(kind, [name]));
  world.onStop(() => host.stop());
  world.dns.add({
    [`_mta-sts.${domain}`]: { TXT: ['v=STSv1; id=20261122T010000;'] },
    [name]: { A: ['198.51.100.81'] },
  });
  world.place(`${name}:443`, host.address);
}
