/**
 * SEARCH: keys become one test over index rows; text is asked of the store's index first (RFC 3501 §6.4.4, RFC 4731,
 * 5182, 5032, 7162). Called through registry.ts.
 */
import type { CommandOf, SearchKey, SearchKeyOf } from '#src/protocol/imap/command.ts';
import { dayOfDateHeader, dayOfTime } from '#src/protocol/imap/date-time.ts';
import { formatSequenceSet, resolveSequenceSet } from '#src/protocol/imap/sequence-set.ts';
import type { MailboxHandle, MessageRow } from '../../mail-store.ts';
import { accountOf, handler, type ImapContext, ok, selectedOf } from '../context.ts';
import type { Selected } from '../selected.ts';

type Test = (row: MessageRow, index: number) => boolean;

interface Scope {
  readonly handle: MailboxHandle;
  readonly selected: Selected;
  readonly now: number;
}

export const search = handler<'SEARCH'>(
  'selected',
  async (context, command, tag) => {
    const selected = selectedOf(context);
    const { handle } = accountOf(context);
    const usesModseq = mentionsModseq(command.key);
    if (usesModseq) context.condstore = true;
    const test = await compile({ handle, selected, now: context.host.clock.now() }, command.key);
    const hits: Hit[] = [];
    for (const row of await handle.rows(selected.folder.id)) {
      const index = selected.uids.indexOf(row.uid);
      if (index >= 0 && test(row, index)) hits.push({ row, number: command.uid ? row.uid : index + 1 });
    }
    tellHits(context, command, tag, hits, usesModseq);
    return ok(`${command.uid ? 'UID ' : ''}SEARCH completed`);
  },
  (command) => command.uid,
);

interface Hit {
  readonly row: MessageRow;
  /** Sequence number or UID, as asked. */
  readonly number: number;
}

function tellHits(
  context: ImapContext,
  command: CommandOf<'SEARCH'>,
  tag: string,
  hits: readonly Hit[],
  usesModseq: boolean,
): void {
  const numbers = hits.map(({ number }) => number);
  const { give } = command;
  if (give === null) {
    const modseq = usesModseq && hits.length > 0 ? ` (MODSEQ ${highestModseq(hits)})` : '';
    context.out.text(`* SEARCH${numbers.map((number) => ` ${number}`).join('')}${modseq}\r\n`);
    return;
  }
  const chosen = chosenHits(give, hits);
  // RFC 5182 §2.1: with MIN or MAX alone only those are kept.
  if (give.includes('SAVE')) selectedOf(context).saved = chosen.map(({ row }) => row.uid);
  if (give.every((option) => option === 'SAVE')) return;
  let line = `* ESEARCH (TAG "${tag}")${command.uid ? ' UID' : ''}`;
  if (hits.length > 0) {
    if (give.includes('MIN')) line += ` MIN ${numbers[0]}`;
    if (give.includes('MAX')) line += ` MAX ${numbers[numbers.length - 1]}`;
    if (give.includes('ALL')) line += ` ALL ${formatSequenceSet(numbers)}`;
  }
  if (give.includes('COUNT')) line += ` COUNT ${numbers.length}`;
  // RFC 7162 §3.1.5: of what is returned.
  if (usesModseq && hits.length > 0) line += ` MODSEQ ${highestModseq(chosen)}`;
  context.out.text(`${line}\r\n`);
}

function chosenHits(give: readonly string[], hits: readonly Hit[]): readonly Hit[] {
  const ends = give.includes('MIN') || give.includes('MAX');
  if (!ends || give.includes('ALL') || give.includes('COUNT')) return hits;
  return hits.filter((_hit, i) => (i === 0 && give.includes('MIN')) || (i === hits.length - 1 && give.includes('MAX')));
}

const highestModseq = (hits: readonly Hit[]): number =>
  hits.reduce((highest, { row }) => Math.max(highest, row.modseq), 0);

function mentionsModseq(key: SearchKey): boolean {
  switch (key.kind) {
    case 'modseq':
      return true;
    case 'not':
      return mentionsModseq(key.key);
    case 'or':
      return mentionsModseq(key.left) || mentionsModseq(key.right);
    case 'and':
      return key.keys.some(mentionsModseq);
    case 'all':
    case 'old':
    case 'recent':
    case 'new':
    case 'set':
    case 'saved':
    case 'flag':
    case 'received':
    case 'sent':
    case 'within':
    case 'size':
    case 'text':
      return false;
  }
}

