/**
 * Where a queued message goes: into a mailbox here, on through an alias, or out to another host. The queue calls this for
 * each job; `main.ts` makes it. Decides anew at every try, so that a domain that moves here or away is followed.
 */
import type { Directory, Journal, RuleBook } from '#src/engine/ports.ts';
import type { Clock } from '#src/net/clock.ts';
import { systemClock } from '#src/net/clock.ts';
import type { Resolver } from '#src/net/dns-answer.ts';
import { createReach } from '#src/net/reach.ts';
import type { MailStore } from '../mail-store.ts';
import type { Deliver, DeliveryJob } from '../queue/job.ts';
import { EMPTY_BOOK } from '../rules/no-rules.ts';
import { createConnections } from './connections.ts';
import { deliverLocally, type LocalRules } from './local.ts';
import { deliverRemotely } from './remote.ts';
import { DEFAULT_TIMEOUTS } from './smtp-client.ts';
import type { SmtpTimeouts } from './smtp-client.ts';

export interface DeliveryOptions {
  readonly directory: Directory;
  readonly store: MailStore;
  readonly resolver: Resolver;
  readonly journal: Journal;
  readonly clock?: Clock;
  /** Our name in EHLO; mail for it is never sent out. */
  readonly hostname: string;
  /** `outbound.port`, default 25. */
  readonly port?: number;
  /** `outbound.hosts`: domain, MX host or address → `host:port`; read at every try, so that a lab can move hosts. */
  readonly hosts?: Readonly<Record<string, string>>;
  /** `net.allowPrivate`. */
  readonly allowPrivate?: boolean;
  readonly timeouts?: Partial<SmtpTimeouts>;
  readonly random?: () => number;
  /** What owners want done with their mail; absent: all comes to INBOX. */
  readonly rules?: LocalRules;
}
export interface Delivery {
  readonly deliver: Deliver;
  /** Closes idle connections. */
  close(): void;
}

const noRules = (hostname: string): LocalRules => ({
  book: EMPTY_BOOK,
  hostname,
  send: () => Promise.resolve(false),
  forwarded: () => {},
});

/** What we pass on goes out under a sender of ours, so that SPF of the next host sees us and a bounce finds back. */
async function withOwnSender(job: DeliveryJob, book: Pick<RuleBook, 'senderFor'>): Promise<DeliveryJob> {
  const { through, mailFrom } = job.message;
  if (through === undefined || mailFrom === '') return job;
  const sender = await book.senderFor(mailFrom, through);
  return sender === null ? job : { ...job, sender };
}

/** Makes the delivery side of the queue. */
export function createDelivery(options: DeliveryOptions): Delivery {
  const timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
  const clock = options.clock ?? systemClock;
  const rules = options.rules ?? noRules(options.hostname);
  const connections = createConnections({ hostname: options.hostname, timeouts, idleMs: 2000 });
  const remote = {
    resolver: options.resolver,
    journal: options.journal,
    clock,
    connections,
    timeouts,
    ownNames: [options.hostname.toLowerCase()],
    port: options.port ?? 25,
    reach: createReach(options.hosts ?? {}),
    allowPrivate: options.allowPrivate ?? false,
    random: options.random ?? Math.random,
  };
  return {
    deliver: async (job) =>
      (await options.directory.isLocalDomain(job.domain))
        ? deliverLocally(job, { ...options, clock, rules })
        : deliverRemotely(await withOwnSender(job, rules.book), remote),
    close: () => connections.close(),
  };
}
