/**
 * One DNS question to one server: UDP from a fresh socket (random source port, RFC 5452 §9.2) with a random id and random
 * letter case, TCP when the answer is truncated or somebody seems to forge answers. Called by resolver.ts only.
 * Never throws for what comes from the network; never waits longer than the time limit.
 */
import { randomBytes, randomFillSync, randomInt } from 'node:crypto';
import dgram from 'node:dgram';
import net from 'node:net';
import type { DnsFailure } from './dns-answer.ts';
import { DNS_TYPES, decodeDnsReply, encodeDnsQuery } from '#src/protocol/dns/message.ts';
import type { DnsReply, DnsType, QueryFlags } from '#src/protocol/dns/message.ts';
import { createPlaces } from './resolver-cache.ts';

export interface DnsServerAddress {
  readonly host: string;
  readonly port: number;
}
export type Asked =
  | { readonly ok: true; readonly reply: DnsReply; readonly tcp: boolean }
  | { readonly ok: false; readonly why: DnsFailure };

export interface AskOptions extends QueryFlags {
  /** Canonical octets with each record, for DNSSEC. */
  readonly octets?: boolean;
  /** The name as it is: a few servers do not keep letter case. */
  readonly plainCase?: boolean;
  /** TCP at once. */
  readonly tcp?: boolean;
}

/** Questions on the way at once over all of this process: more would lose answers by its own fault. */
const flying = createPlaces(200);

/** After so many packets that do not answer our question the exchange moves to TCP, where they cannot be forged blindly. */
const MAX_STRANGE_PACKETS = 8;

/** Random letter case: 1 bit a letter that a blind forger must guess as well (draft-vixie-dnsext-dns0x20). */
function mixedCase(name: string): string {
  if (chanceAt + name.length > chance.length) {
    randomFillSync(chance);
    chanceAt = 0;
  }
  let out = '';
  for (let i = 0; i < name.length; i += 1) out += chance[chanceAt + i] & 1 ? name[i].toUpperCase() : name[i];
  chanceAt += name.length;
  return out;
}
/** Drawn in one go: a look at the system's chance for each question costs more than the question. */
const chance = randomBytes(8192);
let chanceAt = 0;

/**
 * Calls after so long, but lets what has already arrived be heard first: after a stall of ours timers come before packets,
 * and a time-out of our own making is no silence of the server.
 */
const whenLate = (timeoutMs: number, late: () => void): NodeJS.Timeout =>
  setTimeout(() => setImmediate(() => setImmediate(late)), timeoutMs);

interface Query {
  readonly id: number;
  readonly name: string;
  readonly type: DnsType;
  readonly bytes: Buffer;
  readonly octets: boolean;
}

const fits = (reply: DnsReply, query: Query): boolean =>
  reply.id === query.id && reply.question?.name === query.name && reply.question.type === DNS_TYPES[query.type];

type UdpResult = Asked | 'use-tcp';

function askUdp(server: DnsServerAddress, query: Query, timeoutMs: number): Promise<UdpResult> {
  return new Promise((resolve) => {
    const socket = dgram.createSocket(net.isIPv6(server.host) ? 'udp6' : 'udp4');
    let strange = 0;
    let isOver = false;
    const finish = (result: UdpResult): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      socket.removeAllListeners();
      socket.on('error', () => {});
      socket.close();
      resolve(result);
    };
    const timer = whenLate(timeoutMs, () => finish({ ok: false, why: 'timeout' }));
    socket.on('error', () => finish({ ok: false, why: 'unreachable' }));
    socket.on('message', (bytes) => {
      // A connected socket hears only the server; id and question still must be ours (RFC 5452 §9.1).
      const reply = decodeDnsReply(bytes, query);
      if (reply !== null && fits(reply, query))
        return finish(reply.truncated ? 'use-tcp' : { ok: true, reply, tcp: false });
      if (bytes.length >= 2 && bytes.readUInt16BE(0) === query.id) return finish('use-tcp');
      strange += 1;
      if (strange >= MAX_STRANGE_PACKETS) finish('use-tcp');
    });
    socket.connect(server.port, server.host, () => {
      socket.send(query.bytes, (error) => error && finish({ ok: false, why: 'unreachable' }));
    });
  });
}

function askTcp(server: DnsServerAddress, query: Query, timeoutMs: number): Promise<Asked> {
  return new Promise((resolve) => {
    const socket = net.connect(server.port, server.host);
    let pending: Buffer = Buffer.alloc(0);
    const finish = (result: Asked): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    const timer = whenLate(timeoutMs, () => finish({ ok: false, why: 'timeout' }));
    socket.on('error', () => finish({ ok: false, why: 'unreachable' }));
    socket.on('close', () => finish({ ok: false, why: 'unreachable' }));
    socket.on('connect', () => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(query.bytes.length);
      socket.write(Buffer.concat([length, query.bytes]));
    });
    socket.on('data', (chunk: Buffer) => {
      pending = Buffer.concat([pending, chunk]);
      if (pending.length < 2 || pending.length < 2 + pending.readUInt16BE(0)) return;
      const reply = decodeDnsReply(pending.subarray(2, 2 + pending.readUInt16BE(0)), query);
      const good = reply !== null && !reply.truncated && fits({ ...reply, question: lower(reply) }, lowerQuery(query));
      finish(good ? { ok: true, reply, tcp: true } : { ok: false, why: 'malformed' });
    });
  });
}
// Over TCP the letter case proves nothing more, and a few servers do not keep it.
const lower = (reply: DnsReply): DnsReply['question'] =>
  reply.question === null ? null : { ...reply.question, name: reply.question.name.toLowerCase() };
const lowerQuery = (query: Query): Query => ({ ...query, name: query.name.toLowerCase() });

/**
 * Asks one server once; `timeoutMs` is for UDP and again for TCP, and does not count the wait for a place in the line.
 * `malformed` also when `name` can be no DNS name.
 */
export async function askServer(
  server: DnsServerAddress,
  name: string,
  type: DnsType,
  timeoutMs: number,
  options: AskOptions = {},
): Promise<Asked> {
  const id = randomInt(0x10000);
  const mixed = options.plainCase === true ? name : mixedCase(name);
  const bytes = encodeDnsQuery(id, mixed, type, options);
  if (bytes === null) return { ok: false, why: 'malformed' };
  const query = { id, name: mixed, type, bytes, octets: options.octets === true };
  return await flying.use(async () => {
    const first = options.tcp === true ? 'use-tcp' : await askUdp(server, query, timeoutMs);
    return first === 'use-tcp' ? await askTcp(server, query, timeoutMs) : first;
  });
}