/** Asks the store what it must be asked, then gives a test that needs nothing more. */
async function compile(scope: Scope, key: SearchKey): Promise<Test> {
  switch (key.kind) {
    case 'text':
    case 'sent':
      return among(key.kind === 'text' ? await textHits(scope, key) : await sentHits(scope, key));
    case 'not': {
      const test = await compile(scope, key.key);
      return (row, index) => !test(row, index);
    }
    case 'or': {
      const [left, right] = [await compile(scope, key.left), await compile(scope, key.right)];
      return (row, index) => left(row, index) || right(row, index);
    }
    case 'and': {
      const tests: Test[] = [];
      for (const each of key.keys) tests.push(await compile(scope, each));
      return (row, index) => tests.every((test) => test(row, index));
    }
    case 'all':
    case 'old':
    case 'recent':
    case 'new':
    case 'set':
    case 'saved':
    case 'flag':
    case 'received':
    case 'within':
    case 'size':
    case 'modseq':
      return rowTest(scope, key);
  }
}

const among =
  (uids: ReadonlySet<number>): Test =>
  (row) =>
    uids.has(row.uid);

function rowTest(scope: Scope, key: Exclude<SearchKey, SearchKeyOf<'text' | 'sent' | 'not' | 'or' | 'and'>>): Test {
  switch (key.kind) {
    case 'all':
    case 'old':
      return () => true;
    // \Recent is not kept (docs/rfcs.md): no message has it.
    case 'recent':
    case 'new':
      return () => false;
    case 'set':
    case 'saved': {
      const set = key.kind === 'saved' ? 'saved' : key.set.map(([a, b]) => [a, b] as const);
      const ranges = scope.selected.resolve(set, key.kind === 'set' && key.by === 'uid') ?? lenient(scope, key);
      return (_row, index) => ranges.some(([from, to]) => index >= from && index <= to);
    }
    case 'flag': {
      const flag = key.flag.toLowerCase();
      return (row) => row.flags.some((own) => own.toLowerCase() === flag) === key.present;
    }
    case 'received':
      return (row) => fitsDay(dayOfTime(row.internalDate), key.op, key.day);
    case 'within': {
      const edge = scope.now - key.seconds * 1000;
      return key.op === 'older' ? (row) => row.internalDate <= edge : (row) => row.internalDate >= edge;
    }
    case 'size':
      return key.op === 'larger' ? (row) => row.sizeBytes > key.sizeBytes : (row) => row.sizeBytes < key.sizeBytes;
    case 'modseq':
      return (row) => row.modseq >= key.modseq;
  }
}

/** In SEARCH a number beyond the last message names nothing (no BAD). */
const lenient = (scope: Scope, key: SearchKey): readonly (readonly [number, number])[] =>
  key.kind === 'set'
    ? resolveSequenceSet(key.set, scope.selected.uids.length).map(([from, to]) => [from - 1, to - 1] as const)
    : [];

function fitsDay(day: number, op: 'before' | 'on' | 'since', wanted: number): boolean {
  return op === 'before' ? day < wanted : op === 'on' ? day === wanted : day >= wanted;
}

async function textHits(scope: Scope, key: SearchKeyOf<'text'>): Promise<ReadonlySet<number>> {
  const { handle, selected } = scope;
  if (key.needle !== '') return new Set(await handle.searchText(selected.folder.id, key));
  // An empty needle is found everywhere, in a header wherever the field stands (RFC 3501 §6.4.4 HEADER).
  if (typeof key.where === 'string') return new Set(allUids(selected));
  const field = new RegExp(`^${key.where.header.replaceAll(/[^A-Za-z0-9-]/g, '\\$&')}[ \\t]*:`, 'im');
  const hits = new Set<number>();
  for (const uid of allUids(selected)) {
    const header = await handle.readHeader(selected.folder.id, uid);
    if (header !== null && field.test(header.toString('latin1'))) hits.add(uid);
  }
  return hits;
}

const allUids = (selected: Selected): number[] => selected.uids.slice(0, selected.uids.length - 1);
const BATCH = 1000;

/** SENTBEFORE and its kin: the day written in the Date header, which opens the envelope. */
async function sentHits(scope: Scope, key: SearchKeyOf<'sent'>): Promise<ReadonlySet<number>> {
  const uids = allUids(scope.selected);
  const hits = new Set<number>();
  for (let at = 0; at < uids.length; at += BATCH) {
    const summaries = await scope.handle.summaries(scope.selected.folder.id, uids.slice(at, at + BATCH));
    for (const [uid, { envelope }] of summaries) {
      const day = envelope.startsWith('(NIL') ? null : dayOfDateHeader(envelope.slice(1, 80));
      if (day !== null && fitsDay(day, key.op, key.day)) hits.add(uid);
    }
  }
  return hits;
}
