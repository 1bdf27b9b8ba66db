/**
 * The second proof: codes of an authenticator app (RFC 6238), passkeys (passkeys.ts), recovery codes. A code works once.
 * Enrolled and removed only with the password; from the first confirmed one on, signing in asks for it. Called by the API.
 */
import { Secret, TOTP } from 'otpauth';
import type { CentreSession, Person } from '#src/model/person.ts';
import { newId } from '#src/net/ids.ts';
import { deleteFactor, deleteSessionsOf, factorsOf, insertFactor, updateFactor } from '#src/store/centre.ts';
import type { Sql } from '#src/store/tables.ts';
import type { SecondFactorsTable } from '#src/store/tables-centre.ts';
import { type Acting, change } from '../change.ts';
import { done, misuse, type Outcome, refused } from '../outcome.ts';
import { type CameFrom, enterHalf, type Entered } from './entering.ts';
import type { PasskeyData } from './passkey-data.ts';
import { codesLeft, dropCodes, firstCodes, takeRecoveryCode } from './recovery-codes.ts';
import { endOtherSessions, endSession } from './sessions.ts';
import { type SignInDeps, slowed } from './sign-in.ts';

const PERIOD_S = 30;
const MOST_FACTORS = 10;
interface TotpData {
  readonly secret: string;
  /** The step of the last code that was used: each works once. */
  readonly lastStep: number;
}
export interface FactorView {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly confirmed: boolean;
  /** Of a passkey: the name of the pages it is for, and whether it is kept in more than one device. */
  readonly passkey: { readonly host: string; readonly isSynced: boolean } | null;
  readonly usedAt: number | null;
  readonly createdAt: number;
}
export interface Security {
  readonly factors: readonly FactorView[];
  readonly recoveryCodes: number;
}

export async function securityOf({ db }: SignInDeps, { kind, id }: Person): Promise<Security> {
  const factors = await factorsOf(db.sql, kind, id);
  return {
    factors: factors.map((one) => ({
      id: one.id,
      kind: one.kind,
      name: one.name,
      confirmed: one.confirmed_at !== null,
      passkey: one.kind === 'passkey' ? passkeyView(one) : null,
      usedAt: one.used_at,
      createdAt: one.created_at,
    })),
    recoveryCodes: await codesLeft(db.sql, { kind, id }),
  };
}

/** Which kinds of proof the person has in use. */
export async function proofsOf({ db }: SignInDeps, { kind, id }: Person): Promise<readonly ('totp' | 'passkey')[]> {
  const kinds = (await factorsOf(db.sql, kind, id)).filter((one) => one.confirmed_at !== null).map((one) => one.kind);
  return (['totp', 'passkey'] as const).filter((one) => kinds.includes(one));
}

const passkeyView = ({ data }: SecondFactorsTable): FactorView['passkey'] => {
  const { rpId, backedUp } = JSON.parse(data) as PasskeyData;
  return { host: rpId, isSynced: backedUp };
};

/** Is there room for one more confirmed proof? */
export const hasRoom = (all: readonly SecondFactorsTable[]): boolean =>
  all.filter((one) => one.confirmed_at !== null).length < MOST_FACTORS;

const totpOf = (secret: string, label: string, issuer: string): TOTP =>
  new TOTP({ issuer, label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: PERIOD_S });

/** Begins: the secret for the app. Nothing is asked at the door until it was confirmed by a code. */
export async function enrolTotp(
  deps: SignInDeps & { readonly hostname: string },
  person: Person,
  name: string,
): Promise<Outcome<{ readonly id: string; readonly secret: string; readonly uri: string }>> {
  const now = deps.clock.now();
  const id = newId(now);
  const secret = new Secret({ size: 20 }).base32;
  return await change({ ...deps, actor: person.name }, async (tx, audit) => {
    const all = await factorsOf(tx, person.kind, person.id);
    for (const old of all.filter((one) => one.kind === 'totp' && one.confirmed_at === null))
      await deleteFactor(tx, person.kind, person.id, old.id);
    if (!hasRoom(all)) return refused('tooManyFactors');
    const data: TotpData = { secret, lastStep: 0 };
    const row = { id, person_kind: person.kind, person_id: person.id, kind: 'totp', name, data: JSON.stringify(data) };
    await insertFactor(tx, { ...row, confirmed_at: null, used_at: null, created_at: now, credential_id: null });
    await audit('second-factor.begin', person.name, null, { kind: 'totp', name });
    return done({ id, secret, uri: totpOf(secret, person.name, `Postvakt ${deps.hostname}`).toString() });
  });
}

/** The step of a right code that was not used before; null when it is wrong. One step to either side: clocks differ. */
function stepOf(
  row: SecondFactorsTable,
  code: string,
  now: number,
): { readonly step: number; readonly data: TotpData } | null {
  const data = JSON.parse(row.data) as TotpData;
  const delta = totpOf(data.secret, '', '').validate({ token: code, timestamp: now, window: 1 });
  if (delta === null) return null;
  const step = Math.floor(now / 1000 / PERIOD_S) + delta;
  return step > data.lastStep ? { step, data: { ...data, lastStep: step } } : null;
}

