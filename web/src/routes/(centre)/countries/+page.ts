import { redirect } from '@sveltejs/kit';
import { session } from '#lib/session.svelte.ts';

/** Who uses one mailbox is led to its countries at once. */
export const load = async ({ parent }: { parent: () => Promise<unknown> }): Promise<void> => {
  await parent();
  if (session.person?.kind === 'mailbox') redirect(307, `/countries/${encodeURIComponent(session.person.name)}`);
};
