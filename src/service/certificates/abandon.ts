/** Gives up an order that nobody wants any more, so that none stays open with the authority (RFC 8555 §7.5.2). Called by keeper.ts. */
import type { KeptName } from '#src/net/acme/kept-files.ts';
import { readAuthorization, readOrder } from '#src/protocol/acme/documents.ts';
import type { AccountDeps } from './account.ts';

/** Best effort: an order that cannot be given up ends by itself after a week. */
export async function abandon({ client, files }: Pick<AccountDeps, 'client' | 'files'>, kept: KeptName): Promise<void> {
  const account = files.account()?.url ?? null;
  const url = kept.order?.url ?? null;
  if (account === null || url === null) return;
  const found = await client.say({ url, account, payload: null }, readOrder);
  if (found.kind !== 'told' || found.value.status !== 'pending') return;
  for (const one of found.value.authorizations)
    await client.say({ url: one, account, payload: { status: 'deactivated' } }, readAuthorization);
}
