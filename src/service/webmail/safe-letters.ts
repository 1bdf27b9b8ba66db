/**
 * The HTML of letters made safe, and their text: short ones here, long ones in threads of their own, so that no letter stops the
 * host; each once, not again for every look at it. Called by message.ts, message-text.ts, document.ts and paper.ts. What cannot
 * be done in time is shown as text.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '#src/net/clock.ts';
import { asText, type LetterOptions, type LetterPiece, type Unaddressed } from '#src/protocol/safe-html/unaddressed.ts';
import { doJob, type HtmlJob, type HtmlResult, type JobText, lengthOf } from './html-job.ts';
import { createHtmlThreads, type ThreadsPlan } from './html-threads.ts';

export interface SafeLetters {
  /** The pieces as one safe letter, its pictures still without addresses. */
  letter(mailbox: string, pieces: readonly LetterPiece[], options: LetterOptions): Promise<Unaddressed>;
  /** HTML as text of so many characters. */
  text(mailbox: string, html: string, most: number): Promise<JobText>;
  close(): Promise<void>;
}
export interface SafeLettersDeps {
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly threads?: ThreadsPlan | undefined;
}
/** Characters. Below it the work takes a few milliseconds at worst, about what handing it over takes (docs/benchmarks.md). */
export const MOST_HERE = 32 * 1024;
/** Of a letter whose turn never came, as text; made here. */
const MOST_LATE_TEXT = 64 * 1024;
const KEPT_MS = 2 * 60_000;
const MOST_KEPT = 16 * 1024 * 1024;

interface Kept {
  readonly at: number;
  readonly length: number;
  readonly answer: Promise<HtmlResult | null>;
}

/** Makes the port; holds at most 16 Mi characters of what was done in the last minutes. */
export function createSafeLetters({ clock, threads: plan }: SafeLettersDeps): SafeLetters {
  const threads = createHtmlThreads(plan);
  const kept = new Map<string, Kept>();
  let forget: NodeJS.Timeout | undefined;

  const drop = (): void => {
    const now = clock.monotonic();
    let length = [...kept.values()].reduce((sum, one) => sum + one.length, 0);
    for (const [key, one] of kept) {
      if (now - one.at < KEPT_MS && length <= MOST_KEPT) break; // the oldest come first
      kept.delete(key);
      length -= one.length;
    }
    clearTimeout(forget);
    forget = kept.size === 0 ? undefined : setTimeout(drop, KEPT_MS).unref();
  };

  async function done(mailbox: string, job: HtmlJob, key: string): Promise<HtmlResult | null> {
    if (lengthOf(job) <= MOST_HERE) return doJob(job);
    const answer = await threads.run(mailbox, job);
    // Another time there may be room.
    if (answer === 'busy') kept.delete(key);
    return answer === 'busy' || answer === 'endless' ? null : answer;
  }
  /** Null: it could not be done. */
  function result(mailbox: string, job: HtmlJob): Promise<HtmlResult | null> {
    const key = keyOf(mailbox, job);
    const known = kept.get(key);
    if (known !== undefined) return known.answer;
    const answer = done(mailbox, job, key);
    // What came of it is hardly longer than what went in, or is cut.
    kept.set(key, { at: clock.monotonic(), length: lengthOf(job) * 2, answer });
    drop();
    return answer;
  }

  async function text(mailbox: string, html: string, most: number): Promise<JobText> {
    const made = await result(mailbox, { kind: 'text', html, most });
    if (made?.kind === 'text') return made;
    const beginning = doJob({ kind: 'text', html: html.slice(0, MOST_LATE_TEXT), most });
    return { text: beginning.kind === 'text' ? beginning.text : '', isCut: html.length > MOST_LATE_TEXT };
  }
  return {
    text,
    async letter(mailbox, pieces, options) {
      const mark = `pv${randomBytes(12).toString('hex')}`;
      const made = await result(mailbox, { kind: 'letter', pieces, options, mark });
      if (made?.kind === 'letter') return made.letter;
      const texts: string[] = [];
      for (const { html, plain } of pieces)
        texts.push(plain ?? (await text(mailbox, html ?? '', MOST_LATE_TEXT * 16)).text);
      return { letter: asText(texts.join('\n\n')), mark, pictures: [] };
    },
    async close() {
      clearTimeout(forget);
      kept.clear();
      await threads.close();
    },
  };
}

/** Nobody is told by how quick it is that somebody else has had the same letter: each mailbox has its own. */
function keyOf(mailbox: string, job: HtmlJob): string {
  const hash = createHash('sha256');
  const add = (part: string): void => void hash.update(`${part.length}:`).update(part);
  add(mailbox);
  add(job.kind);
  if (job.kind === 'text') {
    add(String(job.most));
    add(job.html);
  } else {
    add(JSON.stringify(job.options));
    for (const { html, plain } of job.pieces) {
      add(html === null ? 'plain' : 'html');
      add(html ?? plain ?? '');
    }
  }
  return hash.digest('base64');
}
