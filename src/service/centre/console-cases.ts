/**
 * Requests of customers at the operator's desk: by what they wait for, one with its conversation and the diagnosis that came
 * with it, taken, answered by mail, noted on, solved. Called by the API; the asker's side is support.ts, what comes back by
 * mail case-door.ts. Every change is written to the audit log.
 */
import { isCaseId } from '#src/model/case.ts';
import type { Language } from '#src/model/language.ts';
import type { Person } from '#src/model/person.ts';
import type { SupportMessage, SupportRequest, SupportState } from '#src/model/support.ts';
import { newId } from '#src/net/ids.ts';
import {
  type CaseMail,
  caseMailsOf,
  insertCaseMail,
  insertThread,
  rawCaseMail,
  threadToken,
} from '#src/store/case-mail.ts';
import { customerById } from '#src/store/customers.ts';
import {
  addSupportMessage,
  messagesOf,
  requestById,
  requestsLike,
  updateRequest,
} from '#src/store/support-requests.ts';
import type { App } from '../app.ts';
import { change } from '../change.ts';
import { done, misuse, type Outcome, refused } from '../outcome.ts';
import { caseLetter } from './case-letter.ts';
import { type Operator, operatorWho } from './console-operator.ts';
import { caseFor, type ShownCase } from './diagnosing.ts';

type Deps = Pick<
  App,
  | 'db'
  | 'clock'
  | 'queue'
  | 'journal'
  | 'hostname'
  | 'linkBase'
  | 'cases'
  | 'diagnose'
  | 'diagnosePublic'
  | 'sendMessage'
  | 'directory'
>;
/** `new`: nobody has it; `us` and `them`: whose turn it is. */
export const CASE_STATES = ['new', 'us', 'them', 'solved'] as const;
export type CaseState = (typeof CASE_STATES)[number];
export interface CaseLine {
  readonly request: SupportRequest;
  readonly state: CaseState;
  readonly customer: string;
}
export type MailState = 'waiting' | 'sent' | 'failed' | 'gone';
export interface CaseWord {
  readonly word: SupportMessage;
  /** What carried it, and of mail that went out how far it came. */
  readonly mail: (CaseMail & { readonly state: MailState | null }) | null;
}
export interface CaseSheet extends CaseLine {
  readonly words: readonly CaseWord[];
  /** Null: none came with it, or it is no longer kept. */
  readonly diagnosis: ShownCase | null;
}
const MOST = 500;
const MOST_TEXT = 20_000;

export const caseState = ({ state, holder }: Pick<SupportRequest, 'state' | 'holder'>): CaseState =>
  state === 'closed' ? 'solved' : state === 'answered' ? 'them' : holder === null ? 'new' : 'us';

const STORED: Readonly<Record<CaseState, SupportState>> = {
  new: 'open',
  us: 'open',
  them: 'answered',
  solved: 'closed',
};

/** Those in a state, or those that the operator has; who waits longest first, of solved ones the newest. */
export async function caseList(
  { db }: Pick<Deps, 'db'>,
  person: Person,
  view: CaseState | 'mine',
): Promise<
  Outcome<{ readonly cases: readonly CaseLine[]; readonly counts: Readonly<Record<CaseState | 'mine', number>> }>
> {
  const who = operatorWho(person, 'look');
  if (!who.ok) return who;
  const open = await requestsLike(db.sql, { states: ['open', 'answered'], limit: MOST });
  const found = view === 'solved' ? await requestsLike(db.sql, { states: [STORED[view]], limit: 100 }) : open;
  const isMine = (one: SupportRequest): boolean => one.holder === who.value.name;
  const of = (state: CaseState): number => open.filter((one) => caseState(one) === state).length;
  const wanted = found.filter((one) => (view === 'mine' ? isMine(one) : caseState(one) === view));
  const ordered = view === 'solved' ? wanted : wanted.toSorted((a, b) => a.changedAt - b.changedAt);
  const cases = await Promise.all(ordered.map((request) => lineOf(db, request)));
  return done({
    cases,
    counts: {
      new: of('new'),
      us: of('us'),
      them: of('them'),
      mine: open.filter(isMine).length,
      solved: view === 'solved' ? cases.length : 0,
    },
  });
}

