/**
 * The authoritative internet of the lab on loopback: root, top-level domains, and the name servers of every zone, each
 * simulated server on a port of its own. Who serves a domain and how — lame, silent, another copy, signed, signed wrongly —
 * is set per domain. Derived from the same names that the lab's resolver answers from. Never part of the product.
 */
import type net from 'node:net';
import { type Answer, decode, encode } from 'dns-packet';
import { bindBoth, indexOf, type NameIndex, serveTcp, wildcardOf, type ZoneName, type Zones } from './dns-server.ts';
import {
  answerFrom,
  type Referral,
  type Reply,
  type ServedZone,
  type Signer,
  type SigningFault,
} from './name-servers.ts';
import { dnskeyOf, dsOf, makeZoneKey, type ZoneKey } from './zone-signing.ts';

/** `upward` sends on to the root; `not-authoritative` answers as a resolver would. */
export type ServerMood = 'refused' | 'servfail' | 'silent' | 'not-authoritative' | 'upward';
export interface ServerSetup {
  readonly mood?: ServerMood;
  /** Its own copy of the whole zone; else it has the true one. */
  readonly zones?: Zones;
  /** Its name has no address anywhere. */
  readonly lost?: true;
  /** Its copy is signed like this. */
  readonly fault?: SigningFault;
}
export interface Delegation {
  /** By name, as the zone above has them; without it the servers of the zone's NS records, which are right. */
  readonly servers?: Readonly<Record<string, ServerSetup>>;
  readonly signing?: {
    readonly algorithm?: 13 | 15;
    readonly fault?: SigningFault;
    /** What the zone above has: of this key, of another one. */
    readonly ds?: 'right' | 'wrong';
    /** The zone was moved to a host that does not sign; the DS stayed. */
    readonly unsigned?: true;
  };
}

export interface Hierarchy {
  /** `ip:port`, for `dns.roots`. */
  readonly roots: readonly string[];
  /** DS records of the root, for `dns.trustAnchors`. */
  readonly trustAnchors: readonly string[];
  /** Addresses of name servers that were opened for a setup, by name: the resolver must know them. */
  readonly addresses: ReadonlyMap<string, string>;
  /** Who serves this zone from now on, and how; null: as usual. */
  set(zone: string, delegation: Delegation | null): Promise<void>;
  /** The names as a validating resolver sees them through all this. */
  seen(names: Zones): Zones;
  stop(): Promise<void>;
}

/** Serves every zone that nothing else is said of. */
export const USUAL_SERVER = '198.51.100.53';
const TOP_SERVER = '198.51.100.54';
const EDE = {
  expired: [7, 'signature expired'],
  'not-yet-valid': [8, 'signature not yet valid'],
  missing: [10, 'no signatures'],
  forged: [6, 'signature crypto failed'],
  ds: [9, 'no DNSKEY matches the DS'],
} as const;

interface Socket {
  readonly port: number;
  stop(): Promise<void>;
}
type Handler = (name: string, type: string, dnssec: boolean) => Reply | ServerMood;

