/**
 * Where somebody was when he made a rule, and where this mailbox had been before: its sign-ins, and what is known of network
 * addresses. Reads the journal; judges nothing.
 */
import type { Making, SeenPlace } from '#src/diagnosis/observed-filing.ts';
import type { SignIn } from '../familiar.ts';
import { iso, isSignIn, isSingle } from '../familiar.ts';
import type { GroupDeps } from '../group.ts';

const DAY_MS = 86_400_000;
/** As far back as the journal is asked for places. */
const PLACE_DAYS = 90;
const MOST_PLACES = 5;

export type PlaceOf = (made: { readonly madeAt: number; readonly madeFrom: string | null }) => Making;

const distinct = (all: readonly (string | undefined)[]): readonly string[] =>
  [...new Set(all.filter((one) => one !== undefined))].sort();

/** Sign-ins that worked: of IMAP, POP and SMTP. */
export async function makingsOf(deps: GroupDeps, mailbox: string): Promise<PlaceOf> {
  const since = deps.clock.now() - PLACE_DAYS * DAY_MS;
  const events = await deps.journal.query({ kinds: ['sign-in'], outcomes: ['ok'], mailbox, since, limit: 3000 });
  const signIns = events.filter(isSignIn).filter(isSingle);
  return ({ madeAt, madeFrom }) => {
    const day = madeAt - DAY_MS;
    const before = signIns.filter((one) => one.at < day);
    const within = signIns.filter((one) => one.at >= day && one.at <= madeAt).sort((a, b) => b.at - a.at);
    return {
      madeAt: iso(madeAt),
      madeFrom: madeFrom === null ? null : placeAt(deps, madeFrom, madeAt),
      countriesBefore: distinct(before.map(({ connection }) => connection.country)),
      networksBefore: distinct(before.map(({ connection }) => connection.network)),
      signInsBefore: places(within),
    };
  };
}

function placeAt(deps: GroupDeps, remoteAddress: string, at: number): SeenPlace {
  const { country, network, networkKind } = deps.locate?.(remoteAddress) ?? {};
  return {
    at: iso(at),
    remoteAddress,
    country: country ?? null,
    network: network ?? null,
    networkKind: networkKind ?? null,
  };
}

/** One a place, newest first. */
function places(signIns: readonly SignIn[]): readonly SeenPlace[] {
  const seen = new Map<string, SeenPlace>();
  for (const { at, connection } of signIns) {
    const { country, network, networkKind, remoteAddress } = connection;
    const key = `${country ?? ''} ${network ?? ''}`;
    if (seen.has(key)) continue;
    seen.set(key, {
      at: iso(at),
      remoteAddress,
      country: country ?? null,
      network: network ?? null,
      networkKind: networkKind ?? null,
    });
  }
  return [...seen.values()].slice(0, MOST_PLACES);
}
