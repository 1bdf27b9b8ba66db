/**
 * Switches of a mailbox as a person of the centre turns them: who may turn which, and what turning does at once. Called by
 * the API after ownership was asked.
 */
import type { Language } from '#src/model/language.ts';
import type { StoredMailbox } from '#src/model/mailbox.ts';
import type { Person } from '#src/model/person.ts';
import { mailboxById } from '#src/store/mailboxes.ts';
import type { App } from '../app.ts';
import { setAppPasswordsOnly, setLanguage, setMailboxPlan, setMustChange } from '../mailbox-settings.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { choosablePlans } from './new-mailbox.ts';

export interface Switches {
  readonly mustChangePassword: boolean;
  readonly appPasswordsOnly: boolean;
  readonly language: Language;
  readonly plan: string;
}
type Wanted = { readonly [Name in keyof Switches]?: Switches[Name] | undefined };

export async function setSwitches(
  app: App,
  person: Person,
  mailbox: StoredMailbox,
  wanted: Wanted,
): Promise<Outcome<Switches & { readonly sessionsEnded: number }>> {
  const { mustChangePassword, appPasswordsOnly, language, plan } = wanted;
  // Who uses the mailbox may only change his password, not order himself to.
  if (mustChangePassword !== undefined && person.kind === 'mailbox') return refused('notAllowed');
  const plans = plan === undefined ? [] : await choosablePlans(app, person);
  if (plan !== undefined && plans.length === 0) return refused('notAllowed');
  const acting = { ...app, actor: person.name };
  const { address } = mailbox;
  const steps = [
    ...(plan === undefined ? [] : [() => setMailboxPlan(acting, address, plan)]),
    ...(language === undefined ? [] : [() => setLanguage(acting, address, language)]),
    ...(appPasswordsOnly === undefined ? [] : [() => setAppPasswordsOnly(acting, address, appPasswordsOnly)]),
    ...(mustChangePassword === undefined ? [] : [() => setMustChange(acting, address, mustChangePassword)]),
  ];
  for (const step of steps) {
    const set = await step();
    if (!set.ok) return set;
  }
  // What is refused from now on must not go on because it was signed in before.
  const isStricter = mustChangePassword === true || appPasswordsOnly === true;
  const sessionsEnded = isStricter ? app.endSessions(mailbox.id) : 0;
  const now = await mailboxById(app.db.sql, mailbox.id);
  if (now === null) return refused('notThere');
  return done({
    mustChangePassword: now.mustChange,
    appPasswordsOnly: now.appPasswordsOnly === true,
    language: now.language,
    plan: now.plan,
    sessionsEnded,
  });
}
