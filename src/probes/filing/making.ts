/**
 * Where somebody was when he made a rule, and where this mailbox had been before: its sign-ins, and what is known of network
 * addresses. Reads the journal; judges nothing.
 */
import type { Making, SeenPlace } from '#src/diagnosis/observed-filing.ts';
import type { ConnectionFacts } from '#src/model/journal.ts';
import { iso, isSignIn, isSingle, type SignIn } from '../familiar.ts';
import type { GroupDeps } from '../group.ts';

const DAY_MS = 86_400_000;
/** As far back as the journal is asked for places. */
const PLACE_DAYS = 90;
const MOST_PLACES = 5;

export type PlaceOf = (made: { readonly madeAt: number; readonly madeFrom: string | null }) => Making;

const distinct = (all: readonly (string | undefined)[]): readonly string[] =>
  [...new Set(all.filter((one) => one !== undefined))].sort();
const wayOf = ({ country, network }: Where): string => `${country ?? ''} ${network ?? ''}`;
type Where = Pick<ConnectionFacts, 'country' | 'network' | 'networkKind'>;

/** Sign-ins that worked, of IMAP, POP and SMTP: the first of each place, and what was before it. */
export async function makingsOf(deps: GroupDeps, mailbox: string): Promise<PlaceOf> {
  const since = deps.clock.now() - PLACE_DAYS * DAY_MS;
  const events = await deps.journal.query({ kinds: ['sign-in'], outcomes: ['ok'], mailbox, since, limit: 3000 });
  const signIns = events
    .filter(isSignIn)
    .filter(isSingle)
    .sort((a, b) => a.at - b.at);
  const placeAt = (remoteAddress: string, where: Where, at: number): SeenPlace => {
    const before = signIns.filter((one) => one.at < at).map(({ connection }) => connection);
    return {
      at: iso(at),
      remoteAddress,
      country: where.country ?? null,
      network: where.network ?? null,
      networkKind: where.networkKind ?? null,
      before: {
        signIns: before.length,
        countries: distinct(before.map(({ country }) => country)),
        networks: distinct(before.map(({ network }) => network)),
      },
    };
  };
  const firsts = new Map<string, SignIn>();
  for (const one of signIns) if (!firsts.has(wayOf(one.connection))) firsts.set(wayOf(one.connection), one);
  return ({ madeAt, madeFrom }) => {
    const within = signIns.filter((one) => one.at >= madeAt - DAY_MS && one.at <= madeAt);
    const ways = new Set(within.map(({ connection }) => wayOf(connection)));
    return {
      madeAt: iso(madeAt),
      madeFrom: madeFrom === null ? null : placeAt(madeFrom, deps.locate?.(madeFrom) ?? {}, madeAt),
      signInsBefore: [...firsts]
        .filter(([way]) => ways.has(way))
        .map(([, { connection, at }]) => placeAt(connection.remoteAddress, connection, at))
        .sort((a, b) => (a.at < b.at ? 1 : -1))
        .slice(0, MOST_PLACES),
    };
  };
}
