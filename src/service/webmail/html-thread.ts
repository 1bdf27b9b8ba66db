/**
 * One thread for the HTML of letters, as html-threads.ts holds it: a job goes in, its result comes out, or the thread is gone. It
 * gets no environment, no arguments and no more memory than the worst letter needs. Never throws.
 */
import { Worker } from 'node:worker_threads';
import type { HtmlJob, HtmlResult } from './html-job.ts';

export type ThreadAnswer =
  | { readonly kind: 'done'; readonly result: HtmlResult }
  /** The thread is no more; of `memory` another one would die as well. */
  | { readonly kind: 'gone'; readonly why: 'crash' | 'memory'; readonly error: unknown };
export interface HtmlThread {
  /** One job at a time. */
  work(job: HtmlJob): Promise<ThreadAnswer>;
  /** Ends it, whatever it does. */
  end(): Promise<unknown>;
}

const FILE = new URL('./html-thread-work.ts', import.meta.url);
/** The worst letter of 4 MiB needs about half of it (bench/hostile-letters.ts). */
const LIMITS = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 48 } as const;

/** Starts a thread; it does not keep the process alive while it has nothing to do. */
export function startHtmlThread(): HtmlThread {
  const worker = new Worker(FILE, { env: {}, argv: [], execArgv: [], name: 'letters', resourceLimits: LIMITS });
  worker.unref();
  let gone: ThreadAnswer | null = null;
  let answer: ((answer: ThreadAnswer) => void) | null = null;
  const tell = (told: ThreadAnswer): void => {
    if (told.kind === 'gone') gone ??= told;
    worker.unref();
    answer?.(told);
    answer = null;
  };
  worker.on('message', (result: HtmlResult) => tell({ kind: 'done', result }));
  worker.on('error', (error: Error & { readonly code?: string }) =>
    tell({ kind: 'gone', why: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'crash', error }),
  );
  worker.on('exit', (code) => tell({ kind: 'gone', why: 'crash', error: new Error(`the thread ended: ${code}`) }));
  return {
    work: (job) =>
      new Promise((resolve) => {
        if (gone !== null) return resolve(gone);
        answer = resolve;
        worker.ref();
        worker.postMessage(job);
      }),
    end: () => worker.terminate(),
  };
}
