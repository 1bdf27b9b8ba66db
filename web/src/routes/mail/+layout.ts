import { error, redirect } from '@sveltejs/kit';
import { mailWords } from '#lib/mail/words.svelte.ts';
import { homeOf } from '#lib/places.ts';
import { session } from '#lib/session.svelte.ts';

/** Mail is read by its owner alone: who has no mailbox goes where he begins. */
export const load = async ({ parent, url }: { parent: () => Promise<unknown>; url: URL }): Promise<void> => {
  await parent();
  const { person, problem } = session;
  if (person === null) {
    if (problem !== null) error(503);
    redirect(307, `/sign-in?to=${encodeURIComponent(url.pathname + url.search)}`);
  }
  if (person.kind !== 'mailbox') redirect(307, homeOf(person.kind));
  await mailWords.load();
};
