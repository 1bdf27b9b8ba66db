/**
 * Passkeys (WebAuthn): made with the password, used to sign in alone (the device asks for finger, face or PIN, so it is two
 * proofs in one) or as the second step. A challenge is good once; a device that counts must count upwards. Called by the API.
 */
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { CentreSession, Person, PersonKind } from '#src/model/person.ts';
import { newId } from '#src/net/ids.ts';
import { factorByCredential, factorsOf, insertFactor, updateFactor } from '#src/store/centre.ts';
import type { SecondFactorsTable } from '#src/store/tables-centre.ts';
import { change } from '../change.ts';
import { done, misuse, type Outcome, refused } from '../outcome.ts';
import type { Challenges } from './challenges.ts';
import { type CameFrom, enter, enterHalf, type Entered } from './entering.ts';
import type { PasskeyData } from './passkey-data.ts';
import { personById } from './persons.ts';
import { firstCodes } from './recovery-codes.ts';
import type { RelyingParty } from './relying-party.ts';
import { hasRoom } from './second-factor.ts';
import { endOtherSessions } from './sessions.ts';
import type { SignInDeps } from './sign-in.ts';

export interface PasskeyDeps extends SignInDeps {
  readonly challenges: Challenges;
}
const TIMEOUT_MS = 120_000;
/** COSE numbers of Ed25519, ECDSA with P-256, RSA: what devices have. */
const ALGORITHMS = [-8, -7, -257];
const dataOf = (row: SecondFactorsTable): PasskeyData => JSON.parse(row.data) as PasskeyData;
const transportsOf = (row: SecondFactorsTable) => [...dataOf(row).transports];

/** What the browser is asked to make. The password was proven before. */
export async function beginPasskey(
  deps: PasskeyDeps,
  asked: { readonly person: Person; readonly session: string; readonly party: RelyingParty },
): Promise<Outcome<PublicKeyCredentialCreationOptionsJSON>> {
  const { person, session, party } = asked;
  const all = await factorsOf(deps.db.sql, person.kind, person.id);
  if (!hasRoom(all)) return refused('tooManyFactors');
  const here = all.filter((one) => one.kind === 'passkey' && dataOf(one).rpId === party.id);
  return done(
    await generateRegistrationOptions({
      rpName: 'Postvakt',
      rpID: party.id,
      userName: person.name,
      userDisplayName: person.name,
      userID: new TextEncoder().encode(`${person.kind} ${person.id}`),
      challenge: deps.challenges.issue('register', session),
      timeout: TIMEOUT_MS,
      excludeCredentials: here.map((one) => ({ id: one.credential_id ?? '', transports: transportsOf(one) })),
      supportedAlgorithmIDs: ALGORITHMS,
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    }),
  );
}

/** Keeps the passkey that the browser made. With the first proof come recovery codes; other sessions end. */
export async function keepPasskey(
  deps: PasskeyDeps,
  asked: {
    readonly person: Person;
    readonly session: string;
    readonly party: RelyingParty;
    readonly name: string;
    readonly response: unknown;
    readonly from: CameFrom;
  },
): Promise<Outcome<{ readonly id: string; readonly recoveryCodes: readonly string[] }>> {
  const { person, session, party, name } = asked;
  const made = await verifyRegistrationResponse({
    response: asked.response as RegistrationResponseJSON,
    expectedChallenge: (challenge) => deps.challenges.take(challenge, 'register', session),
    expectedOrigin: [...party.origins],
    expectedRPID: party.id,
    supportedAlgorithmIDs: ALGORITHMS,
    requireUserVerification: true,
  }).catch(() => null); // whatever it threw is about what the browser sent
  if (made?.verified !== true) return misuse('passkeyWrong');
  const { credential, credentialBackedUp: backedUp } = made.registrationInfo;
  const data: PasskeyData = {
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    transports: (credential.transports ?? []).slice(0, 8).map((one) => one.slice(0, 32)),
    rpId: party.id,
    backedUp,
  };
  const at = deps.clock.now();
  const kept = await change({ ...deps, actor: person.name }, async (tx, audit) => {
    if ((await factorByCredential(tx, credential.id)) !== null) return misuse('passkeyWrong');
    if (!hasRoom(await factorsOf(tx, person.kind, person.id))) return refused('tooManyFactors');
    const row = { id: newId(at), person_kind: person.kind, person_id: person.id, kind: 'passkey', name };
    const times = { confirmed_at: at, used_at: null, created_at: at };
    await insertFactor(tx, { ...row, ...times, data: JSON.stringify(data), credential_id: credential.id });
    await audit('second-factor.confirm', person.name, null, { kind: 'passkey', name });
    return done({ id: row.id, recoveryCodes: await firstCodes(tx, person, at) });
  });
  if (!kept.ok) return kept;
  await endOtherSessions(deps, person, session);
  deps.tellSecurity('factor-added', person, asked.from);
  return kept;
}

