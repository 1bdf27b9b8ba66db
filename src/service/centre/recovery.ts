/**
 * The way back in without the broken mailbox: a link by mail that sets a new password once, within half an hour. It goes to a
 * contact whose address is not on a domain of the same customer here. Whoever asks learns nothing of who exists. The second
 * proof stays as it is. Called by the API.
 */
import { randomBytes } from 'node:crypto';
import { parseAddress } from '#src/model/address.ts';
import { isOnOneOf } from '#src/model/contact-check.ts';
import type { Language } from '#src/model/language.ts';
import type { CustomerId } from '#src/model/ids.ts';
import type { Person, PersonKind } from '#src/model/person.ts';
import { texts } from '#src/messages/catalogue.ts';
import { newId } from '#src/net/ids.ts';
import { centreHashOf } from '#src/store/centre-passwords.ts';
import { contactsAt, deleteWaysBackOf, insertWayBack, mailboxPersonById, takeWayBack } from '#src/store/centre.ts';
import { contactsOf } from '#src/store/customers.ts';
import { domainsOf } from '#src/store/domains.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import type { App } from '../app.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import type { CameFrom } from './entering.ts';
import { languageIn, personById } from './persons.ts';
import { setOwnPassword } from './passwords.ts';
import { endOtherSessions, tokenHash } from './sessions.ts';
import type { SignInDeps } from './sign-in.ts';

type Deps = SignInDeps & { readonly app: App };
const MINUTES = 30;
const LINK = 'recovery-link';
const MOST_LETTERS = 3;

interface Way {
  readonly kind: PersonKind;
  readonly id: string;
  readonly to: readonly string[];
  readonly language: Language;
}

/** Sends what can be sent; answers nothing, so that nobody learns who exists. */
export async function sendWayBack(deps: Deps, typed: string): Promise<void> {
  const address = parseAddress(typed.trim());
  if (!address.ok) return;
  for (const way of await waysFor(deps, address.value.text)) {
    const at = deps.clock.now();
    const token = randomBytes(32).toString('base64url');
    await deps.db.write(async (tx) => {
      // The newest link counts.
      await deleteWaysBackOf(tx, LINK, way.kind, way.id);
      await insertWayBack(tx, {
        token_hash: tokenHash(token),
        kind: LINK,
        person_kind: way.kind,
        person_id: way.id,
        expires_at: at + MINUTES * 60_000,
        created_at: at,
      });
    });
    const { centre } = texts(way.language);
    const link = `${deps.app.linkBase()}/recover?token=${token}`;
    const text = `${centre.recoverText({ link, minutes: MINUTES })}\n`;
    for (const to of way.to)
      await deps.app.sendLetter({ id: newId(at), to, language: way.language, title: centre.recoverTitle(), text, at });
  }
}

/** Contacts of this address themselves; of a mailbox the contacts of its customer. Only addresses outside. */
async function waysFor(deps: Deps, address: string): Promise<readonly Way[]> {
  const { sql } = deps.db;
  const ways: Way[] = [];
  for (const { id, customer, language, role } of await contactsAt(sql, address)) {
    // Whom we only send bills to gets no way in by asking for one.
    if (role !== 'owner' && (await centreHashOf(sql, id)) === null) continue;
    ways.push({ kind: 'contact', id, to: await outside(deps, customer, [address]), language: languageIn(language) });
  }
  const mailbox = await mailboxByAddress(sql, address);
  const row = mailbox === null ? null : await mailboxPersonById(sql, mailbox.id);
  if (mailbox !== null && row !== null) {
    const contacts = await contactsOf(sql, row.customer_id);
    const owners = contacts.filter(({ role }) => role === 'owner').map((one) => one.address);
    const to = await outside(deps, row.customer_id, owners);
    ways.push({ kind: 'mailbox', id: mailbox.id, to, language: mailbox.language });
  }
  return ways.filter(({ to }) => to.length > 0);
}

async function outside({ db }: Deps, customer: CustomerId, addresses: readonly string[]): Promise<readonly string[]> {
  const own = (await domainsOf(db.sql, customer)).map(({ name }) => name);
  return addresses.filter((address) => !isOnOneOf(address, own)).slice(0, MOST_LETTERS);
}

/** Sets the new password; every session of the person ends. The link works once. */
export async function useWayBack(
  deps: Deps,
  asked: { readonly token: string; readonly password: string; readonly from: CameFrom },
): Promise<Outcome<Person>> {
  const { token, password, from } = asked;
  const hash = tokenHash(token);
  const way = await deps.db.write((tx) => takeWayBack(tx, hash));
  if (way === null || way.kind !== LINK || (way.expires_at ?? 0) <= deps.clock.now()) return refused('linkOver');
  const person = await personById(deps.db.sql, way.person_kind as PersonKind, way.person_id);
  if (person === null) return refused('linkOver');
  const set = await setOwnPassword(deps, person, password, `${person.name} (recovery)`);
  if (!set.ok) {
    // The password was not good enough: the link stays good for another one.
    await deps.db.write((tx) => insertWayBack(tx, way));
    return set;
  }
  await endOtherSessions(deps, person, null);
  deps.throttle.forgive({ name: person.name, remote: from.remote });
  deps.tellSecurity('password-reset', person, from);
  return done(person);
}
