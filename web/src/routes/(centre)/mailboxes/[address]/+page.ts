import { mailboxWords, spaceWords } from '#lib/mailboxes/words.svelte.ts';

/** The words of the first view come with it; the others when they are needed. */
export const load = async ({ parent }: { parent: () => Promise<unknown> }): Promise<void> => {
  await parent();
  await Promise.all([mailboxWords.load(), spaceWords.load()]);
};
