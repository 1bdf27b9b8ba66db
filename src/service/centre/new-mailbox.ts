/**
 * A mailbox made from the centre: where it may be made, on which plan, with a password that is typed or made here and told
 * once. Called by the API after ownership was asked. Plans have prices and limits: choosing one is the operator's.
 */
import { randomInt } from 'node:crypto';
import type { Person } from '#src/model/person.ts';
import { allPlans } from '#src/store/plans.ts';
import type { App } from '../app.ts';
import { addMailbox } from '../mailboxes.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { mayWish } from './ownership.ts';

/** Letters and digits that nobody mistakes for another, also read aloud in Norwegian, Swedish or English. */
const SIGNS = 'abcdefghjkmnpqrstuvwxz23456789';
const GROUPS = 4;
const GROUP = 4;

/** A password for people: `kzmr-7gqa-wd4x-bp3f`, some 78 bits. */
export const newMailboxPassword = (): string =>
  Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP }, () => SIGNS[randomInt(SIGNS.length)]).join(''),
  ).join('-');

/** Plans that this person may choose between; empty: it is not his to choose. */
export async function choosablePlans({ db }: Pick<App, 'db'>, person: Person): Promise<readonly string[]> {
  if (person.kind !== 'operator' || !mayWish(person, 'mail')) return [];
  return (await allPlans(db.sql)).map(({ name }) => name);
}

export interface MadeMailbox {
  readonly address: string;
  /** Told once and kept nowhere; null when the person typed his own. */
  readonly password: string | null;
}

export async function makeMailbox(
  app: App,
  person: Person,
  input: {
    readonly address: string;
    /** Absent: made here. */
    readonly password?: string | undefined;
    readonly plan?: string | undefined;
    readonly language?: string | undefined;
  },
): Promise<Outcome<MadeMailbox>> {
  const { address, plan, language } = input;
  if (plan !== undefined && !(await choosablePlans(app, person)).includes(plan)) return refused('notAllowed');
  const password = input.password ?? newMailboxPassword();
  const made = await addMailbox(
    { ...app, actor: person.name },
    {
      address,
      password,
      ...(plan === undefined ? {} : { plan }),
      ...(language === undefined ? {} : { language }),
    },
  );
  if (!made.ok) return made;
  return done({ address: made.value.address, password: input.password === undefined ? password : null });
}
