/**
 * The zones of the lab behind the HTTP API of PowerDNS, as much of it as a change of records needs: read a zone, replace and
 * delete sets, all or nothing, with a key. Names that were served before stay as they are. Used by tests and scenarios only.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ZoneName, Zones } from './dns-server.ts';
import type { LabDns } from './world.ts';

export interface LabPowerDns {
  readonly url: string;
  readonly key: string;
  /** Serves a zone: what changes in it changes the lab's DNS, unless `asleep`. */
  serve(zone: string, zones: Zones, dns: LabDns): void;
  /** The zone as it is, to the byte. */
  zone(zone: string): string;
  /** The lab's DNS with its changes told to the zones served here: for scenarios, which change the lab's. */
  along(dns: LabDns): LabDns;
  /** Another hand. */
  set(zone: string, name: string, records: ZoneName): void;
  /** Changes are taken, but the world does not see them: caches. */
  asleep: boolean;
  stop(): Promise<void>;
}
interface Served {
  readonly zones: Map<string, ZoneName>;
  /** `name type` → TTL, where a change set one. */
  readonly ttls: Map<string, number>;
  readonly dns: LabDns;
  serial: number;
}
interface Patch {
  readonly name: string;
  readonly type: string;
  readonly changetype: 'REPLACE' | 'DELETE';
  readonly ttl?: number;
  readonly records?: readonly { readonly content: string }[];
}

const KEY = 'lab-api-key';
const TYPES = ['A', 'AAAA', 'MX', 'TXT', 'NS', 'SRV'] as const;
const textOf = (value: string | readonly string[]): string =>
  (typeof value === 'string' ? (value.match(/.{1,255}/gs) ?? ['']) : value)
    .map((part) => JSON.stringify(part))
    .join(' ');

function contents(zone: ZoneName, type: string): readonly string[] {
  switch (type) {
    case 'MX':
      return (zone.MX ?? []).map((one) => {
        const [preference, host] = typeof one === 'string' ? one.split(' ') : [String(one.preference), one.exchange];
        return `${preference} ${host === '.' || host === '' ? '' : host}.`;
      });
    case 'TXT':
      return (zone.TXT ?? []).map(textOf);
    case 'CNAME':
      return zone.CNAME === undefined ? [] : [`${zone.CNAME}.`];
    case 'SRV':
      return (zone.SRV ?? []).map((value) => `${value.replace(/ \.$/, ' ')}.`);
    default:
      return [...(zone[type as 'A'] ?? [])];
  }
}

function patched(zone: ZoneName, { type, changetype, records = [] }: Patch): ZoneName {
  const values = changetype === 'DELETE' ? [] : records.map((one) => one.content);
  switch (type) {
    case 'MX':
      return { ...zone, MX: values.map((value) => value.replace(/\.$/, '').replace(/ $/, ' .')) };
    case 'TXT':
      return {
        ...zone,

        TXT: values.map((value) =>
          (value.match(/"(?:[^"\\]|\\.)*"/g) ?? []).map((part) => JSON.parse(part) as string).join(''),
        ),
      };
    case 'CNAME': {
      const { CNAME: _old, ...rest } = zone;
      return values.length === 0 ? rest : { ...rest, CNAME: values[0].replace(/\.$/, '') };
    }
    case 'SRV':
      return { ...zone, SRV: values.map((value) => value.replace(/\.$/, '').replace(/ $/, ' .')) };
    default:
      return { ...zone, [type]: values };
  }
}

/** Sets that have records, with their own TTL where a change gave them one. */
const setsOf = ({ zones, ttls }: Served) =>
  [...zones].flatMap(([owner, records]) =>
    [...TYPES, 'CNAME'].flatMap((type) => {
      const list = contents(records, type);
      return list.length === 0 ? [] : [{ owner, type, ttl: ttls.get(`${owner} ${type}`) ?? records.ttl ?? 60, list }];
    }),
  );

export async function startPowerDns(): Promise<LabPowerDns> {
  const served = new Map<string, Served>();
  const publish = ({ zones, dns }: Served): void => dns.add(Object.fromEntries(zones));
  const server = createServer((request, response) => void answer(request, response));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (status: number, body: unknown = null): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(body === null ? '' : JSON.stringify(body));
    };
    if (request.headers['x-api-key'] !== KEY) return send(401, { error: 'Unauthorized' });
    const name = /^\/api\/v1\/servers\/localhost\/zones\/([^/]+)\.$/.exec(decodeURIComponent(request.url ?? ''))?.[1];
    const zone = name === undefined ? undefined : served.get(name);
    if (zone === undefined) return send(404, { error: 'Not Found' });
    if (request.method === 'GET') {
      const rrsets = setsOf(zone).map(({ owner, type, ttl, list }) => ({
        name: `${owner}.`,
        type,
        ttl,
        records: list.map((content) => ({ content, disabled: false })),
        comments: [],
      }));
      return send(200, { name: `${name}.`, serial: zone.serial, rrsets });
    }
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const { rrsets } = JSON.parse(text) as { rrsets: readonly Patch[] };
    for (const patch of rrsets) {
      const owner = patch.name.replace(/\.$/, '');
      zone.zones.set(owner, patched(zone.zones.get(owner) ?? {}, patch));
      if (patch.changetype === 'DELETE') zone.ttls.delete(`${owner} ${patch.type}`);
      else zone.ttls.set(`${owner} ${patch.type}`, patch.ttl ?? 60);
    }
    zone.serial += 1;
    if (!lab.asleep) publish(zone);
    send(204);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const lab: LabPowerDns = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key: KEY,
    asleep: false,
    serve: (name, zones, dns) =>
      served.set(name, { zones: new Map(Object.entries(zones)), ttls: new Map(), dns, serial: 1 }),
    zone: (name) => {
      const zone = served.get(name);
      const sets = zone === undefined ? [] : setsOf(zone);
      return sets
        .flatMap(({ owner, type, ttl, list }) => list.map((content) => `${owner}. ${ttl} ${type} ${content}`))
        .sort()
        .join('\n');
    },
    along: (dns) => {
      const zoneOf = (owner: string): Served | undefined =>
        served.get([...served.keys()].find((zone) => owner === zone || owner.endsWith(`.${zone}`)) ?? '');
      return {
        ...dns,
        add: (zones) => {
          for (const [owner, records] of Object.entries(zones)) zoneOf(owner)?.zones.set(owner, records);
          dns.add(zones);
        },
        remove: (owner) => {
          zoneOf(owner)?.zones.delete(owner);
          dns.remove(owner);
        },
      };
    },
    set: (name, owner, records) => {
      const zone = served.get(name);
      if (zone === undefined) throw new Error(`the lab does not serve ${name}`);
      zone.zones.set(owner, records);
      publish(zone);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return lab;
}
