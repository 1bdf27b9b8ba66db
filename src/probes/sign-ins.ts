/** Probes of sign-ins: with the subject's own name, and with names that are probably meant for it. Read the journal. */
import type { Attempt, Attribution, AuthOtherNames, AuthSignIns } from '#src/diagnosis/observations.ts';
import { readLoginName } from '#src/model/login-name.ts';
import {
  clientOf,
  type Familiar,
  isSameName,
  iso,
  isSignIn,
  isSingle,
  looksMeant,
  placeOf,
  SIGN_IN_DAYS,
  type SignIn,
  unique,
} from './familiar.ts';
import type { ProbeDeps } from './sources.ts';

const HOURS = 24;
const MOST = 100;

/** Letters for secrets: the same letter is the same wrong secret, and the fingerprint itself is shown to nobody. */
function secretLetters(events: readonly SignIn[]): ReadonlyMap<string, string> {
  const marks = [...new Set(events.flatMap((event) => event.secretFingerprint ?? []))].sort();
  return new Map(marks.map((mark, index) => [mark, index < 26 ? String.fromCharCode(65 + index) : `Z${index - 25}`]));
}

function attemptOf(event: SignIn, attributed: Attribution, letters: ReadonlyMap<string, string>): Attempt {
  const known = attributed !== 'near';
  return {
    firstAt: iso(event.at),
    lastAt: iso(event.lastAt),
    count: event.count,
    outcome: event.outcome,
    cause: event.cause ?? null,
    login: event.login,
    endpoint: event.connection.endpoint,
    remoteAddress: known ? event.connection.remoteAddress : null,
    client: known ? clientOf(event) : null,
    secret: letters.get(event.secretFingerprint ?? '') ?? null,
    network: known ? (event.connection.network ?? null) : null,
    attributed,
  };
}

/** `auth.sign-ins`. */
export function lookAtSignIns(familiar: Familiar): AuthSignIns {
  const letters = secretLetters(familiar.own);
  const wanted = familiar.own.slice(0, MOST);
  return { days: SIGN_IN_DAYS, attempts: wanted.map((event) => attemptOf(event, 'mailbox', letters)) };
}

/** `auth.other-names`: the bare name, slips, invisible characters. */
export async function lookAtOtherNames(deps: ProbeDeps, familiar: Familiar): Promise<AuthOtherNames> {
  const { address, mailbox, used, asked } = familiar;
  const since = asked - HOURS * 3_600_000;
  const local = address.slice(0, address.lastIndexOf('@'));
  const base = { kinds: ['sign-in'], outcomes: ['unknown-user'], since, limit: 300 } as const;
  const lists = await Promise.all([
    deps.journal.query({ ...base, names: [local, address] }),
    ...(mailbox === undefined ? [] : [deps.journal.query({ ...base, mailbox })]),
    ...(used.size === 0 ? [] : [deps.journal.query({ ...base, remoteAddresses: [...used] })]),
  ]);
  const attempts = unique(lists.flat())
    .filter(isSignIn)
    .filter((event) => isSingle(event) && !isSameName(event.login, address))
    .flatMap((event) => {
      const attributed = attributionOf(event, familiar);
      return attributed === null ? [] : [attemptOf(event, attributed, new Map())];
    });
  return { hours: HOURS, attempts: attempts.slice(0, 20) };
}

/** What of a sign-in tells whose it is. */
export type SignInLike = Pick<SignIn, 'login' | 'mailbox' | 'connection'>;

/** Whose a sign-in with another name is; null = not the subject's. */
export function attributionOf(event: SignInLike, familiar: Familiar): Attribution | null {
  const { address, mailbox } = familiar;
  // Our doors have already worked out that somebody else was meant.
  if (event.mailbox !== undefined && event.mailbox !== mailbox) return null;
  const name = readLoginName(
    event.login.replaceAll(/\\u([0-9a-f]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  );
  if (name.kind === 'address' && name.address.text === address) return 'mailbox';
  if (!looksMeant(event.login, address) && event.mailbox !== mailbox) return null;
  const stranger = name.kind === 'bare' ? 'only-one' : 'near';
  const place = placeOf(familiar, event.connection.remoteAddress, stranger);
  return place === stranger && event.mailbox === undefined ? null : place;
}
