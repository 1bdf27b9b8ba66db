/**
 * A small DNS server for tests and scenarios: answers for every zone it is given, over UDP and TCP on one loopback port,
 * as a recursive resolver would (CNAMEs followed, NXDOMAIN and NODATA with an SOA). Names can be given moods: broken,
 * refusing, silent, lying. Records are encoded by `dns-packet`, so that our own decoder is tested against foreign bytes.
 * Used by tests and scenarios only; never part of the running product.
 */
import dgram from 'node:dgram';
import net from 'node:net';
import {
  AUTHENTIC_DATA,
  AUTHORITATIVE_ANSWER,
  CHECKING_DISABLED,
  decode,
  encode,
  RECURSION_AVAILABLE,
  TRUNCATED_RESPONSE,
} from 'dns-packet';
import type { Answer, Question } from 'dns-packet';

/** `wrong-id`, `wrong-question` and `malformed` are lies of an attacker; `truncated` answers in full over TCP only. */
export type DnsMood =
  | 'servfail'
  | 'refused'
  | 'silent'
  | 'truncated'
  | 'wrong-id'
  | 'wrong-question'
  | 'malformed'
  /** Does not validate: SERVFAIL, unless the question says that checking is off (CD). */
  | 'bogus';

/** Records of one name. MX as `'10 mx.example'` or as object; TXT as one text or as its strings. */
export interface ZoneName {
  readonly A?: readonly string[];
  readonly AAAA?: readonly string[];
  readonly MX?: readonly (string | { readonly preference: number; readonly exchange: string })[];
  readonly TXT?: readonly (string | readonly string[])[];
  readonly NS?: readonly string[];
  readonly CNAME?: string;
  readonly PTR?: readonly string[];
  /** `usage selector matching hex`, e.g. `'3 1 1 0a1b…'`. */
  readonly TLSA?: readonly string[];
  /** `flags tag value`, e.g. `'0 issue ca.example'`. */
  readonly CAA?: readonly string[];
  /** Answers about this name carry AD: the resolver says that it has validated them. */
  readonly authentic?: true;
  /** `'priority weight port target'` (RFC 2782). */
  readonly SRV?: readonly string[];
  /** Minimum (negative TTL, seconds) of the SOA that this name has. */
  readonly SOA?: { readonly minimum?: number; readonly serial?: number };
  readonly ttl?: number;
  readonly mood?: DnsMood;
  /** Of a bogus name: code and text (RFC 8914). */
  readonly extendedError?: readonly [number, string];
}
/** Names in lower case without the final dot. Names that are not there, and above none that is, are NXDOMAIN. */
export type Zones = Readonly<Record<string, ZoneName>>;

export interface SeenQuery {
  readonly name: string;
  readonly type: string;
  readonly over: 'udp' | 'tcp';
}

export interface DnsServer {
  /** `127.0.0.1:port`, for `dns.servers`. */
  readonly address: string;
  /** Replaces all zones. */
  set(zones: Zones): void;
  /** Adds or replaces names. */
  add(zones: Zones): void;
  /** Every question seen so far, oldest first. */
  readonly queries: readonly SeenQuery[];
  stop(): Promise<void>;
}

const chunks = (text: string): string[] => text.match(/.{1,255}/gs) ?? [''];
const mxData = (value: string | { preference: number; exchange: string }) => {
  if (typeof value !== 'string') return { preference: value.preference, exchange: value.exchange || '.' };
  const [preference = '0', exchange = '.'] = value.trim().split(/\s+/);
  return { preference: Number(preference), exchange };
};
const srvData = (value: string) => {
  const [priority, weight, port, target = '.'] = value.split(' ');
  return { priority: Number(priority), weight: Number(weight), port: Number(port), target };
};
export const soaOf = (name: string, zone: ZoneName | undefined): Answer => ({
  type: 'SOA',
  name,
  ttl: zone?.ttl ?? 60,
  data: {
    mname: `ns1.${name}`,
    rname: `hostmaster.${name}`,
    serial: zone?.SOA?.serial ?? 1,
    refresh: 3600,
    retry: 600,
    expire: 86400,
    minimum: zone?.SOA?.minimum ?? 60,
  },
});

