/**
 * Delivery to other hosts: route, try host after host, tell the journal of every attempt. Called by `deliver.ts`.
 * A failing host is an outcome; only a bug throws.
 */
import type { Journal } from '#src/engine/ports.ts';
import type { Clock } from '#src/net/clock.ts';
import type { DeliveryJob, Outcome, Reply } from '../queue/job.ts';
import { recipientEvent } from '../queue/recipient-event.ts';
import type { Connections } from './connections.ts';
import { routeTo } from './route.ts';
import type { RouteOptions, Target } from './route.ts';
import type { OutboundTls, SmtpTimeouts } from './smtp-client.ts';
import { sendOver, troubleOutcome } from './transaction.ts';
import type { Attempted } from './transaction.ts';

export interface RemoteOptions extends RouteOptions {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly connections: Connections;
  readonly timeouts: SmtpTimeouts;
}

type Tried = Attempted & { readonly tls: OutboundTls | null };

/** Tries one address. A kept connection that turns out dead is replaced by a fresh one at once. */
async function attempt(job: DeliveryJob, target: Target, options: RemoteOptions): Promise<Tried> {
  for (const fresh of [false, true]) {
    const opened = await options.connections.open(target, fresh);
    if (opened.kind === 'failed')
      return { outcomes: job.recipients.map(() => opened.outcome), tryNextHost: true, reusable: false, tls: null };
    const done = await sendOver(opened.client, job, target, options.timeouts);
    if (done.reusable) options.connections.keep(target, opened.client);
    else opened.client.quit();
    const stale = opened.reused && done.tryNextHost && !opened.client.usable;
    if (!stale) return { ...done, tls: opened.client.tls };
  }
  const nothing = troubleOutcome({ kind: 'trouble', why: 'closed', detail: 'twice' }, target);
  return { outcomes: job.recipients.map(() => nothing), tryNextHost: true, reusable: false, tls: null };
}

function recordAttempt(job: DeliveryJob, target: Target, done: Tried, options: RemoteOptions): void {
  const at = options.clock.now();
  const { outcomes, tls } = done;
  for (const [i, recipient] of job.recipients.entries()) {
    const outcome = outcomes[i];
    const reply = 'reply' in outcome ? outcome.reply : undefined;
    options.journal.record({
      ...recipientEvent(job.message, recipient, 'attempt', at),
      host: target.host,
      hostAddress: `${target.address}:${target.port}`,
      ...(reply === undefined ? {} : { code: reply.code, enhanced: reply.enhanced, reply: reply.text.slice(0, 500) }),
      ...(reply?.ours === true ? { isOurWords: true } : {}),
      ...(tls === null ? {} : { outboundTls: tls }),
      ...('cause' in outcome && outcome.cause !== undefined ? { cause: outcome.cause } : {}),
    });
  }
}

/** No host to try: the attempt is told all the same, or a message seems forgotten while it waits. A final one is told by the queue. */
function recordNoRoute(job: DeliveryJob, { code, enhanced, text }: Reply, options: RemoteOptions): void {
  const at = options.clock.now();
  for (const recipient of job.recipients)
    options.journal.record({
      ...recipientEvent(job.message, recipient, 'attempt', at),
      code,
      enhanced,
      reply: text.slice(0, 500),
      isOurWords: true,
    });
}

/** After this no further host is begun: slow hosts must not hold a place in the queue for hours. */
const LONGEST_MS = 5 * 60_000;

/** One outcome a recipient, in their order. */
export async function deliverRemotely(job: DeliveryJob, options: RemoteOptions): Promise<readonly Outcome[]> {
  const route = await routeTo(job.domain, options);
  if (route.kind !== 'targets') {
    if (route.kind === 'temporary') recordNoRoute(job, route.reply, options);
    return job.recipients.map(() => route);
  }
  let outcomes: readonly Outcome[] = [];
  const until = options.clock.monotonic() + LONGEST_MS;
  for (const target of route.targets) {
    const done = await attempt(job, target, options);
    recordAttempt(job, target, done, options);
    outcomes = done.outcomes;
    if (!done.tryNextHost || options.clock.monotonic() > until) break;
  }
  return outcomes;
}
