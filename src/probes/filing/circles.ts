/**
 * Circles between addresses here that a mailbox is part of, each with the messages that went round: the rules and forwardings
 * as they are now, and what the journal says came back (`came-back` in a message's trail). Part of `mta.filed`; judges nothing.
 */
import type { CircleSeen, HopSeen } from '#src/diagnosis/observed-filing.ts';
import { circlesThrough, type Hop } from '#src/model/forward-circle.ts';
import { domainByName } from '#src/store/domains.ts';
import { hopsFrom } from '#src/store/forward-hops.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import type { Sql } from '#src/store/tables.ts';
import { iso } from '../familiar.ts';
import type { GroupDeps } from '../group.ts';
import { type Correspondents, domainOf, isStep, type Step, type Whose } from './correspondents.ts';

const MOST = 1000;
const MOST_CIRCLES = 5;

const customerOf = async (sql: Sql, address: string): Promise<string | null> =>
  (await domainByName(sql, domainOf(address)))?.customer ?? null;

/** Names of rules are told to their own customer alone. */
async function hopSeen(sql: Sql, { from, to, by, rule, name }: Hop, customer: string | null): Promise<HopSeen> {
  const isOwn = (await customerOf(sql, from)) === customer;
  return { from, to, by, rule: isOwn ? rule : null, name: isOwn ? name : null };
}

/** Who had the message, in order, before it came back; null when it did not. */
function wayOf({ rules = [] }: Step): readonly string[] | null {
  for (const { effect } of rules) if (effect.kind === 'came-back') return effect.path;
  return null;
}

/** Messages that went round this circle since it is as it is, at whichever of its mailboxes they ended. */
async function wentRound({ db, journal }: GroupDeps, circle: readonly Hop[], since: number): Promise<readonly Step[]> {
  const members = new Set(circle.map(({ from }) => from));
  const from = Math.max(since, ...circle.map(({ madeAt }) => madeAt));
  const found: Step[] = [];
  for (const address of members) {
    const mailbox = await mailboxByAddress(db.sql, address);
    if (mailbox === null) continue;
    const asked = {
      kinds: ['message'],
      mailbox: mailbox.id,
      outcomes: ['delivered'],
      since: from,
      limit: MOST,
    } as const;
    for (const step of (await journal.query(asked)).filter(isStep))
      if (wayOf(step)?.every((one) => members.has(one)) === true) found.push(step);
  }
  return found.sort((a, b) => b.at - a.at);
}

/** Those that a message went round, the newest first. */
export async function lookAtCircles(
  deps: GroupDeps,
  whose: Whose,
  known: Correspondents,
  since: number,
): Promise<readonly CircleSeen[]> {
  const { sql } = deps.db;
  const circles = await circlesThrough(whose.address, (address) => hopsFrom(sql, address));
  const customer = circles.length === 0 ? null : await customerOf(sql, whose.address);
  const seen: CircleSeen[] = [];
  for (const circle of circles.slice(0, MOST_CIRCLES)) {
    const steps = (await wentRound(deps, circle, since)).filter((step) => wayOf(step)?.includes(whose.address));
    const [newest] = steps;
    if (newest === undefined) continue;
    seen.push({
      hops: await Promise.all(circle.map((hop) => hopSeen(sql, hop, customer))),
      count: steps.length,
      lastAt: iso(newest.at),
      keptIn: newest.rcptTo?.toLowerCase() ?? '',
      newest: known.message(newest),
    });
  }
  return seen.sort((a, b) => (a.lastAt < b.lastAt ? 1 : -1));
}
