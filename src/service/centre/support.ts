/**
 * The asker's side of support: a request with its case attached is kept first, so that it is never lost, then told by mail to
 * every operator who helps; its answers, his further words, its end. Called by the API; the operator's side is the console's.
 */
import { parseAddress } from '#src/model/address.ts';
import { isCaseId } from '#src/model/case.ts';
import { type Person, viewerOf } from '#src/model/person.ts';
import type { SupportMessage, SupportRequest } from '#src/model/support.ts';
import { newId } from '#src/net/ids.ts';
import type { StoredCase } from '#src/store/cases.ts';
import {
  addSupportMessage,
  insertRequest,
  messagesOf,
  requestById,
  requestsLike,
  updateRequest,
} from '#src/store/support-requests.ts';
import type { App } from '../app.ts';
import { change } from '../change.ts';
import { readAddress } from '../input.ts';
import { done, misuse, type Outcome, refused } from '../outcome.ts';
import { ownAddress, ownDomain } from './ownership.ts';
import { unreachable } from './reachable.ts';
import { letterToAsker, lettersToHelpers } from './support-letters.ts';

type Deps = Pick<App, 'db' | 'clock' | 'store' | 'looks' | 'cases' | 'hostname' | 'sendLetter' | 'linkBase'>;
export interface SupportAsked {
  readonly text: string;
  readonly title?: string | undefined;
  readonly case?: string | undefined;
  /** A domain or address of his. */
  readonly about?: string | undefined;
  readonly replyTo?: string | undefined;
}
/** A refusal with the field that it is about. */
export type Refused = { readonly ok: false; readonly problem: Extract<Outcome<never>, { ok: false }>['problem'] };
type Fielded<T> = { readonly ok: true; readonly value: T } | (Refused & { readonly field?: string });

const MOST_TITLE = 120;
const MOST_LISTED = 200;

const at = <T>(outcome: Outcome<T>, field: string): Fielded<T> => (outcome.ok ? outcome : { ...outcome, field });

/** The first line, cut at a word. */
function titleOf({ title, text }: SupportAsked): string {
  const [line] = (title ?? '').trim() === '' ? text.trim().split('\n') : [String(title).trim()];
  if (line.length <= MOST_TITLE) return line;
  const cut = line.slice(0, MOST_TITLE - 1);
  return `${cut.slice(0, Math.max(60, cut.lastIndexOf(' ')))}…`;
}

async function caseOf(deps: Deps, person: Person, id: string | undefined): Promise<Outcome<StoredCase | null>> {
  if (id === undefined) return done(null);
  const kept = isCaseId(id) ? await deps.cases.show(id, viewerOf(person)) : null;
  return kept?.ok === true ? kept : refused('notThere');
}

/** What it is about must be the person's own; nothing is told of anything else. */
async function aboutOf(deps: Deps, person: Person, asked: SupportAsked, kept: StoredCase | null) {
  if (asked.about === undefined || asked.about.trim() === '') return done(kept?.address ?? kept?.domain ?? null);
  const typed = asked.about.trim().toLowerCase();
  if (person.kind === 'mailbox') return typed === person.name ? done<string | null>(typed) : refused('notThere');
  if (!typed.includes('@')) {
    const domain = await ownDomain(deps, person, typed, 'look');
    return domain.ok ? done<string | null>(domain.value.name) : domain;
  }
  const address = await ownAddress(deps, person, typed, 'look');
  return address.ok ? done<string | null>(address.value.address) : address;
}

/** Where the answer goes: what he says, else where he signs in; never into what is broken. */
async function replyToOf(deps: Deps, person: Person, asked: SupportAsked, kept: StoredCase | null) {
  const typed = (asked.replyTo ?? '').trim();
  const address = typed === '' ? done(person.name) : readReplyTo(typed);
  if (!address.ok) return address;
  if ((await unreachable(deps, address.value, kept)) === null) return address;
  return typed === '' ? misuse('replyToWanted') : misuse('replyToBroken', { address: address.value });
}
function readReplyTo(typed: string): Outcome<string> {
  const address = readAddress(typed);
  return address.ok ? done(address.value.text) : address;
}

