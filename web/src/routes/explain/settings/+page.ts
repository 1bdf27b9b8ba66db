import { settingsCheckWords } from '#lib/settings-check/words.svelte.ts';

export const load = async ({ parent }: { parent: () => Promise<unknown> }): Promise<void> => {
  await parent();
  await settingsCheckWords.load();
};
