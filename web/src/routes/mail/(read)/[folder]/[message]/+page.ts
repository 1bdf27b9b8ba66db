import { moreMailWords } from '#lib/mail/words.svelte.ts';

/** What is done with an open message comes right after it; whoever presses earlier has it done as soon as it is here. */
export const load = async ({ parent }: { parent: () => Promise<unknown> }): Promise<void> => {
  await parent();
  await moreMailWords.load();
};
