/** STORE: flags of messages, also only where nothing changed since (RFC 3501 §6.4.6, RFC 7162 §3.1.3). Through registry.ts. */
import { formatSequenceSet } from '#src/protocol/imap/sequence-set.ts';
import { flagList } from '#src/protocol/imap/response-text.ts';
import type { CommandOf } from '#src/protocol/imap/command.ts';
import type { FlagState } from '../../mail-store.ts';
import { accountOf, type Answer, bad, handler, type ImapContext, no, ok, selectedOf } from '../context.ts';
import { SYSTEM_FLAGS } from '../selected.ts';

/** Flags in their known spelling without doubles; null when one may not be set by a client (RFC 3501 §2.3.2). */
export function permittedFlags(flags: readonly string[]): string[] | null {
  const known = new Map<string, string>();
  for (const flag of flags) {
    const system = SYSTEM_FLAGS.find((name) => name.toLowerCase() === flag.toLowerCase());
    if (flag.startsWith('\\') && system === undefined) return null;
    known.set(flag.toLowerCase(), system ?? flag);
  }
  return [...known.values()];
}

export const store = handler<'STORE'>(
  'selected',
  async (context, command): Promise<Answer> => {
    const selected = selectedOf(context);
    const { handle } = accountOf(context);
    const ranges = selected.resolve(command.set, command.uid);
    if (ranges === null) return bad('STORE: no such message number');
    const flags = permittedFlags(command.flags);
    if (flags === null) return bad('STORE: this system flag cannot be set');
    if (command.unchangedSince !== null) context.condstore = true;
    if (selected.readOnly) return no(context.texts.imap.readOnly(), 'NOPERM');
    const uids = selected.uidsIn(ranges);
    if (uids.length === 0) return ok('STORE completed, no messages');
    const { changed, modified } = await handle.setFlags(selected.folder.id, uids, {
      op: command.op,
      flags,
      ...(command.unchangedSince === null ? {} : { unchangedSince: command.unchangedSince }),
    });
    selected.forgetOwn(changed);
    const missing = command.silent
      ? tellSilently(context, command, changed)
      : await tellFlags(context, command, uids, modified);
    return closing(context, command, modified, missing);
  },
  (command) => command.uid,
);

/** .SILENT: nothing, or with CONDSTORE the new MODSEQ of what changed (RFC 7162 §3.1.3). Unknown who is missing: none. */
function tellSilently(context: ImapContext, command: CommandOf<'STORE'>, changed: readonly FlagState[]): boolean {
  if (!context.condstore) return false;
  const selected = selectedOf(context);
  for (const { uid, modseq } of changed) {
    const index = selected.uids.indexOf(uid);
    if (index >= 0) context.out.text(`* ${index + 1} FETCH (${uidText(command, uid)}MODSEQ (${modseq}))\r\n`);
  }
  return false;
}

const uidText = (command: CommandOf<'STORE'>, uid: number): string => (command.uid ? `UID ${uid} ` : '');

/** The flags as they are now, of each message asked for; true when one of them is gone. */
async function tellFlags(
  context: ImapContext,
  command: CommandOf<'STORE'>,
  uids: readonly number[],
  modified: readonly number[],
): Promise<boolean> {
  const selected = selectedOf(context);
  const rows = await accountOf(context).handle.rows(selected.folder.id, { from: uids[0], to: uids[uids.length - 1] });
  const asked = new Set(uids);
  const failed = new Set(modified);
  let found = 0;
  for (const row of rows) {
    if (!asked.has(row.uid)) continue;
    found += 1;
    if (failed.has(row.uid)) continue;
    if (selected.learn(row.flags)) context.out.text(selected.flagLines());
    const modseq = context.condstore ? ` MODSEQ (${row.modseq})` : '';
    const sequence = selected.uids.indexOf(row.uid) + 1;
    context.out.text(`* ${sequence} FETCH (${uidText(command, row.uid)}FLAGS ${flagList(row.flags)}${modseq})\r\n`);
    const wait = context.out.breathe();
    if (wait !== null) await wait;
  }
  return found < uids.length;
}

function closing(
  context: ImapContext,
  command: CommandOf<'STORE'>,
  modified: readonly number[],
  missing: boolean,
): Answer {
  if (modified.length > 0) {
    const { uids } = selectedOf(context);
    const ascending = [...modified].sort((a, b) => a - b);
    const named = command.uid ? ascending : ascending.map((uid) => uids.indexOf(uid) + 1).filter((n) => n > 0);
    return ok('Some messages were changed by others', `MODIFIED ${formatSequenceSet(named)}`);
  }
  if (missing && !command.uid) return no(context.texts.imap.someGone(), 'EXPUNGEISSUED');
  return ok(`${command.uid ? 'UID ' : ''}STORE completed`);
}