/** For "sign in with a passkey": whose, the device tells. `binding`: value of the browser's short-lived cookie. */
export const askForPasskey = (
  deps: PasskeyDeps,
  party: RelyingParty,
  binding: string,
): Promise<PublicKeyCredentialRequestOptionsJSON> =>
  generateAuthenticationOptions({
    rpID: party.id,
    challenge: deps.challenges.issue('sign-in', binding),
    timeout: TIMEOUT_MS,
    userVerification: 'required',
  });

export async function signInWithPasskey(
  deps: PasskeyDeps,
  asked: {
    readonly party: RelyingParty;
    readonly binding: string;
    readonly response: unknown;
    readonly from: CameFrom;
  },
): Promise<Outcome<Entered>> {
  const credentialId = idOf(asked.response);
  const row = credentialId === null ? null : await factorByCredential(deps.db.sql, credentialId);
  const isRight = row !== null && (await proves(deps, row, { ...asked, purpose: 'sign-in' }));
  const person = isRight ? await personById(deps.db.sql, row.person_kind as PersonKind, row.person_id) : null;
  return person === null ? refused('passkeyUnknown') : done(await enter(deps, person, asked.from));
}

/** For the second step: one of the person's own. */
export async function askForSecondPasskey(
  deps: PasskeyDeps,
  party: RelyingParty,
  session: CentreSession,
): Promise<Outcome<PublicKeyCredentialRequestOptionsJSON>> {
  const { kind, id } = session.person;
  const own = (await factorsOf(deps.db.sql, kind, id)).filter(
    (one) => one.kind === 'passkey' && dataOf(one).rpId === party.id,
  );
  if (own.length === 0) return refused('noPasskeyHere');
  return done(
    await generateAuthenticationOptions({
      rpID: party.id,
      challenge: deps.challenges.issue('second-step', session.id),
      timeout: TIMEOUT_MS,
      allowCredentials: own.map((one) => ({ id: one.credential_id ?? '', transports: transportsOf(one) })),
      userVerification: 'required',
    }),
  );
}

export async function proveWithPasskey(
  deps: PasskeyDeps,
  asked: {
    readonly party: RelyingParty;
    readonly session: CentreSession;
    readonly response: unknown;
    readonly from: CameFrom;
  },
): Promise<Outcome<Entered>> {
  const { session, party, response } = asked;
  const { kind, id } = session.person;
  const own = await factorsOf(deps.db.sql, kind, id);
  const row = own.find((one) => one.kind === 'passkey' && one.credential_id === idOf(response));
  const proof = { party, response, binding: session.id, purpose: 'second-step' } as const;
  if (row === undefined || !(await proves(deps, row, proof))) return refused('passkeyUnknown');
  const entered = await enterHalf(deps, session, asked.from);
  return entered === null ? refused('notSignedIn') : done(entered);
}

const idOf = (response: unknown): string | null => {
  const id = typeof response === 'object' && response !== null && 'id' in response ? response.id : null;
  return typeof id === 'string' && id.length <= 1400 ? id : null;
};

/** Checks the signature, and that the device counts upwards where it counts; writes its use down. */
async function proves(
  deps: PasskeyDeps,
  row: SecondFactorsTable,
  asked: {
    readonly party: RelyingParty;
    readonly response: unknown;
    readonly purpose: 'sign-in' | 'second-step';
    readonly binding: string;
  },
): Promise<boolean> {
  const data = dataOf(row);
  const { party, purpose, binding } = asked;
  if (data.rpId !== party.id || row.credential_id === null) return false;
  const checked = await verifyAuthenticationResponse({
    response: asked.response as AuthenticationResponseJSON,
    expectedChallenge: (challenge) => deps.challenges.take(challenge, purpose, binding),
    expectedOrigin: [...party.origins],
    expectedRPID: party.id,
    credential: {
      id: row.credential_id,
      publicKey: new Uint8Array(Buffer.from(data.publicKey, 'base64url')),
      counter: data.counter,
    },
    requireUserVerification: true,
  }).catch(() => null); // a wrong origin, challenge, counter or form is thrown
  if (checked?.verified !== true) return false;
  const { newCounter: counter, credentialBackedUp: backedUp } = checked.authenticationInfo;
  return await deps.db.write(async (tx) => {
    const now = (await factorsOf(tx, row.person_kind, row.person_id)).find((one) => one.id === row.id);
    // Removed, or used elsewhere, while we were checking.
    if (now === undefined || dataOf(now).counter !== data.counter) return false;
    const used = JSON.stringify({ ...data, counter, backedUp });
    await updateFactor(tx, row.id, { data: used, used_at: deps.clock.now() });
    return true;
  });
}
