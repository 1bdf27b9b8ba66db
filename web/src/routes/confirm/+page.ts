import { customerWords, placeWords } from '#lib/customer/words.svelte.ts';

/** Open to whoever holds the link; nobody has to be signed in. */
export const load = async ({ parent }: { parent: () => Promise<unknown> }): Promise<void> => {
  await parent();
  await Promise.all([customerWords.load(), placeWords.load()]);
};
