/**
 * Zones by dynamic update (RFC 2136) signed with TSIG: bind, Knot, PowerDNS and others take it. Each change carries what it
 * expects to find, value by value, so that the server itself refuses when somebody was quicker. Made by writers.ts.
 */
import { randomInt } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { DnsServerAddress } from '../resolver-transport.ts';
import { checkAnswer, signMessage, type TsigKey } from '#src/protocol/dns/tsig.ts';
import { decodeReply, encodeQuestion, encodeUpdate, type ServerReply } from '#src/protocol/dns/update.ts';
import { exchange } from './exchange.ts';
import {
  type Answered,
  type DnsWriter,
  type RecordSet,
  trouble,
  type WriteTrouble,
  type ZoneRecord,
} from './writer.ts';

export interface Rfc2136Options {
  readonly server: DnsServerAddress;
  /** Read at each change, so that a new key needs no restart; null when it cannot be read. */
  readonly key: () => TsigKey | null;
  readonly clock: Clock;
  readonly timeoutMs?: number;
}

const RCODE: Readonly<Record<number, WriteTrouble>> = { 5: 'not-allowed', 9: 'no-zone', 10: 'no-zone', 1: 'malformed' };
/** YXDOMAIN, YXRRSET, NXRRSET, NXDOMAIN: what was expected is not so (RFC 2136 §3.2). */
const RACED: ReadonlySet<number> = new Set([3, 6, 7, 8]);
const TSIG_ERROR: Readonly<Record<number, WriteTrouble>> = { 16: 'wrong-key', 17: 'wrong-key', 18: 'clock' };

export function rfc2136Writer({ server, key, clock, timeoutMs = 5000 }: Rfc2136Options): DnsWriter {
  /** Signed both ways: what is read is what will be written over. */
  const ask = async (message: Buffer | null): Promise<Answered<ServerReply>> => {
    const held = key();
    if (held === null) return trouble('wrong-key');
    const signed = message === null ? null : signMessage(message, held, clock.now());
    if (signed === null) return trouble('malformed');
    const got = await exchange(server, signed.message, timeoutMs);
    if (!got.ok) return trouble(got.why);
    const reply = decodeReply(got.bytes);
    if (reply === null || reply.id !== signed.message.readUInt16BE(0)) return trouble('malformed');
    const check = checkAnswer(got.bytes, reply.lastAt, held, signed, clock.now());
    if (check.kind === 'refused') return trouble(TSIG_ERROR[check.error] ?? 'wrong-key');
    // A server that does not know the key may also answer without any signature (RFC 8945 §5.2).
    if (check.kind === 'forged') return trouble(reply.rcode === 9 || reply.rcode === 5 ? 'wrong-key' : 'malformed');
    return { kind: 'done', value: reply };
  };

  const question = async ({
    name,
    type,
  }: {
    name: string;
    type: RecordSet['type'] | 'SOA';
  }): Promise<Answered<ServerReply>> => {
    const asked = await ask(encodeQuestion(randomInt(0x10000), name, type));
    if (asked.kind === 'trouble') return asked;
    const { rcode, authoritative } = asked.value;
    if (rcode === 5 || (!authoritative && rcode !== 0)) return trouble(rcode === 5 ? 'not-allowed' : 'no-zone');
    if (rcode !== 0 && rcode !== 3) return trouble(RCODE[rcode] ?? 'failed');
    return authoritative ? asked : trouble('no-zone');
  };

  return {
    read: async (sets) => {
      const top = await question({ name: sets[0].name, type: 'SOA' });
      if (top.kind === 'trouble') return top;
      if (top.value.soa === null) return trouble('no-zone');
      const { zone, serial } = top.value.soa;
      const records: ZoneRecord[] = [];
      for (const set of sets) {
        if (set.name !== zone && !set.name.endsWith(`.${zone}`)) return trouble('no-zone');
        const found = await question(set);
        if (found.kind === 'trouble') return found;
        const { answers, strange } = found.value;
        // Another type at the name is an alias: a record beside it would be refused, and over it would break it.
        if (strange || answers.some((one) => one.name !== set.name || one.type !== set.type)) return trouble('strange');
        records.push(...answers);
      }
      return { kind: 'done', value: { zone, serial, records } };
    },
    change: async (zone, wanted) => {
      const asked = await ask(encodeUpdate(randomInt(0x10000), zone, wanted));
      if (asked.kind === 'trouble') return asked;
      const { rcode, opcode } = asked.value;
      if (opcode !== 5) return trouble('malformed');
      if (rcode === 0) return { kind: 'changed' };
      return RACED.has(rcode) ? { kind: 'raced' } : trouble(RCODE[rcode] ?? 'failed');
    },
  };
}
