import { caseWords } from '#lib/console/words.svelte.ts';

/** The words of these pages come with them. */
export const load = async ({ parent }: { parent: () => Promise<unknown> }): Promise<void> => {
  await parent();
  await caseWords.load();
};
