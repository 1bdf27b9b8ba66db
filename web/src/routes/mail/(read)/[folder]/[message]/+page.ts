import { later } from '#lib/mail/later.svelte.ts';

/** An open message can be answered, moved and marked from its first moment. */
export const load = async ({ parent }: { parent: () => Promise<unknown> }): Promise<void> => {
  await parent();
  await later.load();
};
