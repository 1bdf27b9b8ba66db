/**
 * Probe of the configured resolvers, each for itself: what they answer for MX, whether they have validated, and — when one
 * says SERVFAIL — what it answers with checking disabled. Judges nothing.
 */
import type { DnsRecursive, ResolverAnswer, ResolverView } from '#src/diagnosis/observed-delegation.ts';
import { askTwice, type DnsBudget, type RawAnswer } from '#src/net/dns-query.ts';
import type { DnsServerAddress } from '#src/net/resolver-transport.ts';
import { meaningOf } from '#src/protocol/dns/answer.ts';
import { type Untold, untold } from '../run-probe.ts';

const MOST_RESOLVERS = 4;

function answerOf(raw: RawAnswer, domain: string): ResolverAnswer | null {
  if (raw.kind === 'unasked') return null;
  if (raw.kind !== 'reply') return raw.kind;
  const meaning = meaningOf(raw.reply, domain, 'MX');
  if (meaning.kind === 'ask') return 'nodata';
  if (meaning.kind !== 'failed') return meaning.kind;
  // NOTIMP, FORMERR and the like say nothing of the domain.
  return meaning.why === 'servfail' && raw.reply.rcode !== 2 ? 'other' : meaning.why;
}

async function look(server: DnsServerAddress, domain: string, budget: DnsBudget): Promise<ResolverView | null> {
  const question = { server, name: domain, type: 'MX' } as const;
  const raw = await askTwice(budget, question);
  const answer = answerOf(raw, domain);
  if (answer === null) return null;
  const reply = raw.kind === 'reply' ? raw.reply : null;
  const unchecked =
    answer === 'servfail'
      ? answerOf(await askTwice(budget, { ...question, options: { checkingDisabled: true } }), domain)
      : null;
  const meaning = reply === null ? null : meaningOf(reply, domain, 'MX');
  const mx = meaning?.kind === 'records' ? meaning.records : [];
  return {
    server: `${server.host}:${server.port}`,
    answer,
    unchecked,
    authentic: reply?.authentic === true,
    mx: mx.map(({ number, data }) => `${number} ${data === '' ? '.' : data}`).sort(),
    ttlSeconds: meaning === null || meaning.kind === 'failed' ? null : meaning.ttlSeconds,
    errors: (reply?.edns?.errors ?? []).map(({ code, text }) => ({ code, text })),
  };
}

/** `dns.recursive`. */
export async function lookRecursive(
  servers: readonly DnsServerAddress[],
  domain: string,
  budget: DnsBudget,
): Promise<DnsRecursive | Untold> {
  const views = await Promise.all(servers.slice(0, MOST_RESOLVERS).map((server) => look(server, domain, budget)));
  const resolvers = views.flatMap((view) => (view === null ? [] : [view]));
  return resolvers.length === 0 ? untold('not-configured') : { domain, resolvers };
}
