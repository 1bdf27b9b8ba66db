import { countryWords } from '#lib/countries/words.svelte.ts';
import { customerWords } from '#lib/customer/words.svelte.ts';
import { mailboxWords } from '#lib/mailboxes/words.svelte.ts';

/** The words of these pages come with them. */
export const load = async ({ parent }: { parent: () => Promise<unknown> }): Promise<void> => {
  await parent();
  await Promise.all([mailboxWords.load(), countryWords.load(), customerWords.load()]);
};