/** The records of one type that a name has. */
export function recordsOf(name: string, zone: ZoneName, type: string): Answer[] {
  const ttl = zone.ttl ?? 60;
  switch (type) {
    case 'A':
    case 'AAAA':
    case 'NS':
    case 'PTR':
      return (zone[type] ?? []).map((data) => ({ type, name, ttl, data }) as Answer);
    case 'MX':
      return (zone.MX ?? []).map((value) => ({ type: 'MX', name, ttl, data: mxData(value) }));
    case 'TXT':
      return (zone.TXT ?? []).map((value) => ({
        type: 'TXT',
        name,
        ttl,
        data: typeof value === 'string' ? chunks(value) : [...value],
      }));
    case 'SRV':
      return (zone.SRV ?? []).map((value) => ({ type: 'SRV', name, ttl, data: srvData(value) }));
    case 'SOA':
      return zone.SOA === undefined ? [] : [soaOf(name, zone)];
    case 'TLSA':
      return (zone.TLSA ?? []).map((text) => {
        const [usage, selector, matchingType, hex = ''] = text.split(/\s+/);
        const numbers = { usage: Number(usage), selector: Number(selector), matchingType: Number(matchingType) };
        return { type: 'TLSA', name, ttl, data: { ...numbers, certificate: Buffer.from(hex, 'hex') } };
      });
    case 'CAA':
      return (zone.CAA ?? []).map((text) => {
        const [flags, tag = '', ...value] = text.split(/\s+/);
        const data = { flags: Number(flags), tag: tag as 'issue', value: value.join(' ').replaceAll('"', '') };
        return { type: 'CAA', name, ttl, data };
      });
    default:
      return [];
  }
}

interface Found {
  readonly answers: Answer[];
  readonly exists: boolean;
  readonly mood?: DnsMood;
}

/** Names with what lies below them. */
export interface NameIndex {
  get(name: string): ZoneName | undefined;
  /** Is there a name below this one? */
  isAbove(name: string): boolean;
  add(zones: Zones): void;
}
/** Zones by name; keeps which names have others below them, so that no question walks through all. */
export function indexOf(zones: Zones): NameIndex {
  const names = new Map<string, ZoneName>();
  const above = new Set<string>();
  const add = (more: Zones): void => {
    for (const [name, zone] of Object.entries(more)) {
      names.set(name, zone);
      for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) above.add(name.slice(dot + 1));
    }
  };
  add(zones);
  return { get: (name) => names.get(name), isAbove: (name) => above.has(name), add };
}

/** `*.example` stands for names that are not there (RFC 4592): the one below the nearest name that exists. */
export function wildcardOf(zones: NameIndex, name: string): ZoneName | undefined {
  for (let above = name; above.includes('.');) {
    above = above.slice(above.indexOf('.') + 1);
    const wildcard = zones.get(`*.${above}`);
    if (wildcard !== undefined) return wildcard;
    if (zones.get(above) !== undefined) return undefined;
  }
  return undefined;
}

/** Follows CNAMEs (at most eight) and gathers the answer section. */
function lookUp(zones: NameIndex, start: string, type: string): Found {
  const answers: Answer[] = [];
  let name = start;
  let mood: DnsMood | undefined;
  for (let hop = 0; hop < 8; hop += 1) {
    const own = zones.get(name);
    const below = own !== undefined || zones.isAbove(name);
    const zone = own ?? (below ? undefined : wildcardOf(zones, name));
    const exists = below || zone !== undefined;
    if (zone?.mood !== undefined && zone.mood !== 'bogus') return { answers, exists: true, mood: zone.mood };
    mood ??= zone?.mood;
    if (zone?.CNAME === undefined || type === 'CNAME') {
      if (zone?.CNAME !== undefined) answers.push({ type: 'CNAME', name, ttl: zone.ttl ?? 60, data: zone.CNAME });
      else if (zone !== undefined) answers.push(...recordsOf(name, zone, type));
      return { answers, exists, ...(mood === undefined ? {} : { mood }) };
    }
    answers.push({ type: 'CNAME', name, ttl: zone.ttl ?? 60, data: zone.CNAME });
    name = zone.CNAME.toLowerCase();
  }
  return { answers, exists: true };
}

function negativeSoa(zones: NameIndex, name: string): Answer {
  const labels = name.split('.');
  for (let i = 0; i < labels.length; i += 1) {
    const parent = labels.slice(i).join('.');
    if (zones.get(parent)?.SOA !== undefined) return soaOf(parent, zones.get(parent));
  }
  return soaOf(labels.slice(-2).join('.'), undefined);
}

const extendedError = ([code, text]: readonly [number, string] = [6, '']): object => {
  const data = Buffer.concat([Buffer.from([code >> 8, code & 255]), Buffer.from(text)]);
  return { type: 'OPT', name: '.', udpPayloadSize: 1232, flags: 0, options: [{ code: 15, data }] };
};