const lineOf = async (db: Deps['db'], request: SupportRequest): Promise<CaseLine> => ({
  request,
  state: caseState(request),
  customer: (await customerById(db.sql, request.customer))?.name ?? request.customer,
});

async function found({ db }: Pick<Deps, 'db'>, id: string): Promise<Outcome<SupportRequest>> {
  const request = isCaseId(id) ? await requestById(db.sql, id) : null;
  return request === null ? refused('notThere') : done(request);
}

export async function caseSheet(
  deps: Deps,
  person: Person,
  id: string,
  language: Language,
): Promise<Outcome<CaseSheet>> {
  const who = operatorWho(person, 'look');
  if (!who.ok) return who;
  const request = await found(deps, id);
  if (!request.ok) return request;
  const { sql } = deps.db;
  const [line, words, mails, kept] = await Promise.all([
    lineOf(deps.db, request.value),
    messagesOf(sql, id),
    caseMailsOf(sql, id),
    request.value.caseId === null ? null : caseFor(deps, person, request.value.caseId, language),
  ]);
  const told = await Promise.all(
    words.map(async (word): Promise<CaseWord> => {
      const mail = mails.find((one) => one.word === word.id);
      return { word, mail: mail === undefined ? null : { ...mail, state: await mailState(deps, mail) } };
    }),
  );
  return done({ ...line, words: told, diagnosis: kept?.ok === true ? kept.value : null });
}

/** How far a mail of ours came: the queue knows while it waits, the journal afterwards. */
async function mailState({ queue, journal }: Deps, { id, way }: CaseMail): Promise<MailState | null> {
  if (way === 'in') return null;
  const entries = queue.show(id);
  if (entries.some(({ state }) => state === 'waiting' || state === 'active' || state === 'held')) return 'waiting';
  const steps = (await journal.query({ message: id, kinds: ['message'] })).flatMap((event) =>
    event.kind === 'message' ? [event.step] : [],
  );
  if (steps.includes('bounced') || steps.includes('dropped')) return 'failed';
  return steps.includes('sent') || steps.includes('delivered') ? 'sent' : 'gone';
}

/** Whose it is, and whether it is solved. */
export const CASE_DEEDS = ['take', 'give', 'solve', 'reopen'] as const;
export type CaseDeed = (typeof CASE_DEEDS)[number];
export async function changeCase(deps: Deps, person: Person, id: string, deed: CaseDeed): Promise<Outcome<null>> {
  const who = operatorWho(person, 'mail');
  if (!who.ok) return who;
  const request = await found(deps, id);
  if (!request.ok) return request;
  const { name } = who.value;
  const to = {
    take: { holder: name },
    give: { holder: null },
    solve: { state: 'closed' as const, holder: request.value.holder ?? name },
    reopen: { state: 'open' as const, holder: name },
  }[deed];
  return await change({ ...deps, actor: name }, async (tx, audit) => {
    await updateRequest(tx, id, deps.clock.now(), to);
    const { state, holder, customer } = request.value;
    await audit(`support.${deed}`, customer, { id, state, holder }, { id, ...to });
    return done(null);
  });
}

/** Among operators; `consent`: how the customer agreed to a repair, which is written down before it is made. */
export async function noteCase(
  deps: Deps,
  person: Person,
  id: string,
  note: { readonly text: string; readonly isConsent: boolean },
): Promise<Outcome<null>> {
  const who = operatorWho(person, 'mail');
  if (!who.ok) return who;
  const request = await found(deps, id);
  if (!request.ok) return request;
  const text = note.text.trim().slice(0, MOST_TEXT);
  if (text === '') return misuse('inputBad');
  const at = deps.clock.now();
  return await change({ ...deps, actor: who.value.name }, async (tx, audit) => {
    const author = who.value.name;
    await addSupportMessage(tx, request.value, { id: newId(at), request: id, voice: 'note', author, text, at });
    await audit(note.isConsent ? 'support.consent' : 'support.note', request.value.customer, null, {
      id,
      ...(note.isConsent ? { how: text } : {}),
    });
    return done(null);
  });
}

