/**
 * What needs an operator now: requests that wait for us, mail held for review, destinations that do not take our mail, checks
 * of this host that fail; and what he looked at last. Called by the API for the console's first page; changes nothing.
 */
import type { Check } from '../doctor.ts';
import type { Person } from '#src/model/person.ts';
import type { SupportRequest } from '#src/model/support.ts';
import { looksOf } from '#src/store/centre-search.ts';
import { requestsLike } from '#src/store/support-requests.ts';
import type { App } from '../app.ts';
import { done, type Outcome } from '../outcome.ts';
import { operatorWho } from './console-operator.ts';

type Deps = Pick<App, 'db' | 'clock' | 'queue' | 'doctor'>;
export interface Needs {
  readonly requests: readonly SupportRequest[];
  readonly requestsOpen: number;
  readonly held: { readonly messages: number; readonly senders: readonly string[]; readonly oldestAt: number | null };
  /** Destinations with mail that has waited longer than is usual. */
  readonly stuck: readonly { readonly domain: string; readonly waiting: number; readonly oldestMs: number }[];
  readonly health: readonly Check[];
  readonly recent: readonly { readonly subject: string; readonly at: number }[];
}

const MOST_REQUESTS = 100;
const SHOWN = 6;
const LOOKED_AT = 60;
/** Lists and bare ids are no names that anybody would look for again. */
const isName = (subject: string): boolean => !subject.startsWith('console/') && !/^[0-9a-z]{8,26}$/.test(subject);
/** Shorter waits are grey-listing and other usual things. */
const STUCK_MS = 3_600_000;
/** The checks ask DNS and the disk: once for all who open the page within this time. */
const HEALTH_MS = 30_000;

/** Gives the question to ask; it remembers the last look at the host's health. */
export function consoleNeeds(deps: Deps): (person: Person) => Promise<Outcome<Needs>> {
  let health: { readonly at: number; readonly checks: Promise<readonly Check[]> } | null = null;
  const healthNow = (): Promise<readonly Check[]> => {
    const now = deps.clock.now();
    if (health === null || now - health.at > HEALTH_MS || now < health.at)
      health = { at: now, checks: deps.doctor().then(({ checks }) => checks) };
    return health.checks;
  };
  return async (person) => {
    const who = operatorWho(person, 'look');
    if (!who.ok) return who;
    const { sql } = deps.db;
    const [open, checks, looks] = await Promise.all([
      requestsLike(sql, { states: ['open'], limit: MOST_REQUESTS }),
      healthNow(),
      looksOf(sql, who.value.name, LOOKED_AT),
    ]);
    const held = deps.queue.list({ states: ['held'] });
    const senders = [...new Set(held.map(({ mailFrom }) => mailFrom))];
    return done({
      // Who has waited longest comes first.
      requests: open.toSorted((a, b) => a.changedAt - b.changedAt).slice(0, SHOWN),
      requestsOpen: open.length,
      held: {
        messages: new Set(held.map(({ messageId }) => messageId)).size,
        senders: senders.slice(0, SHOWN),
        oldestAt: held.at(0)?.receivedAt ?? null,
      },
      stuck: deps.queue
        .destinations(MOST_REQUESTS)
        .filter(({ waiting, oldestMs }) => waiting > 0 && oldestMs > STUCK_MS)
        .slice(0, SHOWN),
      // A queue that is late is told by its destinations.
      health: checks.filter(({ check, state }) => check !== 'queue' && (state === 'failed' || state === 'warning')),
      recent: looks.filter(({ subject }) => isName(subject)).slice(0, SHOWN),
    });
  };
}
