import { questionWords } from '#lib/diagnose/words.svelte.ts';

export const load = async ({ parent }: { parent: () => Promise<unknown> }): Promise<void> => {
  await parent();
  await questionWords.load();
};
