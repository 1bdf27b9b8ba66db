import { moreMailWords } from '#lib/mail/words.svelte.ts';

export const load = async ({ parent }: { parent: () => Promise<unknown> }): Promise<void> => {
  await parent();
  await moreMailWords.load();
};
