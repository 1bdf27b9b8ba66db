import { ruleWords } from '#lib/mail-settings/words.svelte.ts';

/** The words of these pages come with them. */
export const load = async ({ parent }: { parent: () => Promise<unknown> }): Promise<void> => {
  await parent();
  await ruleWords.load();
};