/**
 * Answers: the word is kept with the mail that carries it, then the mail goes into the queue. When the queue has no room the
 * word stands and its mail is shown as not gone.
 */
export async function answerCase(
  deps: Deps,
  person: Person,
  id: string,
  answer: { readonly text: string; readonly isSolved: boolean },
): Promise<Outcome<{ readonly queued: boolean }>> {
  const who = operatorWho(person, 'mail');
  if (!who.ok) return who;
  const request = await found(deps, id);
  if (!request.ok) return request;
  const text = answer.text.trim().slice(0, MOST_TEXT);
  if (text === '') return misuse('inputBad');
  const at = deps.clock.now();
  const word = newId(at);
  const mailId = newId(at);
  const before = await threadOf(deps, id);
  const token = await tokenOf(deps, who.value, request.value);
  const link = `${deps.linkBase()}/support/${id}`;
  const letter = { id: mailId, request: request.value, token, author: who.value.name, text, link, before, at };
  const message = await caseLetter(deps, letter);
  const header = message.messageIdHeader ?? mailId;
  const written = await change({ ...deps, actor: who.value.name }, async (tx, audit) => {
    const author = who.value.name;
    await addSupportMessage(tx, request.value, { id: word, request: id, voice: 'operator', author, text, at });
    await insertCaseMail(tx, { id: mailId, request: id, word, way: 'out', header, from: author, at, raw: null });
    await updateRequest(tx, id, at, {
      holder: request.value.holder ?? author,
      ...(answer.isSolved ? { state: 'closed' as const } : {}),
    });
    await audit('support.answer', request.value.customer, null, {
      id,
      to: request.value.replyTo,
      solved: answer.isSolved,
    });
    return done(null);
  });
  if (!written.ok) return written;
  return done({ queued: await deps.sendMessage(message) });
}

/** Message-IDs of what was said, the oldest first; reports and automatic answers are no part of a conversation. */
async function threadOf({ db }: Pick<Deps, 'db'>, id: string): Promise<readonly string[]> {
  const [words, mails] = await Promise.all([messagesOf(db.sql, id), caseMailsOf(db.sql, id)]);
  const notes = new Set(words.filter(({ voice }) => voice === 'note').map((word) => word.id));
  return mails.filter(({ word }) => !notes.has(word)).map(({ header }) => header);
}

/** Of the first letter on the request has an address of its own. */
async function tokenOf(deps: Deps, operator: Operator, { id }: SupportRequest): Promise<string> {
  const known = await threadToken(deps.db.sql, id);
  if (known !== null) return known;
  const at = deps.clock.now();
  // The last sixteen of an id are chance alone.
  const token = newId(at).slice(-13) + newId(at).slice(-13);
  await change({ ...deps, actor: operator.name }, async (tx) => {
    if ((await threadToken(tx, id)) === null) await insertThread(tx, id, token, at);
    return done(null);
  });
  return (await threadToken(deps.db.sql, id)) ?? token;
}

/** A mail that came, whole, for an operator's own mail program. */
export async function caseMailRaw(
  deps: Pick<Deps, 'db'>,
  person: Person,
  id: string,
  mail: string,
): Promise<Outcome<Buffer>> {
  const who = operatorWho(person, 'mail');
  if (!who.ok) return who;
  const raw = isCaseId(id) ? await rawCaseMail(deps.db.sql, id, mail) : null;
  return raw === null ? refused('notThere') : done(raw);
}
