/**
 * What brings messages in, over, or away: APPEND, COPY, MOVE, EXPUNGE, CLOSE (RFC 3501 §6.3.11, §6.4.2–3, §6.4.7;
 * UIDPLUS RFC 4315, MOVE RFC 6851). Called through registry.ts. What leaves a folder is written to the journal.
 */
import { formatSequenceSet } from '#src/protocol/imap/sequence-set.ts';
import type { MessageRow } from '../../mail-store.ts';
import { accountOf, type Answer, bad, handler, type ImapContext, no, ok, selectedOf } from '../context.ts';
import type { Selected } from '../selected.ts';
import { journalGone } from './journal-gone.ts';
import { refuse } from './problems.ts';
import { permittedFlags } from './store.ts';

export const append = handler<'APPEND'>('signed-in', async (context, command): Promise<Answer> => {
  const { handle, mailbox } = accountOf(context);
  const flags = permittedFlags(command.flags.filter((flag) => flag.toLowerCase() !== '\\recent'));
  if (flags === null) return bad('APPEND: this system flag cannot be set');
  if (command.bytes.length === 0) return no('An empty message cannot be stored', 'CANNOT');
  const result = await handle.append((await handle.folder(command.mailbox))?.id ?? -1, {
    bytes: command.bytes,
    flags,
    ...(command.internalDate === null ? {} : { internalDate: command.internalDate }),
  });
  if (result.ok) return ok('APPEND completed', `APPENDUID ${result.value.uidValidity} ${result.value.uid}`);
  const answer = refuse(context, result.problem, command.mailbox, true);
  if (result.problem === 'over-quota' || result.problem === 'no-space') {
    const isQuota = result.problem === 'over-quota';
    context.host.journal.record({
      kind: 'refusal',
      at: context.host.clock.now(),
      connection: context.connection.facts,
      mailbox: mailbox.id,
      address: mailbox.address,
      stage: 'append',
      cause: isQuota ? 'acc-quota-full' : 'svc-storage-full',
      code: isQuota ? 552 : 452,
      enhanced: isQuota ? '5.2.2' : '4.3.1',
      text: answer.text,
      sizeBytes: command.bytes.length,
    });
  }
  return answer;
});

export const copy = handler<'COPY'>('selected', async (context, command) => {
  const selected = selectedOf(context);
  const ranges = selected.resolve(command.set, command.uid);
  if (ranges === null) return bad('COPY: no such message number');
  const uids = selected.uidsIn(ranges);
  if (uids.length === 0) return ok('COPY completed, no messages');
  const result = await accountOf(context).handle.copy(selected.folder.id, uids, command.mailbox);
  if (!result.ok) return refuse(context, result.problem, command.mailbox, true);
  const { uidValidity, from, to } = result.value;
  if (from.length === 0) return no(context.texts.imap.someGone(), 'EXPUNGEISSUED');
  for (const [i, uid] of from.entries()) selected.noteCopied(uid, { folder: command.mailbox, uid: to[i] });
  return ok('COPY completed', `COPYUID ${uidValidity} ${formatSequenceSet(from)} ${formatSequenceSet(to)}`);
});

export const move = handler<'MOVE'>('selected', async (context, command) => {
  const selected = selectedOf(context);
  if (selected.readOnly) return no(context.texts.imap.readOnly(), 'NOPERM');
  const ranges = selected.resolve(command.set, command.uid);
  if (ranges === null) return bad('MOVE: no such message number');
  const uids = selected.uidsIn(ranges);
  if (uids.length === 0) return ok('MOVE completed, no messages');
  const { handle } = accountOf(context);
  const rows = await rowsOf(context, selected, uids);
  const result = await handle.move(selected.folder.id, uids, command.mailbox);
  if (!result.ok) return refuse(context, result.problem, command.mailbox, true);
  const { uidValidity, from, to } = result.value;
  if (from.length === 0) return no(context.texts.imap.someGone(), 'EXPUNGEISSUED');
  selected.noteExpunged(from);
  // RFC 6851 §4.3: COPYUID comes before the EXPUNGE answers.
  context.out.text(`* OK [COPYUID ${uidValidity} ${formatSequenceSet(from)} ${formatSequenceSet(to)}] Moved\r\n`);
  const newUid = new Map(from.map((uid, i) => [uid, to[i]]));
  journalGone(context, rows, { step: 'moved', folder: command.mailbox, newUid });
  return ok('MOVE completed');
});

/** Index rows of some UIDs (ascending). */
async function rowsOf(context: ImapContext, selected: Selected, uids: readonly number[]): Promise<MessageRow[]> {
  const wanted = new Set(uids);
  const rows = await accountOf(context).handle.rows(selected.folder.id, { from: uids[0], to: uids[uids.length - 1] });
  return rows.filter((row) => wanted.has(row.uid));
}

/** Expunges what is \Deleted and known to the client, within `only` when given. */
async function expungeDeleted(
  context: ImapContext,
  selected: Selected,
  only: ReadonlySet<number> | null,
): Promise<void> {
  const { handle } = accountOf(context);
  const rows = (await handle.rows(selected.folder.id)).filter(
    (row) =>
      row.flags.includes('\\Deleted') && selected.uids.indexOf(row.uid) >= 0 && (only === null || only.has(row.uid)),
  );
  if (rows.length === 0) return;
  const gone = await handle.expunge(
    selected.folder.id,
    rows.map((row) => row.uid),
  );
  selected.noteExpunged(gone);
  const there = new Set(gone);
  journalExpunged(
    context,
    selected,
    rows.filter((row) => there.has(row.uid)),
  );
}

/** What this session had copied elsewhere was moved; the rest is gone. */
function journalExpunged(context: ImapContext, selected: Selected, rows: readonly MessageRow[]): void {
  const copies = new Map(rows.map((row) => [row, selected.takeCopied(row.uid)]));
  const byFolder = Map.groupBy(rows, (row) => copies.get(row)?.folder ?? null);
  for (const [folder, there] of byFolder) {
    const newUid = new Map(there.map((row) => [row.uid, copies.get(row)?.uid ?? row.uid] as const));
    journalGone(
      context,
      there,
      folder === null
        ? { step: 'expunged', folder: selected.folder.name, newUid: null }
        : { step: 'moved', folder, newUid },
    );
  }
}

export const expunge = handler<'EXPUNGE'>('selected', async (context, command) => {
  const selected = selectedOf(context);
  if (selected.readOnly) return no(context.texts.imap.readOnly(), 'NOPERM');
  const only = command.uids === null ? null : new Set(selected.uidsIn(selected.resolve(command.uids, true) ?? []));
  await expungeDeleted(context, selected, only);
  return ok('EXPUNGE completed');
});

/** Expunges without telling (RFC 3501 §6.4.2). */
export const close = handler<'CLOSE'>('selected', async (context) => {
  const selected = selectedOf(context);
  if (!selected.readOnly) await expungeDeleted(context, selected, null);
  context.leaveFolder();
  return ok('CLOSE completed');
});
