/**
 * Signing in to the centre with name and password: operator, contact or mailbox user, whoever the password proves. Every
 * wrong try costs the same and says the same, so that nobody learns who exists. Asks neither country rules nor Blocks.
 */
import { parseAddress } from '#src/model/address.ts';
import type { Person, SessionStage } from '#src/model/person.ts';
import { contactsWithPassword, factorsOf, operatorByName } from '#src/store/centre.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import type { PasswordHasher } from '../password-hasher.ts';
import { operatorPerson, personById } from './persons.ts';
import { beginSession, type SessionDeps } from './sessions.ts';
import type { Throttle } from './throttle.ts';

export interface SignInDeps extends SessionDeps {
  readonly hasher: PasswordHasher;
  readonly throttle: Throttle;
}
export interface SignInRequest {
  readonly name: string;
  readonly password: string;
  readonly remote: string;
  readonly agent: string | null;
}
export interface SignedIn {
  readonly token: string;
  readonly expiresAt: number;
  readonly person: Person;
  readonly stage: SessionStage;
}
interface Candidate {
  readonly kind: Person['kind'];
  readonly id: string;
  readonly hash: string;
}
/** As many hashes are compared for every name, known or not: time tells nothing of who exists. */
const ALWAYS = 3;

/** `signInWrong` for anything that does not fit, `busyWithSignIns` when too many wait. */
export async function signIn(deps: SignInDeps, request: SignInRequest): Promise<Outcome<SignedIn>> {
  const name = request.name.normalize('NFC').trim().toLowerCase().slice(0, 320);
  if (!(await deps.throttle.enter(name, request.remote))) return refused('busyWithSignIns');
  const candidates = (await candidatesFor(deps, name)).slice(0, ALWAYS);
  let proved: Candidate | null = null;
  for (const one of candidates) {
    const answer = await deps.hasher.verify(one.hash, request.password);
    if (answer === 'busy') return refused('busyWithSignIns');
    if (answer === 'right') proved ??= one;
  }
  for (let more = candidates.length; more < ALWAYS; more += 1) await deps.hasher.verify(null, request.password);
  const person = proved === null ? null : await personById(deps.db.sql, proved.kind, proved.id);
  if (person === null) {
    deps.throttle.wrong(name, request.remote);
    return refused('signInWrong');
  }
  deps.throttle.right(name, request.remote);
  const factors = await factorsOf(deps.db.sql, person.kind, person.id);
  const stage: SessionStage = factors.some((one) => one.confirmed_at !== null) ? 'second-factor' : 'signed-in';
  return done({ ...(await beginSession(deps, person, stage, request)), person, stage });
}

async function candidatesFor({ db }: SignInDeps, name: string): Promise<readonly Candidate[]> {
  const operator = await operatorByName(db.sql, name);
  const found: Candidate[] = [];
  if (operator !== null)
    found.push({ kind: 'operator', id: operatorPerson(operator).id, hash: operator.password_hash });
  const address = parseAddress(name);
  if (!address.ok) return found;
  for (const contact of await contactsWithPassword(db.sql, address.value.text))
    found.push({ kind: 'contact', id: contact.id, hash: contact.password_hash });
  const mailbox = await mailboxByAddress(db.sql, address.value.text);
  if (mailbox !== null && mailbox.passwordHash !== null)
    found.push({ kind: 'mailbox', id: mailbox.id, hash: mailbox.passwordHash });
  return found;
}
