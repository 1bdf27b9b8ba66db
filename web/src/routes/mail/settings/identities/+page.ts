import { peopleWords } from '#lib/mail-settings/people.svelte.ts';

/** The words of this page come with it. */
export const load = async ({ parent }: { parent: () => Promise<unknown> }): Promise<void> => {
  await parent();
  await peopleWords.load();
};
