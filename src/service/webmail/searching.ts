/**
 * One search in one folder: what IMAP can search for is asked of the server, which has its text index; files and their names are
 * read off BODYSTRUCTURE and remembered. Called by search.ts.
 */
import { asksForFiles, type Condition } from '#src/model/mail-search.ts';
import { files, readStructure } from '#src/protocol/imap-client/structure.ts';
import { searchUids } from './filling.ts';
import type { ImapLine, Piece } from './line.ts';
import { fetched, uidOf } from './rows.ts';
import { searchKey } from './search-key.ts';
import { uidSets } from './uid-set.ts';

/** Names of the files of each message by UID, as far as they were read; empty: none. */
export type FileNames = Map<number, readonly string[]>;

const ask = async (line: ImapLine, key: readonly Piece[]): Promise<readonly number[]> =>
  // RFC 6855 §3: after UTF8=ACCEPT a charset is not said.
  await searchUids(line, line.isUtf8 ? key : ['CHARSET UTF-8 ', ...key]);

/** UIDs in the open folder that fulfil a condition. */
export async function searchOpen(line: ImapLine, condition: Condition, names: FileNames): Promise<readonly number[]> {
  if (!asksForFiles(condition)) return await ask(line, searchKey(condition));
  return await filtered(line, condition, null, names);
}

/** Those of `from` (null: of all) that fulfil a condition in which files are asked for somewhere. */
async function filtered(
  line: ImapLine,
  condition: Condition,
  from: readonly number[] | null,
  names: FileNames,
): Promise<readonly number[]> {
  const among = async (): Promise<readonly number[]> => from ?? (await searchUids(line, ['ALL']));
  const both = async (one: Condition): Promise<readonly number[]> => {
    if (asksForFiles(one)) return await filtered(line, one, from, names);
    const found = await ask(line, searchKey(one));
    const wanted = from === null ? null : new Set(from);
    return wanted === null ? found : found.filter((uid) => wanted.has(uid));
  };
  switch (condition.kind) {
    case 'files':
    case 'filename': {
      const uids = await among();
      await readNames(line, uids, names);
      const wanted = condition.kind === 'files' ? '' : fold(condition.text);
      return uids.filter((uid) => (names.get(uid) ?? []).some((name) => fold(name).includes(wanted)));
    }
    case 'not': {
      const uids = await among();
      const without = new Set(await filtered(line, condition.of, uids, names));
      return uids.filter((uid) => !without.has(uid));
    }
    case 'or': {
      const found = new Set<number>();
      for (const one of condition.of) for (const uid of await both(one)) found.add(uid);
      return [...found];
    }
    case 'and': {
      // The server first: what is left is read.
      const plain = condition.of.filter((one) => !asksForFiles(one));
      let left = from;
      if (plain.length > 0) {
        const found = await ask(line, searchKey({ kind: 'and', of: plain }));
        const wanted = from === null ? null : new Set(from);
        left = wanted === null ? found : found.filter((uid) => wanted.has(uid));
      }
      for (const one of condition.of) if (asksForFiles(one)) left = await filtered(line, one, left, names);
      return left ?? [];
    }
    case 'text':
    case 'flag':
    case 'before':
    case 'since':
    case 'on':
    case 'larger':
    case 'smaller':
      return await both(condition);
  }
}

const fold = (text: string): string => text.normalize('NFC').toLowerCase();

async function readNames(line: ImapLine, uids: readonly number[], names: FileNames): Promise<void> {
  const unread = uids.filter((uid) => !names.has(uid));
  for (const set of uidSets(unread))
    await line.ask(`UID FETCH ${set} (UID BODYSTRUCTURE)`, (response) => {
      const items = fetched(response);
      if (items?.has('BODYSTRUCTURE') === true)
        names.set(
          uidOf(items),
          files(readStructure(items.get('BODYSTRUCTURE'))).map(({ fileName }) => fileName),
        );
    });
}
