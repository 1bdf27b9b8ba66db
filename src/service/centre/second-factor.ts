/**
 * The second proof: codes of an authenticator app (RFC 6238) and ten recovery codes. A code works once. Enrolled and removed
 * only with the password; from the first confirmed one on, signing in asks for it. Called by the API.
 */
import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { CentreSession, Person } from '#src/model/person.ts';
import { newId } from '#src/net/ids.ts';
import {
  countWaysBack,
  deleteFactor,
  deleteWaysBackOf,
  factorsOf,
  insertFactor,
  insertWayBack,
  takeWayBackOf,
  updateFactor,
} from '#src/store/centre.ts';
import type { Sql } from '#src/store/tables.ts';
import type { SecondFactorsTable } from '#src/store/tables-centre.ts';
import { change } from '../change.ts';
import { done, misuse, type Outcome, refused } from '../outcome.ts';
import { completeSession, endOtherSessions, tokenHash } from './sessions.ts';
import type { SignInDeps } from './sign-in.ts';

const PERIOD_S = 30;
const CODES = 10;
const MOST_FACTORS = 10;
const RECOVERY = 'recovery-code';
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
      usedAt: one.used_at,
      createdAt: one.created_at,
    })),
    recoveryCodes: await countWaysBack(db.sql, RECOVERY, kind, id),
  };
}

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
    if (all.filter((one) => one.confirmed_at !== null).length >= MOST_FACTORS) return refused('tooManyFactors');
    const data: TotpData = { secret, lastStep: 0 };
    const row = { id, person_kind: person.kind, person_id: person.id, kind: 'totp', name, data: JSON.stringify(data) };
    await insertFactor(tx, { ...row, confirmed_at: null, used_at: null, created_at: now });
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

/** Proves that the app works; gives fresh recovery codes, shown once. Other sessions end. */
export async function confirmTotp(
  deps: SignInDeps,
  asked: { readonly person: Person; readonly session: string; readonly id: string; readonly code: string },
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
    return done({ recoveryCodes: await freshCodes(tx, person, now) });
  });
  if (confirmed.ok) await endOtherSessions(deps, person, asked.session);
  return confirmed;
}

const digits = (typed: string): string => typed.replaceAll(/\s/g, '');
const codeForm = (typed: string): string => typed.toLowerCase().replaceAll(/[\s-]/g, '');
/** Without letters that are mixed up; 10 of 31 = 49 bits, and guesses are slowed down. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const newCode = (): string => Array.from(randomBytes(10), (octet) => ALPHABET[octet % 31]).join('');

async function freshCodes(tx: Sql, { kind, id }: Person, now: number): Promise<readonly string[]> {
  await deleteWaysBackOf(tx, RECOVERY, kind, id);
  const codes = Array.from({ length: CODES }, newCode);
  for (const code of codes)
    await insertWayBack(tx, {
      token_hash: tokenHash(`${kind} ${id} ${code}`),
      kind: RECOVERY,
      person_kind: kind,
      person_id: id,
      expires_at: null,
      created_at: now,
    });
  return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`);
}

/** Ten new ones; the old ones end. */
export const renewCodes = (
  deps: SignInDeps,
  person: Person,
): Promise<Outcome<{ readonly recoveryCodes: readonly string[] }>> =>
  change({ ...deps, actor: person.name }, async (tx, audit) => {
    if (!(await factorsOf(tx, person.kind, person.id)).some((one) => one.confirmed_at !== null))
      return refused('noSecondFactor');
    await audit('second-factor.codes', person.name, null, null);
    return done({ recoveryCodes: await freshCodes(tx, person, deps.clock.now()) });
  });

/** Takes a factor away; with the last one the recovery codes go. */
export const removeFactor = (deps: SignInDeps, person: Person, id: string): Promise<Outcome<null>> =>
  change({ ...deps, actor: person.name }, async (tx, audit) => {
    if ((await deleteFactor(tx, person.kind, person.id, id)) === 0) return refused('notThere');
    const left = (await factorsOf(tx, person.kind, person.id)).some((one) => one.confirmed_at !== null);
    if (!left) await deleteWaysBackOf(tx, RECOVERY, person.kind, person.id);
    await audit('second-factor.remove', person.name, { id }, null);
    return done(null);
  });

/** The second step at the door: a code of the app or a recovery code. Slowed down like passwords. */
export async function proveSecond(
  deps: SignInDeps,
  session: CentreSession,
  typed: string,
  remote: string,
): Promise<Outcome<null>> {
  const { person } = session;
  const name = `2 ${person.kind} ${person.id}`;
  if (!(await deps.throttle.enter(name, remote))) return refused('busyWithSignIns');
  const right = await deps.db.write((tx) => takeCode(tx, person, typed, deps.clock.now()));
  if (!right) {
    deps.throttle.wrong(name, remote);
    return refused('secondFactorWrong');
  }
  deps.throttle.right(name, remote);
  await completeSession(deps, session);
  return done(null);
}

async function takeCode(tx: Sql, person: Person, typed: string, now: number): Promise<boolean> {
  for (const row of await factorsOf(tx, person.kind, person.id)) {
    if (row.kind !== 'totp' || row.confirmed_at === null) continue;
    const right = stepOf(row, digits(typed), now);
    if (right === null) continue;
    await updateFactor(tx, row.id, { used_at: now, data: JSON.stringify(right.data) });
    return true;
  }
  return await takeWayBackOf(tx, tokenHash(`${person.kind} ${person.id} ${codeForm(typed)}`), RECOVERY);
}
