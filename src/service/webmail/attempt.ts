/** What the mail door may say instead of an answer, as a refusal in words. Used by every part of webmail. */
import { done, type Outcome, refused } from '../outcome.ts';
import { MailDoorShut } from './connections.ts';

/** Does `work`; a door that is shut is a refusal, a bug is thrown on. */
export async function attempt<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return done(await work());
  } catch (error) {
    if (error instanceof MailDoorShut) return refused('mailAway', { said: error.said });
    throw error;
  }
}
