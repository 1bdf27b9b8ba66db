import { redirect } from '@sveltejs/kit';
import { mailboxListWords, spaceWords } from '#lib/mailboxes/words.svelte.ts';
import { session } from '#lib/session.svelte.ts';

type List = typeof import('#lib/mailboxes/ListPage.svelte').default;

/** Who uses one mailbox is led to it at once, without the list. */
export const load = async ({ parent }: { parent: () => Promise<unknown> }): Promise<{ List: List }> => {
  await parent();
  if (session.person?.kind === 'mailbox') redirect(307, `/mailboxes/${encodeURIComponent(session.person.name)}`);
  const [{ default: List }] = await Promise.all([
    import('#lib/mailboxes/ListPage.svelte'),
    mailboxListWords.load(),
    spaceWords.load(),
  ]);
  return { List };
};
