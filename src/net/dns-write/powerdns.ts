/**
 * Zones by the HTTP API of PowerDNS Authoritative (`/api/v1/servers/localhost`). The API knows no conditions: what is
 * expected is compared right before the change, with the zone's serial, and a set that cannot be put back exactly
 * (switched-off records, comments of theirs) is left alone. Made by writers.ts.
 */
import { WRITABLE_TYPES, type WritableType } from '#src/protocol/dns/presentation.ts';
import {
  type Answered,
  type DnsWriter,
  type RecordSet,
  trouble,
  type WriteOutcome,
  type ZoneChange,
  type ZoneRecord,
  type ZoneView,
} from './writer.ts';

export interface PowerDnsOptions {
  /** E.g. `http://127.0.0.1:8081`. */
  readonly url: string;
  /** Read at each request; null when it cannot be read. */
  readonly key: () => string | null;
  readonly timeoutMs?: number;
}

const MOST_BYTES = 16 * 1024 * 1024;
const bare = (name: string): string => name.toLowerCase().replace(/\.$/, '');
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const list = (value: unknown): readonly Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter(isRecord) : [];

type Got = { readonly status: number; readonly body: unknown };

async function request(options: PowerDnsOptions, path: string, patch?: object): Promise<Answered<Got>> {
  const key = options.key();
  if (key === null) return trouble('wrong-key');
  try {
    const answer = await fetch(new URL(`/api/v1/servers/localhost/zones${path}`, options.url), {
      method: patch === undefined ? 'GET' : 'PATCH',
      headers: { 'X-API-Key': key, ...(patch === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(patch === undefined ? {} : { body: JSON.stringify(patch) }),
      redirect: 'error',
      signal: AbortSignal.timeout(options.timeoutMs ?? 5000),
    });
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of answer.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      if (text.length > MOST_BYTES) return trouble('malformed');
    }
    if (answer.status === 401) return trouble('wrong-key');
    if (answer.status === 403) return trouble('not-allowed');
    return { kind: 'done', value: { status: answer.status, body: text === '' ? null : (JSON.parse(text) as unknown) } };
  } catch (error) {
    if (error instanceof SyntaxError) return trouble('malformed');
    return trouble(error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'unreachable');
  }
}

interface Sets {
  readonly zone: string;
  readonly serial: number;
  readonly rrsets: readonly Record<string, unknown>[];
}

/** The zone that holds a name: the longest that the server has. */
async function zoneOf(options: PowerDnsOptions, name: string): Promise<Answered<Sets>> {
  const labels = bare(name).split('.');
  for (; labels.length > 0; labels.shift()) {
    const zone = labels.join('.');
    const got = await request(options, `/${encodeURIComponent(`${zone}.`)}`);
    if (got.kind === 'trouble') return got;
    if (got.value.status === 404 || got.value.status === 422) continue;
    const { body } = got.value;
    if (got.value.status !== 200 || !isRecord(body)) return trouble('failed');
    return { kind: 'done', value: { zone, serial: Number(body['serial']), rrsets: list(body['rrsets']) } };
  }
  return trouble('no-zone');
}

function recordsOf({ rrsets, zone }: Sets, { name, type }: RecordSet): readonly ZoneRecord[] | null {
  if (name !== zone && !name.endsWith(`.${zone}`)) return null;
  const here = rrsets.filter((one) => bare(String(one['name'])) === name);
  if (here.some((one) => one['type'] === 'CNAME' || one['type'] === 'ALIAS') && type !== 'CNAME') return null;
  const set = here.find((one) => one['type'] === type);
  if (set === undefined) return [];
  const records = list(set['records']);
  if (records.some((one) => one['disabled'] === true)) return null;
  const ttlSeconds = Number(set['ttl']);
  return records.map((one) => ({ name, type, ttlSeconds, value: String(one['content']) }));
}

/** The sets that a change touches, as they would be after it; null when the zone is not as expected. */
function afterwards(now: Sets, { expect, remove, add }: ZoneChange): readonly object[] | null {
  for (const { name, type, values } of expect) {
    const found = recordsOf(now, { name, type });
    if (
      found === null ||
      found
        .map((one) => one.value)
        .sort()
        .join('\n') !== [...values].sort().join('\n')
    )
      return null;
  }
  const keyOf = ({ name, type }: RecordSet): string => `${type} ${name}`;
  const touched = new Set([...remove, ...add].map(keyOf));
  return [...touched].map((key) => {
    const [type, name] = key.split(' ') as [WritableType, string];
    const gone = remove.filter((one) => keyOf(one) === key).map((one) => one.value);
    const more = add.filter((one) => keyOf(one) === key);
    const kept = (recordsOf(now, { name, type }) ?? []).filter((one) => !gone.includes(one.value));
    const all = [...kept, ...more];
    const ttl = more[0]?.ttlSeconds ?? kept[0]?.ttlSeconds;
    const records = [...new Set(all.map((one) => one.value))].map((content) => ({ content, disabled: false }));
    return {
      name: `${name}.`,
      type,
      ...(all.length === 0 ? { changetype: 'DELETE' } : { changetype: 'REPLACE', ttl, records }),
    };
  });
}

export function powerDnsWriter(options: PowerDnsOptions): DnsWriter {
  return {
    read: async (sets) => {
      const got = await zoneOf(options, sets[0].name);
      if (got.kind === 'trouble') return got;
      const records: ZoneRecord[] = [];
      for (const set of sets) {
        const found = set.type in WRITABLE_TYPES ? recordsOf(got.value, set) : null;
        if (found === null) return trouble('strange');
        records.push(...found);
      }
      const value: ZoneView = { zone: got.value.zone, serial: got.value.serial, records };
      return { kind: 'done', value };
    },
    change: async (zone, wanted): Promise<WriteOutcome> => {
      const got = await zoneOf(options, zone);
      if (got.kind === 'trouble') return got;
      const rrsets = got.value.zone === zone ? afterwards(got.value, wanted) : null;
      if (rrsets === null) return { kind: 'raced' };
      const answer = await request(options, `/${encodeURIComponent(`${zone}.`)}`, { rrsets });
      if (answer.kind === 'trouble') return answer;
      return answer.value.status >= 200 && answer.value.status < 300 ? { kind: 'changed' } : trouble('failed');
    },
  };
}
