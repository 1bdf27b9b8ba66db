import { redirect } from '@sveltejs/kit';
import { ruleWords } from '#lib/mail-settings/words.svelte.ts';
import { homeOf } from '#lib/places.ts';
import { session } from '#lib/session.svelte.ts';

/** A mailbox user's own mail: anybody else goes where he belongs. The words of these pages come with them. */
export const load = async ({ parent, url }: { parent: () => Promise<unknown>; url: URL }): Promise<void> => {
  await parent();
  const { person, problem } = session;
  if (person === null && problem === null)
    redirect(307, `/sign-in?to=${encodeURIComponent(url.pathname + url.search)}`);
  if (person !== null && person.kind !== 'mailbox') redirect(307, homeOf(person.kind));
  await ruleWords.load();
};
