/**
 * The thread in which letters are made safe: takes a job, gives its result, and knows nothing else. Started by html-thread.ts,
 * never imported.
 */
import { parentPort } from 'node:worker_threads';
import { doJob, type HtmlJob } from './html-job.ts';

parentPort?.on('message', (job: HtmlJob) => parentPort?.postMessage(doJob(job)));
