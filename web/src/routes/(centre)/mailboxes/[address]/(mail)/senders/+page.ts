import { senderWords } from '#lib/mail-settings/words.svelte.ts';

/** The words of this page come with it. */
export const load = async ({ parent }: { parent: () => Promise<unknown> }): Promise<void> => {
  await parent();
  await senderWords.load();
};