/** The reply to one query, or null for silence. */
function reply(zones: NameIndex, query: Buffer, over: 'udp' | 'tcp', seen: SeenQuery[]) {
  let asked;
  try {
    asked = decode(query);
  } catch {
    return null;
  }
  const question: Question | undefined = asked.questions?.[0];
  if (question === undefined) return null;
  const name = question.name.toLowerCase().replace(/\.$/, '');
  seen.push({ name, type: question.type, over });
  const found = lookUp(zones, name, question.type);
  const id = asked.id ?? 0;
  const base = AUTHORITATIVE_ANSWER | RECURSION_AVAILABLE | 0x100;
  const packet = (flags: number, answers: Answer[], more: object = {}) =>
    encode({ type: 'response', id, flags: base | flags, questions: [question], answers, ...more });
  const isUnchecked = ((asked.flags ?? 0) & CHECKING_DISABLED) !== 0;
  const mood = found.mood === 'bogus' && isUnchecked ? undefined : found.mood;
  switch (mood) {
    case 'bogus':
      return packet(2, [], { additionals: [extendedError(zones.get(name)?.extendedError)] });
    case 'silent':
      return null;
    case 'servfail':
      return packet(2, []);
    case 'refused':
      return packet(5, []);
    case 'malformed':
      return Buffer.concat([packet(0, []).subarray(0, 6), Buffer.from([0xff, 0xff, 0, 0, 0, 0, 0xc0, 0x0c, 0xc0])]);
    case 'wrong-id':
      return packet(0, [{ type: 'A', name, ttl: 60, data: '192.0.2.66' }], { id: (id + 1) & 0xffff });
    case 'wrong-question':
      return packet(0, [{ type: 'A', name: 'other.example', ttl: 60, data: '192.0.2.66' }], {
        questions: [{ ...question, name: 'other.example' }],
      });
    case 'truncated':
    case undefined:
      break;
  }
  const zone = zones.get(name);
  const answers = mood === 'truncated' && zone !== undefined ? recordsOf(name, zone, question.type) : found.answers;
  if (mood === 'truncated' && over === 'udp') return packet(TRUNCATED_RESPONSE, []);
  const positive = answers.some((answer) => answer.type === question.type);
  const authorities = positive ? [] : [negativeSoa(zones, name)];
  const validated = zone?.authentic === true ? AUTHENTIC_DATA : 0;
  return packet((found.exists ? 0 : 3) | validated, answers, { authorities });
}

/** Questions and answers with their lengths before them (RFC 7766). */
export function serveTcp(socket: net.Socket, answer: (query: Buffer) => Buffer | null): void {
  let pending = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= 2 && pending.length >= pending.readUInt16BE(0) + 2) {
      const size = pending.readUInt16BE(0);
      const out = answer(pending.subarray(2, 2 + size));
      pending = pending.subarray(2 + size);
      if (out === null) continue;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(out.length);
      socket.write(Buffer.concat([length, out]));
    }
  });
}

/** One loopback port that is free for both TCP and UDP. */
export async function bindBoth(onTcp: (socket: net.Socket) => void): Promise<{ tcp: net.Server; udp: dgram.Socket }> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const tcp = net.createServer(onTcp);
    await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
    const udp = dgram.createSocket('udp4');
    const bound = await new Promise<boolean>((resolve) => {
      udp.once('error', () => resolve(false));
      udp.bind((tcp.address() as net.AddressInfo).port, '127.0.0.1', () => resolve(true));
    });
    if (bound) return { tcp, udp };
    await new Promise((resolve) => tcp.close(resolve));
  }
  throw new Error('no port free for both TCP and UDP');
}

/** Starts a server with these zones. Stop it, or the process stays. */
export async function startDnsServer(zones: Zones = {}): Promise<DnsServer> {
  let names = indexOf(zones);
  const queries: SeenQuery[] = [];
  const sockets = new Set<net.Socket>();
  const { tcp, udp } = await bindBoth((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serveTcp(socket, (query) => reply(names, query, 'tcp', queries));
  });
  udp.on('message', (query, from) => {
    const out = reply(names, query, 'udp', queries);
    if (out === null) return;
    const size = out.length > 1232 ? encodeTruncated(query) : out;
    if (size !== null) udp.send(size, from.port, from.address);
  });
  return {
    address: `127.0.0.1:${(tcp.address() as net.AddressInfo).port}`,
    set: (next) => {
      names = indexOf(next);
    },
    add: (next) => names.add(next),
    queries,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => tcp.close(resolve));
      await new Promise<void>((resolve) => udp.close(() => resolve()));
    },
  };
}

/** What a real server says over UDP when the answer does not fit: nothing but TC. */
function encodeTruncated(query: Buffer): Buffer | null {
  try {
    const asked = decode(query);
    return encode({
      type: 'response',
      id: asked.id,
      flags: AUTHORITATIVE_ANSWER | RECURSION_AVAILABLE | TRUNCATED_RESPONSE,
      questions: asked.questions,
    });
  } catch {
    return null;
  }
}
