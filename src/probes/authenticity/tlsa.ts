/**
 * `dns.tlsa`: DANE records of the MX hosts that are ours (RFC 7672) against the certificate our inbound door shows. Hosts of
 * others are left to the probes from outside.
 */
import type { DnsMxAddresses } from '#src/diagnosis/observations.ts';
import type { DnsTlsa, TlsaHost } from '#src/diagnosis/observed-authenticity.ts';
import { chainOf, isMatch, isUsable, readTlsa, wantedTlsa } from '#src/protocol/tlsa/match.ts';
import type { GroupDeps } from '../group.ts';
import { type Untold, untold } from '../run-probe.ts';
import { addressesOf } from '../dns.ts';

const MOST_HOSTS = 5;

export async function lookAtTlsa(
  deps: GroupDeps,
  domain: string,
  mx: DnsMxAddresses | undefined,
): Promise<DnsTlsa | Untold> {
  if (mx === undefined) return untold('mx-unknown');
  const { hostname, addresses: configured } = deps.host();
  const own = [...configured, ...((await addressesOf(deps.resolver, hostname)) ?? [])];
  const ours = mx.hosts.filter(
    ({ host, addresses }) => host === hostname || (addresses ?? []).some((address) => own.includes(address)),
  );
  const pem = deps.certificate();
  const chain = pem === null ? null : chainOf(pem);
  if (chain === null) return untold('no-certificate');
  const hosts: TlsaHost[] = [];
  for (const { host } of ours.slice(0, MOST_HOSTS)) {
    const name = `_25._tcp.${host}`;
    const answer = await deps.resolver.query(name, 'TLSA');
    if (answer.kind === 'failed') return untold(answer.why);
    if (answer.kind !== 'records') continue;
    const records = answer.records.flatMap((record) => readTlsa(record.data) ?? []);
    const usable = records.filter(isUsable);
    hosts.push({
      host,
      name,
      records: records.map(
        ({ usage, selector, matching, data }) => `${usage} ${selector} ${matching} ${data.slice(0, 24)}…`,
      ),
      secure: answer.authentic === true ? true : await isSigned(deps, host),
      usable: usable.length,
      matches: usable.some((record) => isMatch(record, chain)),
      wanted: wantedTlsa(chain),
    });
  }
  return { domain, hosts };
}

/** Without a validating resolver: null when a zone above has a DS (signed, not validated here), false when none has. */
async function isSigned({ resolver }: GroupDeps, host: string): Promise<null | false> {
  const labels = host.split('.');
  const names = labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
  const answers = await Promise.all(names.map((name) => resolver.query(name, 'DS')));
  // A resolver that validates and yet does not vouch for the TLSA record has found the zone insecure.
  if (answers.some((answer) => answer.kind === 'records' && answer.authentic === true)) return false;
  return answers.some((answer) => answer.kind === 'records' || answer.kind === 'failed') ? null : false;
}
