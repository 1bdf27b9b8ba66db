/**
 * The last step of every way in: the session is good from here on, the browser is remembered, and the person is told when it
 * is one that he never used before. Called by sign-in, second proofs, passkeys and the first operator.
 */
import type { CentreSession, Person, PersonKind } from '#src/model/person.ts';
import { countDevicesOf, forgetOldDevices, personsOfDevice, rememberDevice } from '#src/store/known-devices.ts';
import type { Sql } from '#src/store/tables.ts';
import { beginSession, completeSession, isToken, newToken, type SessionToken, tokenHash } from './sessions.ts';
import type { SignInDeps } from './sign-in.ts';

/** Who asks, as far as the network tells. */
export interface CameFrom {
  readonly remote: string;
  /** The browser's name for itself. */
  readonly agent: string | null;
  /** Value of the browser's long-lived cookie. */
  readonly device?: string | null | undefined;
}
export interface Entered extends SessionToken {
  readonly person: Person;
  /** For the browser's long-lived cookie; null: as it was. */
  readonly device: string | null;
}
/** As long as a browser keeps a cookie. */
export const DEVICE_MS = 400 * 86_400_000;

/** Begins a whole session. */
export async function enter(deps: SignInDeps, person: Person, from: CameFrom): Promise<Entered> {
  const session = await beginSession(deps, person, 'signed-in', from);
  return { ...session, person, device: await rememberBrowser(deps, person, from) };
}

/** Makes a half session whole; null when it ended meanwhile. */
export async function enterHalf(deps: SignInDeps, session: CentreSession, from: CameFrom): Promise<Entered | null> {
  const whole = await completeSession(deps, session);
  if (whole === null) return null;
  return { ...whole, person: session.person, device: await rememberBrowser(deps, session.person, from) };
}

async function rememberBrowser(deps: SignInDeps, person: Person, from: CameFrom): Promise<string | null> {
  const given = isToken(from.device ?? undefined) ? (from.device ?? null) : null;
  const token = given ?? newToken();
  const at = deps.clock.now();
  const { isNew, known } = await deps.db.write(async (tx: Sql) => {
    await forgetOldDevices(tx, at - DEVICE_MS);
    const others = await countDevicesOf(tx, person.kind, person.id);
    const device = { tokenHash: tokenHash(token), kind: person.kind, id: person.id, at };
    return { isNew: await rememberDevice(tx, device), known: others };
  });
  // The very first one is no news to him.
  if (isNew && known > 0) deps.tellSecurity('new-device', person, from);
  return token;
}

/** Hash of the browser's cookie when it has signed in one of these before; else null. */
export async function isKnownDevice(
  { db }: Pick<SignInDeps, 'db'>,
  device: string | null | undefined,
  persons: readonly { readonly kind: PersonKind; readonly id: string }[],
): Promise<string | null> {
  if (!isToken(device ?? undefined)) return null;
  const hash = tokenHash(device ?? '');
  const signedIn = await personsOfDevice(db.sql, hash);
  const isOne = signedIn.some((row) =>
    persons.some(({ kind, id }) => kind === row.person_kind && id === row.person_id),
  );
  return isOne ? hash : null;
}
