/**
 * What another host's answer means, in the operator's words: the cause that the delivery saw, else what the text itself says
 * (diagnosis/texts). Called by the console's queues and stories. Pure, apart from the words.
 */
import { readPasted } from '#src/diagnosis/texts/pasted.ts';
import { PRESENT_CAUSES, type PresentCause } from '#src/diagnosis/present.ts';
import type { Reply } from '#src/engine/embedded/queue/job.ts';
import { texts } from '#src/messages/catalogue.ts';
import type { Reader } from '#src/messages/telling.ts';
import type { Language } from '#src/model/language.ts';
import { textFindings } from '../explain-findings.ts';

export interface Meaning {
  readonly cause: string;
  readonly title: string;
  /** Where it comes from. */
  readonly why: string;
  /** What can be done, the first of it; '' when nothing is known. */
  readonly todo: string;
}
export interface Answer extends Reply {
  /** Null when nothing is known of these words. */
  readonly meaning: Meaning | null;
}

const isPresent = (cause: string): cause is PresentCause => (PRESENT_CAUSES as readonly string[]).includes(cause);

/** A cause in a few words; null when the catalogue has none. */
export function causeTitle(cause: string | null | undefined, language: Language): string | null {
  if (cause === null || cause === undefined) return null;
  const { causes, explain } = texts(language);
  return isPresent(cause) ? causes[cause].title : (explain.others[cause]?.title ?? null);
}

/** The meaning of a reply; of one without words that of its cause. */
export function answerOf(reply: Reply | null, cause: string | null, reader: Reader): Answer | null {
  return reply === null ? null : { ...reply, meaning: meaningOf(reply, cause, reader) };
}

function meaningOf({ code, enhanced, text }: Reply, cause: string | null, reader: Reader): Meaning | null {
  const pasted = readPasted(`${code} ${enhanced} ${text}`);
  const told = textFindings(pasted, pasted.candidates, new Date(reader.now).toISOString(), reader);
  const found = told.find((one) => one.cause === cause) ?? (cause === null ? told.at(0) : undefined);
  // That an address is to be told is advice for a customer, not for who reads the queue.
  const todo = found?.fix.find(({ id }) => id !== 'ask-with-address')?.text ?? '';
  if (found !== undefined) return { cause: found.cause, title: found.title, why: found.why, todo };
  if (cause === null) return null;
  const { causes, explain } = texts(reader.language);
  const words = isPresent(cause) ? causes[cause] : explain.others[cause];
  return words === undefined ? null : { cause, title: words.title, why: words.why, todo };
}
