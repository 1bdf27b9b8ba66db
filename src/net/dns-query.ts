/**
 * Raw questions to one name server for diagnosis: the whole reply as a value, each way to fail its own, a second try by
 * another path before anything negative counts, and a budget for each diagnosis. Called by dns-walk.ts,
 * dns-authorities.ts, probes/delegation. Sends nothing when the budget is spent.
 */
import type { DnsReply, DnsType } from '#src/protocol/dns/message.ts';
import type { Clock } from './clock.ts';
import { type AskOptions, askServer, type DnsServerAddress } from './resolver-transport.ts';

export type RawAnswer =
  | { readonly kind: 'reply'; readonly reply: DnsReply }
  /** Silent at every try, by UDP and TCP. */
  | { readonly kind: 'timeout' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'malformed' }
  /** Not asked: the budget is spent. */
  | { readonly kind: 'unasked' };

/** How much one diagnosis may ask. */
export interface DnsBudget {
  /** Takes one question; false when none is left or the time is up. */
  take(): boolean;
  leftMs(): number;
  asked(): number;
}
export function createDnsBudget(clock: Clock, most = 120, limitMs = 4000): DnsBudget {
  const until = clock.monotonic() + limitMs;
  let asked = 0;
  const leftMs = (): number => Math.max(0, until - clock.monotonic());
  return {
    take: () => {
      if (asked >= most || leftMs() < 20) return false;
      asked += 1;
      return true;
    },
    leftMs,
    asked: () => asked,
  };
}

export interface RawQuestion {
  readonly server: DnsServerAddress;
  readonly name: string;
  readonly type: DnsType;
  readonly options?: AskOptions;
  /** Of the first try. */
  readonly timeoutMs?: number;
}
const FIRST_MS = 700;

/** Asks once, without a second try: where another server can be asked instead. */
export async function askOnce(budget: DnsBudget, question: RawQuestion): Promise<RawAnswer> {
  if (!budget.take()) return { kind: 'unasked' };
  const { server, name, type, options, timeoutMs = FIRST_MS } = question;
  const asked = await askServer(server, name, type, Math.min(timeoutMs, budget.leftMs()), options);
  if (asked.ok) return { kind: 'reply', reply: asked.reply };
  return { kind: asked.why === 'timeout' || asked.why === 'malformed' ? asked.why : 'unreachable' };
}

/** True when the reply is one that a second try may better: the server is out of order, not of another opinion. */
const isDoubtful = (answer: RawAnswer): boolean =>
  answer.kind === 'reply' ? [1, 2, 4, 5].includes(answer.reply.rcode) : answer.kind !== 'unasked';

/**
 * Asks, and asks again when the answer is none or a refusal: first the same way with plain letters, then by TCP. The last
 * word counts; of silence and words the words.
 */
export async function askTwice(budget: DnsBudget, question: RawQuestion): Promise<RawAnswer> {
  const first = await askOnce(budget, question);
  if (!isDoubtful(first)) return first;
  const again = { ...question, timeoutMs: (question.timeoutMs ?? FIRST_MS) * 1.3 };
  const ways: readonly AskOptions[] = [{ plainCase: true }, ...(first.kind === 'timeout' ? [{ tcp: true }] : [])];
  let said = first;
  for (const way of ways) {
    const next = await askOnce(budget, { ...again, options: { ...question.options, ...way } });
    if (!isDoubtful(next) && next.kind === 'reply') return next;
    if (next.kind === 'reply' || (said.kind !== 'reply' && next.kind === 'timeout')) said = next;
  }
  return said;
}
