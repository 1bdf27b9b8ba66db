import { diagnoseWords } from '#lib/diagnose/words.svelte.ts';

/** Findings and repairs speak the words of Diagnose. */
export const load = async ({ parent }: { parent: () => Promise<unknown> }): Promise<void> => {
  await parent();
  await diagnoseWords.load();
};
