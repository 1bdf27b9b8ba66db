import { customerWords, placeWords } from '#lib/customer/words.svelte.ts';

/** The words of this part, before its pages. */
export const load = async ({ parent }: { parent: () => Promise<unknown> }): Promise<void> => {
  await parent();
  await Promise.all([customerWords.load(), placeWords.load()]);
};
