/**
 * Notices (block-port.ts): writes down what must be told, then mails it in each reader's language, at most once a Block
 * and kind, at most twenty a day to one reader. Wired by host.ts; called by the gate, billing and abuse rules through
 * `about`. A notice that cannot be written or sent is tried again; none is lost silently.
 */
import type { OutboundQueue } from '#src/engine/embedded/queue/queue.ts';
import type { Directory } from '#src/engine/ports.ts';
import type { Block } from '#src/model/block.ts';
import type { Language } from '#src/model/language.ts';
import { blockNoticeKey, DAY_MS, isFolded, type Reader, STAYS_HERE } from '#src/model/notice.ts';
import type { Clock } from '#src/net/clock.ts';
import { newId } from '#src/net/ids.ts';
import type { Database } from '#src/store/database.ts';
import {
  countMailsTo,
  dueNotices,
  forgetNotices,
  insertNotice,
  insertNoticeMails,
  moveNoticeMail,
  noticeKind,
  noticeMailsIn,
  settleNotice,
} from '#src/store/notices.ts';
import type { NoticeMailsTable, NoticesTable, Sql } from '#src/store/tables.ts';
import type { Blocks, DurableNotices, NoticeEvent } from './block-port.ts';
import { noticeMessage } from './notice-mail.ts';
import { readersOfEvent } from './notice-readers.ts';
import { foldedWords, noticeWords } from './notice-text.ts';

