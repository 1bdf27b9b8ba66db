/**
 * Passwords changed from the centre: of a mailbox by its user (who proves the old one) or by its customer, and of a contact's
 * own way in. Whoever had the old one is out: sessions of mail programs and of the centre end. Called by the API.
 */
import type { StoredMailbox } from '#src/model/mailbox.ts';
import type { Person } from '#src/model/person.ts';
import { passwordProblem } from '#src/model/password.ts';
import { centreHashOf } from '#src/store/centre-passwords.ts';
import { operatorById, setOperatorPassword } from '#src/store/centre.ts';
import type { App } from '../app.ts';
import { setCentrePassword } from '../centre-passwords.ts';
import { change } from '../change.ts';
import { setPassword } from '../mailboxes.ts';
import { done, misuse, type Outcome, refused } from '../outcome.ts';
import { endOtherSessions } from './sessions.ts';
import type { SignInDeps } from './sign-in.ts';

type Deps = SignInDeps & { readonly app: App };
interface Change {
  readonly person: Person;
  /** The session that stays. */
  readonly session: string;
  readonly remote: string;
  readonly password: string;
  readonly current?: string | undefined;
}

/** Is it the password until now? Guessing is slowed down as at the door. */
async function proves(deps: Deps, hash: string | null, asked: Change): Promise<Outcome<null>> {
  const { name } = asked.person;
  if (!(await deps.throttle.enter(name, asked.remote))) return refused('busyWithSignIns');
  const answer = await deps.hasher.verify(hash, asked.current ?? '');
  if (answer === 'busy') return refused('busyWithSignIns');
  if (answer === 'right') return done(null);
  deps.throttle.wrong(name, asked.remote);
  return misuse('currentWrong');
}

export async function changeMailboxPassword(
  deps: Deps,
  asked: Change & { readonly mailbox: StoredMailbox },
): Promise<Outcome<null>> {
  const { person, mailbox } = asked;
  if (person.kind === 'mailbox') {
    const proved = await proves(deps, mailbox.passwordHash, asked);
    if (!proved.ok) return proved;
  }
  const set = await setPassword({ ...deps.app, actor: person.name }, mailbox.address, asked.password);
  if (!set.ok) return set;
  deps.app.endSessions(mailbox.id);
  const keep = person.kind === 'mailbox' ? asked.session : null;
  await endOtherSessions(deps, { kind: 'mailbox', id: mailbox.id }, keep);
  return done(null);
}

/** The person's own password for the centre. */
export async function changeOwnPassword(
  deps: Deps,
  asked: Change,
  mailbox: StoredMailbox | null,
): Promise<Outcome<null>> {
  const { person } = asked;
  if (person.kind === 'mailbox')
    return mailbox === null ? refused('notThere') : await changeMailboxPassword(deps, { ...asked, mailbox });
  const { sql } = deps.db;
  const hash =
    person.kind === 'contact'
      ? await centreHashOf(sql, person.id)
      : ((await operatorById(sql, person.id))?.password_hash ?? null);
  const proved = await proves(deps, hash, asked);
  if (!proved.ok) return proved;
  const set = await setOwn(deps, person, asked.password);
  if (!set.ok) return set;
  await endOtherSessions(deps, person, asked.session);
  return done(null);
}

/** Sets a contact's or an operator's password without asking for the old one: who asks has proven himself otherwise. */
export async function setOwn(
  deps: Pick<Deps, 'app' | 'db' | 'clock' | 'hasher'>,
  person: Exclude<Person, { kind: 'mailbox' }>,
  password: string,
): Promise<Outcome<unknown>> {
  const acting = { ...deps.app, actor: person.name };
  if (person.kind === 'contact')
    return await setCentrePassword(acting, { customer: person.customer, contact: person.name, password });
  if (passwordProblem(password) !== null) return misuse('passwordTooShort', { min: 10 });
  const hash = await deps.hasher.hash(password);
  if (hash === null) return refused('busyWithSignIns');
  return await change(acting, async (tx, audit) => {
    await setOperatorPassword(tx, person.id, hash);
    await audit('operator.password', person.name, null, null);
    return done(null);
  });
}
