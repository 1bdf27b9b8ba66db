import { redirect } from '@sveltejs/kit';
import { homeOf } from '#lib/places.ts';
import { session } from '#lib/session.svelte.ts';

export const load = async ({ parent }: { parent: () => Promise<unknown> }): Promise<never> => {
  await parent();
  return redirect(307, homeOf(session.person?.kind ?? null));
};
