import { redirect } from '@sveltejs/kit';
import { session } from '#lib/session.svelte.ts';

/** Behind this nobody is without a name; the way back is kept. */
export const load = async ({ parent, url }: { parent: () => Promise<unknown>; url: URL }): Promise<void> => {
  await parent();
  if (session.person === null && session.problem === null)
    redirect(307, `/sign-in?to=${encodeURIComponent(url.pathname + url.search)}`);
};
