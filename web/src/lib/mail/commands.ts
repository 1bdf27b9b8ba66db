/**
 * What the reader can do with keys, buttons and swipes, and where he stands afterwards. Called by Shell.svelte once this has
 * come; holds nothing itself.
 */
import { tick } from 'svelte';
import type { DeedKind } from './deeds.ts';
import type { KeyDeed } from './keys.ts';
import type { Mailbox } from './mailbox.svelte.ts';
import type { Reading } from './reading.ts';
import type { Selection } from './selection.svelte.ts';
import type { Folder, Row, Which } from './shapes.ts';
import { openCompose, startOfMailto } from './write/compose.svelte.ts';

/** Where the reader sits. */
export interface Desk {
  readonly mail: Mailbox;
  readonly selection: Selection;
  readonly reading: Reading;
  readonly folder: Folder | undefined;
  /** What is deleted here is gone for good. */
  readonly isFinal: boolean;
  readonly list: { step(by: number): void; go(at: number): void } | undefined;
  readonly head: { ask(): void; move(): void; search(): void } | undefined;
  visit(change: Partial<Reading>): Promise<void>;
  help(): void;
}

/** The message that is open, else what is chosen, else the row at the cursor. */
function rowsAtHand({ mail, selection, reading }: Desk): readonly Row[] {
  if (selection.count > 0 || reading.message === null) return selection.rows();
  const row = mail.list.rows[mail.list.indexOf(reading.message)];
  return row === undefined ? [] : [row];
}

/** As the API is asked. */
function whichOf({ mail, selection }: Desk, rows: readonly Row[]): Which {
  const { source } = mail.list;
  if (selection.isAll && source?.kind === 'folder') return { all: { folder: source.folder, filter: source.filter } };
  if (selection.isAll && source?.kind === 'search')
    return { all: { q: source.q, ...(source.folder === null ? {} : { folder: source.folder }) } };
  const isConversations = source?.kind === 'folder' && source.view === 'conversations';
  return { ids: rows.map(({ id }) => id), ...(isConversations ? { conversations: true } : {}) };
}
/** To these rows; `null`: what is at hand. After something left the list the next one has the focus, as the reader goes on. */
export async function perform(
  desk: Desk,
  kind: DeedKind,
  given: readonly Row[] | null,
  target?: { readonly id: string; readonly name: string },
): Promise<void> {
  const { mail, selection, reading } = desk;
  const which = whichOf(desk, given ?? rowsAtHand(desk));
  if ('ids' in which && which.ids.length === 0) return;
  const isOpen = reading.message !== null && ('all' in which || which.ids.includes(reading.message));
  const at = selection.indexOfCursor();
  const leaves = kind !== 'read' && kind !== 'unread' && kind !== 'flag' && kind !== 'unflag';
  if (leaves) selection.clear();
  const done = mail.deeds.perform(
    kind === 'move' ? { kind, which, folder: target?.id ?? '', name: target?.name ?? '' } : { kind, which },
  );
  if (leaves || kind === 'unread') {
    if (isOpen) await desk.visit({ message: null });
    else if (leaves && document.activeElement === document.body) {
      await tick();
      desk.list?.go(at);
    }
  }
  await done;
}

/** One row's own buttons and swipes. */
export function act(desk: Desk, kind: 'archive' | 'remove' | 'mark' | 'flag', row: Row): void {
  const { mail, selection } = desk;
  if (kind === 'remove' && desk.isFinal) {
    selection.clear();
    selection.toggle(mail.list.indexOf(row.id));
    desk.head?.ask();
    return;
  }
  const deed =
    kind === 'mark' ? (row.unread ? 'read' : 'unread') : kind === 'flag' ? (row.flagged ? 'unflag' : 'flag') : kind;
  void perform(desk, deed, [row]);
}

const ANSWERS = { reply: 'reply', replyAll: 'reply-all', forward: 'forward' } as const;
/** A key that was pressed. */
export function obey(desk: Desk, deed: KeyDeed): void {
  const { mail, selection, list, head } = desk;
  const rows = rowsAtHand(desk);
  const [row] = rows;
  if (deed === 'next' || deed === 'previous') list?.step(deed === 'next' ? 1 : -1);
  else if (deed === 'open') {
    if (row !== undefined) void desk.visit({ message: row.id });
  } else if (deed === 'list') void desk.visit({ message: null });
  else if (deed === 'choose') selection.toggle(selection.indexOfCursor());
  else if (deed === 'undo') void mail.deeds.undo();
  else if (deed === 'compose') openCompose();
  else if (deed === 'search') head?.search();
  else if (deed === 'help') desk.help();
  else if (deed === 'move') head?.move();
  else if (deed === 'inbox' || deed === 'drafts' || deed === 'sent') {
    const target = mail.withRole(deed);
    if (target !== undefined) void desk.visit({ folder: target.id, message: null, q: '', filter: 'all' });
  } else if (deed === 'reply' || deed === 'replyAll' || deed === 'forward') {
    if (row !== undefined) openCompose({ answers: { id: row.id, kind: ANSWERS[deed] } });
  } else if (deed === 'flag') void perform(desk, rows.some(({ flagged }) => !flagged) ? 'flag' : 'unflag', rows);
  else if (deed === 'remove' && desk.isFinal) head?.ask();
  else void perform(desk, deed === 'spam' && desk.folder?.role === 'junk' ? 'notSpam' : deed, rows);
}

/** A link that wants something written: `?mailto=`, or `to` and `body` of their own. */
export function writeTo(query: Pick<URLSearchParams, 'get' | 'toString'>): void {
  openCompose(startOfMailto(query.get('mailto') ?? `mailto:?${query.toString().replaceAll('+', '%20')}`));
}
