/**
 * Talks to the HTTP API: JSON, problems in words, lines as they come. Called by every page; shows nothing itself.
 */
import { language } from './language.svelte.ts';

/** What the server (or the missing network) said, in words for the reader. */
export interface Problem {
  readonly status: number;
  readonly key: string;
  readonly title: string;
  readonly field?: string;
  /** Seconds until it may be tried again. */
  readonly retryAfter?: number;
}
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** The network did not carry the question: the page says so in its own words. */
export const OFFLINE: Problem = { status: 0, key: 'offline', title: '' };

/**
 * Whose document this is, as the server names him: the first who was signed in on it. It never changes: whatever a page still
 * does after somebody else signed in, here or in another tab, is said to come from his page, and is refused.
 */
let whose = '';
/** False: the document was another's; the new one has to get a page of his own. */
export function speakFor(person: string): boolean {
  if (whose === '') whose = person;
  return whose === person;
}
/** Under the API, with whose page asks: also for what a browser fetches by its address alone (pictures, frames, files, news). */
export const apiAddress = (path: string): string =>
  `/api/v1${path}${whose === '' ? '' : `${path.includes('?') ? '&' : '?'}whose=${encodeURIComponent(whose)}`}`;

const SEEN_AS = 'postvakt-seen-as';
/** The customer whose centre an operator looks at in this tab; null = his own pages. */
export function seenAs(): string | null {
  try {
    return sessionStorage.getItem(SEEN_AS);
  } catch {
    return null; // storage may be forbidden: then nobody looks as somebody else
  }
}
export function keepSeenAs(customer: string | null): void {
  try {
    if (customer === null) sessionStorage.removeItem(SEEN_AS);
    else sessionStorage.setItem(SEEN_AS, customer);
  } catch {
    // nothing was kept, so there is nothing to forget
  }
}

async function send(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response | null> {
  const as = seenAs();
  const own = as === null ? '' : `&as=${encodeURIComponent(as)}`;
  const query = `${path.includes('?') ? '&' : '?'}lang=${language.current}${own}`;
  try {
    return await fetch(apiAddress(path + query), {
      method,
      credentials: 'same-origin',
      ...(signal === undefined ? {} : { signal }),
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
  } catch {
    return null;
  }
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    const { key, title, field, retryAfter } = (await response.json()) as Partial<Problem>;
    return {
      status: response.status,
      key: key ?? '',
      title: title ?? '',
      ...(field === undefined ? {} : { field }),
      ...(retryAfter === undefined ? {} : { retryAfter }),
    };
  } catch {
    return { status: response.status, key: 'broken', title: '' };
  }
}

/** The server knows somebody else here, or nobody: nothing was done, and nothing of it may be forgotten. */
export const isStranger = ({ key }: Problem): boolean =>
  key === 'otherPerson' || key === 'notSignedIn' || key === 'secondFactorWanted';

/** Lets the reader sign in again where he is; true when he did. */
type Again = (problem: Problem) => Promise<boolean>;
let signInAgain: Again | null = null;
/** What to do when the session is over while a page is open; gives the way to stop. */
export function whenSignedOut(again: Again): () => void {
  signInAgain = again;
  return () => {
    if (signInAgain === again) signInAgain = null;
  };
}
/** After such a problem: true when the reader has signed in again, and the question may be asked once more. */
export const regained = async (problem: Problem): Promise<boolean> =>
  isStranger(problem) && signInAgain !== null && (await signInAgain(problem));

/** Asks; when the session is over or another's, once more after the reader has signed in again. */
async function asked(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<{ readonly response: Response } | { readonly problem: Problem }> {
  for (let turn = 0; ; turn += 1) {
    const response = await send(method, path, body, signal);
    if (response === null) return { problem: OFFLINE };
    if (response.ok) return { response };
    const problem = await problemOf(response);
    const isDoor = /^\/session(?:[/?]|$)/.test(path);
    if (turn > 0 || isDoor || !(await regained(problem))) return { problem };
  }
}

/** One question, one answer; never throws. */
export async function ask<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Answer<T>> {
  const got = await asked(method, path, body, signal);
  if ('problem' in got) return { ok: false, problem: got.problem };
  const { response } = got;
  if (response.status === 204 || response.status === 202) return { ok: true, value: undefined as T };
  try {
    return { ok: true, value: (await response.json()) as T };
  } catch {
    return { ok: false, problem: OFFLINE };
  }
}

/** Asks and tells each line of JSON as it comes; null when all went well. */
export async function askLines(
  path: string,
  body: unknown,
  onLine: (line: Readonly<Record<string, unknown>>) => void,
  signal?: AbortSignal,
): Promise<Problem | null> {
  const got = await asked('POST', path, body, signal);
  if ('problem' in got) return got.problem;
  const { response } = got;
  if (response.body === null) return OFFLINE;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      const lines = (rest + (value ?? '')).split('\n');
      rest = done ? '' : (lines.pop() ?? '');
      for (const line of lines) if (line.trim() !== '') onLine(JSON.parse(line) as Record<string, unknown>);
      if (done) return null;
    }
  } catch {
    return OFFLINE;
  }
}
