/**
 * The servers that take a domain's mail: each MX host at port 25, and whether it would take mail for the address (RCPT and
 * RSET, never a message). One connection for both. Called by group.ts. Judges nothing.
 */
import type { LoopRcpt, OutsideInbound, RcptSeen, SeenMxHost } from '#src/diagnosis/observed-outside.ts';
import type { DnsHost, DnsMx, DnsMxAddresses } from '#src/diagnosis/observations.ts';
import type { DialAsk, DialledAddress } from '#src/net/dial.ts';
import { type Untold, untold } from '../run-probe.ts';
import { askOf, DIAL_MS, isWanted, lookInside, type Prober } from './doors.ts';
import { addressesSeen, isWell } from './seen.ts';

/** Asked one after the other of a domain, best first; more are not the story. */
const MOST_HOSTS = 4;

export interface InboundQuestion {
  readonly domain: string;
  readonly mx: DnsMx;
  readonly addresses: DnsMxAddresses;
  /** Our own; null when DNS did not tell. */
  readonly host: DnsHost | null;
  /** Asked about at each host; null: nobody. */
  readonly recipient: string | null;
  /** A domain of ours: its foreign hosts may be asked about the recipient too. */
  readonly ours: boolean;
  readonly fresh: boolean;
}
export interface InboundAnswers {
  readonly inbound: OutsideInbound | Untold;
  readonly rcpt: LoopRcpt | Untold;
}

const mxHosts = ({ mx, domain }: InboundQuestion): readonly string[] => {
  if (mx.state === 'records') return [...new Set(mx.records.map((record) => record.host))].slice(0, MOST_HOSTS);
  // RFC 5321 §5.1: without MX the domain's own address takes the mail.
  return mx.state === 'none' && (mx.implicit ?? []).length > 0 ? [domain] : [];
};

function isOurs({ deps }: Prober, question: InboundQuestion, name: string): boolean {
  if (name === deps.host().hostname) return true;
  const here = question.host?.addresses ?? [];
  const of = question.addresses.hosts.find((one) => one.host === name)?.addresses ?? question.mx.implicit ?? [];
  return of.some((address) => here.includes(address));
}

/** Other addresses need SMTPUTF8 or quoting, which a mere question is not worth. */
const isPlain = (address: string): boolean => /^[!-;=?-~]+$/.test(address);

interface HostAnswer {
  readonly seen: SeenMxHost;
  readonly rcpt: readonly RcptSeen[];
}

async function askHost(prober: Prober, question: InboundQuestion, host: string): Promise<HostAnswer | null> {
  const ours = isOurs(prober, question, host);
  const own = askOf(prober, 'inbound', question.fresh);
  // Strangers are told our true name; they see us only as a sender without message.
  const hello = ours ? own.hello : prober.deps.host().hostname;
  const asks = question.recipient !== null && isPlain(question.recipient) && (ours || question.ours);
  const recipient = asks ? { recipient: question.recipient ?? '' } : {};
  const ask: DialAsk = { ...own, host, hello, isOurs: ours, limitMs: DIAL_MS, ...recipient };
  const answer = await prober.dialer.dial(ask);
  if (answer.kind === 'none') return null;
  return {
    seen: { host, ours, addresses: await addressesSeen(answer.addresses, prober.chains) },
    rcpt: answer.addresses.flatMap((one) => rcptOf(host, ours, one)),
  };
}

function rcptOf(host: string, ours: boolean, { address, recipient }: DialledAddress): readonly RcptSeen[] {
  return recipient === null ? [] : [{ host, ours, address, ...recipient }];
}

/** `outside.inbound` and `loop.inbound-rcpt`. */
export async function lookAtInbound(prober: Prober, question: InboundQuestion): Promise<InboundAnswers> {
  const hosts = mxHosts(question);
  if (hosts.length === 0) return { inbound: untold('no-mx'), rcpt: untold('no-mx') };
  const answers = (await Promise.all(hosts.map((host) => askHost(prober, question, host)))).filter(
    (answer) => answer !== null,
  );
  if (answers.length === 0) return { inbound: untold('dns'), rcpt: untold('dns') };
  const seen = answers.map((answer) => answer.seen);
  const isAsked =
    seen.some(({ ours, addresses }) => ours && !addresses.some(isWell)) && isWanted(prober.deps, 'inbound');
  const inside = isAsked ? await lookInside(prober, 'inbound') : 'not-asked';
  const rcpt = answers.flatMap((answer) => answer.rcpt);
  return {
    inbound: { domain: question.domain, hosts: seen, inside },
    rcpt:
      rcpt.length === 0 || question.recipient === null
        ? untold('no-answer')
        : { address: question.recipient, answers: rcpt },
  };
}
