/**
 * The writers that the configuration names (`dns.write`), found by domain: the longest suffix wins. Keys are read from
 * their files at each use. Called by host.ts once; a domain under no suffix is somebody else's zone.
 */
import { readFileSync } from 'node:fs';
import type { DnsWriteTarget } from '#src/model/configuration.ts';
import type { TsigKey } from '#src/protocol/dns/tsig.ts';
import type { Clock } from '../clock.ts';
import { parseDnsServer } from '../resolver.ts';
import { powerDnsWriter } from './powerdns.ts';
import { rfc2136Writer } from './rfc2136.ts';
import type { DnsWriter, FindWriter } from './writer.ts';

const textIn = (path: string): string | null => {
  try {
    const text = readFileSync(path, 'utf8').trim();
    return text === '' ? null : text;
  } catch {
    return null;
  }
};

/** `name:file`; the file holds the secret in base64, or a key clause as bind writes it. */
export function readTsigKey(setting: string): TsigKey | null {
  const at = setting.indexOf(':');
  const text = textIn(setting.slice(at + 1));
  const base64 = text === null ? undefined : (/secret\s*:?\s*"?([A-Za-z0-9+/=]+)"?/.exec(text)?.[1] ?? text);
  if (base64 === undefined || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return null;
  return { name: setting.slice(0, at), secret: Buffer.from(base64, 'base64') };
}

function writer(target: DnsWriteTarget, clock: Clock): DnsWriter | null {
  if (target.kind === 'powerdns') return powerDnsWriter({ url: target.url, key: () => textIn(target.keyFile) });
  const server = parseDnsServer(target.server);
  return server === null ? null : rfc2136Writer({ server, key: () => readTsigKey(target.key), clock });
}

export function createWriters(targets: Readonly<Record<string, DnsWriteTarget>>, clock: Clock): FindWriter {
  const writers = Object.entries(targets).flatMap(([suffix, target]) => {
    const made = writer(target, clock);
    return made === null ? [] : [{ suffix: suffix.replace(/^\.|\.$/g, ''), made }];
  });
  writers.sort((a, b) => b.suffix.length - a.suffix.length);
  return (domain) =>
    writers.find(({ suffix }) => suffix === '*' || domain === suffix || domain.endsWith(`.${suffix}`))?.made ?? null;
}
