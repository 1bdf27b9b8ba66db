/**
 * SELECT, EXAMINE, CLOSE, UNSELECT, CREATE, DELETE, RENAME, SUBSCRIBE, UNSUBSCRIBE, STATUS (RFC 3501 §6.3, §6.4.2).
 * Called through registry.ts.
 */
import type { StatusItem } from '#src/protocol/imap/command.ts';
import { mailboxText } from '#src/protocol/imap/response-text.ts';
import type { FolderInfo, SpecialUse } from '../../mail-store.ts';
import { accountOf, bad, handler, type ImapContext, no, ok, selectedOf } from '../context.ts';
import { Selected } from '../selected.ts';
import { refuse } from './problems.ts';

const USES: readonly SpecialUse[] = ['\\Archive', '\\Drafts', '\\Junk', '\\Sent', '\\Trash'];

export const select = handler<'SELECT' | 'EXAMINE'>('signed-in', async (context, command) => {
  const { handle } = accountOf(context);
  // RFC 3501 §6.3.1: the old folder is left even when the new one cannot be opened.
  if (context.selected !== null) context.out.text('* OK [CLOSED] Folder closed\r\n');
  context.leaveFolder();
  if (command.condstore) context.condstore = true;
  const found = await handle.folder(command.mailbox);
  if (found === null) return no(context.texts.imap.noSuchFolder({ folder: command.mailbox }), 'NONEXISTENT');
  const readOnly = command.kind === 'EXAMINE';
  const selected = new Selected(found, readOnly);
  selected.listen((listener) => handle.onChange(found.id, listener));
  const outline = await handle.outline(found.id);
  if (outline === null || context.connection.closing) {
    selected.leave();
    return outline === null ? no(context.texts.imap.noSuchFolder({ folder: command.mailbox }), 'NONEXISTENT') : null;
  }
  selected.begin(outline);
  context.selected = selected;
  const { folder, uids, firstUnseen } = outline;
  const unseenLine = firstUnseen < 0 ? '' : `* OK [UNSEEN ${firstUnseen + 1}] First unseen\r\n`;
  context.out.text(
    `${selected.flagLines()}* ${uids.length} EXISTS\r\n* 0 RECENT\r\n${unseenLine}` +
      `* OK [UIDVALIDITY ${folder.uidValidity}] UIDs valid\r\n* OK [UIDNEXT ${folder.uidNext}] Next UID\r\n` +
      `* OK [HIGHESTMODSEQ ${folder.highestModseq}] Highest\r\n`,
  );
  return ok(`${command.kind} completed`, readOnly ? 'READ-ONLY' : 'READ-WRITE');
});

export const unselect = handler<'UNSELECT'>('selected', (context) => {
  context.leaveFolder();
  return ok('UNSELECT completed');
});

export const create = handler<'CREATE'>('signed-in', async (context, command) => {
  const { handle } = accountOf(context);
  const use = USES.find((known) => known.toLowerCase() === command.use[0]?.toLowerCase());
  // RFC 6154 §3: a use that cannot be given is refused, and no folder is made.
  if (command.use.length > 1 || (command.use.length === 1 && use === undefined)) {
    return no(context.texts.imap.notAllowed({ folder: command.mailbox }), 'USEATTR');
  }
  const result = await handle.createFolder(command.mailbox, use);
  return result.ok ? ok('CREATE completed') : refuse(context, result.problem, command.mailbox);
});

export const remove = handler<'DELETE'>('signed-in', async (context, command) => {
  const result = await accountOf(context).handle.deleteFolder(command.mailbox);
  if (!result.ok) return refuse(context, result.problem, command.mailbox);
  // Our own selected folder: we know, so the session goes on without it.
  if (context.selected?.folder.name === command.mailbox) context.leaveFolder();
  return ok('DELETE completed');
});

export const rename = handler<'RENAME'>('signed-in', async (context, command) => {
  const result = await accountOf(context).handle.renameFolder(command.from, command.to);
  const blamed = !result.ok && result.problem === 'no-such-folder' ? command.from : command.to;
  return result.ok ? ok('RENAME completed') : refuse(context, result.problem, blamed);
});

export const subscribe = handler<'SUBSCRIBE' | 'UNSUBSCRIBE'>('signed-in', async (context, command) => {
  const { handle } = accountOf(context);
  const result = await handle.setSubscribed(command.mailbox, command.kind === 'SUBSCRIBE');
  // RFC 3501 §6.3.7: to unsubscribe from what is gone is no fault.
  const done = result.ok || (command.kind === 'UNSUBSCRIBE' && result.problem === 'no-such-folder');
  return done ? ok(`${command.kind} completed`) : refuse(context, result.problem, command.mailbox);
});

export const status = handler<'STATUS'>('signed-in', async (context, command) => {
  const folder = await accountOf(context).handle.folder(command.mailbox);
  if (folder === null) return no(context.texts.imap.noSuchFolder({ folder: command.mailbox }), 'NONEXISTENT');
  context.out.text(await statusLine(context, folder, command.items));
  return ok('STATUS completed');
});

/** `* STATUS name (…)`. */
export async function statusLine(
  context: ImapContext,
  folder: FolderInfo,
  items: readonly StatusItem[],
): Promise<string> {
  // RFC 7162 §3.1: asking for it turns CONDSTORE on.
  if (items.includes('HIGHESTMODSEQ')) context.condstore = true;
  const values: string[] = [];
  for (const item of items) values.push(`${item} ${await statusValue(context, folder, item)}`);
  return `* STATUS ${mailboxText(folder.name, context.utf8)} (${values.join(' ')})\r\n`;
}

function statusValue(context: ImapContext, folder: FolderInfo, item: StatusItem): number | Promise<number> {
  switch (item) {
    case 'MESSAGES':
      return folder.messages;
    case 'RECENT':
      return 0;
    case 'UIDNEXT':
      return folder.uidNext;
    case 'UIDVALIDITY':
      return folder.uidValidity;
    case 'UNSEEN':
      return folder.unseen;
    case 'SIZE':
      return folder.sizeBytes;
    case 'HIGHESTMODSEQ':
      return folder.highestModseq;
    case 'APPENDLIMIT':
      return context.host.maxMessageBytes;
    case 'DELETED':
      return accountOf(context)
        .handle.rows(folder.id)
        .then((rows) => rows.filter((row) => row.flags.includes('\\Deleted')).length);
  }
}

export const check = handler<'CHECK'>('selected', (context) =>
  selectedOf(context).gone ? bad('The folder is gone') : ok('CHECK completed'),
);
