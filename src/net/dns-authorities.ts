/**
 * What each name server of a zone says of it: does it speak for the zone at all, which serial, which name servers, MX and
 * TXT. Called by probes/delegation. A refusal or silence counts only after a second try (dns-query.ts).
 */
import type { DnsReply, DnsType } from '#src/protocol/dns/message.ts';
import { isWithin } from '#src/protocol/dns/name.ts';
import type { Leaf } from '#src/protocol/dnssec/chain.ts';
import { setIn } from '#src/protocol/dnssec/signature.ts';
import { askTwice, type DnsBudget, type RawAnswer } from './dns-query.ts';
import type { DnsWalk, ZoneCut } from './dns-walk.ts';
import type { DnsServerAddress } from './resolver-transport.ts';

export type AuthorityState =
  | 'authoritative'
  /** Answers, and says that it does not know the zone. */
  | 'refused'
  | 'servfail'
  /** Answers without speaking for the zone: a resolver, or a server that sends on. */
  | 'not-authoritative'
  | 'silent'
  | 'unreachable'
  | 'malformed'
  /** Its name has no address. */
  | 'no-address'
  /** Not asked: IPv6 that we do not have, a private address, or the budget was spent. */
  | 'not-asked';

export interface Authority {
  readonly server: string;
  readonly address: string | null;
  readonly state: AuthorityState;
  readonly serial: number | null;
  /** NS of the zone in its own words; null = not told. */
  readonly servers: readonly string[] | null;
  /** `preference host`, sorted; empty = there is none; null = not told. */
  readonly mx: readonly string[] | null;
  readonly mxTtlSeconds: number | null;
  readonly txt: readonly string[] | null;
  /** Alias at the domain itself. */
  readonly alias: string | null;
  /** What mail depends on, for the chain of trust: the zone's SOA, and MX and TXT of the domain. */
  readonly leaves: readonly Leaf[];
  readonly place: DnsServerAddress | null;
}

const nothing = { serial: null, servers: null, mx: null, mxTtlSeconds: null, txt: null, alias: null, leaves: [] };
const MOST_ADDRESSES = 10;

/** Asks every address of the zone's servers, side by side. `domain` lies in the zone, mostly is its apex. */
export async function askAuthorities(
  walk: DnsWalk,
  cut: ZoneCut,
  domain: string,
  budget: DnsBudget,
): Promise<readonly Authority[]> {
  const addressed = cut.servers.flatMap(({ name, addresses }): { name: string; address: string | null }[] =>
    addresses.length === 0 ? [{ name, address: null }] : addresses.map((address) => ({ name, address })),
  );
  return await Promise.all(
    addressed.slice(0, MOST_ADDRESSES).map(async ({ name, address }): Promise<Authority> => {
      const bare = { server: name, address, place: null, ...nothing };
      if (address === null) return { ...bare, state: 'no-address' };
      const place = walk.placeOf(name, address);
      if (place === null) return { ...bare, state: 'not-asked' };
      const said = await askAuthority(place, cut.zone, domain, budget);
      // Without IPv6 of our own every IPv6 address is silent: that says nothing of the server.
      const isOurs = address.includes(':') && (said.state === 'silent' || said.state === 'unreachable');
      return { ...bare, ...said, place, state: isOurs ? 'not-asked' : said.state };
    }),
  );
}

type Said = Pick<Authority, 'state'> & Partial<Authority>;

async function askAuthority(server: DnsServerAddress, zone: string, domain: string, budget: DnsBudget): Promise<Said> {
  const options = { recursionDesired: false, dnssecOk: true, octets: true };
  const ask = async (name: string, type: DnsType): Promise<RawAnswer> =>
    await askTwice(budget, { server, name, type, options });
  const soa = await ask(zone, 'SOA');
  const state = stateOf(soa, zone);
  if (state !== 'authoritative' || soa.kind !== 'reply') return { state };
  const rest = await Promise.all([ask(zone, 'NS'), ask(domain, 'MX'), ask(domain, 'TXT')]);
  const [ns, mx, txt] = rest.map((one) => (one.kind === 'reply' && isPlain(one.reply) ? one.reply : null));
  const mxRecords = mx?.answers.filter((record) => record.type === 'MX') ?? [];
  const alias = mx?.answers.find((record) => record.type === 'CNAME' && record.name === domain);
  const serial = soa.reply.answers.find((record) => record.type === 'SOA')?.data.split(' ')[2];
  return {
    state,
    serial: serial === undefined ? null : Number(serial),
    servers: ns?.answers.flatMap((one) => (one.type === 'NS' && one.name === zone ? [one.data] : [])).sort() ?? null,
    mx: mx === null ? null : mxRecords.map(({ number, data }) => `${number} ${data === '' ? '.' : data}`).sort(),
    mxTtlSeconds: mxRecords.length === 0 ? null : Math.min(...mxRecords.map((record) => record.ttlSeconds)),
    txt: txt === null ? null : texts(txt),
    alias: alias?.data ?? null,
    leaves: [
      leaf(soa.reply, zone, 'SOA'),
      // Behind an alias the answer belongs to another zone.
      ...(mx === null || alias !== undefined ? [] : [leaf(mx, domain, 'MX')]),
      ...(txt === null || alias !== undefined ? [] : [leaf(txt, domain, 'TXT')]),
    ],
  };
}
const leaf = (reply: DnsReply, name: string, type: 'SOA' | 'MX' | 'TXT'): Leaf => ({
  set: setIn(reply.answers, name, type),
  authorities: reply.authorities,
});
const texts = (reply: DnsReply): readonly string[] =>
  reply.answers.flatMap((record) => (record.type === 'TXT' ? [record.data] : [])).sort();
const isPlain = (reply: DnsReply): boolean => reply.authoritative && (reply.rcode === 0 || reply.rcode === 3);

function stateOf(answer: RawAnswer, zone: string): AuthorityState {
  switch (answer.kind) {
    case 'unasked':
      return 'not-asked';
    case 'timeout':
      return 'silent';
    case 'unreachable':
    case 'malformed':
      return answer.kind;
    case 'reply':
      break;
  }
  const { rcode, authoritative, answers, authorities } = answer.reply;
  if (rcode === 5) return 'refused';
  if (rcode !== 0 && rcode !== 3) return 'servfail';
  if (!authoritative) return 'not-authoritative';
  const isHere = [...answers, ...authorities].some((record) => record.type === 'SOA' && record.name === zone);
  // It speaks for a zone above, and says that this one is not there.
  const isAbove = authorities.some((record) => record.type === 'SOA' && isWithin(zone, record.name));
  return isHere && rcode === 0 ? 'authoritative' : isAbove ? 'refused' : 'not-authoritative';
}
