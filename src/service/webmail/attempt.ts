/** What the mail door may say instead of an answer, as a refusal in words. Used by every part of webmail. */
import { done, type Outcome, refused } from '../outcome.ts';
import { MailDoorShut } from './connections.ts';

/** Something that can be expected stands in the way; `key` is one of messages/<language>/webmail-problems.ts. */
export class MailRefused extends Error {
  readonly key: string;
  readonly args: Readonly<Record<string, string | number>>;
  constructor(key: 'folderGone' | 'messageGone' | (string & {}), args: Readonly<Record<string, string | number>> = {}) {
    super(`webmail: ${key}`);
    this.key = key;
    this.args = args;
  }
}

/** Does `work`; a door that is shut is a refusal, a bug is thrown on. */
export async function attempt<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return done(await work());
  } catch (error) {
    if (error instanceof MailDoorShut) return refused('mailAway', { said: error.said });
    if (error instanceof MailRefused) return refused(error.key, error.args);
    throw error;
  }
}
