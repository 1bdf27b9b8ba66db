/**
 * Our account with the certificate authority: made once, found again by its key, told when the contact changes, made anew when
 * the authority has forgotten it. Called by order.ts. The operator's agreement to the terms is checked at the start.
 */
import type { AcmeClient, Told } from '#src/net/acme/client.ts';
import type { KeptAccount, KeptFiles } from '#src/net/acme/kept-files.ts';
import { readOrdersAddress } from '#src/protocol/acme/documents.ts';
import { type AccountKey, type OutsideAccount, outsideBinding } from '#src/protocol/acme/jws.ts';

export interface AccountDeps {
  readonly client: AcmeClient;
  readonly files: Pick<KeptFiles, 'account' | 'putAccount'>;
  readonly key: AccountKey;
  /** `tls.acme.contact`; '' = none. */
  readonly contact: string;
  readonly outside: OutsideAccount | null;
}
export interface Account {
  readonly url: string;
  readonly orders: string | null;
}

const contactList = (contact: string): readonly string[] => (contact === '' ? [] : [`mailto:${contact}`]);
const refusedWith = (detail: string): Told<never> => ({
  kind: 'refused',
  status: 0,
  problem: { type: 'externalAccountRequired', detail },
  retryAfterMs: 0,
});

/** The account, registered if it is not yet. */
export async function ensureAccount(deps: AccountDeps): Promise<Told<Account>> {
  const { client, files, contact } = deps;
  const kept = files.account();
  if (kept === null) throw new Error('the account key is made when the folder is opened');
  if (kept.url === null) return await register(deps, kept);
  const told = (orders: string | null): Told<Account> => ({
    kind: 'told',
    value: { url: kept.url ?? '', orders },
    location: null,
    retryAfterMs: 0,
  });
  if (kept.contact === contact) return told(kept.orders);
  const changed = await client.say(
    { url: kept.url, account: kept.url, payload: { contact: contactList(contact) } },
    (text) => ({ orders: readOrdersAddress(text) }),
  );
  if (changed.kind !== 'told') return changed;
  files.putAccount({ ...kept, contact });
  return told(kept.orders);
}

/** Forgets where the account was: the next order registers it anew with the same key. */
export function forgetAccount({ files }: Pick<AccountDeps, 'files'>): void {
  const kept = files.account();
  if (kept !== null) files.putAccount({ ...kept, url: null, orders: null });
}

async function register(deps: AccountDeps, kept: KeptAccount): Promise<Told<Account>> {
  const { client, files, key, contact, outside } = deps;
  const directory = await client.directory();
  if (directory.kind !== 'told') return directory;
  const { newAccount, needsOutsideAccount } = directory.value;
  if (needsOutsideAccount && outside === null)
    return refusedWith('This authority wants an account of its own: set tls.acme.eabKid and tls.acme.eabKey');
  const made = await client.say(
    {
      url: newAccount,
      account: null,
      payload: {
        termsOfServiceAgreed: true,
        contact: contactList(contact),
        ...(outside === null ? {} : { externalAccountBinding: outsideBinding(key.jwk, outside, newAccount) }),
      },
    },
    (text) => ({ orders: readOrdersAddress(text) }),
  );
  if (made.kind !== 'told') return made;
  if (made.location === null) return { kind: 'unreachable', why: 'malformed answer' };
  const { orders } = made.value;
  files.putAccount({ ...kept, url: made.location, orders, contact });
  return { ...made, value: { url: made.location, orders } };
}
