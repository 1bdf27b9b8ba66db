/**
 * What UIDPLUS (RFC 4315) would do, for servers that have none: only what is meant goes for good, and a copy is found again.
 * Called by moves.ts and letters.ts. Another program's marks for removal are kept as they were.
 */
import { fetched, itemLike, uidOf } from './rows.ts';
import { folderState, searchUids } from './filling.ts';
import { MailRefused } from './attempt.ts';
import type { ImapLine } from './line.ts';
import type { Moved } from './moves.ts';
import { unfold } from '#src/protocol/imap-client/header-block.ts';
import { asText } from '#src/protocol/imap-client/values.ts';
import { uidSets } from './uid-set.ts';

const mark = async (line: ImapLine, uids: readonly number[], sign: '+' | '-'): Promise<void> => {
  for (const set of uidSets(uids)) await line.ask(`UID STORE ${set} ${sign}FLAGS.SILENT (\\Deleted)`);
};

/** EXPUNGE takes all that is marked: what others marked is unmarked for that moment. */
export async function expungeOnly(line: ImapLine, uids: readonly number[]): Promise<void> {
  const wanted = new Set(uids);
  const others = (await searchUids(line, ['DELETED'])).filter((uid) => !wanted.has(uid));
  await mark(line, others, '-');
  try {
    await mark(line, uids, '+');
    await line.ask('EXPUNGE');
  } finally {
    if (line.usable) await mark(line, others, '+');
  }
}

/** Told apart by what no copy changes. */
const ITEMS = '(UID INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])';
async function kept(line: ImapLine, set: string): Promise<ReadonlyMap<number, string>> {
  const found = new Map<number, string>();
  await line.ask(`UID FETCH ${set} ${ITEMS}`, (response) => {
    const items = fetched(response);
    if (items === null || ![...items.keys()].some((name) => name.startsWith('BODY['))) return;
    const id = unfold(itemLike(items, 'BODY[')).get('message-id') ?? '';
    found.set(uidOf(items), [id, asText(items.get('INTERNALDATE')), asText(items.get('RFC822.SIZE'))].join(' '));
  });
  return found;
}

/** Does `carry`, which copies or moves a set from the open folder to `target`, and finds what came of each. */
export async function placesOfCopies(
  line: ImapLine,
  set: string,
  target: string,
  carry: () => Promise<void>,
): Promise<Moved> {
  const { opened } = line;
  if (opened === null) throw new Error('webmail: no folder is open');
  const from = await kept(line, set);
  const before = await folderState(line, target);
  await carry();
  const there = await line.select(target);
  const copies = new Map<string, number[]>();
  for (const [uid, key] of [...(await kept(line, `${before.uidNext}:*`))].toSorted(([a], [b]) => a - b))
    if (uid >= before.uidNext) copies.set(key, [...(copies.get(key) ?? []), uid]);
  const back = await line.select(opened.path);
  if (back.validity !== opened.validity) throw new MailRefused('folderGone');
  const uids = new Map<number, number>();
  for (const [uid, key] of [...from].toSorted(([a], [b]) => a - b)) {
    const to = copies.get(key)?.shift();
    if (to !== undefined) uids.set(uid, to);
  }
  return { validity: there.validity, uids };
}
