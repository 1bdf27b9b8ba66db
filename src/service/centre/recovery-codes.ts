/**
 * Ten codes on paper for the day the phone is gone: each opens the second step once. Made with the first proof, shown once,
 * kept as hashes. Called by second-factor.ts and passkeys.ts.
 */
import { randomBytes } from 'node:crypto';
import type { Person } from '#src/model/person.ts';
import { countWaysBack, deleteWaysBackOf, factorsOf, insertWayBack, takeWayBackOf } from '#src/store/centre.ts';
import type { Sql } from '#src/store/tables.ts';
import { change } from '../change.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { tokenHash } from './sessions.ts';
import type { SignInDeps } from './sign-in.ts';

type Who = Pick<Person, 'kind' | 'id'>;
const CODES = 10;
const KIND = 'recovery-code';
/** Without letters that are mixed up; 10 of 31 = 49 bits, and guesses are slowed down. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
/** Each letter is as likely as any other: what does not divide evenly is thrown again. */
const FAIR = 256 - (256 % ALPHABET.length);

function newCode(): string {
  let code = '';
  while (code.length < 10)
    for (const octet of randomBytes(16))
      if (octet < FAIR && code.length < 10) code += ALPHABET[octet % ALPHABET.length];
  return code;
}
const formOf = (typed: string): string => typed.toLowerCase().replaceAll(/[\s-]/g, '');
const hashOf = ({ kind, id }: Who, code: string): string => tokenHash(`${kind} ${id} ${code}`);

async function freshCodes(tx: Sql, person: Who, now: number): Promise<readonly string[]> {
  await dropCodes(tx, person);
  const codes = Array.from({ length: CODES }, newCode);
  for (const code of codes)
    await insertWayBack(tx, {
      token_hash: hashOf(person, code),
      kind: KIND,
      person_kind: person.kind,
      person_id: person.id,
      expires_at: null,
      created_at: now,
    });
  return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`);
}

/** With the first proof; none when there are codes that are still good. */
export const firstCodes = async (tx: Sql, person: Who, now: number): Promise<readonly string[]> =>
  (await codesLeft(tx, person)) > 0 ? [] : await freshCodes(tx, person, now);

export const codesLeft = (sql: Sql, { kind, id }: Who): Promise<number> => countWaysBack(sql, KIND, kind, id);
export const dropCodes = (tx: Sql, { kind, id }: Who): Promise<void> => deleteWaysBackOf(tx, KIND, kind, id);
/** True once for each code. */
export const takeRecoveryCode = (tx: Sql, person: Who, typed: string): Promise<boolean> =>
  takeWayBackOf(tx, hashOf(person, formOf(typed)), KIND);

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
