/**
 * The words of one notice for one reader: subject line and text, from the event, the attempts that were stopped and the
 * reader's language. Called by notices.ts. Reads nothing itself.
 */
import { texts } from '#src/messages/catalogue.ts';
import { tell } from '#src/messages/telling.ts';
import type { Block, BlockedAttempt } from '#src/model/block.ts';
import type { Language } from '#src/model/language.ts';
import { shownUntil } from '#src/model/notice.ts';
import type { NoticeEvent } from './block-port.ts';

export interface NoticeWords {
  readonly title: string;
  readonly text: string;
}
export interface NoticeWriting {
  readonly language: Language;
  /** IANA name. */
  readonly timeZone: string;
  /** Epoch ms. */
  readonly now: number;
  /** Address of the page about a Block, by its code. */
  readonly link: (code: string) => string;
  /** Of the Block: newest first is not required; shown in order of time. */
  readonly attempts: readonly BlockedAttempt[];
}

/** Attempts that are named one by one in a mail. */
const MOST_NAMED = 50;
const MAX_TITLE = 200;
const MAX_SUBJECT = 100;

/** What strangers wrote (subjects, addresses) as one short line of plain text. */
const oneLine = (text: string, most: number): string => {
  // oxlint-disable-next-line no-control-regex
  const clean = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ').trim();
  return clean.length > most ? `${clean.slice(0, most - 1)}…` : clean;
};

