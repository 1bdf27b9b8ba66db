import { doorWords } from '#lib/sign-in/words.svelte.ts';

export const load = async ({ parent }: { parent: () => Promise<unknown> }): Promise<void> => {
  await parent();
  await doorWords.load();
};