export interface NoticesDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly hostname: string;
  readonly queue: Pick<OutboundQueue, 'add' | 'show'>;
  readonly directory: Pick<Directory, 'signingKeys'>;
  readonly blocks: Pick<Blocks, 'onChange' | 'attempts' | 'list'>;
  /** Address of the page about a Block, by its code. */
  readonly link: (code: string) => string;
  /** IANA name; default that of the machine. */
  readonly timeZone?: string;
  readonly onTrouble?: (error: unknown) => void;
  /** How often what waits is looked at; default 15 s. */
  readonly everyMs?: number;
}
export interface RunningNotices extends DurableNotices {
  /** Looks at once and then every so often; tells of Blocks that began while nobody listened. */
  start(): void;
  /** Resolves when everything that was asked for is in the queue, or waits for a later try. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const EVERY_MS = 15_000;
const AT_ONCE = 100;
/** Events kept in memory while the database cannot be written. */
const MOST_UNWRITTEN = 10_000;
/** A mail that somebody took and did not finish is taken again after this time. */
const TAKEN_MS = 300_000;
/** Folded notices wait so long for more of their kind. */
const FOLD_MS = 3_600_000;
/** Notices name recipients and subjects: kept as long as somebody may ask, no longer. */
const KEEP_MS = 180 * DAY_MS;

const windowOf = (rule: string, at: number): number => Math.floor(at / (rule === 'mailbox-day' ? DAY_MS : 3_600_000));

/** One notice for each of these, ever. */
function keyOf(event: NoticeEvent, at: number): string {
  switch (event.kind) {
    case 'block-started':
    case 'block-lifted':
      return blockNoticeKey(event.kind, event.block);
    case 'limit-near':
      return `limit-near:${event.rule}:${event.mailbox}:${windowOf(event.rule, at)}`;
    case 'new-country':
      return `new-country:${event.mailbox}:${event.country}:${Math.floor(event.at / DAY_MS)}`;
    case 'bulk-warning':
      return `bulk-warning:${event.mailbox}:${event.missing.join(',')}:${Math.floor(at / DAY_MS)}`;
    case 'invoice':
      return `invoice:${event.invoice}:${event.stage}`;
    case 'contact-warning':
      return `contact-warning:${event.customer}:${event.contact}:${event.problem}:${Math.floor(at / (30 * DAY_MS))}`;
    case 'forward-answer':
      return `forward-answer:${event.consent}:${event.answer}:${event.at}`;
    case 'account-security':
      return `account-security:${event.what}:${event.person.kind}:${event.person.id}:${event.at}`;
  }
}
function subjectOf(event: NoticeEvent): string {
  switch (event.kind) {
    case 'block-started':
    case 'block-lifted':
      return event.block.subjectName;
    case 'limit-near':
    case 'new-country':
    case 'bulk-warning':
    case 'forward-answer':
      return event.mailbox;
    case 'invoice':
    case 'contact-warning':
      return event.customer;
    case 'account-security':
      return event.person.name;
  }
}

/**
 * Which changes of Blocks are told: every start; an end only when somebody waited for it. Guessing from a network is not:
 * strangers do it daily, and mail about each would bury what matters; the refusal and the diagnosis tell whom it hits.
 */
const isTold = (block: Block, change: 'started' | 'lifted'): boolean =>
  block.rule !== 'failed-sign-ins' && (change === 'started' || block.attempts > 0 || block.liftedBy !== 'time');

export function createNotices(deps: NoticesDeps): RunningNotices {
  const { db, clock, onTrouble = () => {} } = deps;
  const unwritten: { readonly event: NoticeEvent; readonly at: number }[] = [];
  let chain: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let tidiedOn = 0;

  /** One thing at a time; an error ends only its own turn. */
  const next = (work: () => Promise<void>): Promise<void> => {
    chain = chain.then(work).catch(onTrouble);
    return chain;
  };
  const writeDown = async (): Promise<void> => {
    while (unwritten.length > 0) {
      const [{ event, at }] = unwritten;
      await insertNotice(db.sql, noticeRow(event, at));
      unwritten.shift();
    }
  };
  const pass = async (): Promise<void> => {
    await writeDown();
    for (const notice of await dueNotices(db.sql, clock.now(), AT_ONCE)) await make(deps, notice);
    await sendWaiting(deps);
    await tellFolded(deps);
    const today = Math.floor(clock.now() / DAY_MS);
    if (tidiedOn === today) return;
    tidiedOn = today;
    await forgetNotices(db.sql, clock.now() - KEEP_MS);
  };
  const look = (): void => {
    if (closed) return;
    timer = setTimeout(() => void next(pass).finally(look), deps.everyMs ?? EVERY_MS).unref();
  };
  const about = (event: NoticeEvent): void => {
    if (unwritten.length >= MOST_UNWRITTEN) {
      onTrouble(new Error(`a notice is lost: ${event.kind} ${subjectOf(event)}`));
      return;
    }
    unwritten.push({ event, at: clock.now() });
    if (!closed) void next(pass);
  };
  const forget = deps.blocks.onChange((block, change) => {
    if (isTold(block, change)) about({ kind: change === 'started' ? 'block-started' : 'block-lifted', block });
  });
  return {
    about,
    keep: async (event) => {
      await insertNotice(db.sql, noticeRow(event, clock.now()));
      if (!closed) void next(pass);
    },
    start: () => {
      void next(async () => {
        const active = await deps.blocks.list(undefined, { onlyActive: true });
        for (const block of active.ok ? active.value : [])
          if (isTold(block, 'started')) about({ kind: 'block-started', block });
      });
      look();
    },
    settled: async () => {
      for (let seen: Promise<void> | null = null; seen !== chain;) {
        seen = chain;
        await seen;
      }
    },
    close: async () => {
      closed = true;
      forget();
      clearTimeout(timer);
      await chain;
    },
  };
}

const noticeRow = (event: NoticeEvent, at: number): NoticesTable => ({
  id: newId(at),
  once_key: keyOf(event, at),
  kind: event.kind,
  subject: subjectOf(event),
  block_id: 'block' in event ? event.block.id : null,
  event: JSON.stringify(event),
  state: 'waiting',
  made_at: at,
  due_at: at,
});

/** Writes the mails of a notice, all or none. */
async function make(deps: NoticesDeps, notice: NoticesTable): Promise<void> {
  const { db, clock, link } = deps;
  const event = JSON.parse(notice.event) as NoticeEvent;
  const readers = await readersOfEvent(db.sql, event);
  const attempts = notice.block_id === null ? [] : await deps.blocks.attempts(notice.block_id);
  const now = clock.now();
  const timeZone = deps.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const mailOf = async (tx: Sql, reader: Reader): Promise<NoticeMailsTable> => {
    const { title, text } = noticeWords(event, { language: reader.language, timeZone, now, link, attempts });
    const folded = isFolded(await countMailsTo(tx, reader.address, now - DAY_MS));
    return {
      id: newId(now),
      notice_id: notice.id,
      address: reader.address,
      channel: reader.isSecond ? 'second' : reader.channel,
      language: reader.language,
      title,
      text,
      state: folded ? 'folded' : 'waiting',
      made_at: now,
      changed_at: now,
      message_id: null,
    };
  };
  await db.sql.transaction().execute(async (tx) => {
    if (!(await settleNotice(tx, notice.id, readers.length === 0 ? 'nobody' : 'made'))) return;
    const mails: NoticeMailsTable[] = [];
    for (const reader of readers) mails.push(await mailOf(tx, reader));
    await insertNoticeMails(tx, mails);
  });
}

/** Hands what waits to the queue. What was taken and not finished (a crash) is looked for in the queue first. */
async function sendWaiting(deps: NoticesDeps): Promise<void> {
  const { sql } = deps.db;
  const now = deps.clock.now();
  for (const mail of await noticeMailsIn(sql, 'sending', now - TAKEN_MS, AT_ONCE)) {
    const isThere = deps.queue.show(mail.id).length > 0;
    await moveNoticeMail(sql, mail.id, 'sending', isThere ? 'sent' : 'waiting', now, isThere ? mail.id : null);
  }
  for (const mail of await noticeMailsIn(sql, 'waiting', now, AT_ONCE)) {
    if (!(await moveNoticeMail(sql, mail.id, 'waiting', 'sending', now, null))) continue;
    const isQueued = await queued(deps, mail);
    await moveNoticeMail(
      sql,
      mail.id,
      'sending',
      isQueued ? 'sent' : 'waiting',
      deps.clock.now(),
      isQueued ? mail.id : null,
    );
    if (!isQueued) return; // the queue has no room: all of them later
  }
}

async function queued(deps: NoticesDeps, mail: NoticeMailsTable): Promise<boolean> {
  const { id, address: to, title, text } = mail;
  const language = mail.language as Language;
  try {
    const staysHere = STAYS_HERE.has((await noticeKind(deps.db.sql, mail.notice_id)) ?? '');
    const letter = { id, to, language, title, text, at: deps.clock.now(), staysHere };
    return await deps.queue.add([await noticeMessage(deps, letter)]);
  } catch (error) {
    deps.onTrouble?.(error);
    return false;
  }
}

/** What was over a reader's daily measure, in one mail, at most one a day beyond the others. */
async function tellFolded(deps: NoticesDeps): Promise<void> {
  const { db, clock } = deps;
  const now = clock.now();
  const waiting = await noticeMailsIn(db.sql, 'folded', now - FOLD_MS, AT_ONCE);
  for (const [address, mails] of Map.groupBy(waiting, (one) => one.address)) {
    if (isFolded((await countMailsTo(db.sql, address, now - DAY_MS)) - 1)) continue;
    const [first] = mails;
    const language = first.language as Language;
    const timeZone = deps.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    const words = foldedWords(
      mails.map((one) => one.title),
      { language, timeZone, now },
    );
    await db.sql.transaction().execute(async (tx) => {
      for (const mail of mails) await moveNoticeMail(tx, mail.id, 'folded', 'told-in-another', now, null);
      const made = { ...first, id: newId<string>(now), ...words, state: 'waiting', made_at: now, changed_at: now };
      await insertNoticeMails(tx, [made]);
    });
  }
  if (waiting.length > 0) await sendWaiting(deps);
}
