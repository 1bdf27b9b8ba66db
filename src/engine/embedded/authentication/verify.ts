/**
 * Checks who an inbound message really is from: SPF (RFC 7208), DKIM (RFC 6376), DMARC, ARC, through mailauth with our own
 * resolver, and writes the Authentication-Results field (RFC 8601). Called by intake. Never blocks acceptance: what cannot
 * be found out in time is `temperror`.
 */
import { authenticate, dmarc, spf } from 'mailauth';
import type { DMARCResult } from 'mailauth';
import type { ReceivedMessage } from '#src/engine/ports.ts';
import { callableResolver } from '#src/net/resolver-callable.ts';
import type { DnsResolver } from '#src/net/resolver.ts';
import { plainResults } from '#src/protocol/mime/results-field.ts';
import type { MessageFacts } from '../intake-trace.ts';

export interface Verdict {
  /** The whole field with CRLF. */
  readonly header: string;
  /** For the journal: `spf=pass dkim=none dmarc=pass`. */
  readonly summary: string;
  /** DMARC failed and the sender's domain asks for rejection. */
  readonly dmarcReject: boolean;
  /** DMARC failed and the sender's domain asks for quarantine or rejection: the spam folder's case. */
  readonly isSpam: boolean;
}

/**
 * The sender is proven not to be who it says: a report about such a message would hit an innocent (backscatter).
 * A failed SPF alone is what forwarding does; DMARC that passes clears it.
 */
export const isForged = ({ summary }: Verdict): boolean =>
  /\bdmarc=fail\b/.test(summary) || (/\bspf=fail\b/.test(summary) && !/\bdmarc=pass\b/.test(summary));

export interface VerifierOptions {
  readonly resolver: Pick<DnsResolver, 'query'>;
  /** The authserv-id: our own name. */
  readonly hostname: string;
  /** For the whole check. */
  readonly timeoutMs?: number;
}
export type Verify = (message: ReceivedMessage, facts: MessageFacts) => Promise<Verdict>;

type DnsCall = (name: string, type: string) => Promise<string[] | string[][]>;

const field = (hostname: string, results: readonly string[]): string =>
  `Authentication-Results: ${hostname};\r\n ${results.join(';\r\n ').replace(/(?:\r\n)?$/, '')}\r\n`;
const METHODS = /(?:^|;)\s*(spf|dkim|dmarc|arc)=([a-z]+)/g;
const summaryOf = (header: string): string =>
  [...plainResults(header.slice(header.indexOf(';') + 1)).matchAll(METHODS)]
    .map(([, method, result]) => `${method}=${result}`)
    .join(' ');

/**
 * The field alone, of all that the check would put on top. Only the beginning of a line begins a field: the fields above it
 * hold the sender's address and greeting, which may name this one.
 */
function resultsIn(headers: string): string {
  const start = `\r\n${headers}`.indexOf('\r\nAuthentication-Results:');
  return headers.slice(start).trimEnd().concat('\r\n');
}

const wantsReject = (result: DMARCResult | false): boolean =>
  result !== false && result.status.result === 'fail' && result.policy === 'reject';

const asksDistrust = (result: DMARCResult | false): boolean =>
  result !== false && result.status.result === 'fail' && (result.policy === 'reject' || result.policy === 'quarantine');

const MEMORY_MS = 30_000;
const MEMORY_ENTRIES = 2000;

/** Verdicts that depend on the envelope only, for half a minute: a burst from one sender is judged once. */
function createVerdictMemory() {
  const entries = new Map<string, { readonly verdict: Verdict; readonly until: number }>();
  return {
    get: (key: string): Verdict | null => {
      const found = entries.get(key);
      return found !== undefined && found.until > performance.now() ? found.verdict : null;
    },
    keep: (key: string, verdict: Verdict): void => {
      if (key.length > 2000) return; // nobody fills the memory with long names
      entries.delete(key);
      if (entries.size >= MEMORY_ENTRIES) entries.delete(entries.keys().next().value ?? '');
      entries.set(key, { verdict, until: performance.now() + MEMORY_MS });
    },
  };
}

/** Makes the check. */
export function createVerifier(options: VerifierOptions): Verify {
  const { hostname, timeoutMs = 5000 } = options;
  const resolver = callableResolver(options.resolver) as DnsCall;
  const senderOf = (message: ReceivedMessage) => ({
    ip: message.connection.remoteAddress.replace(/^::ffff:(?=\d+\.)/, ''),
    helo: message.connection.ehlo ?? '',
    sender: message.mailFrom,
    mta: hostname,
    resolver,
    maxElapsedTime: timeoutMs,
  });

  const known = createVerdictMemory();

  /** Nothing is signed, so the body need not be read: SPF and DMARC only, and the same sender's next message is cheap. */
  const unsigned = async (message: ReceivedMessage, facts: MessageFacts): Promise<Verdict> => {
    const { ip, helo, sender } = senderOf(message);
    const key = JSON.stringify([ip, helo, sender, facts.fromFields, facts.fromDomains]);
    const before = known.get(key);
    if (before !== null) return before;
    const verdict = await judgeUnsigned(message, facts);
    if (!verdict.header.includes('=temperror')) known.keep(key, verdict);
    return verdict;
  };
  const judgeUnsigned = async (message: ReceivedMessage, facts: MessageFacts): Promise<Verdict> => {
    const spfResult = await spf(senderOf(message));
    const passed = spfResult.status.result === 'pass' ? [spfResult.domain] : [];
    const dmarcResult =
      facts.fromDomains.length === 0
        ? false
        : await dmarc({
            headerFrom: [...new Set(facts.fromDomains)],
            fromFields: facts.fromFields,
            spfDomains: passed,
            dkimDomains: [],
            resolver,
          });
    const results = ['dkim=none (no signature)', spfResult.info];
    if (dmarcResult !== false) results.push(dmarcResult.info);
    const header = field(hostname, results);
    return {
      header,
      summary: summaryOf(header),
      dmarcReject: wantsReject(dmarcResult),
      isSpam: asksDistrust(dmarcResult),
    };
  };

  const signed = async (message: ReceivedMessage): Promise<Verdict> => {
    const result = await authenticate(message.bytes, { ...senderOf(message), disableBimi: true });
    const header = resultsIn(result.headers);
    return {
      header,
      summary: summaryOf(header),
      dmarcReject: wantsReject(result.dmarc),
      isSpam: asksDistrust(result.dmarc),
    };
  };

  return async (message, facts) => {
    const isSigned = facts.fields.some(({ key }) => key === 'dkim-signature' || key === 'arc-seal');
    const unknown = (why: string): Verdict => {
      const header = field(hostname, [`spf=temperror (${why})`, `dkim=temperror (${why})`, `dmarc=temperror (${why})`]);
      return { header, summary: summaryOf(header), dmarcReject: false, isSpam: false };
    };
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Verdict>((resolve) => {
      timer = setTimeout(() => resolve(unknown('time limit')), timeoutMs);
    });
    try {
      return await Promise.race([isSigned ? signed(message) : unsigned(message, facts), late]);
    } catch {
      return unknown('internal error'); // a message that breaks the library is still a message
    } finally {
      clearTimeout(timer);
    }
  };
}
