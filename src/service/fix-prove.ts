/**
 * Proof after a fix: our own door is asked to take mail for the address, as the world would ask; DNS is asked until the new
 * answer shows, and when that takes too long the last moment at which anybody may see the old one is told. Called by fixes.ts.
 */
import { connect } from 'node:net';
import type { Clock } from '#src/net/clock.ts';
import type { ZoneRecord } from '#src/net/dns-write/writer.ts';
import type { DnsResolver } from '#src/net/resolver.ts';
import { textOf } from './fixes/dns-plan.ts';

export interface Proof {
  readonly kind: 'rcpt' | 'rule' | 'dns';
  readonly good: boolean;
  /** What was asked about. */
  readonly address: string;
  /** What was answered, capped. */
  readonly reply: string;
}

const LINE_MS = 5000;

/** MAIL FROM:<> and RCPT TO at our inbound door; nothing is sent. Null when the door does not answer at all. */
export function askDoor(endpoint: string, hostname: string, address: string): Promise<Proof | null> {
  const at = endpoint.lastIndexOf(':');
  const host = endpoint.slice(0, at).replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const steps = [`EHLO ${hostname}`, 'MAIL FROM:<>', `RCPT TO:<${address}>`];
    const socket = connect(Number(endpoint.slice(at + 1)), host);
    let text = '';
    const finish = (proof: Proof | null): void => {
      clearTimeout(timer);
      socket.end('QUIT\r\n');
      socket.destroySoon();
      resolve(proof);
    };
    const timer = setTimeout(() => {
      socket.destroy();
      finish(null);
    }, LINE_MS);
    socket.on('error', () => finish(null));
    socket.on('close', () => finish(null));
    socket.on('data', (chunk: Buffer) => {
      text = (text + chunk.toString('utf8')).slice(-4096);
      const last = /(?:^|\r\n)(\d{3}) ([^\r\n]*)\r\n$/.exec(text);
      if (last === null) return;
      text = '';
      const reply = `${last[1]} ${last[2]}`.slice(0, 200);
      const step = steps.shift();
      if (step !== undefined && last[1].startsWith('2')) socket.write(`${step}\r\n`);
      else finish({ kind: 'rcpt', good: step === undefined && last[1].startsWith('2'), address, reply });
    });
  });
}

const bare = (record: ZoneRecord): string =>
  (record.type === 'TXT' ? textOf(record) : record.value).toLowerCase().replace(/\.$/, '');

/** Does the resolver say what was written, and nothing of what was taken away? */
async function shows(
  resolver: DnsResolver,
  add: readonly ZoneRecord[],
  remove: readonly ZoneRecord[],
): Promise<boolean> {
  const sets = new Map([...add, ...remove].map((one) => [`${one.type} ${one.name}`, one]));
  for (const { name, type } of sets.values()) {
    const answer = await resolver.query(name, type);
    if (answer.kind === 'failed') return false;
    const found =
      answer.kind === 'records'
        ? answer.records.map((one) =>
            (type === 'MX' ? `${one.number} ${one.data}` : one.data).toLowerCase().replace(/\.$/, ''),
          )
        : [];
    const here = (one: ZoneRecord): boolean => one.name === name && one.type === type;
    if (add.filter(here).some((one) => !found.includes(bare(one)))) return false;
    if (
      remove
        .filter(here)
        .some((one) => found.includes(bare(one)) && !add.some((more) => here(more) && bare(more) === bare(one)))
    )
      return false;
  }
  return true;
}

/** Asks for at most `limitMs`; true when the new answer is there. */
export async function waitForDns(
  deps: { readonly resolver: DnsResolver; readonly clock: Clock },
  records: { readonly add: readonly ZoneRecord[]; readonly remove: readonly ZoneRecord[] },
  limitMs: number,
): Promise<boolean> {
  const end = deps.clock.monotonic() + limitMs;
  for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, 1000)) {
    if (await shows(deps.resolver, records.add, records.remove)) return true;
    if (deps.clock.monotonic() + pauseMs > end) return false;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
