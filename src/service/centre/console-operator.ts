/**
 * Who may do what at the operator's console: others are told that nothing is there, an operator whose role does not allow it
 * that he may not. Called first by every use case of the console; the routes are tested role by role.
 */
import type { Person } from '#src/model/person.ts';
import { change, type Acting } from '../change.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { mayWish, type Wish } from './ownership.ts';

export type Operator = Extract<Person, { kind: 'operator' }>;

/** The operator, when it is one and his role allows the wish. */
export function operatorWho(person: Person, wish: Wish): Outcome<Operator> {
  if (person.kind !== 'operator') return refused('notThere');
  return mayWish(person, wish) ? done(person) : refused('notAllowed');
}

/** Writes down what an operator did that changes nothing in the control database itself (the queue has its own). */
export async function noteDeed(
  deps: Omit<Acting, 'actor'>,
  operator: Pick<Operator, 'name'>,
  deed: { readonly action: string; readonly subject: string; readonly what: Readonly<Record<string, unknown>> },
): Promise<void> {
  await change({ ...deps, actor: operator.name }, async (_tx, audit) => {
    await audit(deed.action, deed.subject.slice(0, 320), null, deed.what as never);
    return done(null);
  });
}
