import { redirect } from '@sveltejs/kit';
import { consoleWords } from '#lib/console/words.svelte.ts';
import { homeOf } from '#lib/places.ts';
import { session } from '#lib/session.svelte.ts';

/** The console is for operators; others are led to their own beginning. */
export const load = async ({ parent }: { parent: () => Promise<unknown> }): Promise<void> => {
  await parent();
  if (session.person !== null && session.person.kind !== 'operator') redirect(307, homeOf(session.person.kind));
  await consoleWords.load();
};