/** Starts root, top-level and usual server; `place` puts an address on a loopback port, `names` are the true zones. */
export async function startHierarchy(
  names: () => NameIndex,
  tops: readonly string[],
  place: (address: string, where: string) => void,
): Promise<Hierarchy> {
  const now = (): number => Math.floor(Date.now() / 1000);
  const keys = new Map<string, ZoneKey>();
  const keyOf = (zone: string, algorithm: 13 | 15): ZoneKey => {
    const name = `${algorithm} ${zone}`;
    const key = keys.get(name) ?? makeZoneKey(algorithm);
    keys.set(name, key);
    return key;
  };
  const signerOf = (zone: string, algorithm: 13 | 15, fault?: SigningFault): Signer => {
    const key = keyOf(zone, algorithm);
    return { key, keys: [dnskeyOf(zone, key)], ...(fault === undefined ? {} : { fault }) };
  };
  const setups = new Map<string, Delegation>();
  const addresses = new Map<string, string>();
  const sockets: Socket[] = [];

  const isTop = (name: string): boolean => tops.includes(name) || names().isAbove(name);
  /** Apexes above a name, nearest first: where there are NS records, or a setup. */
  const apexesOf = (name: string): string[] =>
    ancestors(name).filter((one) => one.includes('.') && (setups.has(one) || (names().get(one)?.NS ?? []).length > 0));
  const referralTo = (zone: string): Referral => {
    const setup = setups.get(zone);
    const servers = Object.entries(setup?.servers ?? {});
    const usual = (names().get(zone)?.NS ?? []).map((name) => ({ name, address: addresses.get(name) ?? USUAL_SERVER }));
    return {
      zone,
      servers: servers.length === 0 ? usual : servers.map(([name]) => ({ name, address: addresses.get(name) ?? null })),
      ds: dsRecords(zone, setup),
    };
  };
  const dsRecords = (zone: string, setup: Delegation | undefined): Answer[] => {
    const signing = setup?.signing;
    if (signing === undefined) return [];
    const wrong = signing.ds === 'wrong' || signing.unsigned === true;
    return [dsOf(zone, wrong ? keyOf(`left over ${zone}`, 13) : keyOf(zone, signing.algorithm ?? 13)).record].map(
      (record) => ({ ...record, name: zone }) as Answer,
    );
  };
  const root: Handler = (name, type, dnssec) => {
    const top = name.split('.').at(-1) ?? '';
    const referral = { zone: top, servers: [{ name: `ns.nic.${top}`, address: TOP_SERVER }] };
    const cut = top === '' || !isTop(top) ? null : { ...referral, ds: [dsOf(top, keyOf(top, 15)).record] };
    return answerFrom(
      bare('', () => cut, signerOf('', 13), names()),
      name,
      type,
      dnssec,
      now(),
    );
  };
  const top: Handler = (name, type, dnssec) => {
    const apex = name.split('.').at(-1) ?? '';
    const cut = (one: string): Referral | null => {
      const zone = apexesOf(one).at(-1);
      return zone === undefined ? null : referralTo(zone);
    };
    return answerFrom(
      { ...bare(apex, cut, signerOf(apex, 15), names()), names: (one) => (one === apex ? {} : names().get(one)) },
      name,
      type,
      dnssec,
      now(),
    );
  };
  /** The server of this name; null = the usual one. */
  const serving =
    (server: string | null): Handler =>
    (name, type, dnssec) => {
      const apexes = apexesOf(name);
      const apex = type === 'DS' && apexes[0] === name ? apexes[1] : apexes[0];
      if (apex === undefined) return 'refused';
      const setup = setups.get(apex);
      const own = server === null ? undefined : setup?.servers?.[server];
      if (server !== null && own === undefined) return 'refused';
      if (own?.mood !== undefined) return own.mood;
      const data = own?.zones === undefined ? names() : indexOf(own.zones);
      const signing = setup?.signing;
      const fault = own?.fault ?? signing?.fault;
      const signer = signing === undefined || signing.unsigned ? null : signerOf(apex, signing.algorithm ?? 13, fault);
      const zone: ServedZone = {
        apex,
        names: (one) => data.get(one) ?? (data.isAbove(one) ? undefined : wildcardOf(data, one)),
        isAbove: (one) => data.isAbove(one),
        cut: () => null,
        signer,
      };
      return answerFrom(zone, name, type, dnssec, now());
    };

  const rootSocket = await openServer(root);
  const [topSocket, usualSocket] = await Promise.all([openServer(top), openServer(serving(null))]);
  sockets.push(rootSocket, topSocket, usualSocket);
  place(`${TOP_SERVER}:53`, `127.0.0.1:${topSocket.port}`);
  place(`${USUAL_SERVER}:53`, `127.0.0.1:${usualSocket.port}`);

  const open = async (name: string): Promise<void> => {
    if (addresses.has(name)) return;
    const n = addresses.size;
    const address = n < 100 ? `198.51.100.${100 + n}` : `198.18.${n >> 8}.${n & 255}`;
    addresses.set(name, address);
    const socket = await openServer(serving(name));
    sockets.push(socket);
    place(`${address}:53`, `127.0.0.1:${socket.port}`);
  };
  return {
    roots: [`127.0.0.1:${rootSocket.port}`],
    trustAnchors: [dsOf('', keyOf('', 13)).text],
    addresses,
    set: async (zone, delegation) => {
      if (delegation === null) setups.delete(zone);
      else {
        for (const [name, { lost }] of Object.entries(delegation.servers ?? {})) if (lost !== true) await open(name);
        setups.set(zone, delegation);
      }
    },
    seen: (all) => seenThrough(setups, all),
    stop: async () => {
      await Promise.all(sockets.map((one) => one.stop()));
    },
  };
}

