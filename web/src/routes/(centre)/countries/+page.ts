import { redirect } from '@sveltejs/kit';
import { session } from '#lib/session.svelte.ts';

type List = typeof import('#lib/countries/ListPage.svelte').default;

/** Who uses one mailbox is led to its countries at once, without the list. */
export const load = async ({ parent }: { parent: () => Promise<unknown> }): Promise<{ List: List }> => {
  await parent();
  if (session.person?.kind === 'mailbox') redirect(307, `/countries/${encodeURIComponent(session.person.name)}`);
  return { List: (await import('#lib/countries/ListPage.svelte')).default };
};
