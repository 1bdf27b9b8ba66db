/** The reader's own mailboxes and domains, for pages that ask about whom. */
import { ask } from '../api.ts';

interface Own {
  readonly mailboxes: readonly string[];
  readonly domains: readonly string[];
}
export async function ownSubjects(): Promise<Own> {
  const [mailboxes, domains] = await Promise.all([
    ask<{ mailboxes: readonly { readonly address: string }[] }>('GET', '/mailboxes'),
    ask<{ domains: readonly { readonly domain: string }[] }>('GET', '/domains'),
  ]);
  return {
    mailboxes: mailboxes.ok ? mailboxes.value.mailboxes.map(({ address }) => address) : [],
    domains: domains.ok ? domains.value.domains.map(({ domain }) => domain) : [],
  };
}
