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
import { type CameFrom, enter, type Entered, isKnownDevice } from './entering.ts';
import { beginSession, type SessionDeps } from './sessions.ts';
import type { TellSecurity } from './security-notices.ts';
import type { Admission, Throttle } from './throttle.ts';

export interface SignInDeps extends SessionDeps {
  readonly hasher: PasswordHasher;
  readonly throttle: Throttle;
  /** Letters to the person about what happened to his way in. */
  readonly tellSecurity: TellSecurity;
}
export interface SignInRequest extends CameFrom {
  readonly name: string;
  readonly password: string;
}
export interface SignedIn extends Entered {
  readonly stage: SessionStage;
}
interface Candidate {
  readonly kind: Person['kind'];
  readonly id: string;
  readonly hash: string;
}
/** As many hashes are compared for every name, known or not: time tells nothing of who exists. */
const ALWAYS = 3;

/** Told how long to wait; nothing was compared. */
export const slowed = ({ seconds }: Extract<Admission, { kind: 'later' }>): Outcome<never> =>
  refused('slowDown', { seconds });

/** `signInWrong` for anything that does not fit, `slowDown` after many wrong tries, `busyWithSignIns` when too many wait. */
export async function signIn(deps: SignInDeps, request: SignInRequest): Promise<Outcome<SignedIn>> {
  const name = request.name.normalize('NFC').trim().toLowerCase().slice(0, 320);
  const candidates = (await candidatesFor(deps, name)).slice(0, ALWAYS);
  const device = await isKnownDevice(deps, request.device, candidates);
  const admission = await deps.throttle.enter({ name, remote: request.remote, device });
  if (admission.kind === 'later') return slowed(admission);
  const proved = await provedBy(deps, candidates, request.password);
  if (proved === 'busy') {
    admission.settle('void');
    return refused('busyWithSignIns');
  }
  const person = proved === null ? null : await personById(deps.db.sql, proved.kind, proved.id);
  admission.settle(person === null ? 'wrong' : 'right');
  if (person === null) return refused('signInWrong');
  const factors = await factorsOf(deps.db.sql, person.kind, person.id);
  if (!factors.some((one) => one.confirmed_at !== null))
    return done({ ...(await enter(deps, person, request)), stage: 'signed-in' });
  const half = await beginSession(deps, person, 'second-factor', request);
  return done({ ...half, person, device: null, stage: 'second-factor' });
}

async function provedBy(
  { hasher }: SignInDeps,
  candidates: readonly Candidate[],
  password: string,
): Promise<Candidate | null | 'busy'> {
  let proved: Candidate | null = null;
  for (let turn = 0; turn < ALWAYS; turn += 1) {
    const one = candidates.at(turn) ?? null;
    const answer = await hasher.verify(one?.hash ?? null, password);
    if (answer === 'busy') return 'busy';
    if (answer === 'right') proved ??= one;
  }
  return proved;
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
