/**
 * As whom a mailbox user may write: his address, aliases that lead to him, plus-addresses that he wants to use; with name,
 * address for replies and signature of each. Called by routes/mail-identities.ts and when something is written. Who may send
 * as what is decided where mail is sent (engine/ports.ts `maySendAs`), and asked here, so that nothing is offered in vain.
 */
import type { Directory } from '#src/engine/ports.ts';
import { parseAddress } from '#src/model/address.ts';
import { type Identity, MAX_IDENTITIES, MAX_NAME, MAX_SIGNATURE } from '#src/model/webmail-settings.ts';
import { aliasesTo } from '#src/store/aliases.ts';
import type { Sql } from '#src/store/tables.ts';
import { deleteIdentity, keptIdentities, putIdentity } from '#src/store/webmail-people.ts';
import { type Acting, change, type Reading } from '../change.ts';
import { done, misuse, type Outcome, refused } from '../outcome.ts';
import type { MailUser } from './connections.ts';
import { tidySignature } from './signatures.ts';

export interface IdentityDeps extends Reading {
  readonly directory: Pick<Directory, 'maySendAs'>;
}
export type IdentityDraft = Omit<Identity, 'address'>;

/** Aliases behind aliases are followed so far. */
const DEEPEST = 5;

/** Aliases that lead here, also through others. */
async function leadingHere(sql: Sql, own: string): Promise<readonly string[]> {
  const found = new Set<string>();
  let edge: readonly string[] = [own];
  for (let depth = 0; depth < DEEPEST && edge.length > 0; depth += 1) {
    const next: string[] = [];
    for (const address of edge)
      for (const alias of await aliasesTo(sql, address))
        if (alias.address !== own && !found.has(alias.address)) {
          found.add(alias.address);
          next.push(alias.address);
        }
    edge = next;
  }
  return [...found];
}

const bare = (address: string): Identity => ({
  address,
  name: '',
  replyTo: null,
  isDefault: false,
  signatureHtml: '',
  signatureText: '',
});

/** All, the default first; there is always one default. */
export async function identitiesOf(deps: IdentityDeps, user: MailUser): Promise<readonly Identity[]> {
  const kept = new Map((await keptIdentities(deps.db.sql, user.id)).map((one) => [one.address, one]));
  const addresses = new Set([user.address, ...(await leadingHere(deps.db.sql, user.address)), ...kept.keys()]);
  const all: Identity[] = [];
  for (const address of addresses)
    if (address === user.address || (await deps.directory.maySendAs(user.id, address)))
      all.push(kept.get(address) ?? bare(address));
  const chosen = all.find(({ isDefault }) => isDefault)?.address ?? user.address;
  return all
    .map((one) => ({ ...one, isDefault: one.address === chosen }))
    .toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault));
}

/** Names stand in a header: one line. */
const line = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();

function checked(typed: IdentityDraft): Outcome<IdentityDraft> {
  const name = line(typed.name);
  if (name.length > MAX_NAME) return misuse('mailContactTooLong', { max: MAX_NAME, field: 'name' });
  const reply = typed.replyTo?.trim() ?? '';
  const parsed = reply === '' ? null : parseAddress(reply);
  if (parsed !== null && !parsed.ok)
    return misuse('mailContactAddressBad', { address: reply.slice(0, 100), field: 'replyTo' });
  const signature = tidySignature(typed);
  if (signature === null) return misuse('mailContactTooLong', { max: MAX_SIGNATURE, field: 'signatureText' });
  return done({ name, replyTo: parsed === null ? null : parsed.value.text, isDefault: typed.isDefault, ...signature });
}

/** Keeps one; a new plus-address becomes one by being kept. */
export async function putIdentityOf(
  deps: IdentityDeps & Acting,
  user: MailUser,
  typed: string,
  draft: IdentityDraft,
): Promise<Outcome<readonly Identity[]>> {
  const address = parseAddress(typed);
  if (!address.ok) return misuse('mailContactAddressBad', { address: typed.slice(0, 100), field: 'address' });
  const { text } = address.value;
  if (!(await deps.directory.maySendAs(user.id, text)))
    return refused('mailIdentityNotYours', { address: text, field: 'address' });
  const good = checked(draft);
  if (!good.ok) return good;
  const kept = await change(deps, async (tx, audit) => {
    const before = await keptIdentities(tx, user.id);
    const old = before.find((one) => one.address === text);
    if (old === undefined && before.length >= MAX_IDENTITIES)
      return refused('mailContactTooLong', { max: MAX_IDENTITIES, field: 'address' });
    await putIdentity(tx, user.id, { address: text, ...good.value }, deps.clock.now());
    const shown = ({ name, replyTo, isDefault }: IdentityDraft) => ({ identity: text, name, replyTo, isDefault });
    await audit('mailbox.identity', user.address, old === undefined ? null : shown(old), shown(good.value));
    return done(null);
  });
  return kept.ok ? done(await identitiesOf(deps, user)) : kept;
}

/** Forgets name and signature; a plus-address is no longer offered. */
export async function removeIdentity(
  deps: IdentityDeps & Acting,
  user: MailUser,
  typed: string,
): Promise<Outcome<readonly Identity[]>> {
  const gone = await change(deps, async (tx, audit) => {
    const address = typed.trim().toLowerCase();
    if (!(await deleteIdentity(tx, user.id, address))) return refused('notThere');
    await audit('mailbox.identity', user.address, { identity: address }, null);
    return done(null);
  });
  return gone.ok ? done(await identitiesOf(deps, user)) : gone;
}