const ancestors = (name: string): string[] => {
  const labels = name.split('.');
  return labels.map((_, i) => labels.slice(i).join('.'));
};
const bare = (apex: string, cut: ServedZone['cut'], signer: Signer, names: NameIndex): ServedZone => ({
  apex,
  names: () => undefined,
  isAbove: (name) => names.isAbove(name),
  cut,
  signer,
});

/** What a validating resolver makes of each zone's setup: the first server that answers counts. */
function seenThrough(setups: ReadonlyMap<string, Delegation>, all: Zones): Zones {
  const seen: Record<string, ZoneName> = { ...all };
  for (const [zone, { servers, signing }] of setups) {
    const inside = Object.keys(seen).filter((name) => name === zone || name.endsWith(`.${zone}`));
    const known = Object.values(servers ?? {});
    const first = known.find((one) => one.mood === undefined && one.lost !== true);
    if (first?.zones !== undefined) {
      for (const name of inside) delete seen[name];
      Object.assign(seen, first.zones);
    }
    const names = first?.zones === undefined ? inside : Object.keys(first.zones);
    const fault = signing?.fault ?? (signing?.unsigned || signing?.ds === 'wrong' ? 'ds' : undefined);
    const more: Partial<ZoneName> =
      known.length > 0 && first === undefined
        ? { mood: 'servfail' }
        : fault !== undefined
          ? { mood: 'bogus', extendedError: EDE[fault] }
          : signing !== undefined
            ? { authentic: true }
            : {};
    for (const name of names) seen[name] = { ...seen[name], ...more };
  }
  return seen;
}

/** One simulated server on a free loopback port, over UDP and TCP. */
async function openServer(handler: Handler): Promise<Socket> {
  const open = new Set<net.Socket>();
  const answer = (query: Buffer): Buffer | null => respond(handler, query);
  const { tcp, udp } = await bindBoth((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    serveTcp(socket, answer);
  });
  udp.on('message', (query, from) => {
    const out = answer(query);
    if (out === null) return;
    // What does not fit: nothing but TC.
    if (out.length > 1232) out.writeUInt16BE(out.readUInt16BE(2) | 0x0200, 2);
    udp.send(out.length > 1232 ? cut(out) : out, from.port, from.address);
  });
  return {
    port: (tcp.address() as net.AddressInfo).port,
    stop: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => tcp.close(resolve));
      await new Promise<void>((resolve) => udp.close(() => resolve()));
    },
  };
}
const cut = (full: Buffer): Buffer => {
  const { questions } = decode(full);
  return encode({ type: 'response', id: full.readUInt16BE(0), flags: full.readUInt16BE(2) & 0x7fff, questions });
};

function respond(handler: Handler, query: Buffer): Buffer | null {
  let asked;
  try {
    asked = decode(query);
  } catch {
    return null;
  }
  const question = asked.questions?.[0];
  if (question === undefined) return null;
  const opt = asked.additionals?.find((one) => one.type === 'OPT');
  const dnssec = opt?.type === 'OPT' && (Number(opt.flags) & 0x8000) !== 0;
  const said = handler(question.name.toLowerCase().replace(/\.$/, ''), question.type, dnssec);
  if (said === 'silent') return null;
  const packet = (flags: number, more: object = {}): Buffer =>
    encode({ type: 'response', id: asked.id, flags, questions: [question], ...more });
  if (said === 'refused') return packet(5);
  if (said === 'servfail') return packet(2);
  if (said === 'not-authoritative') return packet(0x80, { answers: [] });
  if (said === 'upward')
    return packet(0, { authorities: [{ type: 'NS', name: '.', ttl: 60, data: 'a.root-servers.net' }] });
  const { rcode, authoritative, ...sections } = said;
  const out =
    opt === undefined
      ? []
      : [{ type: 'OPT', name: '.', udpPayloadSize: 1232, flags: dnssec ? 0x8000 : 0, options: [] }];
  const additionals = [...sections.additionals, ...out];
  return packet(rcode | (authoritative ? 0x400 : 0), { ...sections, additionals });
}
