/**
 * The operators themselves, for owners: who there is and when he was here last, invite by a link that works once, another role,
 * end his sessions. Never without an owner. Called by the API; adding and removing are operators.ts.
 */
import { randomBytes } from 'node:crypto';
import { OPERATOR_ROLES, type OperatorRole, type Person } from '#src/model/person.ts';
import {
  allOperators,
  deleteSessionsOf,
  deleteWaysBackOf,
  factorsOf,
  insertWayBack,
  operatorById,
  sessionsOf,
  setOperatorRole,
} from '#src/store/centre.ts';
import type { App } from '../app.ts';
import { change } from '../change.ts';
import { shown } from '../input.ts';
import { done, misuse, type Outcome, refused } from '../outcome.ts';
import { addOperator, removeOperator } from './operators.ts';
import { tokenHash } from './sessions.ts';

type Deps = Pick<App, 'db' | 'clock' | 'hasher' | 'linkBase'>;
/** An invitation is read in a mail, tomorrow perhaps. */
const INVITED_MS = 48 * 3_600_000;

export interface OperatorLine {
  readonly id: string;
  readonly name: string;
  readonly role: OperatorRole;
  readonly createdAt: number;
  /** Null: not signed in anywhere now. */
  readonly seenAt: number | null;
  readonly sessions: number;
  readonly hasSecondFactor: boolean;
}

export async function operatorLines({ db, clock }: Deps): Promise<readonly OperatorLine[]> {
  const now = clock.now();
  const all = await allOperators(db.sql);
  return await Promise.all(
    all.map(async ({ id, name, role, created_at: createdAt }) => {
      const [sessions, factors] = await Promise.all([
        sessionsOf(db.sql, 'operator', id),
        factorsOf(db.sql, 'operator', id),
      ]);
      const live = sessions.filter((one) => one.expires_at > now && one.stage === 'signed-in');
      return {
        id,
        name,
        role: OPERATOR_ROLES.find((one) => one === role) ?? 'reader',
        createdAt,
        seenAt: live[0]?.seen_at ?? null,
        sessions: live.length,
        hasSecondFactor: factors.some((one) => one.confirmed_at !== null),
      };
    }),
  );
}

/** Adds an operator who chooses his own password by a link that works once, within two days. The link is told once. */
export async function inviteOperator(
  deps: Deps,
  person: Person,
  asked: { readonly name: string; readonly role: string; readonly language: string },
): Promise<Outcome<{ readonly name: string; readonly link: string; readonly expiresAt: number }>> {
  // Nobody knows this password: until the link is used there is no way in.
  const password = randomBytes(32).toString('base64url');
  const made = await addOperator({ ...deps, actor: person.name }, { ...asked, password });
  if (!made.ok) return made;
  return done({ name: made.value.name, ...(await freshLink(deps, made.value.id)) });
}

async function freshLink({ db, clock, linkBase }: Deps, id: string) {
  const now = clock.now();
  const token = randomBytes(32).toString('base64url');
  const expiresAt = now + INVITED_MS;
  await db.write(async (tx) => {
    await deleteWaysBackOf(tx, 'recovery-link', 'operator', id);
    await insertWayBack(tx, {
      token_hash: tokenHash(token),
      kind: 'recovery-link',
      person_kind: 'operator',
      person_id: id,
      expires_at: expiresAt,
      created_at: now,
    });
  });
  return { link: `${linkBase()}/recover?token=${token}`, expiresAt };
}

/** A new link for one who lost the first, or his password. His sessions end when he uses it. */
export async function inviteAgain(
  deps: Deps,
  person: Person,
  id: string,
): Promise<Outcome<{ readonly name: string; readonly link: string; readonly expiresAt: number }>> {
  const found = await operatorById(deps.db.sql, id);
  if (found === null) return refused('notThere');
  if (found.id === person.id) return refused('operatorIsYou');
  const noted = await change({ ...deps, actor: person.name }, async (_tx, audit) => {
    await audit('operator.link', found.name, null, null);
    return done(null);
  });
  return noted.ok ? done({ name: found.name, ...(await freshLink(deps, found.id)) }) : noted;
}

/** Another role; the last owner stays one. */
export async function setRole(
  deps: Deps,
  person: Person,
  asked: { readonly id: string; readonly role: string },
): Promise<Outcome<{ readonly name: string; readonly role: OperatorRole }>> {
  const role = OPERATOR_ROLES.find((one) => one === asked.role);
  if (role === undefined)
    return misuse('operatorRoleUnknown', { role: shown(asked.role), known: OPERATOR_ROLES.join(', ') });
  return await change({ ...deps, actor: person.name }, async (tx, audit) => {
    const all = await allOperators(tx);
    const found = all.find((one) => one.id === asked.id);
    if (found === undefined) return refused('notThere');
    const others = all.filter((one) => one.role === 'owner' && one.id !== found.id);
    if (found.role === 'owner' && role !== 'owner' && others.length === 0) return refused('operatorLastOwner');
    await setOperatorRole(tx, found.id, role);
    await audit('operator.role', found.name, { role: found.role }, { role });
    return done({ name: found.name, role });
  });
}

/** Ends every session of an operator; of oneself the others. */
export async function endSessionsOf(
  deps: Deps,
  person: Person,
  asked: { readonly id: string; readonly keep: string },
): Promise<Outcome<{ readonly ended: number }>> {
  return await change({ ...deps, actor: person.name }, async (tx, audit) => {
    const found = await operatorById(tx, asked.id);
    if (found === null) return refused('notThere');
    const ended = await deleteSessionsOf(tx, 'operator', found.id, found.id === person.id ? asked.keep : null);
    await audit('operator.sessions-end', found.name, null, { ended });
    return done({ ended });
  });
}

/** Removes an operator with his sessions; never oneself, never the last owner. */
export async function removeOperatorById(
  deps: Deps,
  person: Person,
  id: string,
): Promise<Outcome<{ readonly name: string }>> {
  const found = await operatorById(deps.db.sql, id);
  if (found === null) return refused('notThere');
  // An owner who may do this is here: whoever is left, there is an owner.
  if (found.id === person.id) return refused('operatorIsYou');
  return await removeOperator({ ...deps, actor: person.name }, found.name, { keepOwner: true });
}