/** Day and time in full: a mail is read on another day. */
function moment(at: number, { language, timeZone }: NoticeWriting): string {
  const words = texts(language).diagnose;
  const date = new Intl.DateTimeFormat(words.locale, { timeZone, day: 'numeric', month: 'long', year: 'numeric' });
  const time = new Intl.DateTimeFormat(words.locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return words.onDate({ date: date.format(at), time: time.format(at) });
}

const COUNTRY = /^[A-Z]{2}$/;
/** `Norge`, `Sverige`; the code itself when it is none. */
function countryName(code: string, language: Language): string {
  if (!COUNTRY.test(code)) return oneLine(code, 40);
  return new Intl.DisplayNames(texts(language).diagnose.locale, { type: 'region' }).of(code) ?? code;
}

/** The arguments of a Block's texts: its evidence with times, lists and numbers written out. */
function argumentsOf(block: Block, writing: NoticeWriting): Readonly<Record<string, string>> {
  const { language, timeZone, now } = writing;
  const told = tell(block.evidence, { language, now, timeZone });
  const clean = Object.fromEntries(Object.entries(told).map(([name, value]) => [name, oneLine(value, 300)]));
  const { countries } = block.evidence;
  const places = typeof countries === 'object' ? texts(language).abroad.countryList({ countries }) : '';
  const seconds = Number(block.evidence['windowSeconds'] ?? 0);
  const window = { hours: Math.floor(seconds / 3600), minutes: Math.ceil(seconds / 60) };
  return {
    ...clean,
    countries: places,
    name: block.subjectName,
    until: block.until === null ? '' : moment(shownUntil(block.until), writing),
    window: texts(language).blockNotices.window(window),
  };
}

/** What goes on in spite of it. */
function meanwhile(block: Block, language: Language): string {
  const words = texts(language).blockNotices.meanwhile;
  const has = (direction: Block['directions'][number]): boolean => block.directions.includes(direction);
  if (has('sign-in') && !has('outgoing')) return words['sign-in'];
  if (has('outgoing') && has('incoming')) return words.both;
  return has('incoming') ? words.incoming : words.outgoing;
}

function ending(block: Block, writing: NoticeWriting): string {
  const words = texts(writing.language).blockNotices;
  if (block.until !== null) return words.until({ when: moment(shownUntil(block.until), writing) });
  const first = (['payment', 'customer', 'support'] as const).find((one) => block.lifters.includes(one));
  return words.untilSomeone[first ?? 'support'];
}

/** What was refused (and must be sent again), and what waits, each with recipient, subject and time. */
function attemptLists(writing: NoticeWriting): readonly string[] {
  const words = texts(writing.language).blockNotices;
  const list = (state: BlockedAttempt['state'], head: (a: { count: number }) => string): string[] => {
    const all = writing.attempts.filter((one) => one.state === state).toSorted((a, b) => a.at - b.at);
    if (all.length === 0) return [];
    const lines = all.slice(0, MOST_NAMED).map((one) => {
      const subject = oneLine(one.subject ?? '', MAX_SUBJECT);
      return `- ${words.attempt({ to: oneLine(one.rcptTo, 320), subject, when: moment(one.at, writing) })}`;
    });
    if (all.length > MOST_NAMED) lines.push(words.more({ count: all.length - MOST_NAMED }));
    return [[head({ count: all.length }), ...lines].join('\n')];
  };
  return [...list('refused', words.refused), ...list('held', words.heldList)];
}

function started(block: Block, writing: NoticeWriting): NoticeWords {
  const words = texts(writing.language).blockNotices;
  const rule = words.started[block.rule];
  const args = argumentsOf(block, writing);
  const times = [words.since({ when: moment(block.since, writing) }), ending(block, writing)].join(' ');
  const still = [meanwhile(block, writing.language), ...(block.mode === 'hold' ? [words.held] : [])].join(' ');
  const parts = [rule.what(args), times, still, rule.todo(args), ...attemptLists(writing)];
  return { title: rule.title(args), text: [...parts, words.link({ url: writing.link(block.code) })].join('\n\n') };
}

function lifted(block: Block, writing: NoticeWriting): NoticeWords {
  const words = texts(writing.language).blockNotices;
  const name = { name: block.subjectName };
  const lists = attemptLists(writing);
  const parts = [words.lifted.by[block.liftedBy ?? 'time'](name), ...lists];
  if (lists.length === 0 && block.attempts === 0) parts.push(words.lifted.nothingLost);
  return {
    title: words.lifted.title(name),
    text: [...parts, words.link({ url: writing.link(block.code) })].join('\n\n'),
  };
}

function eventWords(event: NoticeEvent, writing: NoticeWriting): NoticeWords {
  const words = texts(writing.language).blockNotices;
  switch (event.kind) {
    case 'block-started':
      return started(event.block, writing);
    case 'block-lifted':
      return lifted(event.block, writing);
    case 'limit-near': {
      const name = event.rule === 'domain-hour' ? (event.mailbox.split('@').at(-1) ?? event.mailbox) : event.mailbox;
      const args = { name, sent: String(event.sent), limit: String(event.limit), rule: event.rule };
      const { title, what, todo } = words.limitNear;
      return { title: title(args), text: [what(args), todo(args)].join('\n\n') };
    }
    case 'new-country': {
      const country = countryName(event.country, writing.language);
      const args = { mailbox: event.mailbox, country, when: moment(event.at, writing) };
      const { title, what, todo } = words.newCountry;
      return { title: title(args), text: [what(args), todo].join('\n\n') };
    }
    case 'bulk-warning': {
      const { rules, warning } = texts(writing.language).bulk;
      const missing = event.missing.map((rule) => rules[rule]).join('; ');
      const what = warning.what({ subject: oneLine(event.subject, MAX_SUBJECT), missing });
      return { title: warning.title({ name: event.mailbox }), text: [what, warning.todo].join('\n\n') };
    }
    case 'invoice': {
      const args = { invoice: oneLine(event.invoice, 60) };
      const { title, what } = words.invoice[event.stage];
      return { title: title(args), text: what(args) };
    }
    case 'contact-warning': {
      const args = { contact: oneLine(event.contact, 320) };
      return {
        title: words.contact.title(args),
        text: [words.contact[event.problem](args), words.contact.todo].join('\n\n'),
      };
    }
    case 'forward-answer': {
      if (event.copy === 'alias-others' || event.copy === 'alias-alone') return aliasAnswer(event, writing);
      const own = texts(writing.language).forwardConsent.told;
      const args = { from: event.mailbox, to: oneLine(event.target, 320) };
      const { title, what } = own[event.answer];
      const todo = {
        yes: [own.copy[event.copy], own.unknown],
        no: [own.changesMind, own.takeOut],
        stopped: [own.readHere, own.takeOut],
        expired: [event.mayAsk ? own.askAgain : own.askedEnough],
      }[event.answer];
      return { title: title(args), text: [what(args), todo.join(' ')].join('\n\n') };
    }
    case 'account-security': {
      const own = texts(writing.language).security;
      const args = { name: oneLine(event.person.name, 320), when: moment(event.at, writing) };
      const program = event.program ?? own.unknownProgram;
      const where = event.remote === null ? own.byOperator : own.where({ program, remote: oneLine(event.remote, 64) });
      return {
        title: own[event.what].title(args),
        text: [`${own[event.what].what(args)} ${where}`, own.wasYou, own[event.what].todo].join('\n\n'),
      };
    }
  }
}

/** The same of an alias: it has no mailbox in which mail could stay. */
function aliasAnswer(event: Extract<NoticeEvent, { readonly kind: 'forward-answer' }>, writing: NoticeWriting) {
  const { told, toldOfAlias: own } = texts(writing.language).forwardConsent;
  const args = { from: event.mailbox, to: oneLine(event.target, 320) };
  const left = event.copy === 'alias-others' ? own.others : own.alone;
  const todo = {
    yes: [own.unknown],
    no: [left, own.changesMind],
    stopped: [left, own.changesMind],
    expired: [left, event.mayAsk ? own.askAgain : own.askedEnough],
  }[event.answer];
  return { title: told[event.answer].title(args), text: [own.what[event.answer](args), todo.join(' ')].join('\n\n') };
}

const dressed = (text: string, { language, timeZone }: NoticeWriting): string => {
  const words = texts(language).blockNotices;
  return [words.greeting, text, '-- ', words.footer({ zone: timeZone })]
    .join('\n\n')
    .replace('-- \n\n', '-- \n')
    .concat('\n');
};

/** Subject line and whole text of a notice. */
export function noticeWords(event: NoticeEvent, writing: NoticeWriting): NoticeWords {
  const { title, text } = eventWords(event, writing);
  return { title: oneLine(title, MAX_TITLE), text: dressed(text, writing) };
}

/** One mail instead of the many that were folded. */
export function foldedWords(titles: readonly string[], writing: Omit<NoticeWriting, 'attempts' | 'link'>): NoticeWords {
  const words = texts(writing.language).blockNotices;
  const list = titles.slice(0, MOST_NAMED).map((title) => `- ${title}`);
  if (titles.length > MOST_NAMED) list.push(words.more({ count: titles.length - MOST_NAMED }));
  const text = [words.folded.what, list.join('\n')].join('\n\n');
  const full = { ...writing, attempts: [], link: (code: string) => code };
  return { title: words.folded.title({ count: titles.length }), text: dressed(text, full) };
}
