/**
 * Compares DNS with the records that lead mail programs to their settings: aliases to our web door, SRV records, and the
 * texts that say what stands there. Used by
 * dns-records.ts for `domain show`; a missing one is a recommendation, never a fault.
 */
import type { WantedRecord } from '#src/model/wanted-records.ts';
import type { DnsResolver } from '#src/net/resolver.ts';
import { stsId } from '#src/protocol/mta-sts/policy.ts';
import { addressesOf } from './dns.ts';
import type { RecordCheck } from './dns-records.ts';
import type { HostFacts } from './sources.ts';

const unchecked = (why: string): RecordCheck => ({ state: 'unchecked', found: [], why });

/** An alias or an address is the owner's choice, as long as it leads to us. */
async function checkAlias(resolver: DnsResolver, wanted: WantedRecord, host: HostFacts): Promise<RecordCheck> {
  const alias = await resolver.cname(wanted.name);
  if (alias.kind === 'failed') return unchecked(alias.why);
  const target = alias.kind === 'records' ? alias.records[0] : null;
  if (target === wanted.value) return { state: 'ok', found: [target] };
  const addresses = await addressesOf(resolver, wanted.name);
  if (addresses === null) return unchecked('unreachable');
  const found = target === null ? addresses : [target];
  if (found.length === 0) return { state: 'missing', found };
  const ours = new Set([...((await addressesOf(resolver, host.hostname)) ?? []), ...host.addresses]);
  return { state: addresses.some((address) => ours.has(address)) ? 'ok' : 'wrong', found };
}

/** Right when every record leads to our host at the wanted port, with whatever priority the owner likes. */
async function checkService(resolver: DnsResolver, wanted: WantedRecord): Promise<RecordCheck> {
  const answer = await resolver.query(wanted.name, 'SRV');
  if (answer.kind === 'failed') return unchecked(answer.why);
  const found = answer.kind === 'records' ? answer.records.map(({ data }) => data) : [];
  if (found.length === 0) return { state: 'missing', found };
  const where = (record: string): string => record.toLowerCase().split(' ').slice(2).join(' ');
  const isRight = found.every((record) =>
    wanted.value.endsWith(' .') ? record.endsWith(' .') : where(record) === where(wanted.value),
  );
  return { state: isRight ? 'ok' : 'wrong', found };
}

/** One record of its kind: any id is the owner's (RFC 8461 §3.1), a digest has to be that of the document. */
async function checkText(resolver: DnsResolver, wanted: WantedRecord): Promise<RecordCheck> {
  const answer = await resolver.txt(wanted.name);
  if (answer.kind === 'failed') return unchecked(answer.why);
  const kind = wanted.value.split(';')[0].toLowerCase();
  const found = (answer.kind === 'records' ? answer.records : []).filter(
    (text) => text.split(';')[0].trim().toLowerCase() === kind,
  );
  if (found.length === 0) return { state: 'missing', found };
  const plain = (text: string): string => text.replaceAll(/\s+/g, '').replace(/;$/, '');
  const isRight = wanted.purpose === 'sts' ? stsId(found[0]) !== null : plain(found[0]) === plain(wanted.value);
  return { state: found.length === 1 && isRight ? 'ok' : 'wrong', found };
}

/** Looks one of them up. Never throws. */
export async function checkSetupRecord(
  resolver: DnsResolver,
  wanted: WantedRecord,
  host: HostFacts,
): Promise<RecordCheck> {
  try {
    if (wanted.type === 'TXT') return await checkText(resolver, wanted);
    return wanted.type === 'SRV' ? await checkService(resolver, wanted) : await checkAlias(resolver, wanted, host);
  } catch {
    return unchecked('failed');
  }
}
