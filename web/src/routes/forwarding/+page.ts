import { forwardingWords } from '#lib/forwarding/words.svelte.ts';

/** Open to whoever holds the link; nobody has to be signed in. */
export const load = async ({ parent }: { parent: () => Promise<unknown> }): Promise<void> => {
  await parent();
  await forwardingWords.load();
};
