/**
 * "Was this helpful?": keeps the answer and, if the reader wrote any, his words without what tells who he is. At most so many an hour
 * from one network. Called by http/help; read by the operator's console.
 */
import { keptWords } from '#src/model/help-answer.ts';
import type { Language } from '#src/model/language.ts';
import type { Clock } from '#src/net/clock.ts';
import { signInNetwork } from '#src/net/geo/range-table.ts';
import { newId } from '#src/net/ids.ts';
import type { Database } from '#src/store/database.ts';

export interface HelpAnswer {
  readonly article: string;
  readonly language: Language;
  readonly helpful: boolean;
  readonly words: string;
}
export type StoreAnswer = (answer: HelpAnswer, remote: string) => Promise<'stored' | 'too-many'>;

/** An office behind one address may answer; a flood may not. */
const MOST_AN_HOUR = 30;
const HOUR_MS = 3_600_000;
const MOST_NETWORKS = 10_000;

/** Makes the answering; its memory of networks is bounded and forgets by itself. */
export function createAnswers({ db, clock }: { readonly db: Database; readonly clock: Clock }): StoreAnswer {
  const counts = new Map<string, { count: number; since: number }>();
  const mayAnswer = (remote: string): boolean => {
    const network = signInNetwork(remote) ?? remote;
    const now = clock.monotonic();
    const known = counts.get(network);
    const current = known !== undefined && now - known.since < HOUR_MS ? known : { count: 0, since: now };
    if (current.count >= MOST_AN_HOUR) return false;
    counts.set(network, { count: current.count + 1, since: current.since });
    if (counts.size > MOST_NETWORKS)
      for (const key of [...counts.keys()].slice(0, MOST_NETWORKS / 4)) counts.delete(key);
    return true;
  };
  return async ({ article, language, helpful, words }, remote) => {
    if (!mayAnswer(remote)) return 'too-many';
    const at = clock.now();
    const row = { id: newId(at), article, language, helpful: helpful ? 1 : 0, words: keptWords(words), at };
    // Not through `write`: nobody keeps answers in memory, and a stranger must not drop what others keep there.
    await db.sql.insertInto('help_answers').values(row).execute();
    return 'stored';
  };
}
