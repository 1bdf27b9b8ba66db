/**
 * One reader of this suite: his mailbox lies on a Dovecot, his webmail is ours, and he has another program on the same mailbox
 * that speaks to Dovecot directly. Made by suite.ts for each way in which Dovecot is set up.
 */
import assert from 'node:assert/strict';
import { encodeMailboxName } from '#src/protocol/imap/mailbox-name.ts';
import { ImapClient } from '../../../bench/imap-client.ts';
import type { World } from '../../../lab/world.ts';
import type { Browser, Owner } from '../../centre-client.ts';
import { type Letters, penOf } from '../../contract/mail-letters.ts';
import { type Done, folderId, type Page } from '../../contract/mail-reader.ts';
import { mailTab, type Tab } from '../../contract/mail-tab.ts';
import { atEnd } from '../harness/report.ts';
import { type Dovecot, type DovecotPlan, MAIL_PASSWORD } from './dovecot.ts';
import type { Wire } from './wire.ts';

export interface Names {
  readonly drafts: string;
  readonly sent: string;
  readonly junk: string;
  readonly trash: string;
  readonly archive: string;
}
export interface ShownFolder {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly parent: string | null;
  readonly role: string | null;
  readonly total: number;
  readonly unread: number;
}
export interface Desk {
  readonly title: string;
  readonly world: World;
  readonly owner: Owner;
  readonly browser: Browser;
  readonly plan: DovecotPlan;
  readonly dovecot: Dovecot;
  readonly wire: Wire;
  readonly names: Names;
  /** The other program. Its folder names are the wire's: see `path`. */
  readonly program: Omit<Letters, 'endAllSessions'>;
  /** A folder's path on the wire, by its names from the top. */
  path(...names: readonly string[]): string;
  /** The same as webmail's id of it. */
  id(...names: readonly string[]): string;
  folders(): Promise<readonly ShownFolder[]>;
  list(folder: string, more?: string): Promise<Page>;
  change(what: 'mark' | 'move' | 'remove' | 'spam', body: object): Promise<Done>;
  tab(folder?: string): Promise<Tab>;
}

export interface DeskPlan extends Pick<Desk, 'title' | 'world' | 'owner' | 'browser' | 'plan' | 'dovecot' | 'wire'> {
  readonly names: Names;
}

/** Signs the other program in. */
export async function openDesk(made: DeskPlan): Promise<Desk> {
  const { plan, dovecot, browser, owner, world } = made;
  const door = { host: '127.0.0.1', port: dovecot.imaps };
  const client = await ImapClient.open(door, owner.customer.address, MAIL_PASSWORD);
  atEnd(() => client.close());
  const whole = (names: readonly string[]): string =>
    names.join('') === 'INBOX' ? 'INBOX' : plan.prefix + names.join(plan.separator);
  const expect200 = <T>({ status, body }: { status: number; body: T }): T => {
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };
  return {
    ...made,
    program: penOf(client),
    path: (...names) => encodeMailboxName(whole(names)),
    id: (...names) => folderId(whole(names)),
    folders: async () => expect200(await browser.get<{ folders: readonly ShownFolder[] }>('/mail/folders')).folders,
    list: async (folder, more = 'count=200') =>
      expect200(await browser.get<Page>(`/mail/folders/${folder}/messages?${more}`)),
    change: async (what, body) => expect200(await browser.post<Done>(`/mail/messages/${what}`, body)),
    tab: (folder) => mailTab(world, browser, folder === undefined ? {} : { folder: whole([folder]) }),
  };
}
