import { blockWords } from '#lib/customer/words.svelte.ts';
import { yardstickWords } from '#lib/yardstick/words.svelte.ts';

/** The words of this page come with it. */
export const load = async ({ parent }: { parent: () => Promise<unknown> }): Promise<void> => {
  await parent();
  await Promise.all([yardstickWords.load(), blockWords.load()]);
};
