/**
 * FETCH: one streamed pass over the messages of a set, joined into large writes (RFC 3501 §6.4.5, RFC 7162 §3.1.4).
 * Called through registry.ts. Envelopes and structures come ready from the index; small bodies are read a batch at a time, large ones alone.
 */
import type { FetchItem } from '#src/protocol/imap/command.ts';
import { bodySection } from '#src/protocol/imap/body-section.ts';
import { formatDateTime } from '#src/protocol/imap/date-time.ts';
import type { MailboxHandle, MessageRow, MessageSummary } from '../../mail-store.ts';
import { accountOf, bad, handler, type ImapContext, no, ok, selectedOf } from '../context.ts';
import type { IndexRange, Selected } from '../selected.ts';

type SectionItem = Extract<FetchItem, { kind: 'section' }>;

interface Job {
  readonly context: ImapContext;
  readonly handle: MailboxHandle;
  readonly selected: Selected;
  readonly items: readonly FetchItem[];
  readonly needsSummary: boolean;
  readonly sections: 'none' | 'header' | 'whole';
  readonly setsSeen: boolean;
  readonly changedSince: number | null;
  missing: boolean;
  damaged: boolean;
}

/** How many of a batch: bodies few, since \Seen is set for a batch before it is sent and small ones are in memory. */
const BATCHES = { none: 500, header: 200, whole: 50 } as const;
/** Two wanted messages further apart than this are read apart. */
const GAP = 200;

export const fetch = handler<'FETCH'>(
  'selected',
  async (context, command) => {
    const selected = selectedOf(context);
    const ranges = selected.resolve(command.set, command.uid);
    if (ranges === null) return bad('FETCH: no such message number');
    const job = jobOf(context, selected, withImplied(command.items, command.uid, command.changedSince), {
      changedSince: command.changedSince,
    });
    if (job.items.some((item) => item.kind === 'modseq')) context.condstore = true;
    for (const batch of batches(ranges, BATCHES[job.sections])) {
      await sendBatch(job, batch);
      const wait = context.out.breathe();
      if (wait !== null) await wait;
    }
    if (job.damaged) return no(context.texts.imap.damaged(), 'SERVERBUG');
    // RFC 2180 §4.1.2: what others expunged is passed over and said at the end.
    return job.missing && !command.uid
      ? no(context.texts.imap.someGone(), 'EXPUNGEISSUED')
      : ok(`${command.uid ? 'UID ' : ''}FETCH completed`);
  },
  (command) => command.uid,
);

/** UID is told for UID FETCH (RFC 3501 §6.4.8), MODSEQ with CHANGEDSINCE (RFC 7162 §3.1.4.1). */
function withImplied(items: readonly FetchItem[], uid: boolean, changedSince: number | null): readonly FetchItem[] {
  const all = [...items];
  if (uid && !all.some((item) => item.kind === 'uid')) all.unshift({ kind: 'uid' });
  if (changedSince !== null && !all.some((item) => item.kind === 'modseq')) all.push({ kind: 'modseq' });
  return all;
}

function jobOf(
  context: ImapContext,
  selected: Selected,
  items: readonly FetchItem[],
  options: { readonly changedSince: number | null },
): Job {
  const sections = items.filter((item) => item.kind === 'section');
  const headerOnly = sections.every(({ section }) => section.path.length === 0 && section.what.startsWith('header'));
  return {
    context,
    handle: accountOf(context).handle,
    selected,
    items,
    needsSummary: items.some(({ kind }) => kind === 'envelope' || kind === 'body' || kind === 'bodystructure'),
    sections: sections.length === 0 ? 'none' : headerOnly ? 'header' : 'whole',
    setsSeen: !selected.readOnly && sections.some((item) => !item.peek),
    changedSince: options.changedSince,
    missing: false,
    damaged: false,
  };
}

/** Splits ranges into batches of indexes that lie near each other. */
function* batches(ranges: readonly IndexRange[], size: number): Generator<number[]> {
  let batch: number[] = [];
  for (const [from, to] of ranges) {
    for (let index = from; index <= to; index += 1) {
      if (batch.length === size || (batch.length > 0 && index - batch[batch.length - 1] > GAP)) {
        yield batch;
        batch = [];
      }
      batch.push(index);
    }
  }
  if (batch.length > 0) yield batch;
}

async function sendBatch(job: Job, indexes: readonly number[]): Promise<void> {
  const { selected, handle } = job;
  const uids = indexes.map((index) => selected.uids.at(index));
  const rows = await handle.rows(selected.folder.id, {
    from: uids[0],
    to: uids[uids.length - 1],
    ...(job.changedSince === null ? {} : { changedSince: job.changedSince }),
  });
  const wanted = joined(indexes, uids, rows);
  if (job.changedSince === null && wanted.length < uids.length) job.missing = true;
  const seen = job.setsSeen ? await setSeen(job, wanted) : null;
  const summaries = job.needsSummary
    ? await handle.summaries(
        selected.folder.id,
        wanted.map(({ row }) => row.uid),
      )
    : null;
  const together = job.sections === 'none' ? null : await readTogether(job, wanted);
  for (const { index, row } of wanted) {
    const now = seen?.get(row.uid) ?? row;
    if (together === null) {
      job.context.out.text(plainLine(job, index, now, summaries?.get(row.uid)));
      continue;
    }
    const message = together.get(row.uid) ?? (await readAlone(job, row.uid));
    const more = { summary: summaries?.get(row.uid), tellFlags: now !== row };
    if (message === null || (job.needsSummary && more.summary === undefined)) job.missing = true;
    else sendWithSections(job, index, now, { message, ...more });
    const wait = job.context.out.breathe();
    if (wait !== null) await wait;
  }
}

