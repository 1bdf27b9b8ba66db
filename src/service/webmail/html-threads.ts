/**
 * Two threads for the HTML of letters, and who waits for them: mailboxes in turns, each with one letter at a time, so that one
 * person's letters never hold up another's. A letter that takes too long ends its thread. Threads are started when they are
 * needed and ended when they rest. Called by safe-letters.ts. Never throws.
 */
import { type HtmlJob, type HtmlResult, lengthOf } from './html-job.ts';
import { type HtmlThread, startHtmlThread, type ThreadAnswer } from './html-thread.ts';

/** `endless`: it took too long or broke its thread, and would again; `busy`: too many wait. */
export type ThreadsAnswer = HtmlResult | 'endless' | 'busy';
export interface HtmlThreads {
  run(mailbox: string, job: HtmlJob): Promise<ThreadsAnswer>;
  /** Ends all threads; what waits is answered as busy. */
  close(): Promise<void>;
}
export interface ThreadsPlan {
  readonly start?: () => HtmlThread;
  readonly threads?: number;
  /** Of one letter, once it is begun. */
  readonly limitMs?: number;
  /** A thread that has nothing to do for so long is ended. */
  readonly restMs?: number;
  /** Letters of one mailbox that may wait, and characters of all. */
  readonly waitingEach?: number;
  readonly waitingAll?: number;
  readonly onTrouble?: (error: unknown) => void;
}
/** Tens of times what the worst letter takes on a small machine. */
const LIMIT_MS = 20_000;
const REST_MS = 5 * 60_000;
const WAITING_EACH = 8;
const WAITING_ALL = 32 * 1024 * 1024;

interface Waiting {
  readonly mailbox: string;
  readonly job: HtmlJob;
  readonly resolve: (answer: ThreadsAnswer) => void;
}

/** Makes the pool; no thread runs before the first letter. */
export function createHtmlThreads(plan: ThreadsPlan = {}): HtmlThreads {
  const { start = startHtmlThread, threads = 2, limitMs = LIMIT_MS, restMs = REST_MS } = plan;
  const waiting = new Map<string, Waiting[]>();
  const working = new Map<string, HtmlThread>();
  const resting = new Set<HtmlThread>();
  const ending = new Set<Promise<unknown>>();
  let waitingLength = 0;
  let isClosed = false;
  let rest: NodeJS.Timeout | undefined;

  const end = (thread: HtmlThread): void => {
    const ended = thread.end().finally(() => ending.delete(ended));
    ending.add(ended);
  };
  const restAll = (): void => {
    for (const thread of resting) end(thread);
    resting.clear();
  };
  const taken = (): HtmlThread => {
    const [thread] = resting;
    if (thread === undefined) return start();
    resting.delete(thread);
    return thread;
  };

  /** In a thread; null: not within its time. */
  async function within(thread: HtmlThread, job: HtmlJob): Promise<ThreadAnswer | null> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), limitMs)));
    const answer = await Promise.race([thread.work(job), late]);
    clearTimeout(timer);
    return answer;
  }

  async function tried(mailbox: string, job: HtmlJob): Promise<ThreadsAnswer> {
    // A thread may die of something else than this letter: once more, in another.
    for (let left = 2; left > 0 && !isClosed; left -= 1) {
      const thread = taken();
      working.set(mailbox, thread);
      const answer = await within(thread, job);
      if (answer?.kind === 'done') {
        if (isClosed) end(thread);
        else resting.add(thread);
        return answer.result;
      }
      end(thread);
      if (isClosed) break;
      plan.onTrouble?.(answer?.error ?? new Error('the HTML of a letter took too long and is shown as text'));
      if (answer?.why !== 'crash') return 'endless';
    }
    return isClosed ? 'busy' : 'endless';
  }

  function next(): void {
    clearTimeout(rest);
    for (const [mailbox, letters] of waiting) {
      if (working.size >= threads) return;
      if (working.has(mailbox)) continue;
      waiting.delete(mailbox);
      const [letter, ...others] = letters;
      if (others.length > 0) waiting.set(mailbox, others);
      waitingLength -= lengthOf(letter.job);
      void begin(letter);
    }
    if (working.size === 0 && resting.size > 0) rest = setTimeout(restAll, restMs).unref();
  }
  async function begin({ mailbox, job, resolve }: Waiting): Promise<void> {
    const answer = await tried(mailbox, job).catch((error: unknown) => {
      plan.onTrouble?.(error);
      return 'endless' as const;
    });
    working.delete(mailbox);
    const others = waiting.get(mailbox);
    if (others !== undefined) {
      // Behind everybody else who waits by now.
      waiting.delete(mailbox);
      waiting.set(mailbox, others);
    }
    resolve(answer);
    if (!isClosed) next();
  }

  return {
    run: (mailbox, job) =>
      new Promise((resolve) => {
        const before = waiting.get(mailbox) ?? [];
        const length = lengthOf(job);
        const isFull =
          before.length >= (plan.waitingEach ?? WAITING_EACH) ||
          waitingLength + length > (plan.waitingAll ?? WAITING_ALL);
        if (isClosed || isFull) return resolve('busy');
        waiting.set(mailbox, [...before, { mailbox, job, resolve }]);
        waitingLength += length;
        next();
      }),
    async close() {
      isClosed = true;
      clearTimeout(rest);
      for (const { resolve } of [...waiting.values()].flat()) resolve('busy');
      waiting.clear();
      restAll();
      for (const thread of working.values()) end(thread);
      await Promise.all(ending);
    },
  };
}
