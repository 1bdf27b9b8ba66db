/**
 * What the reader's own host knows about the sender of a message: his own addresses, the people he writes with, and whether
 * it lies among the junk. Called by message.ts, for the hints. Asks the control database and, of a stranger, what was sent.
 */
import type { Database } from '#src/store/database.ts';
import { contactsOf, knownAddresses } from './contacts.ts';
import type { MailUser } from './connections.ts';
import type { Known } from './hints.ts';
import { keptIdentities } from '#src/store/webmail-people.ts';
import { aliasesTo } from '#src/store/aliases.ts';
import type { Lines } from './lines.ts';
import type { MessageHeader } from './message-header.ts';
import { writtenTo } from './written-to.ts';

const MOST_CONTACTS = 200;

/** Makes the question. */
export const whoIsKnown =
  ({ db, lines }: { readonly db: Database; readonly lines: Pick<Lines, 'use'> }) =>
  async (user: MailUser, header: MessageHeader, path: string): Promise<Known> => {
    const sender = header.from.map(({ address }) => address.toLowerCase()).filter((one) => one !== '');
    const [contacts, written, aliases, identities] = await Promise.all([
      knownAddresses({ db }, user.id, sender),
      contactsOf({ db }, user.id, { q: '', order: 'used', count: MOST_CONTACTS, from: 0 }),
      aliasesTo(db.sql, user.address),
      keptIdentities(db.sql, user.id),
    ]);
    const own = [user.address, ...aliases.map(({ address }) => address), ...identities.map(({ address }) => address)];
    const domains = written.contacts.flatMap(({ addresses }) =>
      addresses.map((one) => one.slice(one.lastIndexOf('@') + 1)),
    );
    return {
      own: [...new Set(own.map((one) => one.toLowerCase()))],
      domains: [...new Set(domains.map((one) => one.toLowerCase()))],
      isContact: contacts.size > 0,
      isWrittenTo: contacts.size > 0 || (await writtenTo(lines)(user, sender)),
      // Our own engine's name for it, and what other engines call it.
      isOwnWork: /^(?:INBOX[./])?(?:sent|drafts|outbox|sendt|skickat|utkast)\b/i.test(path),
      inJunk: /^(?:INBOX[./])?(?:junk|spam|søppelpost|skräppost)\b/i.test(path),
    };
  };