interface Wanted {
  readonly index: number;
  readonly row: MessageRow;
}

/** Both lists ascend by UID. */
function joined(indexes: readonly number[], uids: readonly number[], rows: readonly MessageRow[]): Wanted[] {
  const wanted: Wanted[] = [];
  let at = 0;
  for (const row of rows) {
    while (at < uids.length && uids[at] < row.uid) at += 1;
    if (uids[at] === row.uid) wanted.push({ index: indexes[at], row });
  }
  return wanted;
}

/** Sets \Seen where it was not; gives the rows that changed. The client learns of it in this very FETCH. */
async function setSeen(job: Job, wanted: readonly Wanted[]): Promise<ReadonlyMap<number, MessageRow>> {
  const unseen = wanted.filter(({ row }) => !row.flags.includes('\\Seen'));
  if (unseen.length === 0) return new Map();
  const { changed } = await job.handle.setFlags(
    job.selected.folder.id,
    unseen.map(({ row }) => row.uid),
    { op: 'add', flags: ['\\Seen'] },
  );
  job.selected.forgetOwn(changed);
  const states = new Map(changed.map((state) => [state.uid, state]));
  return new Map(
    unseen.flatMap(({ row }) => {
      const state = states.get(row.uid);
      return state === undefined ? [] : [[row.uid, { ...row, flags: state.flags, modseq: state.modseq }] as const];
    }),
  );
}

function plainLine(job: Job, index: number, row: MessageRow, summary: MessageSummary | undefined): string {
  if (job.needsSummary && summary === undefined) {
    job.missing = true;
    return '';
  }
  let line = `* ${index + 1} FETCH (`;
  for (let i = 0; i < job.items.length; i += 1) {
    const item = job.items[i];
    if (item.kind !== 'section') line += (i === 0 ? '' : ' ') + itemText(item.kind, row, summary);
  }
  return `${line})\r\n`;
}

function itemText(
  kind: Exclude<FetchItem['kind'], 'section'>,
  row: MessageRow,
  summary: MessageSummary | undefined,
): string {
  switch (kind) {
    case 'flags':
      return `FLAGS (${row.flags.join(' ')})`;
    case 'uid':
      return `UID ${row.uid}`;
    case 'internaldate':
      return `INTERNALDATE ${formatDateTime(row.internalDate)}`;
    case 'size':
      return `RFC822.SIZE ${row.sizeBytes}`;
    case 'modseq':
      return `MODSEQ (${row.modseq})`;
    case 'envelope':
      return `ENVELOPE ${summary?.envelope}`;
    case 'body':
      return `BODY ${summary?.body}`;
    case 'bodystructure':
      return `BODYSTRUCTURE ${summary?.bodyStructure}`;
  }
}

function sendWithSections(
  job: Job,
  index: number,
  row: MessageRow,
  more: { readonly message: Buffer; readonly summary: MessageSummary | undefined; readonly tellFlags: boolean },
): void {
  const { out } = job.context;
  out.text(`* ${index + 1} FETCH (`);
  job.items.forEach((item, i) => {
    if (i > 0) out.text(' ');
    if (item.kind === 'section') sendSection(job, item, more.message);
    else out.text(itemText(item.kind, row, more.summary));
  });
  if (more.tellFlags && !job.items.some((item) => item.kind === 'flags')) {
    out.text(` ${itemText('flags', row, undefined)}`);
    if (job.context.condstore && !job.items.some((item) => item.kind === 'modseq')) {
      out.text(` ${itemText('modseq', row, undefined)}`);
    }
  }
  out.text(')\r\n');
}

function readTogether(job: Job, wanted: readonly Wanted[]): Promise<ReadonlyMap<number, Buffer>> {
  const uids = wanted.map(({ row }) => row.uid);
  return job.handle.readTogether(job.selected.folder.id, uids, job.sections === 'header' ? 'header' : 'all');
}

/** The message or its header; null when it is gone or damaged. */
async function readAlone(job: Job, uid: number): Promise<Buffer | null> {
  const folder = job.selected.folder.id;
  try {
    return await (job.sections === 'header' ? job.handle.readHeader(folder, uid) : job.handle.read(folder, uid));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'CorruptMessage') throw error;
    // One damaged message must not hide the others.
    job.context.host.onBug(error, 'FETCH');
    job.damaged = true;
    return null;
  }
}

function sendSection(job: Job, item: SectionItem, message: Buffer): void {
  const { out } = job.context;
  const section = bodySection(message, item.section);
  const origin = item.partial === null ? '' : `<${item.partial.from}>`;
  if (section === null) {
    out.text(`${item.label}${origin} NIL`);
    return;
  }
  const { from, length } = item.partial ?? { from: 0, length: section.length };
  const bytes = section.subarray(from, from + length);
  out.text(`${item.label}${origin} {${bytes.length}}\r\n`);
  out.bytes(bytes);
}
