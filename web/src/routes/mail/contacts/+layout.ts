import { peopleWords } from '#lib/mail-settings/people.svelte.ts';
import { ruleWords } from '#lib/mail-settings/words.svelte.ts';

/** The words of this page come with it. */
export const load = async ({ parent }: { parent: () => Promise<unknown> }): Promise<void> => {
  await parent();
  await Promise.all([ruleWords.load(), peopleWords.load()]);
};
