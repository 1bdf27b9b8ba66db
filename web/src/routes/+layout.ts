import { loadWords } from '#lib/language.svelte.ts';
import { loadSession } from '#lib/session.svelte.ts';

export const ssr = false;
export const prerender = false;

/** Words and person before the first page: nothing moves afterwards. */
export const load = async (): Promise<void> => {
  await Promise.all([loadWords(), loadSession()]);
};
