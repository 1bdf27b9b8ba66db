import { redirect } from '@sveltejs/kit';
import { peopleWords } from '#lib/mail-settings/people.svelte.ts';
import { ruleWords } from '#lib/mail-settings/words.svelte.ts';
import { homeOf } from '#lib/places.ts';
import { session } from '#lib/session.svelte.ts';

/** A mailbox user's own address book: anybody else goes where he belongs. The words of the page come with it. */
export const load = async ({ parent, url }: { parent: () => Promise<unknown>; url: URL }): Promise<void> => {
  await parent();
  const { person, problem } = session;
  if (person === null && problem === null)
    redirect(307, `/sign-in?to=${encodeURIComponent(url.pathname + url.search)}`);
  if (person !== null && person.kind !== 'mailbox') redirect(307, homeOf(person.kind));
  await Promise.all([ruleWords.load(), peopleWords.load()]);
};
