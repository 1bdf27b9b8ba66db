/** One of the processes that share the jobs of an accuracy run: told which, it sends the answers of each job as they are done. */
import { type JobWish, runJobs, wishedJobs } from './jobs-wished.ts';

process.once('message', (message) => {
  const { wish, part, of } = message as { readonly wish: JobWish; readonly part: number; readonly of: number };
  const mine = wishedJobs(wish)
    .map((job, index) => ({ ...job, index }))
    .filter(({ index }) => index % of === part);
  // The line is closed once the last answer has left: on a busy machine that is later than the work itself.
  const sent: Promise<unknown>[] = [];
  void runJobs(mine, wish.heldOut, (job, outcomes, ms) => {
    const done = { index: mine.find((one) => one === job)?.index, name: job.name, pile: job.pile, outcomes, ms };
    sent.push(new Promise((resolve) => process.send?.(done, undefined, undefined, resolve)));
  })
    .then(() => Promise.all(sent))
    .then(() => process.disconnect?.());
});
