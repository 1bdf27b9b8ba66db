/** A thread for letters that a test holds in its hand: it does nothing until it is told. */
import { doJob, type HtmlJob } from '#src/service/webmail/html-job.ts';
import type { HtmlThread, ThreadAnswer } from '#src/service/webmail/html-thread.ts';

export interface HeldThread extends HtmlThread {
  readonly job: HtmlJob | null;
  readonly isEnded: boolean;
  /** Answers the job as a real one would. */
  finish(): void;
  /** Dies over the job. */
  die(why: 'crash' | 'memory'): void;
}

export function heldThread(onJob?: () => void, onEnd?: () => void): HeldThread {
  let job: HtmlJob | null = null;
  let isEnded = false;
  let answer: ((answer: ThreadAnswer) => void) | null = null;
  const tell = (told: ThreadAnswer): void => {
    job = null;
    answer?.(told);
    answer = null;
  };
  return {
    get job() {
      return job;
    },
    get isEnded() {
      return isEnded;
    },
    work: (given) =>
      new Promise((resolve) => {
        job = given;
        answer = resolve;
        onJob?.();
      }),
    async end() {
      isEnded = true;
      onEnd?.();
      tell({ kind: 'gone', why: 'crash', error: new Error('ended') });
    },
    finish() {
      if (job !== null) tell({ kind: 'done', result: doJob(job) });
    },
    die: (why) => tell({ kind: 'gone', why, error: new Error(why) }),
  };
}