/** Keeps the request, then writes to operators and a receipt to the asker. */
export async function askSupport(deps: Deps, person: Person, asked: SupportAsked): Promise<Fielded<SupportRequest>> {
  if (person.kind === 'operator') return refused('notAllowed');
  const kept = await caseOf(deps, person, asked.case);
  if (!kept.ok) return at(kept, 'case');
  const about = await aboutOf(deps, person, asked, kept.value);
  if (!about.ok) return at(about, 'about');
  const replyTo = await replyToOf(deps, person, asked, kept.value);
  if (!replyTo.ok) return at(replyTo, 'replyTo');
  const now = deps.clock.now();
  const request: SupportRequest = {
    // The last twelve are chance alone.
    id: newId(now).slice(-12),
    customer: person.customer,
    askerKind: person.kind,
    askerId: person.id,
    askerName: person.name,
    language: person.language,
    title: titleOf(asked),
    about: about.value,
    caseId: kept.value?.id ?? null,
    replyTo: replyTo.value,
    state: 'open',
    holder: null,
    createdAt: now,
    changedAt: now,
  };
  const text = asked.text.trim();
  const written = await change({ ...deps, actor: person.name }, async (tx, audit) => {
    await insertRequest(tx, request);
    await addSupportMessage(tx, request, wordOf(request, person.name, text, now));
    await audit('support.message', subjectOf(person), null, { id: request.id, case: request.caseId });
    return done(request);
  });
  if (!written.ok) return written;
  await lettersToHelpers(deps, request, text, kept.value);
  await letterToAsker(deps, request);
  return written;
}

const wordOf = (request: SupportRequest, author: string, text: string, now: number): SupportMessage => ({
  id: newId(now),
  request: request.id,
  voice: 'asker',
  author,
  text,
  at: now,
});
const subjectOf = (person: Person): string => (person.kind === 'contact' ? person.customer : person.name);

const isHis = (request: SupportRequest, person: Person): boolean =>
  person.kind === 'contact'
    ? request.askerKind === 'contact' && request.customer === person.customer
    : person.kind === 'mailbox' && request.askerKind === 'mailbox' && request.askerId === person.id;

/** One's own requests, what changed last first. */
export async function requestsOf({ db }: Pick<Deps, 'db'>, person: Person): Promise<readonly SupportRequest[]> {
  if (person.kind === 'operator') return [];
  return await requestsLike(db.sql, {
    customer: person.customer,
    askerKind: person.kind,
    ...(person.kind === 'mailbox' ? { askerId: person.id } : {}),
    limit: MOST_LISTED,
  });
}

export interface Conversation {
  readonly request: SupportRequest;
  /** Without what operators note among themselves. */
  readonly messages: readonly SupportMessage[];
}
export async function conversationOf(
  { db }: Pick<Deps, 'db'>,
  person: Person,
  id: string,
): Promise<Outcome<Conversation>> {
  const request = isCaseId(id) ? await requestById(db.sql, id) : null;
  if (request === null || !isHis(request, person)) return refused('notThere');
  return done({ request, messages: (await messagesOf(db.sql, id)).filter(({ voice }) => voice !== 'note') });
}

/** One more word; a closed request is open again. */
export async function sayMore(deps: Deps, person: Person, id: string, typed: string): Promise<Outcome<Conversation>> {
  const found = await conversationOf(deps, person, id);
  if (!found.ok) return found;
  const { request } = found.value;
  const now = deps.clock.now();
  const text = typed.trim();
  const written = await change({ ...deps, actor: person.name }, async (tx, audit) => {
    await addSupportMessage(tx, request, wordOf(request, person.name, text, now));
    await audit('support.message', subjectOf(person), null, { id });
    return done(null);
  });
  if (!written.ok) return written;
  await lettersToHelpers(deps, request, text, null);
  return await conversationOf(deps, person, id);
}

/** It is solved: nothing more is awaited. */
export async function closeRequest(deps: Deps, person: Person, id: string): Promise<Outcome<Conversation>> {
  const found = await conversationOf(deps, person, id);
  if (!found.ok) return found;
  if (found.value.request.state === 'closed') return refused('requestClosedTwice');
  const written = await change({ ...deps, actor: person.name }, async (tx, audit) => {
    await updateRequest(tx, id, deps.clock.now(), { state: 'closed' });
    await audit('support.close', subjectOf(person), null, { id });
    return done(null);
  });
  return written.ok ? await conversationOf(deps, person, id) : written;
}

/** What the form begins with: where the answer would go, and whether another address has to be given. */
export async function supportForm(
  deps: Deps,
  person: Person,
  caseId: string | undefined,
): Promise<Outcome<{ readonly replyTo: string; readonly mustAsk: boolean; readonly case: StoredCase | null }>> {
  if (person.kind === 'operator') return refused('notAllowed');
  const kept = await caseOf(deps, person, caseId);
  if (!kept.ok) return kept;
  const why = parseAddress(person.name).ok ? await unreachable(deps, person.name, kept.value) : null;
  return done({ replyTo: why === null ? person.name : '', mustAsk: why !== null, case: kept.value });
}
