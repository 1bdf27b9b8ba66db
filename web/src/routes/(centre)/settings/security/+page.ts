import { securityWords } from '#lib/security/words.svelte.ts';

export const load = async ({ parent }: { parent: () => Promise<unknown> }): Promise<void> => {
  await parent();
  await securityWords.load();
};
