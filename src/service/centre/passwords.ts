/**
 * Passwords changed from the centre: of a mailbox by its user (who proves the old one) or by its customer, and of a contact's
 * own way in. Whoever had the old one is out: sessions of mail programs and of the centre end. Called by the API.
 */
import type { StoredMailbox } from '#src/model/mailbox.ts';
import type { Person } from '#src/model/person.ts';
import { centreHashOf } from '#src/store/centre-passwords.ts';
import { operatorById, setOperatorPassword } from '#src/store/centre.ts';
import { mailboxById } from '#src/store/mailboxes.ts';
import type { App } from '../app.ts';
import { setCentrePassword } from '../centre-passwords.ts';
import { change } from '../change.ts';
import { hashed, setPassword } from '../mailboxes.ts';
import { done, misuse, type Outcome, refused } from '../outcome.ts';
import type { CameFrom } from './entering.ts';
import { endOtherSessions } from './sessions.ts';
import { type SignInDeps, slowed } from './sign-in.ts';

type Deps = SignInDeps & { readonly app: App };
interface Change {
  readonly person: Person;
  /** The session that stays. */
  readonly session: string;
  readonly remote: string;
  readonly agent?: string | null;
  readonly password: string;
  readonly current?: string | undefined;
}

/** Is it the person's password until now? Guessing is slowed down as at the door. */
export async function provePassword(
  deps: SignInDeps,
  asked: { readonly person: Person; readonly remote: string; readonly current?: string | undefined },
): Promise<Outcome<null>> {
  const { person, remote } = asked;
  const hash = await hashOf(deps, person);
  const admission = await deps.throttle.enter({ name: `${person.kind} ${person.id}`, remote, isProven: true });
  if (admission.kind === 'later') return slowed(admission);
  const answer = await deps.hasher.verify(hash, asked.current ?? '');
  admission.settle(answer === 'busy' ? 'void' : answer);
  if (answer === 'busy') return refused('busyWithSignIns');
  return answer === 'right' ? done(null) : misuse('currentWrong');
}

async function hashOf({ db: { sql } }: SignInDeps, person: Person): Promise<string | null> {
  switch (person.kind) {
    case 'mailbox':
      return (await mailboxById(sql, person.id))?.passwordHash ?? null;
    case 'contact':
      return await centreHashOf(sql, person.id);
    case 'operator':
      return (await operatorById(sql, person.id))?.password_hash ?? null;
  }
}

export async function changeMailboxPassword(
  deps: Deps,
  asked: Change & { readonly mailbox: StoredMailbox },
): Promise<Outcome<null>> {
  const { person, mailbox } = asked;
  if (person.kind === 'mailbox') {
    const proved = await provePassword(deps, asked);
    if (!proved.ok) return proved;
  }
  const set = await setPassword({ ...deps.app, actor: person.name }, mailbox.address, asked.password);
  if (!set.ok) return set;
  deps.app.endSessions(mailbox.id);
  const keep = person.kind === 'mailbox' ? asked.session : null;
  await endOtherSessions(deps, { kind: 'mailbox', id: mailbox.id }, keep);
  if (person.kind === 'mailbox') deps.tellSecurity('password-changed', person, cameFrom(asked));
  return done(null);
}

/** The person's own password for the centre. */
export async function changeOwnPassword(deps: Deps, asked: Change): Promise<Outcome<null>> {
  const { person } = asked;
  if (person.kind === 'mailbox') {
    const mailbox = await mailboxById(deps.db.sql, person.id);
    return mailbox === null ? refused('notThere') : await changeMailboxPassword(deps, { ...asked, mailbox });
  }
  const proved = await provePassword(deps, asked);
  if (!proved.ok) return proved;
  const set = await setOwnPassword(deps, person, asked.password, person.name);
  if (!set.ok) return set;
  await endOtherSessions(deps, person, asked.session);
  deps.tellSecurity('password-changed', person, cameFrom(asked));
  return done(null);
}

const cameFrom = ({ remote, agent = null }: Change): CameFrom => ({ remote, agent });

/** Sets a person's password without asking for the old one: who asks has proven himself otherwise. */
export async function setOwnPassword(
  deps: Pick<Deps, 'app' | 'db' | 'clock' | 'hasher'>,
  person: Person,
  password: string,
  actor: string,
): Promise<Outcome<unknown>> {
  const acting = { ...deps.app, actor };
  switch (person.kind) {
    case 'mailbox': {
      const set = await setPassword(acting, person.name, password);
      if (set.ok) deps.app.endSessions(person.id);
      return set;
    }
    case 'contact':
      return await setCentrePassword(acting, { customer: person.customer, contact: person.name, password });
    case 'operator': {
      const hash = await hashed(deps, password);
      if (!hash.ok) return hash;
      return await change(acting, async (tx, audit) => {
        await setOperatorPassword(tx, person.id, hash.value);
        await audit('operator.password', person.name, null, null);
        return done(null);
      });
    }
  }
}
