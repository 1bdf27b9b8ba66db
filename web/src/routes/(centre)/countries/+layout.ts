import { countryWords } from '#lib/countries/words.svelte.ts';

/** The words of these pages come with them. */
export const load = async ({ parent }: { parent: () => Promise<unknown> }): Promise<void> => {
  await parent();
  await countryWords.load();
};
