/**
 * Compares DNS with the records we want a domain to have: ok, missing, wrong, or unchecked. Used by the probes of SPF,
 * DKIM and DMARC and by `domain show`. Judges records, not mail.
 */
import type { Evidence } from '#src/diagnosis/evidence.ts';
import type { DnsRecord } from '#src/diagnosis/observations.ts';
import { type EssentialRecord, isEssential, type WantedRecord } from '#src/model/wanted-records.ts';
import type { DnsAnswer, Resolver } from '#src/net/dns-answer.ts';
import { isSpf } from '#src/protocol/spf/record.ts';
import { addressesOf } from './dns.ts';
import type { DnsResolver } from '#src/net/resolver.ts';
import { checkSetupRecord } from './setup-records.ts';
import { checkSelector } from './authenticity/dkim.ts';
import { lookAtDmarc } from './authenticity/dmarc.ts';
import { isUntold, runProbe, type Untold, untold } from './run-probe.ts';
import { spfReaches } from './spf-reach.ts';
import type { HostFacts, ProbeDeps } from './sources.ts';

const LIMIT_MS = 4500;

export interface RecordCheck {
  readonly state: 'ok' | 'missing' | 'wrong' | 'unchecked';
  /** What is there of this kind. */
  readonly found: readonly string[];
  /** Why it is unchecked. */
  readonly why?: string;
}

const unchecked = (why: string): RecordCheck => ({ state: 'unchecked', found: [], why });
const texts = (answer: DnsAnswer<string>): readonly string[] => (answer.kind === 'records' ? answer.records : []);
const tag = (record: string, name: string): string | null => {
  for (const part of record.split(';')) {
    const [key = '', ...value] = part.split('=');
    if (key.trim().toLowerCase() === name) return value.join('=').replaceAll(/\s/g, '');
  }
  return null;
};

async function checkMx(resolver: Resolver, wanted: WantedRecord, host: HostFacts): Promise<RecordCheck> {
  const answer = await resolver.mx(wanted.name);
  if (answer.kind === 'failed') return unchecked(answer.why);
  if (answer.kind !== 'records') return { state: 'missing', found: [] };
  const found = answer.records.map((one) => `${one.preference} ${one.exchange === '' ? '.' : one.exchange}`);
  const ours = new Set([...((await addressesOf(resolver, host.hostname)) ?? []), ...host.addresses]);
  for (const { exchange } of answer.records) {
    if (exchange === host.hostname) continue;
    const addresses = exchange === '' ? [] : await addressesOf(resolver, exchange);
    if (addresses === null) return { ...unchecked('unreachable'), found };
    if (!addresses.some((address) => ours.has(address))) return { state: 'wrong', found };
  }
  return { state: 'ok', found };
}

async function checkSpf(resolver: Resolver, wanted: WantedRecord, host: HostFacts): Promise<RecordCheck> {
  const answer = await resolver.txt(wanted.name);
  if (answer.kind === 'failed') return unchecked(answer.why);
  const found = texts(answer).filter(isSpf);
  if (found.length === 0) return { state: 'missing', found };
  // RFC 7208 §4.5: more than one record is an error for every receiver.
  if (found.length > 1) return { state: 'wrong', found };
  if (found[0].trim().toLowerCase() === wanted.value.toLowerCase()) return { state: 'ok', found };
  const reaches = await spfReaches(resolver, wanted.name, found[0], host);
  return reaches === null ? { ...unchecked('unreachable'), found } : { state: reaches ? 'ok' : 'wrong', found };
}

async function checkDkim(resolver: Resolver, wanted: WantedRecord): Promise<RecordCheck> {
  const algorithm = tag(wanted.value, 'k') === 'ed25519' ? 'ed25519' : 'rsa';
  const key = { name: wanted.name, publicKey: tag(wanted.value, 'p') ?? '', algorithm } as const;
  const checked = await checkSelector(resolver, key);
  if (typeof checked === 'string') return unchecked(checked);
  const { state, found } = checked;
  if (state === 'missing') return { state, found: [] };
  return { state: state === 'ok' ? 'ok' : 'wrong', found };
}

/** Any policy that receivers can read is the owner's choice; a domain above counts too (RFC 9989 §4.10). */
async function checkDmarc(resolver: Resolver, wanted: WantedRecord): Promise<RecordCheck> {
  const looked = await lookAtDmarc(resolver, wanted.name.replace(/^_dmarc\./, ''));
  if (isUntold(looked)) return unchecked(looked.unknown);
  const { state, records, misplaced } = looked;
  if (state === 'none') return { state: 'missing', found: misplaced.map((one) => one.record) };
  return { state: state === 'ok' ? 'ok' : 'wrong', found: records };
}

/** Looks one wanted record up and compares. Never throws. */
export async function checkRecord(resolver: Resolver, wanted: EssentialRecord, host: HostFacts): Promise<RecordCheck> {
  try {
    switch (wanted.purpose) {
      case 'mx':
        return await checkMx(resolver, wanted, host);
      case 'spf':
        return await checkSpf(resolver, wanted, host);
      case 'dkim':
        return await checkDkim(resolver, wanted);
      case 'dmarc':
        return await checkDmarc(resolver, wanted);
    }
  } catch {
    return unchecked('failed');
  }
}

/** All wanted records with their states, in their order: what `domain show` prints. */
export async function checkRecords(
  resolver: DnsResolver,
  records: readonly WantedRecord[],
  host: HostFacts,
): Promise<readonly (WantedRecord & RecordCheck)[]> {
  return await Promise.all(
    records.map(async (wanted) => {
      const checked = isEssential(wanted)
        ? await checkRecord(resolver, wanted, host)
        : await checkSetupRecord(resolver, wanted, host);
      return { ...wanted, ...checked };
    }),
  );
}

const PROBES: readonly (readonly [EssentialRecord['purpose'], 'dns.spf' | 'dns.dkim' | 'dns.dmarc'])[] = [
  ['spf', 'dns.spf'],
  ['dkim', 'dns.dkim'],
  ['dmarc', 'dns.dmarc'],
];

/** `dns.spf`, `dns.dkim`, `dns.dmarc` of a domain of ours. */
export function probeRecords(deps: ProbeDeps, records: readonly WantedRecord[]): readonly Promise<Evidence>[] {
  return PROBES.flatMap(([purpose, probe]) => {
    const wanted = records.filter(isEssential).find((one) => one.purpose === purpose);
    if (wanted === undefined) return [];
    const look = async (): Promise<DnsRecord | Untold> => {
      const { state, found, why } = await checkRecord(deps.resolver, wanted, deps.host);
      if (state === 'unchecked') return untold(why ?? 'failed');
      return { name: wanted.name, state, found, wanted: wanted.value };
    };
    return [runProbe(probe, deps.clock, LIMIT_MS, look)];
  });
}
