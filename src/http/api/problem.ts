/**
 * Answers that say what is wrong: RFC 9457 problem details with our key, the words in the reader's language and, where a
 * field is at fault, its name. Used by every route of the API.
 */
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { texts } from '#src/messages/catalogue.ts';
import type { Language } from '#src/model/language.ts';
import type { Problem } from '#src/service/outcome.ts';

export const ProblemBody = z
  .object({
    type: z.literal('about:blank'),
    status: z.number().int(),
    key: z.string().openapi({ example: 'signInWrong' }),
    /** For people, in the reader's language. */
    title: z.string(),
    field: z.string().optional(),
    /** Seconds until it may be tried again. */
    retryAfter: z.int().optional(),
  })
  .openapi('Problem');

export type ProblemStatus = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503;

/** Keys that mean more than "that was not possible". */
const STATUS: Readonly<Record<string, ProblemStatus>> = {
  signInWrong: 401,
  notSignedIn: 401,
  secondFactorWanted: 401,
  secondFactorWrong: 401,
  notAllowed: 403,
  viewOnly: 403,
  blockNotYours: 403,
  fixNotYours: 403,
  crossSite: 403,
  notThere: 404,
  domainMissing: 404,
  mailboxMissing: 404,
  customerMissing: 404,
  planMissing: 404,
  operatorMissing: 404,
  caseMissing: 404,
  blockMissing: 404,
  invoiceMissing: 404,
  contactMissing: 404,
  busyWithSignIns: 429,
  tooManyRequests: 429,
  slowDown: 429,
  passkeyUnknown: 401,
  unavailable: 503,
  mailAway: 503,
  folderGone: 404,
  messageGone: 404,
  draftGone: 404,
  uploadTooLarge: 413,
  draftTooLong: 413,
};
/** A problem in the reader's words; the key itself when there are none. */
export const problemText = (key: string, args: Problem['args'], language: Language): string => {
  const { problems, centreProblems, customerProblems, webmailProblems } = texts(language);
  const known = { ...problems, ...centreProblems, ...customerProblems, ...webmailProblems } as unknown as Readonly<
    Record<string, (a: never) => string>
  >;
  return Object.hasOwn(known, key) ? known[key](args as never) : key;
};

export const isProblemKey = (key: string): boolean => problemText(key, {}, 'nb') !== key;

/** The answer for a use case's refusal, or for one of our own. */
export function problem(
  context: Context,
  language: Language,
  { key, args, exit }: Pick<Problem, 'key' | 'args'> & Partial<Pick<Problem, 'exit'>>,
  more: { readonly field?: string; readonly status?: ProblemStatus } = {},
): Response {
  const status = more.status ?? STATUS[key] ?? (exit === 2 ? 422 : 409);
  const body = {
    type: 'about:blank',
    status,
    key,
    title: problemText(key, args, language),
    ...(more.field === undefined ? {} : { field: more.field }),
    ...(status === 429 && typeof args['seconds'] === 'number' ? { retryAfter: args['seconds'] } : {}),
  };
  return context.body(JSON.stringify(body), status, {
    'content-type': 'application/problem+json; charset=utf-8',
    ...(body.retryAfter === undefined ? {} : { 'retry-after': String(body.retryAfter) }),
  });
}
