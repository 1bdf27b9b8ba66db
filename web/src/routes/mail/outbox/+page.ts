import { writeWords } from '#lib/mail/write/words.svelte.ts';

export const load = async ({ parent }: { parent: () => Promise<unknown> }): Promise<void> => {
  await parent();
  await writeWords.load();
};
