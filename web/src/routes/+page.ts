import { redirect } from '@sveltejs/kit';
import { session } from '#lib/session.svelte.ts';

export const load = async ({ parent }: { parent: () => Promise<unknown> }): Promise<never> => {
  await parent();
  return redirect(307, session.person === null ? '/sign-in' : '/overview');
};