/** Proves that the app works. With the first proof come ten recovery codes, shown once. Other sessions end. */
export async function confirmTotp(
  deps: SignInDeps,
  asked: {
    readonly person: Person;
    readonly session: string;
    readonly id: string;
    readonly code: string;
    readonly from: CameFrom;
  },
): Promise<Outcome<{ readonly recoveryCodes: readonly string[] }>> {
  const { person, id } = asked;
  const now = deps.clock.now();
  const confirmed = await change({ ...deps, actor: person.name }, async (tx, audit) => {
    const row = (await factorsOf(tx, person.kind, person.id)).find((one) => one.id === id && one.kind === 'totp');
    if (row === undefined) return refused('notThere');
    const right = stepOf(row, digits(asked.code), now);
    if (right === null) return misuse('secondFactorWrong');
    await updateFactor(tx, id, { confirmed_at: now, used_at: now, data: JSON.stringify(right.data) });
    await audit('second-factor.confirm', person.name, null, { kind: 'totp', name: row.name });
    return done({ recoveryCodes: await firstCodes(tx, person, now) });
  });
  if (confirmed.ok) {
    await endOtherSessions(deps, person, asked.session);
    deps.tellSecurity('factor-added', person, asked.from);
  }
  return confirmed;
}

const digits = (typed: string): string => typed.replaceAll(/\s/g, '');
/** Takes a factor away; with the last one the recovery codes go. */
export async function removeFactor(
  deps: SignInDeps,
  person: Person,
  id: string,
  from: CameFrom,
): Promise<Outcome<null>> {
  const removed = await change({ ...deps, actor: person.name }, async (tx, audit) => {
    const found = (await factorsOf(tx, person.kind, person.id)).find((one) => one.id === id);
    if (found === undefined) return refused('notThere');
    await deleteFactor(tx, person.kind, person.id, id);
    const left = (await factorsOf(tx, person.kind, person.id)).some((one) => one.confirmed_at !== null);
    if (!left) await dropCodes(tx, person);
    await audit('second-factor.remove', person.name, { kind: found.kind, name: found.name }, null);
    return done({ wasInUse: found.confirmed_at !== null });
  });
  if (!removed.ok) return removed;
  if (removed.value.wasInUse) deps.tellSecurity('factor-removed', person, from);
  return done(null);
}

/** Another name for one of them. */
export const renameFactor = (deps: SignInDeps, person: Person, id: string, name: string): Promise<Outcome<null>> =>
  change({ ...deps, actor: person.name }, async (tx, audit) => {
    const found = (await factorsOf(tx, person.kind, person.id)).find((one) => one.id === id);
    if (found === undefined) return refused('notThere');
    await updateFactor(tx, id, { name });
    await audit('second-factor.rename', person.name, { name: found.name }, { name });
    return done(null);
  });

/** Takes all of them away, codes too, and ends every session: somebody else has made sure who asks. */
export async function removeAllFactors(
  deps: Acting,
  person: Pick<Person, 'kind' | 'id' | 'name'>,
): Promise<Outcome<{ readonly name: string; readonly removed: number }>> {
  return await change(deps, async (tx, audit) => {
    const all = await factorsOf(tx, person.kind, person.id);
    for (const { id } of all) await deleteFactor(tx, person.kind, person.id, id);
    await dropCodes(tx, person);
    await deleteSessionsOf(tx, person.kind, person.id, null);
    await audit(
      'second-factor.remove-all',
      person.name,
      { factors: all.map(({ kind, name }) => `${kind} ${name}`) },
      null,
    );
    return done({ name: person.name, removed: all.filter((one) => one.confirmed_at !== null).length });
  });
}

/** After so many wrong codes the password is asked for again. */
const MOST_WRONG = 10;

/**
 * The second step at the door: a code of the app or a recovery code. Only who has the password gets here, so guessing is
 * slowed down for everybody at once, and the person is told of it.
 */
export async function proveSecond(
  deps: SignInDeps,
  session: CentreSession,
  typed: string,
  from: CameFrom,
): Promise<Outcome<Entered>> {
  const { person } = session;
  const name = `2 ${person.kind} ${person.id}`;
  const admission = await deps.throttle.enter({ name, remote: from.remote, isProven: true });
  if (admission.kind === 'later') return slowed(admission);
  const right = await deps.db.write((tx) => takeCode(tx, person, typed, deps.clock.now()));
  admission.settle(right === null ? 'wrong' : 'right');
  if (right === null) {
    if (admission.tries + 1 >= MOST_WRONG) await endSession(deps, person, session.id);
    if (admission.tries + 1 === MOST_WRONG) deps.tellSecurity('codes-guessed', person, from);
    return refused('secondFactorWrong');
  }
  const entered = await enterHalf(deps, session, from);
  if (entered === null) return refused('notSignedIn');
  if (right === 'recovery-code') deps.tellSecurity('recovery-code-used', person, from);
  return done(entered);
}

async function takeCode(tx: Sql, person: Person, typed: string, now: number): Promise<'code' | 'recovery-code' | null> {
  for (const row of await factorsOf(tx, person.kind, person.id)) {
    if (row.kind !== 'totp' || row.confirmed_at === null) continue;
    const right = stepOf(row, digits(typed), now);
    if (right === null) continue;
    await updateFactor(tx, row.id, { used_at: now, data: JSON.stringify(right.data) });
    return 'code';
  }
  return (await takeRecoveryCode(tx, person, typed)) ? 'recovery-code' : null;
}
